import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  cr,
  lf,
  openBrace,
  openBracket,
  quotationMark,
  space,
  tab,
} from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { asFormatError, FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { parseStrictObject } from '../json/parse-json.ts';

/** The bytes of one event as they lie in the input. */
export interface SourceRecord {
  readonly bytes: Uint8Array;
  /** 1-based: where the event begins. */
  readonly line: number;
}

export interface ScanOrder {
  /** Names under which an object at the top holds a list of events instead of being one. */
  readonly lists: readonly string[];
  /** What the input is called in a message. */
  readonly name: string;
  readonly limits: Pick<Limits, 'lineBytes'>;
  /** Called for each object that held a list, with the names of its other members: those are no events. */
  onWrapper(otherNames: readonly string[]): void;
}

/**
 * Finds where events begin and end in a JSON list, in an object that wraps one, or in objects that follow one another,
 * and holds no more than one of them: a list of a gigabyte has no line to read it by. What lies between events must
 * be JSON too, or something could hide there. The events themselves are left to the strict parser.
 * Throws FormatError `json` or `member-limit` with the line.
 */
export async function* scanRecords(
  chunks: AsyncIterable<Uint8Array>,
  order: ScanOrder,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const scanner = new RecordScanner(order);
  for await (const chunk of chunks) {
    const records = scanner.scan(chunk);
    if (records.length > 0) yield records;
  }
  scanner.end();
}

/**
 * What may come next. `top`: an event, a list of events, or an object that wraps one; `first`: an event, or the end of
 * an empty list; `next`: an event after a comma; `after`: a comma or the end of the list; `inside`: a byte of an object.
 */
type State = 'top' | 'first' | 'next' | 'after' | 'inside';

const expected: { readonly [Name in State]: string } = {
  top: 'a JSON object or a list of them',
  first: 'a JSON object or "]"',
  next: 'a JSON object',
  after: '"," or "]"',
  inside: 'the end of the object',
};

/** One object for the whole input, with its place in fields: chunks end anywhere, also within a name. */
class RecordScanner {
  private state: State = 'top';
  private line = 1;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** Of the object that is being read: its line, its bytes in earlier chunks, and where it goes on in this one. */
  private objectLine = 1;
  private held: Uint8Array[] = [];
  private heldBytes = 0;
  private from: ByteOffset = 0;
  /** Not in a list: only such an object may wrap one. */
  private isAtTop = true;
  /** The object that is being read, or whose list is, has a list in it. */
  private isWrapper = false;
  private wrapperBytes: Uint8Array[] = [];
  /** The bytes of the string that is being read, when it may be the name of a list. */
  private name: number[] | null = null;
  private isListName = false;
  private readonly listNames: ReadonlySet<string>;
  private readonly longestName: number;
  private readonly order: ScanOrder;

  constructor(order: ScanOrder) {
    this.order = order;
    this.listNames = new Set(order.lists);
    this.longestName = Math.max(0, ...order.lists.map(({ length }) => length));
  }

  scan(chunk: Uint8Array): readonly SourceRecord[] {
    const records: SourceRecord[] = [];
    this.from = 0;
    let at = 0;
    while (at < chunk.length) {
      at = this.state === 'inside' ? this.scanInside(chunk, at, records) : this.scanBetween(chunk, at);
    }
    if (this.state === 'inside') this.hold(chunk.slice(this.from));
    return records;
  }

  end(): void {
    if (this.state === 'top') return;
    const begun = this.state === 'inside' ? ` of line ${this.objectLine}` : '';
    throw this.wrong(`expected ${expected[this.state]}${begun}, found the end of the input`);
  }

  private scanBetween(chunk: Uint8Array, at: ByteOffset): ByteOffset {
    const code = chunk[at] ?? 0;
    const { state } = this;
    if (code === lf) this.line += 1;
    else if (code === openBrace && state !== 'after') this.begin(at, state === 'top');
    else if (code === openBracket && state === 'top') this.state = 'first';
    else if (code === closeBracket && (state === 'first' || state === 'after')) this.endList(at);
    else if (code === comma && state === 'after') this.state = 'next';
    else if (code !== space && code !== cr && code !== tab) {
      throw this.wrong(`expected ${expected[state]}, found byte ${code.toString(16).padStart(2, '0')}`);
    }
    return at + 1;
  }

  /** To the end of the object, of the chunk, or to the beginning of a list in a wrapper. */
  private scanInside(chunk: Uint8Array, start: ByteOffset, records: SourceRecord[]): ByteOffset {
    for (let at = start; at < chunk.length; at++) {
      const code = chunk[at] ?? 0;
      if (code === lf) this.line += 1;
      if (this.isInString) this.scanString(code);
      else if (code === quotationMark) {
        this.isInString = true;
        this.name = this.isAtTop && this.depth === 1 && this.longestName > 0 ? [] : null;
      } else if (code === openBracket && this.isListName) {
        this.openList(chunk, at + 1);
        return at + 1;
      } else if (code === openBrace || code === openBracket) {
        this.isListName = false;
        this.depth += 1;
      } else if (code === closeBrace || code === closeBracket) {
        this.depth -= 1;
        if (this.depth === 0) {
          this.endObject(chunk, at + 1, records);
          return at + 1;
        }
      } else if (code !== colon && code > space) this.isListName = false;
    }
    return chunk.length;
  }

  private scanString(code: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (code === backslash) this.isEscaped = true;
    else if (code === quotationMark) {
      this.isInString = false;
      this.isListName = this.name !== null && this.listNames.has(String.fromCharCode(...this.name));
      return;
    }
    // One more than the longest is kept, so that a longer name is another one.
    if (this.name !== null && this.name.length <= this.longestName) this.name.push(code);
  }

  private begin(at: ByteOffset, isAtTop: boolean): void {
    this.state = 'inside';
    this.isAtTop = isAtTop;
    this.isListName = false;
    this.depth = 1;
    this.from = at;
    this.objectLine = this.line;
    // An object in a list of a wrapper must not end the wrapper.
    if (isAtTop) this.isWrapper = false;
  }

  private endObject(chunk: Uint8Array, end: ByteOffset, records: SourceRecord[]): void {
    const bytes = this.takeObject(chunk, end);
    this.state = this.isAtTop ? 'top' : 'after';
    if (this.isAtTop && this.isWrapper) this.endWrapper(bytes);
    else records.push({ bytes, line: this.objectLine });
  }

  private openList(chunk: Uint8Array, end: ByteOffset): void {
    this.wrapperBytes.push(this.takeObject(chunk, end));
    this.isWrapper = true;
    this.state = 'first';
  }

  /** A list at the top is over; one in a wrapper gives way to the rest of the wrapper. */
  private endList(at: ByteOffset): void {
    if (!this.isWrapper) {
      this.state = 'top';
      return;
    }
    this.begin(at, true);
    this.isWrapper = true;
  }

  private endWrapper(rest: Uint8Array): void {
    const bytes = concatBytes([...this.wrapperBytes, rest]);
    this.wrapperBytes = [];
    this.isWrapper = false;
    try {
      const names = [...parseStrictObject(bytes).keys()];
      this.order.onWrapper(names.filter((name) => !this.listNames.has(name)));
    } catch (caught) {
      const { message } = asFormatError(caught);
      throw this.wrong(`around the list, ${message.replace(/\.$/, '')}`, caught);
    }
  }

  /** What is held is a copy: whoever gave the chunk may use its memory again. */
  private hold(piece: Uint8Array): void {
    this.held.push(piece);
    this.heldBytes += piece.length;
    const { lineBytes } = this.order.limits;
    if (this.heldBytes <= lineBytes) return;
    const statement = `${this.where(this.objectLine)}: the object is longer than lineBytes, ${lineBytes}.`;
    throw new FormatError('member-limit', statement, { line: this.objectLine });
  }

  private takeObject(chunk: Uint8Array, end: ByteOffset): Uint8Array {
    const piece = chunk.subarray(this.from, end);
    if (this.held.length === 0) return piece;
    const bytes = concatBytes([...this.held, piece]);
    this.held = [];
    this.heldBytes = 0;
    return bytes;
  }

  private where(line: number): string {
    return `Line ${line} of ${this.order.name}`;
  }

  private wrong(statement: string, cause?: unknown): FormatError {
    return new FormatError('json', `${this.where(this.line)}: ${statement}.`, { line: this.line }, cause);
  }
}
