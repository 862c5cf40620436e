import { useState } from 'react';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { Host } from '../../../host/host.ts';
import { redactedText } from '../../../text/redaction.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { RedactBundleDialog } from './redact-bundle-dialog.tsx';

interface RedactBundleButtonProps {
  readonly caseId: string;
  readonly bundle: BundleView;
  /** Only the entries that it finds stay; empty for all. */
  readonly query: string;
  readonly look: 'plain' | 'quiet';
  readonly saveFile: Host['saveFile'];
}

/** Opens the dialog that makes a redacted copy of one bundle, or of what a search finds in it. */
export function RedactBundleButton({ caseId, bundle, query, look, saveFile }: RedactBundleButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ActionButton
        label={query === '' ? redactedText.open : redactedText.openResult}
        isMaking
        look={look}
        isDisabled={bundle.verdict === null || bundle.verdict.state === 'failed'}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && (
        <RedactBundleDialog
          caseId={caseId}
          bundle={bundle}
          query={query.trim()}
          saveFile={saveFile}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
