import { toVisibleString } from '../../../shared/bytes/visible-text.ts';
import type { EntitySubject } from '../../../shared/contract/entity-protocol.ts';
import { entityText } from '../../text/entity.ts';
import { printRoute, type Route } from '../app/route.ts';
import { useRoute } from '../app/use-route.ts';
import { Icon } from '../common/icon.tsx';
import { longestName } from './entity-address.ts';

/** The way from a value to its page; nothing for a value that is too long to be a name. */
export function EntityLink({ subject }: { readonly subject: EntitySubject }) {
  const { route } = useRoute();
  if (!hasPage(subject)) return null;
  return (
    <a className="entity-link" href={entityAddress(route, subject)} title={entityText.page}>
      <Icon name="target" size={13} />
      <span className="visually-hidden">{pageLabel(subject)}</span>
    </a>
  );
}

export function hasPage({ text }: EntitySubject): boolean {
  return text !== '' && text.length <= longestName;
}

export function entityAddress(route: Route, subject: EntitySubject): string {
  return printRoute({ ...route, ...entityChange(subject) });
}

/** What of an address leads to the page. */
export function entityChange(subject: EntitySubject): Partial<Route> {
  return { screen: 'entity', ordinal: null, entity: { ...subject, joins: [] } };
}

/** Fit to be read aloud: evidence may hide characters, and may be a book. */
function pageLabel({ field, text }: EntitySubject): string {
  return entityText.pageOf(entityText.kinds[field], spokenValue(text));
}

export function spokenValue(text: string): string {
  return toVisibleString(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
