import type { BesideRow, EntryBeside, LeavingEntry } from '../../../../shared/report/plan-leaving.ts';
import type { EntryName } from '../../../../shared/report/record.ts';
import { leavingText } from '../../../text/redaction.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { Icon } from '../../common/icon.tsx';

interface EntryBesidePartProps {
  readonly entry: EntryBeside;
  readonly entries: readonly LeavingEntry[];
  readonly isNamed: boolean;
  readonly onChoose: (entry: EntryName) => void;
  readonly onWithhold: (isWithheld: boolean) => void;
}

/** One entry as it is here, beside what a recipient sees of it. */
export function EntryBesidePart({ entry, entries, isNamed, onChoose, onWithhold }: EntryBesidePartProps) {
  const columns = leavingText.besideColumns;
  const at = entries.findIndex((each) => isSame(each, entry));
  const [before, after] = [entries[at - 1], entries[at + 1]];
  const numbers = entries[at]?.exhibits ?? [];
  return (
    <section className="beside" aria-label={leavingText.besideTitle}>
      <div className="beside-head">
        <h2>{leavingText.besideTitle}</h2>
        <ActionButton
          label={leavingText.previous}
          icon="up"
          look="quiet"
          isIconOnly
          isDisabled={before === undefined}
          onPress={() => before !== undefined && onChoose(before)}
        />
        <ActionButton
          label={leavingText.next}
          icon="down"
          look="quiet"
          isIconOnly
          isDisabled={after === undefined}
          onPress={() => after !== undefined && onChoose(after)}
        />
      </div>
      <p className="beside-name" role="status">
        <span>
          <EvidenceText text={entry.origin} limit={60} /> #{formatCount(entry.seq)}
          {numbers.length > 0 && (
            <>
              {' '}
              <EvidenceText text={numbers.join(', ')} limit={60} />
            </>
          )}
        </span>
        <strong className="beside-fate" data-fate={entry.fate}>
          {leavingText.entryFates[entry.fate]}
        </strong>
        {entry.fate !== 'came-withheld' && (isNamed || entry.fate !== 'withheld') && (
          <ActionButton
            label={isNamed ? leavingText.showThis : leavingText.withholdThis}
            onPress={() => onWithhold(!isNamed)}
          />
        )}
      </p>
      {entry.fate === 'withheld' && (
        <p className="hint">
          {leavingText.withheldAll} <EvidenceText text={entry.reason} limit={200} />
        </p>
      )}
      <table className="table beside-table">
        <thead>
          <tr>
            <th scope="col">{columns.field}</th>
            <th scope="col">{columns.here}</th>
            <th scope="col">{columns.there}</th>
          </tr>
        </thead>
        <tbody>
          {entry.rows.map((row) => (
            <tr key={row.pointer} data-shown={row.isShown || undefined}>
              <th scope="row">
                <code>
                  <EvidenceText text={row.pointer} limit={80} />
                </code>
              </th>
              <td>
                {row.value === null ? (
                  <span className="hint">{leavingText.notDisclosed}</span>
                ) : (
                  <EvidenceText text={row.value} limit={200} />
                )}
              </td>
              <td>
                <Recipient row={row} fate={entry.fate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Recipient({ row, fate }: { readonly row: BesideRow; readonly fate: EntryBeside['fate'] }) {
  if (row.isShown && row.value !== null) return <EvidenceText text={row.value} limit={200} />;
  if (row.value === null) return <span className="hint">{leavingText.notDisclosed}</span>;
  return (
    <span className="beside-hidden">
      <Icon name="minus" size={14} />
      {fate === 'withheld' ? (
        leavingText.withheldCell
      ) : row.pseudonym === '' ? (
        leavingText.hiddenCell
      ) : (
        <>
          {leavingText.hiddenAs} <EvidenceText text={row.pseudonym} limit={60} />
        </>
      )}
      {row.reason !== '' && (
        <span className="hint">
          <EvidenceText text={row.reason} limit={120} />
        </span>
      )}
    </span>
  );
}

export function isSame(one: EntryName, other: EntryName): boolean {
  return one.seq === other.seq && one.leaf === other.leaf && one.origin === other.origin;
}
