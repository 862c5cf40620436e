import { spanRoom, spans } from './index-areas';
import { noteCommitment, notePrev, noteSeq, noteTime } from './index-entry-facts';
import { childOf, entryPath, guessed, guessedEnd, hasIndexedItem, isHeld, isParsersName, isRest, itemAt, itemOf, noPath, readOnce, slotOf } from './index-paths';
import { hasEscape, skipPlainText, skipString } from './index-text-scan';

/**
 * Reads one line strictly, as `shared/bundle/plain-line.ts` does: it says yes only to lines that the parser calls entries,
 * and notes where their values lie. Every function returns where it stopped, 0 where it cannot read on.
 */

/** The bytes are the text. */
export const spelledSpan: u32 = 0;
/** The bytes are a string with escapes. */
export const escapedSpan: u32 = 1;
/** A commitment took the place of the value. */
export const withheldSpan: u32 = 2;

// A span: node, beginning, end, kind.
export const spanBytes: u32 = 16;

const quotationMark: u32 = 0x22;
const openBrace: u32 = 0x7b;
const closeBrace: u32 = 0x7d;
const openBracket: u32 = 0x5b;
const closeBracket: u32 = 0x5d;
const comma: u32 = 0x2c;
const colon: u32 = 0x3a;
const minus: u32 = 0x2d;
const dot: u32 = 0x2e;
const zero: u32 = 0x30;
const safeDigits: usize = 15;
const mostDigits: usize = 17;

// The places of `seq`, `prev` and `ts`, which the caller makes first of all.
const seqPath: u32 = 2;
const prevPath: u32 = 3;
const timePath: u32 = 4;
const foundAll: u32 = 7;

let deepest: u32 = 0;
let found: u32 = 0;
let isCanonical: bool = true;
/** One more for each object, so that a name says in which it was read last. */
let objects: u32 = 0;

export let spanCount: u32 = 0;
/** What lies at the slots of the mapping, a span each; those that have none end at 0. */
export const slotCount: u32 = 8;
export const slotSpans: usize = memory.data(slotCount * spanBytes, 16);

export function beginScans(depth: u32): void {
  deepest = depth;
  objects = 0;
}

/** True for an entry, provided that what `prev` states is a digest. */
export function scanLine(start: usize, end: usize): bool {
  if (load<u8>(start) != openBrace) return false;
  spanCount = 0;
  found = 0;
  isCanonical = true;
  for (let slot: u32 = 0; slot < slotCount; slot++) store<u32>(slotSpans + spanBytes * slot, 0, 8);
  return skipObject(start + 1, 1, entryPath) == end && found == foundAll;
}

function skipValue(at: usize, depth: u32, node: u32): usize {
  const code: u32 = load<u8>(at);
  if (code == quotationMark) {
    const end = skipString(at + 1);
    if (end == 0) return 0;
    const kind = hasEscape ? escapedSpan : spelledSpan;
    if (hasEscape) isCanonical = false;
    noteScalar(node, at + 1, end - 1, kind);
    return end;
  }
  if (code == openBrace || code == openBracket) {
    const end = code == openBrace ? skipObject(at + 1, depth, node) : skipArray(at + 1, depth, node);
    const slot = slotOf(node);
    if (end == 0 || slot == 0 || load<u32>(slotSpans + spanBytes * (slot - 1), 8) != 0) return end;
    // A list or an object fills a field with its own spelling, where that is the one in which it would be written.
    if (!isCanonical) return 0;
    noteSlot(slot, at, end, spelledSpan);
    return end;
  }
  if (code == minus || (code >= zero && code <= 0x39)) {
    const end = skipNumber(at, code);
    if (end != 0) noteScalar(node, at, numberEnd, spelledSpan);
    return end;
  }
  if (code == 0x6e) return load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  const end = code == 0x74 && load<u32>(at) == 0x65757274 ? at + 4 : code == 0x66 && load<u32>(at, 1) == 0x65736c61 ? at + 5 : 0;
  if (end != 0) noteScalar(node, at, end, spelledSpan);
  return end;
}

function skipObject(start: usize, depth: u32, node: u32): usize {
  if (depth > deepest) return 0;
  const object = ++objects;
  let at = skipSpace(start);
  if (load<u8>(at) == closeBrace) return at + 1;
  let child = noPath;
  while (true) {
    if (load<u8>(at) != quotationMark) return 0;
    const nameAt = at + 1;
    const previous = child;
    child = guessed(node, previous, nameAt);
    if (child == noPath) {
      at = skipPlainText(nameAt);
      if (load<u8>(at) != quotationMark || isParsersName(nameAt, at)) return 0;
      child = childOf(node, previous, nameAt, at);
      // Different names that have one place cannot be told apart.
      if (isRest(child)) return 0;
      at++;
    } else at = guessedEnd;
    if (!readOnce(child, object)) return 0;
    at = skipSpace(at);
    if (load<u8>(at) != colon) return 0;
    const valueAt = skipSpace(at + 1);
    at = skipValue(valueAt, depth + 1, child);
    if (at == 0) return 0;
    if (child <= timePath && !noteNumbered(child, valueAt, at)) return 0;
    at = skipSpace(at);
    const code: u32 = load<u8>(at);
    if (code == closeBrace) return at + 1;
    if (code != comma) return 0;
    at = skipSpace(at + 1);
  }
}

