import { parseUtcTime } from '../adapters/utc-time.ts';
import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  cr,
  dot,
  minus,
  openBrace,
  openBracket,
  quotationMark,
  space,
  tab,
  underscore,
  zero,
} from '../bytes/ascii.ts';
import { isHexOf } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import type { ByteOffset, EntrySeq, UnixMillis } from '../bytes/units.ts';
import { encodeUtf8, sequenceLength } from '../bytes/utf8.ts';
import { digestBytes } from '../crypto/digest.ts';
import type { EntryFacts } from './entry-facts.ts';
import { FieldSpans } from './field-spans.ts';
import { builtValue, escapedValue, spelledValue, withheldValue } from './line-values.ts';
import { entryPath, noPath, type PathNode } from './path-tree.ts';
import {
  escapeLength,
  fail,
  isDigit,
  isPlainText,
  isText,
  readDigits,
  skipDigits,
  skipPlainText,
  skipWord,
  toText,
} from './scan-text.ts';

const commitmentStart = encodeUtf8('{"...":"');
const commitmentName = encodeUtf8('...');
/** No whole number of so many digits is beyond 2^53. */
const safeDigits = 15;
/** Names are compared one with another: an object with more of them is left to the parser, which has a Map. */
const mostNames = 48;
/** `null` is no value. */
const lowerN = 0x6e;
const clockEnd = 19;
const foundSeq = 1;
const foundPrev = 2;
const foundTime = 4;

/**
 * Reads an entry without building anything of it, ten times as fast as `readLine` (measured), when it is spelled as
 * nearly all are. It says yes only to lines that `readLine` calls an entry, and to most of them; a no means nothing:
 * the line may be odd (`1e3`, `\ud83d\ude00`, names beyond ASCII) or wrong, and `readLine` decides which.
 *
 * One object for all lines, and every method returns where it stopped: an object a line costs more than the reading.
 */
export class PlainLine implements EntryFacts {
  seq: EntrySeq = 0;
  time: UnixMillis = 0;
  /** Midnight of the UTC day of `time`. */
  dayStart: UnixMillis = 0;
  /** Where `ts` is spelled, without its quotation marks. */
  timeAt: ByteOffset = 0;
  timeEnd: ByteOffset = 0;
  /** Where the text of each commitment begins and ends, in reading order. */
  readonly commitments: ByteOffset[] = [];
  private prevAt: ByteOffset = 0;
  private found = 0;
  /** Whether every value is spelled as sealing would spell it, so that a string without its quotation marks is its text. */
  isCanonical = true;
  private timeMemberAt: ByteOffset = 0;
  private day = '';
  private readonly nameDigests = new Int32Array(2_048);
  private nameCount = 0;
  private readonly maxDepth: number;
  private readonly maxBytes: number;
  private readonly fields: FieldSpans;
  /** `noPath` when nobody asks where values lie. */
  private readonly root: PathNode;

  /** Notes where the values lie, if `fields` asks for them. */
  constructor(limits: Pick<Limits, 'entryBytes' | 'jsonDepth'>, fields: FieldSpans | null = null) {
    // A deeper or longer line is the parser's; so is every one that names too many things at once.
    this.maxDepth = Math.min(limits.jsonDepth, 32);
    this.maxBytes = limits.entryBytes;
    this.fields = fields ?? new FieldSpans({});
    this.root = fields === null ? noPath : entryPath;
  }

  /**
   * Reads the line from `start` to before `end`, which is the end of `bytes` or where an LF lies: nothing that a line
   * holds goes on over an LF. True for an entry by R1 and R2, provided that `linksTo` is true too: only that looks at
   * the text of `prev`.
   */
  read(bytes: Uint8Array, start: ByteOffset = 0, end: ByteOffset = bytes.length): boolean {
    return this.skipLine(bytes, start, end) && this.found === (foundSeq | foundPrev | foundTime);
  }

