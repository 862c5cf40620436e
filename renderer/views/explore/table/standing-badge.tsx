import { standingNames, standingSentences } from '../../../text/table.ts';
import { Icon } from '../../common/icon.tsx';
import type { EntryStanding } from './entry-standing.ts';

/**
 * What may be said of one line. What holds for its whole bundle is said without a box: a column of a hundred boxes would
 * hide the one line that differs.
 */
export function StandingBadge({ standing }: { readonly standing: EntryStanding }) {
  return (
    <span
      className={isQuiet(standing) ? 'standing' : 'badge'}
      data-standing={standing}
      data-tone={standing === 'damaged' ? 'bad' : undefined}
      data-reading={standing}
      title={standingSentences[standing]}
    >
      <StandingIcon standing={standing} />
      {standingNames[standing]}
    </span>
  );
}

function isQuiet(standing: EntryStanding): boolean {
  const ofBundle: readonly EntryStanding[] = [
    'verified',
    'not-checked',
    'not-verifiable',
    'in-failed-bundle',
  ];
  return ofBundle.includes(standing);
}

function StandingIcon({ standing }: { readonly standing: EntryStanding }) {
  switch (standing) {
    case 'damaged':
      return <Icon name="cross" size={12} />;
    case 'verified':
      return <Icon name="check" size={12} />;
    case 'not-verifiable':
      return <Icon name="question" size={12} />;
    case 'in-failed-bundle':
      return <Icon name="warning" size={12} />;
    case 'not-checked':
      return <Icon name="none" size={12} />;
    case 'withheld':
    case 'ambiguous':
    case 'reject':
      return null;
    default:
      return standing satisfies never;
  }
}
