import { useEffect, useRef, useState } from 'react';
import type { CheckedReport } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { reportCheckText } from '../../text/reports-check.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { FileButton } from '../common/file-button.tsx';
import { useWork } from '../identity/use-identity.ts';
import { CheckedReportPart } from './checked-report.tsx';

interface CheckPartProps {
  /** Null where no case is open. */
  readonly caseId: string | null;
  /** Files that were dropped on the window; another list is checked at once. */
  readonly handed: readonly File[];
  readonly saveFile: Host['saveFile'];
  /** A countersignature is a record of the case, and a list of reports shows it. */
  readonly onCountersigned: () => void;
}

interface Checked {
  readonly files: readonly File[];
  readonly report: CheckedReport;
}

/** A report that somebody handed over: what can be said of it, and what is done with it. */
export function CheckPart({ caseId, handed, saveFile, onCountersigned }: CheckPartProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [checked, setChecked] = useState<Checked | null>(null);
  const stop = useRef<AbortController | null>(null);
  const check = (files: readonly File[], told: string) => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    return work(async () => {
      const report = await client.call('checkReport', { caseId, files, told }, { signal: own.signal });
      if (!own.signal.aborted) setChecked({ files, report });
    });
  };
  const latest = useRef(check);
  latest.current = check;
  useEffect(() => {
    if (handed.length > 0) void latest.current(handed, '');
  }, [handed]);
  useEffect(() => () => stop.current?.abort(), []);
  return (
    <section className="reports-part" aria-label={reportCheckText.title}>
      <p className="hint">{reportCheckText.lead}</p>
      <div className="identity-actions">
        <FileButton
          label={reportCheckText.choose}
          inputLabel={reportCheckText.input}
          icon="open"
          look={checked === null ? 'primary' : 'plain'}
          onFiles={(files) => void check(files, '')}
        />
        {isWorking && <ActionButton label={reportCheckText.stop} onPress={() => stop.current?.abort()} />}
        <span className="hint" role="status">
          {isWorking && reportCheckText.checking}
        </span>
      </div>
      {error !== null && error.kind !== 'cancelled' && (
        <ErrorNotice title={reportCheckText.failed} error={error} />
      )}
      {checked !== null && error === null && (
        <CheckedReportPart
          key={`${checked.report.fileName} ${checked.report.recordSha256}`}
          caseId={caseId}
          files={checked.files}
          checked={checked.report}
          isChecking={isWorking}
          saveFile={saveFile}
          onTold={(told) => void check(checked.files, told)}
          onCountersigned={onCountersigned}
        />
      )}
    </section>
  );
}