  /**
   * For a line that is still to be sealed: its members as sealing writes them behind `prev`, if that is how they are
   * spelled, with the time in front: `"ts":"2026-…","a":1}`. Null for every other line; the parser and
   * `renderEntryLine` then see to it.
   */
  readMembers(bytes: Uint8Array): Uint8Array | null {
    if (!this.skipLine(bytes, 0, bytes.length) || this.found !== foundTime || !this.isCanonical) return null;
    if (this.timeMemberAt === 1) return bytes.subarray(1);
    const members = new Uint8Array(bytes.length - 1);
    const timeMember = bytes.subarray(this.timeMemberAt, this.timeEnd + 1);
    members.set(timeMember);
    // From the comma that parted it from the member before, which now stands between the two the other way round.
    members[timeMember.length] = comma;
    members.set(bytes.subarray(1, this.timeMemberAt - 1), timeMember.length + 1);
    members.set(bytes.subarray(this.timeEnd + 1), this.timeMemberAt - 1 + timeMember.length);
    return members;
  }

  private skipLine(bytes: Uint8Array, start: ByteOffset, end: ByteOffset): boolean {
    if (end - start > this.maxBytes || bytes[start] !== openBrace) return false;
    this.commitments.length = 0;
    this.nameCount = 0;
    this.found = 0;
    this.isCanonical = true;
    if (this.root !== noPath) this.fields.begin();
    return this.skipObject(bytes, start + 1, 1, this.root) === end;
  }

  /** Whether `prev` is the digest that begins at `offset`, in lowercase hexadecimal. */
  linksTo(bytes: Uint8Array, digests: Uint8Array, offset: number): boolean {
    return isHexOf(bytes, this.prevAt, digests, offset, digestBytes);
  }

  /** The text of `prev`, which may be any 64 characters as long as nothing has compared it. */
  prevText(bytes: Uint8Array): string {
    return toText(bytes, this.prevAt, this.prevAt + digestBytes * 2);
  }

  get hasCommitments(): boolean {
    return this.commitments.length > 0;
  }

  /** The texts of the commitments. */
  commitmentTexts(bytes: Uint8Array): readonly string[] {
    const texts: string[] = [];
    for (let index = 0; index < this.commitments.length; index += 2) {
      texts.push(toText(bytes, this.commitments[index], this.commitments[index + 1]));
    }
    return texts;
  }

  private skipValue(bytes: Uint8Array, at: ByteOffset, depth: number, node: PathNode): ByteOffset {
    const code = bytes[at] ?? 0;
    if (code === openBrace || code === openBracket) {
      const { others } = this.fields;
      const before = others.count;
      const end =
        code === openBrace
          ? this.skipObject(bytes, at + 1, depth, node)
          : this.skipArray(bytes, at + 1, depth, node);
      if (this.fields.isBuilt(node)) {
        others.count = before;
        others.add(node, builtValue, at, end);
      }
      return end;
    }
    const isCanonical = this.isCanonical;
    this.isCanonical = true;
    const end = this.skipScalar(bytes, at, code);
    if (node !== noPath && end !== fail && code !== lowerN && !this.fields.isHeld(node)) {
      if (!this.isCanonical) this.fields.others.add(node, escapedValue, at, end);
      else if (code === quotationMark) this.fields.others.add(node, spelledValue, at + 1, end - 1);
      else this.fields.others.add(node, spelledValue, at, end);
    }
    this.isCanonical &&= isCanonical;
    return end;
  }

  private skipScalar(bytes: Uint8Array, at: ByteOffset, code: number): ByteOffset {
    if (code === quotationMark) return this.skipString(bytes, at + 1);
    if (isDigit(code) || code === minus) return this.skipNumber(bytes, at);
    return skipWord(bytes, at);
  }

  private skipObject(bytes: Uint8Array, start: ByteOffset, depth: number, node: PathNode): ByteOffset {
    if (depth > this.maxDepth) return fail;
    const firstName = this.nameCount;
    let at = this.skipSpace(bytes, start);
    if (bytes[at] === closeBrace) return at + 1;
    let child = noPath;
    for (;;) {
      const nameAt = at + 1;
      at = this.skipName(bytes, at, firstName);
      if (at === fail) return fail;
      const nameEnd = at - 1;
      at = this.skipSpace(bytes, at);
      if (bytes[at] !== colon) return fail;
      const valueAt = this.skipSpace(bytes, at + 1);
      if (node !== noPath) child = this.fields.paths.childOf(node, child, bytes, nameAt, nameEnd);
      at = this.skipValue(bytes, valueAt, depth + 1, child);
      if (at === fail) return fail;
      if (child !== noPath) this.fields.note(child, valueAt, at);
      if (depth === 1 && nameEnd - nameAt <= 4 && !this.noteMember(bytes, nameAt, nameEnd, valueAt, at)) {
        return fail;
      }
      at = this.skipSpace(bytes, at);
      if (bytes[at] === closeBrace) break;
      if (bytes[at] !== comma) return fail;
      at = this.skipSpace(bytes, at + 1);
    }
    this.nameCount = firstName;
    return at + 1;
  }

