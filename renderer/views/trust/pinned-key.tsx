import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { keyStandingAt } from '../../../shared/trust/key-standing.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Facts } from '../common/facts.tsx';
import { comparisonFacts, revocationFacts } from './pinned-facts.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { windowWords } from './window-words.ts';

interface PinnedKeyProps {
  readonly trusted: TrustedKey;
  /** The moment at which the verdicts asked whether it counts. */
  readonly judgedAt: UnixMillis;
  readonly onRevoke: () => void;
  readonly onUnpin: () => void;
}

/** One pinned key: its fingerprint, why it is trusted, when it counts, and whether it does. */
export function PinnedKey({ trusted, judgedAt, onRevoke, onUnpin }: PinnedKeyProps) {
  const standing = keyStandingAt(trusted, judgedAt).kind;
  return (
    <li className="pinned-key" data-standing={standing}>
      <div className="pinned-head">
        <span className="key-role">{trustText.roleNames[trusted.role]}</span>
        <StandingBadge standing={standing} />
        <span className="pinned-actions">
          {trusted.revoked === null && (
            <ActionButton label={trustText.revoke} look="quiet" onPress={onRevoke} />
          )}
          <ActionButton label={trustText.unpin} look="quiet" onPress={onUnpin} />
        </span>
      </div>
      <Facts
        facts={[
          ...comparisonFacts(trusted, trustText.fingerprint),
          { name: trustText.columns.window, value: windowWords(trusted) },
          ...revocationFacts(trusted),
        ]}
      />
    </li>
  );
}
