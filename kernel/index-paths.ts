import { enlarge, take } from './index-arena';
import { copyText, isSame } from './index-bytes';
import { hashOf } from './index-hash';

/** The places of values in entries, a tree of names: as `shared/bundle/path-tree.ts`, which says more of it. */

export const noPath: u32 = 0;
export const entryPath: u32 = 1;

// What a node is: fourteen u32 at these offsets.
const parentAt: usize = 0;
const nameStart: usize = 4;
/** Or `itemName`, `restName`. */
const nameLength: usize = 8;
const pathLength: usize = 12;
const itemChild: usize = 16;
const restChild: usize = 20;
const firstChild: usize = 24;
const nextChild: usize = 28;
/** Number + 1 of its path, 0 where no value came up. */
const pathNumber: usize = 32;
/** The object in which the name was read last. */
const readIn: usize = 36;
/** Slot + 1 of a place that the mapping names, 0 for all others. */
const fieldSlot: usize = 40;
const flags: usize = 44;
/** Of a list that the mapping looks into: the place of one of its items, and which item that is. */
const twinItem: usize = 48;
const twinIndex: usize = 52;
const nodeBytes: u32 = 56;

const itemName: i32 = -1;
const restName: i32 = -2;
/** Spelled without escapes, and no name that only the parser reads. */
const plainFlag: u32 = 1;
/** The value is known without being kept among the others. */
const heldFlag: u32 = 2;
/** In an item that the mapping names by its index: the pointer is that of every item, and so is the number of its path. */
const twinFlag: u32 = 4;

const mostPathBytes: u32 = 1024;
const tilde: u32 = 0x7e;
const slash: u32 = 0x2f;

let nodes: usize = 0;
let nodeRoom: u32 = 0;
let nodeCount: u32 = 0;
let names: usize = 0;
let namesRoom: u32 = 0;
let namesLength: u32 = 0;
let slots: usize = 0;
let slotMask: u32 = 0;

export function beginPaths(): void {
  nodeRoom = 512;
  nodes = take(nodeRoom * nodeBytes);
  memory.fill(nodes, 0, 2 * nodeBytes);
  nodeCount = 2;
  namesRoom = 4096;
  names = take(namesRoom + 16);
  namesLength = 0;
  makeSlots(1024);
}

/** Behind the quotation mark of the name that was guessed last. */
export let guessedEnd: usize = 0;

/** The node whose name is spelled at `at` and ends with a quotation mark, if it is what followed in the line before. */
export function guessed(parent: u32, previous: u32, at: usize): u32 {
  const node = previous == noPath ? read(parent, firstChild) : read(previous, nextChild);
  if (node == noPath || (read(node, flags) & plainFlag) == 0) return noPath;
  const length = read(node, nameLength);
  if (load<u8>(at + length) != 0x22 || !isSame(names + read(node, nameStart), at, length)) return noPath;
  guessedEnd = at + length + 1;
  return node;
}

/** The child of a name, made when it is new, and what is tried first the next time. */
export function childOf(parent: u32, previous: u32, at: usize, end: usize): u32 {
  const child = find(parent, at, end, mostPathBytes);
  if (previous == noPath) write(parent, firstChild, child);
  else write(previous, nextChild, child);
  return child;
}

/** As `childOf`, however long the pointer is. */
export function namedChildOf(parent: u32, at: usize, end: usize): u32 {
  return find(parent, at, end, u32.MAX_VALUE);
}

export function itemOf(parent: u32): u32 {
  if (isRest(parent)) return parent;
  const known = read(parent, itemChild);
  if (known != noPath) return known;
  const length = read(parent, pathLength) + 3;
  if (length > mostPathBytes) return restOf(parent);
  const item = add(parent, 0, itemName, length, 0);
  write(parent, itemChild, item);
  return item;
}

/** The place of the item of a list that the mapping names by its index. There is one of them in a list. */
export function indexedItemOf(list: u32, index: u32): u32 {
  const known = read(list, twinItem);
  if (known != noPath) return known;
  const twin = add(list, 0, itemName, read(list, pathLength) + 3, twinFlag);
  write(list, twinItem, twin);
  write(list, twinIndex, index);
  return twin;
}

/** The one of this index, or that of every item. */
export function itemAt(list: u32, index: u32, item: u32): u32 {
  const twin = read(list, twinItem);
  return twin != noPath && read(list, twinIndex) == index ? twin : item;
}

export function hasIndexedItem(list: u32): bool {
  return read(list, twinItem) != noPath;
}

/** The place that has the number of a path: in an item that the mapping names, that of every item. */
export function originalOf(node: u32): u32 {
  if ((read(node, flags) & twinFlag) == 0) return node;
  const parent = originalOf(read(node, parentAt));
  const length = read(node, nameLength) as i32;
  if (length == itemName) return itemOf(parent);
  if (length == restName) return restOf(parent);
  const start = names + read(node, nameStart);
  return find(parent, start, start + (length as usize), mostPathBytes);
}

export function restOf(parent: u32): u32 {
  if (isRest(parent)) return parent;
  const known = read(parent, restChild);
  if (known != noPath) return known;
  const rest = add(parent, 0, restName, read(parent, pathLength) + 3, 0);
  write(parent, restChild, rest);
  return rest;
}

export function isRest(node: u32): bool {
  return (read(node, nameLength) as i32) == restName;
}

/** False when this object has the name already. */
export function readOnce(node: u32, object: u32): bool {
  if (read(node, readIn) == object) return false;
  write(node, readIn, object);
  return true;
}