  private skipArray(bytes: Uint8Array, start: ByteOffset, depth: number, node: PathNode): ByteOffset {
    if (depth > this.maxDepth) return fail;
    let at = this.skipSpace(bytes, start);
    if (bytes[at] === closeBracket) return at + 1;
    const item = node === noPath ? noPath : this.fields.paths.itemOf(node);
    for (let isFirst = true; ; isFirst = false) {
      const itemAt = at;
      const isDigest = isCommitment(bytes, at);
      at = isDigest ? this.skipCommitment(bytes, at, depth + 1) : this.skipValue(bytes, at, depth + 1, item);
      if (at === fail) return fail;
      const itemEnd = at;
      at = this.skipSpace(bytes, at);
      const isLast = bytes[at] === closeBracket;
      if (isDigest && node !== noPath) this.addCommitment(isFirst && isLast, node, item, itemAt, itemEnd);
      if (isLast) return at + 1;
      if (bytes[at] !== comma) return fail;
      at = this.skipSpace(bytes, at + 1);
    }
  }

  private skipCommitment(bytes: Uint8Array, at: ByteOffset, depth: number): ByteOffset {
    const textAt = at + commitmentStart.length;
    const end = skipPlainText(bytes, textAt);
    if (depth > this.maxDepth || bytes[end] !== quotationMark || bytes[end + 1] !== closeBrace) return fail;
    this.commitments.push(textAt, end);
    return end + 2;
  }

  /** `[{"...":"digest"}]` took the place of a value; in a longer list it is only an object. */
  private addCommitment(
    isAlone: boolean,
    node: PathNode,
    item: PathNode,
    at: ByteOffset,
    end: ByteOffset,
  ): void {
    const { fields } = this;
    if (!isAlone) {
      const name = fields.paths.childOf(item, noPath, commitmentName, 0, commitmentName.length);
      fields.others.add(name, spelledValue, at + commitmentStart.length, end - 2);
    } else if (!fields.isHeld(node)) fields.others.add(node, withheldValue, at, end);
  }

  /**
   * Two equal names have equal digests, so none is missed; two others that happen to share one cost a reading by the
   * parser. `__proto__` and `...` are its business too: what they are depends on more than the name.
   */
  private skipName(bytes: Uint8Array, at: ByteOffset, firstName: number): ByteOffset {
    if (bytes[at] !== quotationMark) return fail;
    let digest = 0;
    let end = at + 1;
    for (let code = bytes[end] ?? 0; isPlainText[code] === 1; code = bytes[++end] ?? 0) {
      digest = (Math.imul(digest, 31) + code) | 0;
    }
    if (bytes[end] !== quotationMark || isParsersName(bytes, at + 1, end)) return fail;
    const { nameDigests, nameCount } = this;
    if (nameCount - firstName >= mostNames) return fail;
    for (let name = firstName; name < nameCount; name++) if (nameDigests[name] === digest) return fail;
    nameDigests[nameCount] = digest;
    this.nameCount = nameCount + 1;
    return end + 1;
  }

  /** Behind the closing quotation mark. Also well-formed UTF-8 and every escape but those of surrogates are plain. */
  private skipString(bytes: Uint8Array, start: ByteOffset): ByteOffset {
    for (let at = start; ; ) {
      at = skipPlainText(bytes, at);
      const code = bytes[at] ?? 0;
      if (code === quotationMark) return at + 1;
      if (code >= 0x7f) {
        const length = sequenceLength(bytes, at);
        if (length === 0) return fail;
        at += length;
      } else if (code === backslash) {
        const length = escapeLength(bytes, at + 1);
        if (length === 0) return fail;
        this.isCanonical = false;
        at += length;
      } else return fail;
    }
  }

