import { eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { numberAt } from '../bytes/element-at.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { pointerTokens } from '../json/pointer.ts';
import { LineValues } from './line-values.ts';
import { entryPath, type PathNode, PathTree } from './path-tree.ts';

/** Where one field of the event model lies: the value at `slot`, and the rest of the way from there. */
export interface FieldWay {
  readonly slot: number;
  readonly node: PathNode;
  /** From the entry to that value. */
  readonly names: readonly string[];
  /** Names and indexes from that value on, mostly none: what is in a list is only found when the list is built. */
  readonly rest: readonly string[];
}

/** What an entry must have to be one: every line has them, and they are kept as numbers. */
export const numberedNames = ['seq', 'prev', 'ts'];

/**
 * Finds the values of an entry while it is read, without building anything: those of the event model by their fields, and
 * all others by their places. A tree of names is walked along with the objects of the entry, and grows with them.
 */
export class FieldSpans {
  private tree: PathTree;
  private readonly mapping: EventMapping;
  private readonly seed: number;
  /** Where the value of each slot begins and ends in the line, both 0 when the entry has none. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** In the order of `eventFields`; null for a field that is not mapped. */
  readonly ways: readonly (FieldWay | null)[];
  /** The values of the line that no field of the event model holds completely, `null` and those of `numberedNames` left out. */
  readonly others = new LineValues();
  /** Of the places that the mapping names, which are the first of all. */
  private readonly slots: Int32Array;
  private readonly isHeldAt: Uint8Array;
  private readonly isBuiltAt: Uint8Array;

  /** For `seed` see `PathTree`. */
  constructor(mapping: EventMapping, seed = 0) {
    this.mapping = mapping;
    this.seed = seed;
    this.tree = new PathTree(seed);
    const { numbered, ways } = this.nameMapped();
    this.ways = ways;
    const slotOf = new Map(ways.flatMap((way) => (way === null ? [] : [[way.node, way.slot]])));
    this.starts = new Int32Array(slotOf.size);
    this.ends = new Int32Array(slotOf.size);
    const { count } = this.paths;
    this.slots = new Int32Array(count).fill(-1);
    this.isHeldAt = new Uint8Array(count);
    this.isBuiltAt = new Uint8Array(count);
    for (const [node, slot] of slotOf) this.slots[node] = slot;
    for (const node of numbered) this.isHeldAt[node] = 1;
    for (const way of this.ways) {
      if (way !== null) (way.rest.length === 0 ? this.isHeldAt : this.isBuiltAt)[way.node] = 1;
    }
  }

  get paths(): PathTree {
    return this.tree;
  }

  /** Forgets all places that no mapping names: a tree grows with every name that comes up. */
  restart(): void {
    this.tree = new PathTree(this.seed);
    // The same ones as at the beginning, so they have the same numbers.
    this.nameMapped();
  }

  /** Forgets the line before. */
  begin(): void {
    this.starts.fill(0);
    this.ends.fill(0);
    this.others.count = 0;
  }

  note(node: PathNode, start: ByteOffset, end: ByteOffset): void {
    if (node >= this.slots.length) return;
    const slot = numberAt(this.slots, node);
    if (slot === -1) return;
    this.starts[slot] = start;
    this.ends[slot] = end;
  }

  /** Whether a value at this place is known without being kept among the others. */
  isHeld(node: PathNode): boolean {
    return node < this.isHeldAt.length && this.isHeldAt[node] === 1;
  }

  /** Whether a field lies in the list or object at this place where only its built value tells. */
  isBuilt(node: PathNode): boolean {
    return node < this.isBuiltAt.length && this.isBuiltAt[node] === 1;
  }

  /** Makes the places that come first of all. */
  private nameMapped() {
    const numbered = numberedNames.map((name) => this.paths.namedChildOf(entryPath, encodeUtf8(name)));
    const slotOf = new Map<PathNode, number>();
    return { numbered, ways: eventFields.map((field) => this.addWay(this.mapping[field], slotOf)) };
  }

  private addWay(pointer: string | undefined, slotOf: Map<PathNode, number>): FieldWay | null {
    const tokens = pointer === undefined ? null : pointerTokens(pointer);
    if (tokens === null || tokens.length === 0) return null;
    // Digits may be the index of a list: from there on the built value decides what they are.
    const firstIndex = tokens.findIndex((token, place) => place > 0 && isIndex(token));
    const names = firstIndex === -1 ? tokens : tokens.slice(0, firstIndex);
    let node = entryPath;
    for (const name of names) node = this.paths.namedChildOf(node, encodeUtf8(name));
    const slot = slotOf.get(node) ?? slotOf.size;
    slotOf.set(node, slot);
    return { slot, node, names, rest: tokens.slice(names.length) };
  }
}

function isIndex(token: string): boolean {
  return /^[0-9]+$/.test(token);
}
