import { byteAt, numberAt } from '../bytes/element-at.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';

/** A place in an entry: the names on the way to it. All items of a list share one place, whatever their index. */
export type PathNode = number;

/** No place: nobody asks for what is there. */
export const noPath: PathNode = 0;
/** The entry itself. */
export const entryPath: PathNode = 1;

/**
 * A pointer that would be longer is not kept, unless the mapping names it: all values below its parent that lie so far share one place. Without a
 * limit, a name of 30 kilobytes with thousands of values below it would be written thousands of times.
 */
const mostPathBytes: ByteCount = 1_024;

/** What is held of a node, in `nodes`. */
const parentAt = 0;
const nameStartAt = 1;
const nameLengthAt = 2;
const pathLengthAt = 3;
const itemAt = 4;
const restAt = 5;
const firstChildAt = 6;
const nextChildAt = 7;
const nodeSize = 8;
/** In place of the length of a name. */
const itemName = -1;
const restName = -2;

const tilde = 0x7e;
const slash = 0x2f;
const startHash = 0x811c9dc5;
const hashPrime = 0x01000193;

/**
 * The places of all values that lines have, found by the bytes of their names. Lines of a log mostly have the same names
 * in the same order: what followed a name in the line before is tried first.
 */
export class PathTree {
  private readonly seed: number;
  private nodes = new Int32Array(64 * nodeSize);
  private nodeCount = 2;
  private names = new Uint8Array(1_024);
  private namesLength = 0;
  /** Nodes, found by parent and name; 0 where none is. */
  private slots = new Int32Array(256);

  /** `seed` must not be known to whoever wrote the names, as for `TextTableBuilder`. */
  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** All nodes are below this. */
  get count(): number {
    return this.nodeCount;
  }

  /** The place of a name in the object at `parent`, behind the name whose place is `previous`, if there was one. */
  childOf(
    parent: PathNode,
    previous: PathNode,
    bytes: Uint8Array,
    at: ByteOffset,
    end: ByteOffset,
  ): PathNode {
    if (this.isRest(parent)) return parent;
    const guessAt =
      previous === noPath ? parent * nodeSize + firstChildAt : previous * nodeSize + nextChildAt;
    const guess = numberAt(this.nodes, guessAt);
    if (guess !== noPath && this.isNamed(guess, bytes, at, end)) return guess;
    const child = this.find(parent, bytes, at, end, mostPathBytes);
    this.nodes[guessAt] = child;
    return child;
  }

  /** As `childOf`, for a name that somebody asks for: it has a place of its own however long the pointer is. */
  namedChildOf(parent: PathNode, name: Uint8Array): PathNode {
    return this.find(parent, name, 0, name.length, Number.POSITIVE_INFINITY);
  }

  /** The place of all items of the list at `parent`. */
  itemOf(parent: PathNode): PathNode {
    if (this.isRest(parent)) return parent;
    const known = this.of(parent, itemAt);
    if (known !== noPath) return known;
    const length = this.of(parent, pathLengthAt) + 3;
    if (length > mostPathBytes) return this.restOf(parent);
    const item = this.add(parent, 0, itemName, length);
    this.nodes[parent * nodeSize + itemAt] = item;
    return item;
  }

  /** The place of everything below `parent` whose own pointer would be too long. */
  restOf(parent: PathNode): PathNode {
    const known = this.of(parent, restAt);
    if (known !== noPath) return known;
    const rest = this.add(parent, 0, restName, this.of(parent, pathLengthAt) + 3);
    this.nodes[parent * nodeSize + restAt] = rest;
    return rest;
  }

  /** Bytes of the JSON pointer to a place. */
  pointerLength(node: PathNode): ByteCount {
    return this.of(node, pathLengthAt);
  }

