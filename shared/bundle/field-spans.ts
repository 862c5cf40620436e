import { eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { itemAt } from '../bytes/element-at.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { pointerTokens } from '../json/pointer.ts';

/** A place in the tree of names that the mapping's pointers go through. */
export type FieldNode = number;

/** Nothing below this place is mapped. */
export const noFields: FieldNode = 0;
/** The entry itself. */
export const entryFields: FieldNode = 1;

interface NameNode {
  readonly name: Uint8Array;
  readonly digest: number;
  readonly node: FieldNode;
  /** Where the value of this name is noted, or -1 when only something below it is wanted. */
  slot: number;
  readonly children: NameNode[];
}

/** Where one field of the event model lies: the value at `slot`, and the rest of the way from there. */
export interface FieldWay {
  readonly slot: number;
  /** Names and indexes from that value on, mostly none: what is in a list is only found when the list is built. */
  readonly rest: readonly string[];
}

/**
 * Finds the values of the event model while an entry is read, without building anything. A tree of the names in the
 * mapping's pointers is walked along with the objects of the entry.
 */
export class FieldSpans {
  /** Where the value of each slot begins and ends in the line, both 0 when the entry has none. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** In the order of `eventFields`; null for a field that is not mapped. */
  readonly ways: readonly (FieldWay | null)[];
  private readonly nodes: NameNode[] = [
    { name: new Uint8Array(0), digest: 0, node: noFields, slot: -1, children: [] },
    { name: new Uint8Array(0), digest: 0, node: entryFields, slot: -1, children: [] },
  ];
  private slots = 0;

  constructor(mapping: EventMapping) {
    this.ways = eventFields.map((field) => this.addWay(mapping[field]));
    this.starts = new Int32Array(this.slots);
    this.ends = new Int32Array(this.slots);
  }

  /** Forgets the line before. */
  begin(): void {
    this.starts.fill(0);
    this.ends.fill(0);
  }

  /** The place of a name in the object at `node`; `digest` is made of its bytes by `addToNameDigest`. */
  childOf(
    node: FieldNode,
    digest: number,
    bytes: Uint8Array,
    nameAt: ByteOffset,
    nameEnd: ByteOffset,
  ): FieldNode {
    for (const child of itemAt(this.nodes, node).children) {
      if (child.digest === digest && isName(child.name, bytes, nameAt, nameEnd)) return child.node;
    }
    return noFields;
  }

  note(node: FieldNode, start: ByteOffset, end: ByteOffset): void {
    const { slot } = itemAt(this.nodes, node);
    if (slot === -1) return;
    this.starts[slot] = start;
    this.ends[slot] = end;
  }

  private addWay(pointer: string | undefined): FieldWay | null {
    const tokens = pointer === undefined ? null : pointerTokens(pointer);
    if (tokens === null || tokens.length === 0) return null;
    const names: string[] = [];
    // Digits may be the index of a list: from there on the built value decides what they are.
    for (const token of tokens) {
      if (names.length > 0 && isIndex(token)) break;
      names.push(token);
    }
    let at = itemAt(this.nodes, entryFields);
    for (const name of names) at = this.childNamed(at, name);
    if (at.slot === -1) at.slot = this.slots++;
    return { slot: at.slot, rest: tokens.slice(names.length) };
  }

  private childNamed(parent: NameNode, text: string): NameNode {
    const name = encodeUtf8(text);
    const digest = name.reduce(addToNameDigest, 0);
    const known = parent.children.find(
      (child) => child.digest === digest && isName(child.name, name, 0, name.length),
    );
    if (known !== undefined) return known;
    const child: NameNode = { name, digest, node: this.nodes.length, slot: -1, children: [] };
    this.nodes.push(child);
    parent.children.push(child);
    return child;
  }
}

/** One step of the digest that names are found by. Two names may share one; equal bytes decide. */
export function addToNameDigest(digest: number, byte: number): number {
  return (Math.imul(digest, 31) + byte) | 0;
}

function isIndex(token: string): boolean {
  return /^[0-9]+$/.test(token);
}

function isName(name: Uint8Array, bytes: Uint8Array, at: ByteOffset, end: ByteOffset): boolean {
  if (end - at !== name.length) return false;
  for (let index = 0; index < name.length; index++) if (name[index] !== bytes[at + index]) return false;
  return true;
}
