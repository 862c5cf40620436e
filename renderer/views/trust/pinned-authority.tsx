import type { UnixMillis } from '../../../shared/bytes/units.ts';
import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import { authorityStandingAt } from '../../../shared/trust/authority-standing.ts';
import { trustText } from '../../text/trust.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Facts } from '../common/facts.tsx';
import { certificateFacts } from './authority-facts.tsx';
import { comparisonFacts, revocationFacts } from './pinned-facts.tsx';
import { StandingBadge } from './standing-badge.tsx';

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
    <li className="pinned-key" data-standing={standing}>
      <div className="pinned-head">
        <span className="key-role">{authorityText.one}</span>
        <StandingBadge standing={standing} />
        {standing === 'expired' && <span className="hint">{authorityText.expiredHint}</span>}
        {standing === 'revoked' && <span className="hint">{authorityText.revokedHint}</span>}
        <span className="pinned-actions">
          {authority.revoked === null && (
            <ActionButton label={trustText.revoke} look="quiet" onPress={onRevoke} />
          )}
          <ActionButton label={trustText.unpin} look="quiet" onPress={onUnpin} />
        </span>
      </div>
      <Facts
        facts={[
          ...certificateFacts(authority),
          ...comparisonFacts(authority, authorityText.fingerprint),
          ...revocationFacts(authority),
        ]}
      />
    </li>
  );
}
