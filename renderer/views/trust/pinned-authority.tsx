import type { UnixMillis } from '../../../shared/bytes/units.ts';
import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import { authorityStandingAt } from '../../../shared/trust/authority-standing.ts';
import type { KeyStanding } from '../../../shared/trust/key-standing.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { certificateFacts } from './authority-facts.tsx';
import { PinnedCard } from './pinned-card.tsx';
import { comparisonFacts, revocationFacts } from './pinned-facts.tsx';

interface PinnedAuthorityProps {
  readonly authority: ShownAuthority;
  readonly judgedAt: UnixMillis;
  readonly onRevoke: () => void;
  readonly onUnpin: () => void;
}

/** One pinned time authority: what its certificate says, why it is trusted, and whether a time stamp of now would count. */
export function PinnedAuthority({ authority, judgedAt, onRevoke, onUnpin }: PinnedAuthorityProps) {
  const standing = authorityStandingAt(authority, judgedAt).kind;
  return (
    <PinnedCard
      role={authorityText.one}
      standing={standing}
      hint={hintOf(standing)}
      facts={[
        ...certificateFacts(authority),
        ...comparisonFacts(authority, authorityText.fingerprint),
        ...revocationFacts(authority),
      ]}
      onRevoke={authority.revoked === null ? onRevoke : null}
      onUnpin={onUnpin}
    />
  );
}

/** What becomes of older time stamps is not plain from the word. */
function hintOf(standing: KeyStanding['kind']): string | null {
  if (standing === 'expired') return authorityText.expiredHint;
  return standing === 'revoked' ? authorityText.revokedHint : null;
}
