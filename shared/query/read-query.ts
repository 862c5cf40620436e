import { fault, faultWith, type QueryFault } from './query-fault.ts';
import type { QueryLimits } from './query-limits.ts';
import { toTerm } from './query-term.ts';
import type { Query, QuerySpan } from './query-tree.ts';
import { bareEnd, plainText, readValue } from './query-value.ts';
import { readHead, readQuotedHead } from './read-head.ts';
import { reservedName, type TermHead } from './term-head.ts';

/** A part of a query with its place in the text. */
export interface QueryNode {
  readonly kind: 'node';
  readonly query: Query;
  /** The nodes of the parts of an and-list or an or-list. */
  readonly parts: readonly QueryNode[];
  readonly span: QuerySpan;
  /** Whether the text at the span asks the same by itself. */
  readonly isVerbatim: boolean;
}

type Operator = 'and' | 'or' | 'not';

interface Reader {
  readonly text: string;
  readonly limits: QueryLimits;
  position: number;
  terms: number;
  openGroups: number;
}

/** Where in the query the reader is: inside how much, and behind which field, as in `field:(a or b)`. */
interface Inside {
  readonly depth: number;
  readonly head: TermHead | null;
}

/**
 * Reads a text by the grammar
 *
 *     alternatives = sequence { "or" sequence }
 *     sequence     = negation { [ "and" ] negation }
 *     negation     = ( "not" | "-" ) negation | "(" alternatives ")" | head "(" alternatives ")" | [ head ] value
 */
export function readQuery(text: string, limits: QueryLimits): QueryNode | QueryFault {
  const reader: Reader = { text, limits, position: 0, terms: 0, openGroups: 0 };
  skipSpaces(reader);
  if (reader.position === text.length) return toNode({ kind: 'all' }, { start: 0, end: 0 });
  const node = readAlternatives(reader, { depth: 0, head: null });
  if (node.kind === 'fault' || reader.position === text.length) return node;
  const span = { start: reader.position, end: reader.position + 1 };
  return fault('There is no ( for this ).', span, '');
}

function readAlternatives(reader: Reader, inside: Inside): QueryNode | QueryFault {
  const parts: QueryNode[] = [];
  for (;;) {
    const part = readSequence(reader, inside);
    if (part.kind === 'fault') return part;
    parts.push(part);
    if (operatorHere(reader) !== 'or') break;
    const start = reader.position;
    reader.position += 2;
    const problem = missingOperand(reader, start);
    if (problem !== null) return problem;
  }
  return toList('or', parts, inside);
}

function readSequence(reader: Reader, inside: Inside): QueryNode | QueryFault {
  const parts: QueryNode[] = [];
  for (;;) {
    const operator = operatorHere(reader);
    if (isAtEnd(reader) || operator === 'or') break;
    const start = reader.position;
    if (operator === 'and') {
      reader.position += 3;
      const problem = parts.length === 0 ? misplaced(reader, start) : missingOperand(reader, start);
      if (problem !== null) return problem;
    }
    const part = readNegation(reader, inside);
    if (part.kind === 'fault') return part;
    parts.push(part);
    skipSpaces(reader);
  }
  if (parts.length > 0) return toList('and', parts, inside);
  const { position } = reader;
  return misplacedAt({ start: position, end: bareEnd(reader.text, position) }, reader.text);
}

function readNegation(reader: Reader, inside: Inside): QueryNode | QueryFault {
  const { text, position: start } = reader;
  const isWord = operatorHere(reader) === 'not';
  if (!isWord && text.charAt(start) !== '-') return readPrimary(reader, inside);
  reader.position += isWord ? 3 : 1;
  if (inside.depth >= reader.limits.depth) return tooDeep(reader, start);
  if (!isWord && (reader.position === text.length || /[\s)]/u.test(text.charAt(reader.position)))) {
    const span = { start, end: start + 1 };
    skipSpaces(reader);
    const message = 'A - stands directly before what is not to be found.';
    return faultWith(message, span, isAtEnd(reader) ? { span, text: '"-"' } : gapTo(reader, start + 1));
  }
  if (isWord) {
    const problem = missingOperand(reader, start);
    if (problem !== null) return problem;
  }
  const part = readNegation(reader, { ...inside, depth: inside.depth + 1 });
  if (part.kind === 'fault') return part;
  return {
    ...toNode({ kind: 'not', part: part.query }, { start, end: reader.position }),
    isVerbatim: inside.head === null,
  };
}

