import type { CharacterSet } from './character-set.ts';
import { readClass, readEscape, setOfCharacter } from './expression-characters.ts';
import { expressionClasses } from './expression-classes.ts';
import { ExpressionCursor, type Refusal } from './expression-cursor.ts';
import type { Assertion, ExpressionNode } from './expression-node.ts';

const longestSource = 200_000;
const deepestGroup = 200;
const mostRepetitions = 1_000;

const nothing: ExpressionNode = { kind: 'sequence', parts: [] };
const count = /\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/y;
const assertions: ReadonlyMap<string, Assertion> = new Map([
  ['^', 'start'],
  ['$', 'end'],
  ['\\b', 'edge'],
  ['\\B', 'no-edge'],
]);

/**
 * Reads the source of an expression: ECMAScript's with the flags `i` and `u`, without what cannot be searched for in a
 * time that grows with the texts alone. That is refused with the reason, never read in another way.
 */
export function readExpressionSource(
  source: string,
): { readonly kind: 'read'; readonly node: ExpressionNode } | Refusal {
  const cursor = new ExpressionCursor(source);
  if (source.length > longestSource)
    cursor.refuse('An expression has at most 200,000 characters.', 0, source.length);
  const node = cursor.refusal === null ? new ExpressionReader(cursor).readWhole() : null;
  return cursor.refusal ?? { kind: 'read', node: node ?? nothing };
}

/** Every part is null once the cursor has a refusal. */
class ExpressionReader {
  private readonly cursor: ExpressionCursor;
  /** By the ranges of the set: the same set is the same object. */
  private readonly characters = new Map<string, ExpressionNode>();
  private readonly letters = new Map<number, ExpressionNode>();

  constructor(cursor: ExpressionCursor) {
    this.cursor = cursor;
  }

  readWhole(): ExpressionNode | null {
    const node = this.readChoice(0);
    if (node === null || this.cursor.isAtEnd()) return node;
    // A choice ends where the text does, or before a parenthesis that closes a group.
    return this.cursor.refuse(
      'There is no group that ) could end. Write \\) for the mark itself.',
      this.cursor.at,
      this.cursor.at + 1,
    );
  }

  private readChoice(depth: number): ExpressionNode | null {
    const parts: ExpressionNode[] = [];
    do {
      const part = this.readSequence(depth);
      if (part === null) return null;
      parts.push(part);
    } while (this.cursor.skip('|'));
    return one(parts, 'choice');
  }

  private readSequence(depth: number): ExpressionNode | null {
    const parts: ExpressionNode[] = [];
    while (!this.cursor.isAtEnd() && !this.cursor.isAt('|') && !this.cursor.isAt(')')) {
      const part = this.readRepeated(depth);
      if (part === null) return null;
      parts.push(part);
    }
    return one(parts, 'sequence');
  }

  private readRepeated(depth: number): ExpressionNode | null {
    const { cursor } = this;
    const start = cursor.at;
    const part = this.readAtom(depth);
    if (part === null) return null;
    const before = cursor.at;
    const repetitions = this.readRepetitions();
    if (repetitions === null) return cursor.refusal === null ? part : null;
    if (part.kind === 'assertion' && cursor.source[start] !== '(')
      return cursor.refuse(
        `${cursor.source.slice(start, before)} is a place and not a character: it cannot be repeated.`,
        start,
      );
    // How much a repetition takes makes no difference to whether something is found.
    cursor.skip('?');
    const again = cursor.at;
    if (this.readRepetitions() !== null)
      return cursor.refuse('This repeats a repetition. Put what is repeated in ( ).', again);
    return cursor.refusal === null ? { kind: 'repeated', part, ...repetitions } : null;
  }

  private readRepetitions(): { readonly least: number; readonly most: number | null } | null {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.skip('*')) return { least: 0, most: null };
    if (cursor.skip('+')) return { least: 1, most: null };
    if (cursor.skip('?')) return { least: 0, most: 1 };
    const found = cursor.match(count);
    if (found === null) return null;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === undefined ? null : Number(found[3]);
    if (Math.max(least, most ?? 0) > mostRepetitions)
      return cursor.refuse('Something can be repeated 1,000 times at most.', start);
    if (most !== null && most < least) return cursor.refuse('The smaller number comes first.', start);
    return { least, most };
  }

  private readAtom(depth: number): ExpressionNode | null {
    const { cursor } = this;
    const start = cursor.at;
    for (const [spelled, assertion] of assertions) {
      if (cursor.skip(spelled)) return { kind: 'assertion', assertion };
    }
    if (cursor.skip('.')) return this.character(expressionClasses().inLine);
    if (cursor.skip('(')) return this.readGroup(start, depth);
    if (cursor.skip('[')) {
      const set = readClass(cursor, start);
      return set === null ? null : this.character(set);
    }
    if (cursor.skip('\\')) {
      const escaped = readEscape(cursor, start);
      if (escaped === null) return null;
      return escaped.kind === 'class' ? this.character(escaped.set) : this.letter(escaped.codePoint);
    }
    const character = cursor.take();
    if ('*+?'.includes(character))
      return cursor.refuse(`There is nothing before ${character} to be repeated.`, start);
    if ('{}]'.includes(character)) return cursor.refuse(`Write \\${character} for the mark itself.`, start);
    return this.letter(character.codePointAt(0) ?? 0);
  }

  /** Behind the parenthesis that stands at `start`. */
  private readGroup(start: number, depth: number): ExpressionNode | null {
    const { cursor } = this;
    if (depth === deepestGroup) return cursor.refuse('Groups can be nested 200 deep at most.', start);
    if (cursor.skip('?') && !cursor.skip(':')) return this.refuseGroup(start);
    const node = this.readChoice(depth + 1);
    if (node === null || cursor.skip(')')) return node;
    return cursor.refuse(
      'Expected ) at the end of the group that begins here, found the end.',
      start,
      start + 1,
    );
  }

  private refuseGroup(start: number): null {
    const { cursor } = this;
    if (cursor.match(/<?[=!]/y) !== null)
      return cursor.refuse(
        'Looking ahead or behind cannot be done in a time that grows with the texts alone.',
        start,
      );
    if (cursor.skip('<'))
      return cursor.refuse('A group needs no name, since nothing refers to it: write ( … ).', start);
    return cursor.refuse(
      'Behind (? only : can follow. No letters switch anything: case never counts.',
      start,
    );
  }

  private letter(codePoint: number): ExpressionNode {
    const known = this.letters.get(codePoint) ?? this.character(setOfCharacter(codePoint));
    this.letters.set(codePoint, known);
    return known;
  }

  private character(set: CharacterSet): ExpressionNode {
    const key = set.join();
    const known = this.characters.get(key) ?? { kind: 'character', set };
    this.characters.set(key, known);
    return known;
  }
}

function one(parts: readonly ExpressionNode[], kind: 'sequence' | 'choice'): ExpressionNode {
  const [first] = parts;
  return first !== undefined && parts.length === 1 ? first : { kind, parts };
}
