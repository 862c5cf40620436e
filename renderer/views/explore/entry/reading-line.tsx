import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { readingSentences } from '../../../text/entry.ts';
import { exploreText, readingNames } from '../../../text/explore.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Icon } from '../../common/icon.tsx';

/** How the line was read, and why not as an entry; above all parts, because all of them depend on it. */
export function ReadingLine({ detail: { row, readingReason } }: { readonly detail: EntryDetail }) {
  // What is plainly an entry needs no words above it.
  if (row.reading === 'entry' && !row.isDamaged) return null;
  return (
    <div className="panel-reading">
      <p className="reading" data-reading={row.reading}>
        {row.isDamaged && (
          <span className="badge" data-tone="bad">
            <Icon name="cross" size={12} />
            {exploreText.damaged}
          </span>
        )}
        {row.reading !== 'entry' && (
          <span className="badge" data-reading={row.reading}>
            {readingNames[row.reading]}
          </span>
        )}
        {readingSentences[row.reading]}
      </p>
      {readingReason !== null && (
        <p className="reading-reason">
          <EvidenceText text={readingReason} limit={600} />
        </p>
      )}
    </div>
  );
}
