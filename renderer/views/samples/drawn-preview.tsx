import type { DrawnLines } from '../../../shared/contract/casework-protocol.ts';
import { drawText, samplesText } from '../../text/samples.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';

const shownLines = 8;

/** What was drawn, before it is kept. */
export function DrawnPreview({ drawn }: { readonly drawn: DrawnLines & { readonly kind: 'drawn' } }) {
  const { lines, population } = drawn;
  const { columns } = samplesText;
  const shown = lines.slice(0, shownLines);
  const hasStrata = lines.some(({ line }) => line.stratum !== '');
  return (
    <>
      <p role="status">
        <strong>{drawText.drawn(lines.length, population.size)}</strong> {drawText.notYet}
      </p>
      <div className="table-scroll">
        <table className="table">
          <caption className="draw-caption">{drawText.first(shown.length)}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                {columns.number}
              </th>
              <th scope="col">{columns.line}</th>
              {hasStrata && <th scope="col">{columns.stratum}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line }, index) => (
              <tr key={`${line.origin} ${line.seq}`}>
                <td className="number">{formatCount(index + 1)}</td>
                <td>
                  <EvidenceText text={`${line.origin}#${line.seq}`} limit={200} />
                </td>
                {hasStrata && (
                  <td>
                    <EvidenceText text={line.stratum} limit={120} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
