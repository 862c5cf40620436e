import type { KeyStanding } from '../../../shared/trust/key-standing.ts';
import { standingNames } from '../../text/trust.ts';

/** Whether a key or a time authority counts, in a word. */
export function StandingBadge({ standing }: { readonly standing: KeyStanding['kind'] }) {
  return (
    <span className="badge" data-tone={toneOf(standing)}>
      {standingNames[standing]}
    </span>
  );
}

function toneOf(standing: KeyStanding['kind']): 'bad' | 'open' | undefined {
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
