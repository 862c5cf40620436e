import { eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { numberedNames } from '../bundle/field-spans.ts';
import { pointerTokens } from '../json/pointer.ts';

/** Which values of an entry are held elsewhere, as a tree of names and indexes. */
export interface HeldPlace {
  readonly isHeld: boolean;
  readonly children: ReadonlyMap<string, HeldPlace>;
}

/** Values that are not kept among the others: those that a column holds, and those that every line has. */
export function heldPlaces(mapping: EventMapping): HeldPlace {
  const pointers = eventFields.flatMap((field) => mapping[field] ?? []);
  const ways = pointers.flatMap((pointer) => {
    const tokens = pointerTokens(pointer);
    return tokens === null || tokens.length === 0 ? [] : [tokens];
  });
  return placeOf([...numberedNames.map((name) => [name]), ...ways]);
}

/** What is held below the value at the end of names. */
export function heldBelow(place: HeldPlace, names: readonly string[]): HeldPlace | undefined {
  return names.reduce<HeldPlace | undefined>((held, name) => held?.children.get(name), place);
}

function placeOf(ways: readonly (readonly string[])[]): HeldPlace {
  const byName = new Map<string, (readonly string[])[]>();
  let isHeld = false;
  for (const [name, ...below] of ways) {
    if (name === undefined) isHeld = true;
    else byName.set(name, [...(byName.get(name) ?? []), below]);
  }
  const children = [...byName].map(([name, below]) => [name, placeOf(below)] as const);
  return { isHeld, children: new Map(children) };
}
