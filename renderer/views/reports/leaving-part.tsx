import type { LeavingContent } from '../../../shared/contract/report-protocol.ts';
import { produceText } from '../../text/reports-produce.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { formatCount } from '../common/format-number.ts';

const mostPointers = 40;

/** What a recipient gets to see, counted by field: whoever lets it out has looked at it. */
export function LeavingPart({ leaving }: { readonly leaving: LeavingContent }) {
  const { entriesInClear, entriesHidden, pointers } = leaving;
  const rest = pointers.length - mostPointers;
  return (
    <section aria-label={produceText.leaving} className="leaving-part">
      <h3>{produceText.leaving}</h3>
      <Facts
        facts={[
          { name: produceText.entriesInClear, value: formatCount(entriesInClear) },
          { name: produceText.entriesHidden, value: formatCount(entriesHidden) },
        ]}
      />
      {pointers.length === 0 ? (
        <p className="hint">{produceText.noPointers}</p>
      ) : (
        // A region that scrolls must be reachable by the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        <section className="leaving-fields" aria-label={produceText.pointer} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{produceText.pointer}</th>
                <th scope="col" className="number">
                  {produceText.pointerEntries}
                </th>
              </tr>
            </thead>
            <tbody>
              {pointers.slice(0, mostPointers).map(({ pointer, entries }) => (
                <tr key={pointer}>
                  <th scope="row">
                    <EvidenceText text={pointer} limit={120} />
                  </th>
                  <td className="number">{formatCount(entries)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rest > 0 && <p className="hint">{produceText.morePointers(rest)}</p>}
        </section>
      )}
    </section>
  );
}
