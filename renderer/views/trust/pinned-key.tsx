import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { keyStandingAt } from '../../../shared/trust/key-standing.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { trustText } from '../../text/trust.ts';
import { PinnedCard } from './pinned-card.tsx';
import { comparisonFacts, revocationFacts } from './pinned-facts.tsx';
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
  return (
    <PinnedCard
      role={trustText.roleNames[trusted.role]}
      standing={keyStandingAt(trusted, judgedAt).kind}
      hint={null}
      facts={[
        ...comparisonFacts(trusted, trustText.fingerprint),
        { name: trustText.columns.window, value: windowWords(trusted) },
        ...revocationFacts(trusted),
      ]}
      onRevoke={trusted.revoked === null ? onRevoke : null}
      onUnpin={onUnpin}
    />
  );
}
