import { useState } from 'react';
import type { ReportFile } from '../../../shared/contract/report-protocol.ts';
import type { Host } from '../../host/host.ts';
import { produceText } from '../../text/reports-produce.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import type { IconName } from '../common/icon.tsx';
import { saveReportFile } from './file-list.tsx';

interface SaveFirstProps {
  readonly file: ReportFile;
  readonly label: string;
  readonly icon: IconName;
  readonly saveFile: Host['saveFile'];
}

/** The file for which all of this was done, and whether it was saved. */
export function SaveFirst({ file, label, icon, saveFile }: SaveFirstProps) {
  const [said, setSaid] = useState('');
  const save = async () => {
    setSaid((await saveReportFile(file, saveFile)) ? produceText.saved(file.name) : '');
  };
  return (
    <div className="identity-actions">
      <ActionButton label={label} look="primary" icon={icon} onPress={() => void save()} />
      <span className="hint" role="status">
        {said !== '' && <EvidenceText text={said} limit={200} />}
      </span>
    </div>
  );
}
