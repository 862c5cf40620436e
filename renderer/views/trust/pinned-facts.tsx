import type { TimeAuthority } from '../../../shared/trust/time-authority.ts';
import { trustText } from '../../text/trust.ts';
import { CopyButton } from '../common/copy-button.tsx';
import type { Fact } from '../common/facts.tsx';
import { formatTime } from '../common/format-time.ts';
import { Fingerprint } from './fingerprint.tsx';
import { OwnWords } from './own-words.tsx';

type Pinned = Pick<TimeAuthority, 'fingerprint' | 'compared' | 'comparedBy' | 'pinnedAt' | 'revoked'>;

/** What was compared, how, by whom and when: the same of a key and of a time authority. */
export function comparisonFacts(
  { fingerprint, compared, comparedBy, pinnedAt }: Pinned,
  what: string,
): readonly Fact[] {
  const words = trustText.columns;
  return [
    {
      name: words.fingerprint,
      value: (
        <span className="digest">
          <Fingerprint text={fingerprint} />
          <CopyButton text={fingerprint} what={what} />
        </span>
      ),
    },
    { name: words.compared, value: <OwnWords text={compared} /> },
    { name: words.comparedBy, value: <OwnWords text={comparedBy} /> },
    { name: words.pinnedAt, value: <span className="time">{formatTime(pinnedAt)}</span> },
  ];
}

export function revocationFacts({ revoked }: Pinned): readonly Fact[] {
  if (revoked === null) return [];
  return [
    {
      name: trustText.columns.revoked,
      value: (
        <>
          {trustText.revokedFrom(formatTime(revoked.at))} <OwnWords text={revoked.by} />
        </>
      ),
    },
    { name: trustText.reason, value: <OwnWords text={revoked.reason} /> },
  ];
}