export function pointerLength(node: u32): u32 {
  return read(node, pathLength);
}

/** Writes the pointer so that it ends before `end`. */
export function writePointer(node: u32, end: usize): void {
  let at = end;
  for (let each = node; each != entryPath; each = read(each, parentAt)) {
    const length = read(each, nameLength) as i32;
    if (length < 0) {
      store<u8>(--at, length == itemName ? 0x32 : 0x33);
      store<u8>(--at, tilde);
    } else {
      const start = names + read(each, nameStart);
      for (let from = start + (length as usize); from > start; ) {
        const byte: u32 = load<u8>(--from);
        if (byte == tilde || byte == slash) {
          store<u8>(--at, byte == tilde ? 0x30 : 0x31);
          store<u8>(--at, tilde);
        } else store<u8>(--at, byte);
      }
    }
    store<u8>(--at, slash);
  }
}

export function numberOfPath(node: u32): u32 {
  return read(node, pathNumber);
}

export function setNumberOfPath(node: u32, number: u32): void {
  write(node, pathNumber, number);
}

/** Slot + 1. */
export function slotOf(node: u32): u32 {
  return read(node, fieldSlot);
}

export function isHeld(node: u32): bool {
  return (read(node, flags) & heldFlag) != 0;
}

/** For the caller, who knows the mapping. */
export function holdPath(node: u32, slot: u32): void {
  write(node, flags, read(node, flags) | heldFlag);
  write(node, fieldSlot, slot);
}

function find(parent: u32, at: usize, end: usize, most: u32): u32 {
  if (isRest(parent)) return parent;
  const length = (end - at) as u32;
  const hash = hashOf(at, end, parent);
  let slot = hash & slotMask;
  while (true) {
    const held = load<u64>(slots + 8 * (slot as usize));
    if (held == 0) break;
    const node = held as u32;
    if (((held >>> 32) as u32) == hash && read(node, parentAt) == parent && read(node, nameLength) == length) {
      if (isSame(names + read(node, nameStart), at, length)) return node;
    }
    slot = (slot + 1) & slotMask;
  }
  const pointer = read(parent, pathLength) + 1 + escapedLength(at, end);
  if (pointer > most) return restOf(parent);
  const node = add(parent, addName(at, end), length as i32, pointer, isPlainName(at, end) ? plainFlag : 0);
  store<u64>(slots + 8 * (slot as usize), ((hash as u64) << 32) | (node as u64));
  if (nodeCount * 2 > slotMask) makeRoomForSlots();
  return node;
}

function add(parent: u32, start: u32, length: i32, pointer: u32, nodeFlags: u32): u32 {
  if (nodeCount == nodeRoom) {
    nodes = enlarge(nodes, nodeRoom * nodeBytes, 2 * nodeRoom * nodeBytes);
    nodeRoom *= 2;
  }
  const node = nodeCount++;
  memory.fill(nodes + node * nodeBytes, 0, nodeBytes);
  write(node, parentAt, parent);
  write(node, nameStart, start);
  write(node, nameLength, length as u32);
  write(node, pathLength, pointer);
  // What lies in such an item does so all the way down.
  write(node, flags, nodeFlags | (read(parent, flags) & twinFlag));
  return node;
}

function addName(at: usize, end: usize): u32 {
  const start = namesLength;
  const to = start + ((end - at) as u32);
  if (to > namesRoom) {
    names = enlarge(names, start, 2 * to + 16);
    namesRoom = 2 * to;
  }
  copyText(names + start, at, end - at);
  namesLength = to;
  return start;
}

/** `__proto__` and `...`: what they are depends on more than the name. */
export function isParsersName(at: usize, end: usize): bool {
  if (end - at == 3) return load<u16>(at) == 0x2e2e && load<u8>(at, 2) == 0x2e;
  return end - at == 9 && load<u64>(at) == 0x5f6f746f72705f5f && load<u8>(at, 8) == 0x5f;
}

function isPlainName(at: usize, end: usize): bool {
  if (isParsersName(at, end)) return false;
  for (let from = at; from < end; from++) {
    const byte: u32 = load<u8>(from);
    if (byte < 0x20 || byte >= 0x7f || byte == 0x22 || byte == 0x5c) return false;
  }
  return true;
}

function escapedLength(at: usize, end: usize): u32 {
  let length = (end - at) as u32;
  for (let from = at; from < end; from++) {
    const byte: u32 = load<u8>(from);
    if (byte == tilde || byte == slash) length++;
  }
  return length;
}

function makeRoomForSlots(): void {
  const smaller = slots;
  const size = slotMask + 1;
  makeSlots(2 * size);
  for (let at: u32 = 0; at < size; at++) {
    const held = load<u64>(smaller + 8 * (at as usize));
    if (held == 0) continue;
    let slot = ((held >>> 32) as u32) & slotMask;
    while (load<u64>(slots + 8 * (slot as usize)) != 0) slot = (slot + 1) & slotMask;
    store<u64>(slots + 8 * (slot as usize), held);
  }
}

function makeSlots(size: u32): void {
  slots = take(8 * (size as usize));
  memory.fill(slots, 0, 8 * (size as usize));
  slotMask = size - 1;
}

@inline
function read(node: u32, what: usize): u32 {
  return load<u32>(nodes + node * nodeBytes + what);
}

@inline
function write(node: u32, what: usize, value: u32): void {
  store<u32>(nodes + node * nodeBytes + what, value);
}
