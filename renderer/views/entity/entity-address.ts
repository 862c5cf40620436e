import type { EntityJoin, EntitySubject } from '../../../shared/contract/entity-protocol.ts';
import { entityFieldOf } from '../../../shared/search/entity-kind.ts';

/** Whom a page is about, and under which other names; a part of the address of the window. */
export interface EntityAddress extends EntitySubject {
  readonly joins: readonly EntityJoin[];
}

/** A value as long as a page of print is no name: an address would have no room for it. */
export const longestName = 2_000;

/** Null for an address that names nobody. A name that cannot be read is left out: nothing is joined by mistake. */
export function parseEntityAddress(parameters: URLSearchParams): EntityAddress | null {
  const field = entityFieldOf(parameters.get('field') ?? '');
  const text = parameters.get('value') ?? '';
  if (field === null || text === '') return null;
  return { field, text, joins: parameters.getAll('also').flatMap((each) => parseJoin(each) ?? []) };
}

/** Adds what `parseEntityAddress` reads back. */
export function printEntityAddress({ field, text, joins }: EntityAddress, into: URLSearchParams): void {
  into.set('field', field);
  into.set('value', text);
  for (const join of joins) {
    into.append('also', JSON.stringify(join.kind === 'value' ? [join.text] : [join.name, join.text]));
  }
}

function parseJoin(text: string): EntityJoin | null {
  const [first, second, ...rest] = parseTexts(text);
  if (first === undefined || first === '' || rest.length > 0) return null;
  if (second === undefined) return { kind: 'value', text: first };
  return second === '' ? null : { kind: 'unnamed', name: first, text: second };
}

function parseTexts(text: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : [];
  } catch {
    // An address may be typed by anybody.
    return [];
  }
}
