import { useState } from 'react';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import type { RememberedHeadView } from '../../../shared/contract/case-protocol.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';

/** Enough for a year of monthly deliveries; a log may have signed thousands. */
const headsShown = 12;
/** Enough of a root to tell two apart by eye; the whole one is copied. */
const rootCharacters = 16;

interface HeadTableProps {
  readonly label: string;
  readonly heads: readonly RememberedHeadView[];
  readonly isLogShown: boolean;
}

/** Heads that were seen before: how large, which root, since when, and in which file. */
export function HeadTable({ label, heads, isLogShown }: HeadTableProps) {
  const [isWhole, setIsWhole] = useState(false);
  const words = trustText.heads;
  const shown = isWhole ? heads : heads.slice(0, headsShown);
  return (
    <>
      <div className="table-scroll">
        <table className="table heads" aria-label={label}>
          <thead>
            <tr>
              {isLogShown && <th scope="col">{words.log}</th>}
              <th scope="col" className="number">
                {words.size}
              </th>
              <th scope="col">{words.root}</th>
              <th scope="col">{words.firstSeen}</th>
              <th scope="col">{words.file}</th>
              {!isLogShown && <th scope="col">{words.counted}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((head) => (
              <HeadRow key={rowKey(head)} head={head} isLogShown={isLogShown} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < heads.length && (
        <ActionButton label={words.more(heads.length)} look="quiet" onPress={() => setIsWhole(true)} />
      )}
    </>
  );
}

function HeadRow({ head, isLogShown }: { readonly head: RememberedHeadView; readonly isLogShown: boolean }) {
  const words = trustText.heads;
  const root = toBase64(head.root);
  return (
    <tr>
      {isLogShown && (
        <td className="head-text">
          <EvidenceText text={head.origin} limit={160} />
        </td>
      )}
      <td className="number">{formatCount(head.size)}</td>
      <td className="head-root">
        <code>{root.slice(0, rootCharacters)}…</code>
        <CopyButton text={root} what={words.rootCopy(head.size)} />
      </td>
      <td className="time">{formatTime(head.firstSeenAt)}</td>
      <td className="head-text">
        <EvidenceText text={head.fileName} limit={160} />
      </td>
      {!isLogShown && <td>{head.isCounted ? words.yes : words.no}</td>}
    </tr>
  );
}

function rowKey({ origin, size, root, delivery, firstSeenAt }: RememberedHeadView): string {
  return `${origin} ${size} ${toBase64(root)} ${delivery} ${firstSeenAt}`;
}
