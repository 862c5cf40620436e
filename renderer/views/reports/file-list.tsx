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
    const isSaved = await saveFile(file.fileName, toBlob(file));
    setSaid(isSaved ? produceText.saved(file.fileName) : '');
  };
  return (
    <>
      <ul className="single-files">
        {files.map((file) => (
          <li key={file.fileName}>
            <ActionButton label={produceText.saveFile(file.fileName)} onPress={() => void save(file)} />
          </li>
        ))}
      </ul>
      <p className="hint" role="status">
        {said !== '' && <EvidenceText text={said} limit={200} />}
      </p>
    </>
  );
}

/** A copy: what was made stays with whoever made it. */
export function toBlob({ bytes, mediaType }: ReportFile): Blob {
  return new Blob([bytes.slice()], { type: mediaType });
}
