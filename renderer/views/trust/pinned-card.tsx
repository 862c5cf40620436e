import type { KeyStanding } from '../../../shared/trust/key-standing.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { StandingBadge } from './standing-badge.tsx';

interface PinnedCardProps {
  /** What is pinned, in a word. */
  readonly role: string;
  readonly standing: KeyStanding['kind'];
  /** What follows from the standing, where that is not plain. */
  readonly hint: string | null;
  readonly facts: readonly Fact[];
  /** Null when it is revoked already. */
  readonly onRevoke: (() => void) | null;
  readonly onUnpin: () => void;
}

/** One pinned key or time authority, and the two decisions that may be taken about it. */
export function PinnedCard({ role, standing, hint, facts, onRevoke, onUnpin }: PinnedCardProps) {
  return (
    <li className="pinned-key" data-standing={standing}>
      <div className="pinned-head">
        <span className="key-role">{role}</span>
        <StandingBadge standing={standing} />
        {hint !== null && <span className="hint">{hint}</span>}
        <span className="pinned-actions">
          {onRevoke !== null && (
            <ActionButton label={trustText.revoke} isMaking look="quiet" onPress={onRevoke} />
          )}
          <ActionButton label={trustText.unpin} isMaking look="quiet" onPress={onUnpin} />
        </span>
      </div>
      <Facts facts={facts} />
    </li>
  );
}
