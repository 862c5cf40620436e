import { useState } from 'react';
import type { ListedReport, ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { UsedReports } from '../../client/use-reports.ts';
import type { Host } from '../../host/host.ts';
import { reportsText } from '../../text/reports.ts';
import { producedText, produceText } from '../../text/reports-produce.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { Digest } from '../common/digest.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';
import { useWork } from '../identity/use-identity.ts';
import { ProducedFilesPart } from './produced-files.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface ProducedPartProps {
  readonly caseId: string;
  readonly reports: UsedReports;
  readonly saveFile: Host['saveFile'];
  readonly onSupersede: (report: ListedReport) => void;
}

/** Every report that left the case, the newest first. */
export function ProducedPart({ caseId, reports, saveFile, onSupersede }: ProducedPartProps) {
  const client = useCaseClient();
  const { error, work } = useWork();
  const [files, setFiles] = useState<ProducedFiles | null>(null);
  const [toWithdraw, setToWithdraw] = useState<ListedReport | null>(null);
  if (reports.error !== null) return <ErrorNotice title={producedText.failed} error={reports.error} />;
  if (reports.reports === null) return null;
  if (reports.reports.length === 0) {
    return <EmptyState icon="reports" title={producedText.none} advice={producedText.noneAdvice} />;
  }
  const open = ({ sha256 }: ListedReport) =>
    work(async () => {
      setFiles(await client.call('reportFiles', { caseId, sha256 }));
      reports.reload();
    });
  const { columns } = producedText;
  return (
    <section className="reports-part" aria-label={reportsText.tabs.produced}>
      {error !== null && <ErrorNotice title={producedText.failed} error={error} />}
      <div className="table-scroll">
        <table className="table reports-table">
          <thead>
            <tr>
              <th scope="col">{columns.number}</th>
              <th scope="col">{columns.title}</th>
              <th scope="col">{columns.standing}</th>
              <th scope="col">{columns.produced}</th>
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.reports.toReversed().map((report) => (
              <ReportRow
                key={report.sha256}
                report={report}
                onSave={() => void open(report)}
                onSupersede={() => onSupersede(report)}
                onWithdraw={() => setToWithdraw(report)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {files !== null && (
        <DialogFrame
          title={producedText.filesTitle(files.number)}
          onClose={() => setFiles(null)}
          width="wide"
          isDismissable
        >
          <ProducedFilesPart produced={files} saveFile={saveFile} />
          <div className="dialog-actions">
            <ActionButton label={produceText.close} onPress={() => setFiles(null)} />
          </div>
        </DialogFrame>
      )}
      {toWithdraw !== null && (
        <WithdrawDialog
          caseId={caseId}
          report={toWithdraw}
          saveFile={saveFile}
          onWithdrawn={() => reports.reload()}
          onClose={() => setToWithdraw(null)}
        />
      )}
    </section>
  );
}

interface ReportRowProps {
  readonly report: ListedReport;
  readonly onSave: () => void;
  readonly onSupersede: () => void;
  readonly onWithdraw: () => void;
}

function ReportRow({ report, onSave, onSupersede, onWithdraw }: ReportRowProps) {
  const { number, title, at, signer, sha256, standing, countersignatures, supersedes, isHeld } = report;
  return (
    <tr data-undone={standing.kind === 'withdrawn' || undefined}>
      <th scope="row">
        <EvidenceText text={number} limit={60} />
      </th>
      <td className="report-name">
        <EvidenceText text={title} limit={200} />
        <Digest hex={sha256} what={producedText.digestOf(number)} />
        {supersedes !== null && (
          <p className="hint">
            <EvidenceText text={producedText.superseding(supersedes.number)} limit={120} />
          </p>
        )}
      </td>
      <td>
        <Standing standing={standing} />
      </td>
      <td>
        <span className="time">{formatTime(at)}</span>
        <p>
          <EvidenceText text={signer.name} limit={80} />
        </p>
        {countersignatures.map(({ name, fingerprint }) => (
          <p key={fingerprint} className="hint">
            <EvidenceText text={producedText.countersigned(name)} limit={120} />
          </p>
        ))}
      </td>
      <td className="cell-actions">
        {isHeld && (
          <ActionButton
            label={producedText.saveShort}
            aria-label={producedText.save(number)}
            look="quiet"
            onPress={onSave}
          />
        )}
        {standing.kind === 'current' && (
          <>
            <ActionButton
              label={producedText.supersedeShort}
              aria-label={producedText.supersede(number)}
              look="quiet"
              onPress={onSupersede}
            />
            <ActionButton
              label={producedText.withdrawShort}
              aria-label={producedText.withdraw(number)}
              look="quiet"
              onPress={onWithdraw}
            />
          </>
        )}
      </td>
    </tr>
  );
}

function Standing({ standing }: Pick<ListedReport, 'standing'>) {
  switch (standing.kind) {
    case 'current':
      return producedText.current;
    case 'superseded':
      return <EvidenceText text={producedText.superseded(standing.by)} limit={120} />;
    case 'withdrawn':
      return <EvidenceText text={producedText.withdrawn(standing.reason)} limit={200} />;
    default:
      return standing satisfies never;
  }
}
