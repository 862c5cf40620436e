import { useState } from 'react';
import type { ReportDifference } from '../../../shared/report/compare-reports.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { comparedPartNames, reportCheckText } from '../../text/reports-check.ts';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { FileButton } from '../common/file-button.tsx';
import { useWork } from '../identity/use-identity.ts';

/** More than a person reads in a table; who needs all of them compares the records. */
const mostRows = 300;

/** Asks for another version of the report that is looked at, and lists in what the two differ. */
export function ComparePart({ files }: { readonly files: readonly File[] }) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [differences, setDifferences] = useState<readonly ReportDifference[] | null>(null);
  const compare = (other: readonly File[]) =>
    work(async () => setDifferences(await client.call('compareReports', { before: files, after: other })));
  return (
    <section className="reports-part" aria-label={reportCheckText.compareTitle}>
      <div className="identity-actions">
        <FileButton
          label={reportCheckText.choose}
          inputLabel={reportCheckText.compareInput}
          icon="open"
          look="plain"
          onFiles={(other) => void compare(other)}
        />
        <span className="hint" role="status">
          {isWorking && reportCheckText.comparing}
          {!isWorking &&
            differences !== null &&
            (differences.length === 0
              ? reportCheckText.same
              : reportCheckText.differences(differences.length))}
        </span>
      </div>
      {error !== null && <ErrorNotice title={reportCheckText.compareFailed} error={error} />}
      {differences !== null && differences.length > 0 && <Differences differences={differences} />}
    </section>
  );
}

function Differences({ differences }: { readonly differences: readonly ReportDifference[] }) {
  const { compareColumns: columns } = reportCheckText;
  const rest = differences.length - mostRows;
  return (
    <div className="table-scroll">
      <table className="table">
        <caption>{reportCheckText.compareTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.part}</th>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.change}</th>
            <th scope="col">{columns.before}</th>
            <th scope="col">{columns.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, mostRows).map(({ part, name, kind, member, before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: differences of one answer never move.
            <tr key={index}>
              <td>{comparedPartNames[part]}</td>
              <th scope="row">
                <EvidenceText text={[name, member].filter((each) => each !== '').join(', ')} limit={200} />
              </th>
              <td>{reportCheckText.changes[kind]}</td>
              <td>
                <EvidenceText text={before} limit={400} />
              </td>
              <td>
                <EvidenceText text={after} limit={400} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="hint">{reportCheckText.moreDifferences(rest)}</p>}
    </div>
  );
}
