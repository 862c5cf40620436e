import type { UndoneRecord } from '../../../shared/contract/overlay-protocol.ts';
import { overlayText } from '../../text/overlay.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';

/** What would be undone here, so that nobody agrees to a mere number. */
export function UndoneRecords(props: { readonly undone: readonly UndoneRecord[]; readonly total: number }) {
  const { undone, total } = props;
  return (
    <ul>
      {undone.map(({ record, at, kind, by, facts }) => (
        <li key={record}>
          {overlayText.undoneRecord(record)} {overlayText.undoneName(kind)},{' '}
          <EvidenceText text={overlayText.saidBy(by, formatTime(at))} limit={120} />
          {facts.map(({ name, value }) => (
            <div className="hint" key={name}>
              <EvidenceText text={overlayText.undoneFact(name, value)} limit={200} />
            </div>
          ))}
        </li>
      ))}
      {total > undone.length && <li>{overlayText.undoneMore(total - undone.length)}</li>}
    </ul>
  );
}