function readPrimary(reader: Reader, inside: Inside): QueryNode | QueryFault {
  const { text, position: start } = reader;
  const node = text.charAt(start) === '(' ? readGroup(reader, inside, start) : readTerm(reader, inside);
  if (node.kind === 'fault') return node;
  const { position: end } = reader;
  if (end === text.length || /[\s)]/u.test(text.charAt(end))) {
    return { ...node, span: { start, end }, isVerbatim: inside.head === null };
  }
  const span = { start, end: Math.max(bareEnd(text, end), end + 1) };
  return faultWith('A space is missing between two terms.', span, { span: { start: end, end }, text: ' ' });
}

/** From the parenthesis to the one that closes it; `start` is where a field before it begins. */
function readGroup(reader: Reader, inside: Inside, start: number): QueryNode | QueryFault {
  const { text, limits, position: opened } = reader;
  if (inside.depth >= limits.depth) return tooDeep(reader, opened);
  reader.position += 1;
  reader.openGroups += 1;
  skipSpaces(reader);
  if (text.charAt(reader.position) === ')') {
    return fault(
      'Between the parentheses a term is expected.',
      { start: opened, end: reader.position + 1 },
      '',
    );
  }
  if (reader.position === text.length) {
    return fault('The parenthesis is not closed.', { start: opened, end: opened + 1 }, '');
  }
  const node = readAlternatives(reader, { ...inside, depth: inside.depth + 1 });
  if (node.kind === 'fault') return node;
  if (reader.position === text.length) {
    const end = { start: text.length, end: text.length };
    const mend = { span: end, text: ')'.repeat(reader.openGroups) };
    return faultWith('The parenthesis is not closed.', { start: opened, end: opened + 1 }, mend);
  }
  reader.position += 1;
  reader.openGroups -= 1;
  return { ...node, span: { start, end: reader.position } };
}

function readTerm(reader: Reader, inside: Inside): QueryNode | QueryFault {
  const { text, position: start, limits } = reader;
  const foreign = inside.head === null ? foreignOperator(reader) : null;
  if (foreign !== null) return foreign;
  let { head } = inside;
  if (head === null && text.charAt(start) !== '"') {
    const found = text.charAt(start) === '/' ? null : readHead(text, start);
    if (found !== null && 'kind' in found) return found;
    head = found;
    if (head !== null) return readBehindHead(reader, inside, head);
  }
  const value = readValue(text, start);
  if ('kind' in value) return value;
  reader.position = value.span.end;
  if (head === null && value.form === 'quoted') {
    const found = readQuotedHead(text, plainText(value.marks), start, value.span.end);
    if (found !== null && 'kind' in found) return found;
    if (found !== null) return readBehindHead(reader, inside, found);
  }
  reader.terms += 1;
  if (reader.terms > limits.terms) return fault(`A query has at most ${limits.terms} terms.`, value.span);
  const query = toTerm(head, value);
  return query.kind === 'fault' ? query : toNode(query, value.span);
}

/** The value behind `field:`, or the values in parentheses there. */
function readBehindHead(reader: Reader, inside: Inside, head: TermHead): QueryNode | QueryFault {
  const { text } = reader;
  reader.position = head.span.end;
  const next = text.charAt(reader.position);
  if (next === '(') {
    if (head.operator === ':' || head.operator === '=') {
      return readGroup(reader, { ...inside, head }, head.span.start);
    }
    return fault(`Behind ${head.operator} one number or time is expected.`, {
      start: reader.position,
      end: reader.position + 1,
    });
  }
  if (next !== '' && !/[\s)]/u.test(next)) {
    return readTerm(reader, { ...inside, head });
  }
  const { position: end } = reader;
  skipSpaces(reader);
  const message = `A value was expected directly behind ${text.slice(head.span.start, end)}`;
  const isFollowed = !isAtEnd(reader) && operatorHere(reader) === null;
  const name = text.slice(head.span.start, end - head.operator.length);
  const reserved = head.isQuoted ? null : reservedName(head.name);
  const asked = reserved === null || reserved === 'ts' || reserved === 'seq' ? `has:${name}` : null;
  return isFollowed
    ? faultWith(
        `${message}, found a space.`,
        { start: head.span.start, end: reader.position },
        gapTo(reader, end),
      )
    : fault(`${message}.`, head.span, asked);
}