  /** Writes the pointer so that it ends before `end`. `~2` is an item of a list, `~3` what has no place of its own. */
  writePointer(node: PathNode, target: Uint8Array, end: ByteOffset): void {
    let at = end;
    for (let each = node; each !== entryPath; each = this.of(each, parentAt)) {
      const length = this.of(each, nameLengthAt);
      if (length < 0) {
        target[--at] = length === itemName ? 0x32 : 0x33;
        target[--at] = tilde;
      } else {
        const start = this.of(each, nameStartAt);
        for (let from = start + length - 1; from >= start; from--) {
          const byte = byteAt(this.names, from);
          // RFC 6901 section 3: ~ is written ~0 and / is written ~1.
          if (byte === tilde || byte === slash) {
            target[--at] = byte === tilde ? 0x30 : 0x31;
            target[--at] = tilde;
          } else target[--at] = byte;
        }
      }
      target[--at] = slash;
    }
  }

  private find(
    parent: PathNode,
    bytes: Uint8Array,
    at: ByteOffset,
    end: ByteOffset,
    most: ByteCount,
  ): PathNode {
    const mask = this.slots.length - 1;
    let slot = this.hash(parent, bytes, at, end) & mask;
    for (let node = numberAt(this.slots, slot); node !== 0; node = numberAt(this.slots, slot)) {
      if (this.of(node, parentAt) === parent && this.isNamed(node, bytes, at, end)) return node;
      slot = (slot + 1) & mask;
    }
    const length = this.of(parent, pathLengthAt) + 1 + escapedLength(bytes, at, end);
    if (length > most) return this.restOf(parent);
    const node = this.add(parent, this.addName(bytes, at, end), end - at, length);
    this.slots[slot] = node;
    if (this.nodeCount * 2 > this.slots.length) this.makeRoomForSlots();
    return node;
  }

  private isRest(node: PathNode): boolean {
    return this.of(node, nameLengthAt) === restName;
  }

  private of(node: PathNode, what: number): number {
    return numberAt(this.nodes, node * nodeSize + what);
  }

  private isNamed(node: PathNode, bytes: Uint8Array, at: ByteOffset, end: ByteOffset): boolean {
    const length = end - at;
    if (this.of(node, nameLengthAt) !== length) return false;
    const start = this.of(node, nameStartAt);
    for (let index = 0; index < length; index++) {
      if (this.names[start + index] !== bytes[at + index]) return false;
    }
    return true;
  }

  private add(parent: PathNode, nameStart: number, nameLength: number, pathLength: number): PathNode {
    const node = this.nodeCount++;
    const at = node * nodeSize;
    if (at === this.nodes.length) {
      const larger = new Int32Array(at * 2);
      larger.set(this.nodes);
      this.nodes = larger;
    }
    this.nodes[at + parentAt] = parent;
    this.nodes[at + nameStartAt] = nameStart;
    this.nodes[at + nameLengthAt] = nameLength;
    this.nodes[at + pathLengthAt] = pathLength;
    return node;
  }

  private addName(bytes: Uint8Array, at: ByteOffset, end: ByteOffset): number {
    const start = this.namesLength;
    const length = start + end - at;
    if (length > this.names.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(this.names);
      this.names = larger;
    }
    for (let index = at; index < end; index++) this.names[start + index - at] = byteAt(bytes, index);
    this.namesLength = length;
    return start;
  }

  private makeRoomForSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (const node of this.slots) {
      if (node === 0) continue;
      let slot = this.hashOf(node) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.slots = slots;
  }

  private hashOf(node: PathNode): number {
    const start = this.of(node, nameStartAt);
    return this.hash(this.of(node, parentAt), this.names, start, start + this.of(node, nameLengthAt));
  }

  private hash(parent: PathNode, bytes: Uint8Array, at: ByteOffset, end: ByteOffset): number {
    let hash = Math.imul(startHash ^ this.seed ^ parent, hashPrime);
    for (let index = at; index < end; index++) hash = Math.imul(hash ^ byteAt(bytes, index), hashPrime);
    // The low bits choose the slot, and multiplying carries upwards only.
    return hash ^ (hash >>> 15);
  }
}

function escapedLength(bytes: Uint8Array, at: ByteOffset, end: ByteOffset): ByteCount {
  let length = end - at;
  for (let index = at; index < end; index++) {
    if (bytes[index] === tilde || bytes[index] === slash) length += 1;
  }
  return length;
}
