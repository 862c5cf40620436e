import { useState } from 'react';
import type { RedactedBundle } from '../../../../shared/contract/redaction-protocol.ts';
import type { ReportFile } from '../../../../shared/contract/report-protocol.ts';
import type { Host } from '../../../host/host.ts';
import { leavingText, redactedText } from '../../../text/redaction.ts';
import { produceText } from '../../../text/reports-produce.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Digest } from '../../common/digest.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Facts } from '../../common/facts.tsx';
import { FileList, saveReportFile } from '../file-list.tsx';

interface RedactedFilesProps {
  readonly made: RedactedBundle;
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
}

/** A redacted copy that was made, to be saved, with its logs and the key of who packed it. */
export function RedactedFiles({ made, saveFile, onClose }: RedactedFilesProps) {
  const [said, setSaid] = useState('');
  const save = async (file: ReportFile) => {
    setSaid((await saveReportFile(file, saveFile)) ? produceText.saved(file.name) : '');
  };
  return (
    <>
      <p>{redactedText.doneAdvice}</p>
      <div className="redacted-actions">
        <ActionButton
          label={redactedText.save}
          look="primary"
          icon="bundles"
          onPress={() => void save(made.bundle)}
        />
        <span className="hint" role="status">
          {said !== '' && <EvidenceText text={said} limit={200} />}
        </span>
      </div>
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