/** Operators of other languages, which would else be texts that nobody finds. */
function foreignOperator({ text, position: start }: Reader): QueryFault | null {
  const word = text.slice(start, bareEnd(text, start));
  const span = { start, end: start + word.length };
  if (word === '&&' || word === '&') return fault(`And is written and, found ${word}.`, span, 'and');
  if (word === '||' || word === '|') return fault(`Or is written or, found ${word}.`, span, 'or');
  if (!/^!+[^\s=]/u.test(word) && !(word === '!' && /["(]/.test(text.charAt(start + 1)))) return null;
  const marks = /^!+/.exec(word)?.[0] ?? '';
  const place = { start, end: start + marks.length };
  return fault('Not is written - or not, found !.', place, '-'.repeat(marks.length % 2));
}

/** The bare word here, if it is an operator. */
function operatorHere(reader: Reader): Operator | null {
  skipSpaces(reader);
  const { text, position } = reader;
  const word = /(?:and|or|not)(?=$|[\s()"])/iy;
  word.lastIndex = position;
  const found = word.exec(text)?.[0].toLowerCase();
  return found === 'and' || found === 'or' || found === 'not' ? found : null;
}

/** The fault of an operator that was just read when nothing follows that it could join. */
function missingOperand(reader: Reader, start: number): QueryFault | null {
  const span = { start, end: reader.position };
  const next = operatorHere(reader);
  if (!isAtEnd(reader) && next !== 'and' && next !== 'or') return null;
  const word = reader.text.slice(span.start, span.end);
  const message = `A term was expected behind ${word}; as a text the word stands in quotation marks.`;
  if (word.toLowerCase() === 'not') return fault(message, span, `"${word}"`);
  return faultWith(message, span, gapTo(reader, start));
}

function misplaced(reader: Reader, start: number): QueryFault {
  return misplacedAt({ start, end: reader.position }, reader.text);
}

function misplacedAt(span: QuerySpan, text: string): QueryFault {
  const word = text.slice(span.start, span.end);
  if (word === '') return fault('There is no ( for this ).', { start: span.start, end: span.start + 1 }, '');
  return fault(`A term was expected before ${word}; as a text the word stands in quotation marks.`, span, '');
}

function tooDeep({ limits }: Reader, start: number): QueryFault {
  const message = `Parentheses and not stand at most ${limits.depth} deep inside each other.`;
  return fault(message, { start, end: start + 1 });
}

function isAtEnd({ text, position }: Reader): boolean {
  return position === text.length || text.charAt(position) === ')';
}

function skipSpaces(reader: Reader): void {
  while (reader.position < reader.text.length && /\s/u.test(reader.text.charAt(reader.position)))
    reader.position += 1;
}

/** Takes away what stands between `start` and the reader. */
function gapTo({ position }: Reader, start: number) {
  return { span: { start, end: position }, text: '' };
}

function toNode(query: Query, span: QuerySpan): QueryNode {
  return { kind: 'node', query, parts: [], span, isVerbatim: true };
}

/** One list of all parts: an and-list in parentheses inside an and-list asks nothing else. */
function toList(kind: 'and' | 'or', nodes: readonly QueryNode[], inside: Inside): QueryNode {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return only;
  const parts = nodes.flatMap((node) => (node.query.kind === kind ? node.parts : [node]));
  const span = { start: nodes[0]?.span.start ?? 0, end: nodes[nodes.length - 1]?.span.end ?? 0 };
  return {
    kind: 'node',
    query: { kind, parts: parts.map(({ query }) => query) },
    parts,
    span,
    isVerbatim: inside.head === null,
  };
}