function skipArray(start: usize, depth: u32, node: u32): usize {
  if (depth > deepest) return 0;
  let at = skipSpace(start);
  if (load<u8>(at) == closeBracket) return at + 1;
  const item = itemOf(node);
  // Of a commitment where the mapping looks for an item, only the parser says what the field has.
  if (isCommitment(at)) return hasIndexedItem(node) ? 0 : skipCommitment(at, depth + 1, node);
  let index: u32 = 0;
  while (true) {
    // More than one commitment in a list is an object in it, with a name that only the parser reads.
    at = skipValue(at, depth + 1, itemAt(node, index++, item));
    if (at == 0) return 0;
    at = skipSpace(at);
    const code: u32 = load<u8>(at);
    if (code == closeBracket) return at + 1;
    if (code != comma) return 0;
    at = skipSpace(at + 1);
  }
}

/** `{"...":"`, as a number. */
function isCommitment(at: usize): bool {
  return load<u64>(at) == 0x223a222e2e2e227b;
}

/** The one element of its list. */
function skipCommitment(at: usize, depth: u32, node: u32): usize {
  const textAt = at + 8;
  const end = skipPlainText(textAt);
  if (depth > deepest || load<u8>(end) != quotationMark || load<u8>(end, 1) != closeBrace) return 0;
  const close = skipSpace(end + 2);
  if (load<u8>(close) != closeBracket || !noteCommitment(textAt, end)) return 0;
  noteScalar(node, textAt, end, withheldSpan);
  return close + 1;
}

/** Where the text of the number ends that was skipped last: without the zeros behind its fraction. */
let numberEnd: usize = 0;
/** A number of which only the caller says whether its spelling is its text, or 0; and up to where it has said so. */
export let unknownNumber: usize = 0;
export let unknownNumberEnd: usize = 0;
let knownNumbers: usize = 0;
let isAnswered: bool = false;

/** The number that was asked for last, and all before it in its line, are spelled as their text. */
export function approveNumber(): void {
  knownNumbers = unknownNumber;
  isAnswered = true;
}

/** What was said counts for the line that is read next, if nothing else was read since. */
export function beginNumbers(): void {
  if (!isAnswered) knownNumbers = 0;
  isAnswered = false;
}

/** So that a line which is not even begun to be read asks for nothing. */
export function forgetUnknown(): void {
  unknownNumber = 0;
}

/** As `PlainLine`, and only numbers whose text is their spelling, or the beginning of it. */
function skipNumber(start: usize, code: u32): usize {
  const digitsAt = code == minus ? start + 1 : start;
  const digitsEnd = load<u8>(digitsAt) == zero ? digitsAt + 1 : skipDigits(digitsAt);
  const digits = digitsEnd - digitsAt;
  if (digits == 0 || digits > safeDigits) return 0;
  const isZero = load<u8>(digitsAt) == zero;
  numberEnd = digitsEnd;
  if (load<u8>(digitsEnd) != dot) return isZero && digitsAt != start ? 0 : digitsEnd;
  const fractionAt = digitsEnd + 1;
  const end = skipDigits(fractionAt);
  if (end == fractionAt) return 0;
  let textEnd = end;
  while (load<u8>(textEnd - 1) == zero) textEnd--;
  const places = textEnd - fractionAt;
  if (textEnd != end) isCanonical = false;
  if (places == 0) return isZero && digitsAt != start ? 0 : end;
  numberEnd = textEnd;
  if (digits + places > safeDigits) {
    // Up to seventeen digits may be the shortest spelling of a number, and need not be.
    if (start <= knownNumbers) return end;
    if (textEnd == end && digits + places <= mostDigits) {
      unknownNumber = start;
      unknownNumberEnd = end;
    }
    return 0;
  }
  // Below a millionth, a number is spelled with an exponent.
  if (isZero && places > 6 && (load<u32>(fractionAt) & 0x0f0f0f0f) == 0 && (load<u16>(fractionAt, 4) & 0x0f0f) == 0) return 0;
  return end;
}

function skipDigits(start: usize): usize {
  let at = start;
  for (let code: u32 = load<u8>(at); code >= zero && code <= 0x39; code = load<u8>(at)) at++;
  return at;
}

@inline
function skipSpace(start: usize): usize {
  let at = start;
  // Above a space there is none of the three.
  for (let code: u32 = load<u8>(at); code <= 0x20; code = load<u8>(at)) {
    if (code != 0x20 && code != 0x09 && code != 0x0d) return at;
    isCanonical = false;
    at++;
  }
  return at;
}

/** Takes note of `seq`, `prev` and `ts` of the entry; false when one of them is not as nearly all are. */
function noteNumbered(node: u32, at: usize, end: usize): bool {
  if (node == seqPath) {
    found |= 1;
    return noteSeq(at, end);
  }
  if (load<u8>(at) != quotationMark) return false;
  found |= node == prevPath ? 2 : 4;
  return node == prevPath ? notePrev(at + 1, end - 1) : noteTime(at + 1, end - 1);
}

@inline
function noteScalar(node: u32, at: usize, end: usize, kind: u32): void {
  const slot = slotOf(node);
  if (slot != 0) noteSlot(slot, at, end, kind);
  if (isHeld(node)) return;
  if (spanCount == spanRoom) unreachable();
  storeSpan(spans + spanBytes * spanCount++, node, at, end, kind);
}

function noteSlot(slot: u32, at: usize, end: usize, kind: u32): void {
  storeSpan(slotSpans + spanBytes * (slot - 1), 0, at, end, kind);
}

@inline
function storeSpan(span: usize, node: u32, at: usize, end: usize, kind: u32): void {
  store<u32>(span, node);
  store<u32>(span, at as u32, 4);
  store<u32>(span, end as u32, 8);
  store<u32>(span, kind, 12);
}
