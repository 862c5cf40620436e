import { useState } from 'react';
import type { ReportFile } from '../../../shared/contract/report-protocol.ts';
import type { Host } from '../../host/host.ts';
import { produceText } from '../../text/reports-produce.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';

/** Files that were made, each to be saved by itself, and which of them was saved last. */
export function FileList(props: {
  readonly files: readonly ReportFile[];
  readonly saveFile: Host['saveFile'];
}) {
  const { files, saveFile } = props;
  const [said, setSaid] = useState('');
  const save = async (file: ReportFile) => {
    setSaid((await saveReportFile(file, saveFile)) ? produceText.saved(file.name) : '');
  };
  return (
    <>
      <ul className="single-files">
        {files.map((file) => (
          <li key={file.name}>
            <ActionButton label={produceText.saveFile(file.name)} onPress={() => void save(file)} />
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {said !== '' && <EvidenceText text={said} limit={200} />}
      </p>
    </>
  );
}

/** Answers whether it was saved. What the worker hands over as a file is one of the platform. */
export async function saveReportFile(file: ReportFile, saveFile: Host['saveFile']): Promise<boolean> {
  return file instanceof Blob && (await saveFile(file.name, file));
}
