import type { RedactedBundle } from '../../../../shared/contract/redaction-protocol.ts';
import type { Host } from '../../../host/host.ts';
import { leavingText, redactedText } from '../../../text/redaction.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Digest } from '../../common/digest.tsx';
import { Facts } from '../../common/facts.tsx';
import { FileList } from '../file-list.tsx';
import { SaveFirst } from '../save-first.tsx';

interface RedactedFilesProps {
  readonly made: RedactedBundle;
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
}

/** A redacted copy that was made, to be saved, with its logs and the key of who packed it. */
export function RedactedFiles({ made, saveFile, onClose }: RedactedFilesProps) {
  return (
    <>
      <p>{redactedText.doneAdvice}</p>
      <SaveFirst file={made.bundle} label={redactedText.save} icon="bundles" saveFile={saveFile} />
      <Facts
        facts={[
          { name: redactedText.sha256, value: <Digest hex={made.sha256} what={redactedText.sha256} /> },
          { name: leavingText.searched, value: made.searched },
        ]}
      />
      <h3>{redactedText.others}</h3>
      <p className="hint">{redactedText.othersHint}</p>
      <FileList files={[...made.logs, made.signers]} saveFile={saveFile} />
      <div className="dialog-actions">
        <ActionButton label={redactedText.close} onPress={onClose} />
      </div>
    </>
  );
}
