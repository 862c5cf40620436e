import { useState } from 'react';
import type { OfferedKey } from '../../../shared/verify/offered-keys.ts';
import { bundlesText } from '../../text/bundles.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { PinDialog } from './pin-dialog.tsx';

interface OfferedKeysProps {
  readonly caseId: string;
  readonly keys: readonly OfferedKey[];
  /** False where the log is named above the list. */
  readonly isOriginShown?: boolean;
}

/** Keys that bundles were signed with and that nobody pinned. Their fingerprints are kept back on purpose. */
export function OfferedKeys({ caseId, keys, isOriginShown = true }: OfferedKeysProps) {
  const [chosen, setChosen] = useState<OfferedKey | null>(null);
  return (
    <>
      <ul className="key-list">
        {keys.map((offered) => (
          <li
            key={`${offered.role} ${offered.origin} ${offered.publicKey}`}
            className="key"
            data-short={!isOriginShown || undefined}
          >
            <span className="key-role">{trustText.roleNames[offered.role]}</span>
            {isOriginShown && (
              <span className="key-origin">
                <EvidenceText text={offered.origin} limit={300} />
              </span>
            )}
            <span className="hint">{bundlesText.keyHidden}</span>
            <ActionButton label={trustText.pin} isMaking icon="trust" onPress={() => setChosen(offered)} />
          </li>
        ))}
      </ul>
      {chosen !== null && <PinDialog caseId={caseId} offered={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
