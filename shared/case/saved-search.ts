import type { UnixMillis } from '../bytes/units.ts';
import type { HitSort } from '../contract/search-protocol.ts';
import { queryLimits } from '../query/query-limits.ts';

/** A query that a person keeps, with what it is for. */
export interface NamedSearch {
  readonly name: string;
  readonly description: string;
  /** The control or requirement that it answers, as `PCI DSS 10.2.1.1`; empty where none. */
  readonly control: string;
  readonly query: string;
  readonly sort: HitSort;
}

export interface SavedSearch extends NamedSearch {
  readonly searchId: string;
  readonly savedAt: UnixMillis;
}

/** In UTF-16 units. Files of searches come from others, so each of these is asked before anything is stored. */
const mostUnits = {
  name: 200,
  description: 4_000,
  control: 200,
  query: queryLimits.length,
  sort: 1_000,
} as const;

/** Of a case, and of a file. */
export const mostSearches = 1_000;

/** Why this cannot be kept, or null. */
export function namedSearchProblem({ name, description, control, query, sort }: NamedSearch): string | null {
  if (name.trim() === '') return 'A search needs a name';
  const texts = { name, description, control, query, sort: sort.by };
  for (const [part, most] of Object.entries(mostUnits)) {
    const { length } = texts[part as keyof typeof mostUnits]; // the keys of the object above
    if (length > most) return `The ${part} has ${length} characters, more than ${most}`;
  }
  return null;
}

/** Whether both ask the same under the same name: what was said of it besides may differ. */
export function isSameSearch(one: NamedSearch, other: NamedSearch): boolean {
  return (
    one.name === other.name &&
    one.query === other.query &&
    one.sort.by === other.sort.by &&
    one.sort.isDescending === other.sort.isDescending
  );
}
