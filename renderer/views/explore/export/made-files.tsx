import { useState } from 'react';
import type { MadeExport } from '../../../../shared/contract/export-protocol.ts';
import type { Host } from '../../../host/host.ts';
import { commonText } from '../../../text/common.ts';
import { exportText } from '../../../text/export.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Digest } from '../../common/digest.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Facts } from '../../common/facts.tsx';
import { formatCount } from '../../common/format-number.ts';

interface MadeFilesProps {
  readonly made: MadeExport;
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
}

/** What was made, to be saved: the file, its description, and the signature of that. */
export function MadeFiles({ made, saveFile, onClose }: MadeFilesProps) {
  const [said, setSaid] = useState('');
  const { facts } = exportText;
  // Files of the platform came by reference; the type of the protocol names only what every program has.
  const files = made.files.filter((file): file is File => file instanceof File);
  const save = async (wanted: readonly File[]) => {
    const saved: string[] = [];
    for (const file of wanted) if (await saveFile(file.name, file)) saved.push(file.name);
    setSaid(saved.length === 0 ? exportText.notSaved : exportText.saved(saved.join(', ')));
  };
  return (
    <>
      <p className="hint">{exportText.doneLead}</p>
      <Facts
        facts={[
          { name: facts.lines, value: formatCount(made.lines) },
          ...(made.leftOut > 0 ? [{ name: facts.leftOut, value: formatCount(made.leftOut) }] : []),
          ...(made.guarded > 0 ? [{ name: facts.guarded, value: formatCount(made.guarded) }] : []),
          { name: facts.sha256, value: <Digest hex={made.sha256} what={facts.sha256} /> },
          {
            name: facts.signedBy,
            value: made.signedBy === null ? facts.nobody : <code>{made.signedBy}</code>,
          },
        ]}
      />
      <ul className="single-files">
        {files.map((file) => (
          <li key={file.name}>
            <ActionButton
              label={exportText.saveFile(file.name)}
              look="quiet"
              onPress={() => void save([file])}
            />
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <span className="hint" role="status">
          {said !== '' && <EvidenceText text={said} limit={300} />}
        </span>
        <ActionButton label={commonText.close} onPress={onClose} />
        <ActionButton
          label={exportText.saveAll(files.length)}
          look="primary"
          icon="reports"
          onPress={() => void save(files)}
        />
      </div>
    </>
  );
}
