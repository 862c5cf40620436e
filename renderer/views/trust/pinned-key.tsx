import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { keyStandingAt } from '../../../shared/trust/key-standing.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { standingNames, trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatTime } from '../common/format-time.ts';
import { Fingerprint } from './fingerprint.tsx';
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
  const words = trustText.columns;
  return (
    <li className="pinned-key" data-standing={standing}>
      <div className="pinned-head">
        <span className="key-role">{trustText.roleNames[trusted.role]}</span>
        <span className="badge" data-tone={toneOf(standing)}>
          {standingNames[standing]}
        </span>
        <span className="pinned-actions">
          {trusted.revoked === null && (
            <ActionButton label={trustText.revoke} look="quiet" onPress={onRevoke} />
          )}
          <ActionButton label={trustText.unpin} look="quiet" onPress={onUnpin} />
        </span>
      </div>
      <Facts
        facts={[
          {
            name: words.fingerprint,
            value: (
              <span className="digest">
                <Fingerprint text={trusted.fingerprint} />
                <CopyButton text={trusted.fingerprint} what={trustText.fingerprint} />
              </span>
            ),
          },
          { name: words.compared, value: <OwnWords text={trusted.compared} /> },
          { name: words.comparedBy, value: <OwnWords text={trusted.comparedBy} /> },
          { name: words.pinnedAt, value: <span className="time">{formatTime(trusted.pinnedAt)}</span> },
          { name: words.window, value: windowWords(trusted) },
          ...revocationFacts(trusted),
        ]}
      />
    </li>
  );
}

function toneOf(standing: keyof typeof standingNames): 'bad' | 'open' | undefined {
  switch (standing) {
    case 'good':
      return undefined;
    case 'revoked':
      return 'bad';
    case 'expired':
    case 'not-yet-valid':
      return 'open';
    default:
      return standing satisfies never;
  }
}

function revocationFacts({ revoked }: TrustedKey): readonly Fact[] {
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

/** What a person typed here: not evidence, but it may have been pasted from anywhere, so its marks are drawn too. */
function OwnWords({ text }: { readonly text: string }) {
  return (
    <span className="own-words">
      <EvidenceText text={text} limit={600} />
    </span>
  );
}
