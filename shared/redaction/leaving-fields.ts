import { looksPersonal } from '../export/personal-fields.ts';
import type { JsonObject } from '../json/json-value.ts';
import { pointerTokens } from '../json/pointer.ts';
import { pointerOf } from './decide-entry.ts';
import { type EntryLeaf, entryLeaves } from './entry-leaves.ts';

/** A field by its name, and in how many entries it stands in which way. A list is one field with its items. */
export interface LeavingField {
  readonly pointer: string;
  /** Entries that have it at all. */
  readonly entries: number;
  /** Entries that have it committed with a disclosure that came along, so that it can be hidden. */
  readonly committed: number;
  /** Entries that have it in clear: the signature covers it, and it can only leave with its entry or not at all. */
  readonly inClear: number;
  /** Whether its name is one under which logs have what is about a person. */
  readonly isPersonal: boolean;
  /** Exhibits in which it is; none where entries are of no exhibit. */
  readonly exhibits: number;
}

interface Counted {
  entries: number;
  committed: number;
  inClear: number;
  readonly exhibits: Set<string>;
}

/** Counts the fields of entries as they are read. Nothing of their values is kept. */
export class FieldTally {
  readonly #fields = new Map<string, Counted>();

  add(event: JsonObject, disclosures: ReadonlyMap<string, unknown>, exhibits: readonly string[] = []): void {
    const here = new Map<string, { committed: boolean; inClear: boolean }>();
    for (const leaf of entryLeaves(event)) {
      const pointer = fieldPointer(leaf);
      const seen = here.get(pointer) ?? { committed: false, inClear: false };
      if (leaf.kind === 'clear') seen.inClear = true;
      else if (disclosures.has(leaf.digest)) seen.committed = true;
      here.set(pointer, seen);
    }
    for (const [pointer, seen] of here) {
      const counted = this.#fields.get(pointer) ?? newCount();
      this.#fields.set(pointer, counted);
      counted.entries += 1;
      counted.committed += seen.committed ? 1 : 0;
      counted.inClear += seen.inClear ? 1 : 0;
      for (const number of exhibits) counted.exhibits.add(number);
    }
  }

  /** By their names. */
  fields(): readonly LeavingField[] {
    return [...this.#fields]
      .map(([pointer, { exhibits, ...counts }]) => ({
        pointer,
        ...counts,
        exhibits: exhibits.size,
        isPersonal: namesPerson(pointer),
      }))
      .toSorted((one, other) => (one.pointer < other.pointer ? -1 : 1));
  }
}

function newCount(): Counted {
  return { entries: 0, committed: 0, inClear: 0, exhibits: new Set() };
}

/** Up to the first list, which is one field with its items: a commitment stands in one in the place of its value. */
function fieldPointer({ path }: EntryLeaf): string {
  const at = path.findIndex((name, index) => index > 0 && /^(?:0|[1-9]\d*)$/.test(name));
  return pointerOf(at === -1 ? path : path.slice(0, at));
}

/** Each of its names is looked at: under `/user/id`, the number is one of a person as well. */
function namesPerson(pointer: string): boolean {
  return (pointerTokens(pointer) ?? []).some((token) => looksPersonal(token));
}