  /** Numbers without exponent whose whole part has at most 15 digits: far from everything that loses digits. */
  private skipNumber(bytes: Uint8Array, start: ByteOffset): ByteOffset {
    const digitsAt = bytes[start] === minus ? start + 1 : start;
    const digitsEnd = bytes[digitsAt] === zero ? digitsAt + 1 : skipDigits(bytes, digitsAt);
    if (digitsEnd === digitsAt || digitsEnd - digitsAt > safeDigits) return fail;
    if (bytes[digitsEnd] !== dot) {
      if (digitsAt !== start && bytes[digitsAt] === zero) this.isCanonical = false;
      return digitsEnd;
    }
    const fractionAt = digitsEnd + 1;
    const end = skipDigits(bytes, fractionAt);
    if (end === fractionAt) return fail;
    // Up to 15 digits name a double of their own, so its shortest spelling is this one unless a zero ends it. What is
    // below a millionth is spelled with an exponent.
    if (digitsEnd - digitsAt > 9 || end - fractionAt > 6 || bytes[end - 1] === zero) this.isCanonical = false;
    return end;
  }

  /** A line has no LF in it. */
  private skipSpace(bytes: Uint8Array, start: ByteOffset): ByteOffset {
    let at = start;
    while (bytes[at] === space || bytes[at] === tab || bytes[at] === cr) at += 1;
    if (at !== start) this.isCanonical = false;
    return at;
  }

  /** Takes note of `seq`, `prev` and `ts`; false when one of them is not as nearly all are. */
  private noteMember(
    bytes: Uint8Array,
    nameAt: ByteOffset,
    nameEnd: ByteOffset,
    at: ByteOffset,
    end: ByteOffset,
  ): boolean {
    if (isText(bytes, nameAt, nameEnd, 'seq')) {
      this.found |= foundSeq;
      this.seq = readDigits(bytes, at, end - at);
      return this.seq !== fail;
    }
    if (isText(bytes, nameAt, nameEnd, 'prev')) {
      this.found |= foundPrev;
      this.prevAt = at + 1;
      return bytes[at] === quotationMark && end - at === digestBytes * 2 + 2;
    }
    if (isText(bytes, nameAt, nameEnd, 'ts')) {
      this.found |= foundTime;
      this.timeMemberAt = nameAt - 1;
      return bytes[at] === quotationMark && this.noteTime(bytes, at + 1, end - 1);
    }
    return true;
  }

  /** As `parseUtcTime`, which reads the day: it is the same one for thousands of lines. */
  private noteTime(bytes: Uint8Array, at: ByteOffset, end: ByteOffset): boolean {
    const length = end - at;
    if (length < 20 || length > 30 || length === 21 || bytes[end - 1] !== 0x5a) return false;
    if (bytes[at + 10] !== 0x54 || bytes[at + 13] !== colon || bytes[at + 16] !== colon) return false;
    if (!this.isSameDay(bytes, at)) {
      const day = toText(bytes, at, at + 10);
      const start = parseUtcTime(`${day}T00:00:00Z`);
      if (start === null) return false;
      this.day = day;
      this.dayStart = start;
    }
    const hour = readDigits(bytes, at + 11, 2);
    const minute = readDigits(bytes, at + 14, 2);
    const second = readDigits(bytes, at + 17, 2);
    if (hour === fail || minute === fail || second === fail) return false;
    if (hour > 23 || minute > 59 || second > 59) return false;
    let millis = 0;
    if (length > 20) {
      if (bytes[at + clockEnd] !== dot || readDigits(bytes, at + 20, length - 21) === fail) return false;
      const kept = Math.min(3, length - 21);
      millis = readDigits(bytes, at + 20, kept) * 10 ** (3 - kept);
    }
    this.time = this.dayStart + ((hour * 60 + minute) * 60 + second) * 1000 + millis;
    this.timeAt = at;
    this.timeEnd = end;
    return true;
  }

  private isSameDay(bytes: Uint8Array, at: ByteOffset): boolean {
    return isText(bytes, at, at + 10, this.day);
  }
}

function isParsersName(bytes: Uint8Array, at: ByteOffset, end: ByteOffset): boolean {
  const first = bytes[at];
  if (first !== underscore && first !== dot) return false;
  return isText(bytes, at, end, '__proto__') || isText(bytes, at, end, '...');
}

function isCommitment(bytes: Uint8Array, at: ByteOffset): boolean {
  for (let index = 0; index < commitmentStart.length; index++) {
    if (bytes[at + index] !== commitmentStart[index]) return false;
  }
  return true;
}
