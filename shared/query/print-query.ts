import { parseNetwork, renderNetwork } from './address.ts';
import { renderExpression, renderFieldName, renderMarks, renderPlainText } from './query-text.ts';
import type { NumberRange, Query, QueryTerm } from './query-tree.ts';
import { renderSeqTerm } from './seq-term.ts';
import { toMarks } from './text-pattern.ts';
import { renderTimeTerm } from './time-period.ts';

/**
 * The one spelling of a query: `parseQuery` reads the same tree from it. Two queries ask the same questions in the same
 * order when they are printed alike.
 */
export function printQuery(query: Query): string {
  if (query.kind === 'all') return '';
  return query.kind === 'or' ? printAlternatives(query.parts) : printSequence(query);
}

/** The query as it stands among others that must be true as well. */
export function printPart(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'and':
      return `(${printSequence(query)})`;
    case 'or': {
      const grouped = groupByField(query.parts);
      return grouped ?? `(${printAlternatives(query.parts)})`;
    }
    case 'not':
      return printNegation(query.part);
    default:
      return printTerm(query);
  }
}

function printSequence(query: Exclude<Query, { kind: 'or' }>): string {
  return query.kind === 'and' ? query.parts.map(printPart).join(' ') : printPart(query);
}

/** `a and b or c`: without parentheses, so that what is printed is never deeper than what was read. */
function printAlternatives(parts: readonly Query[]): string {
  const alternatives = () =>
    parts.map((part) => (part.kind === 'and' ? part.parts.map(printPart).join(' and ') : printPart(part)));
  return groupByField(parts) ?? alternatives().join(' or ');
}

function printNegation(part: Query): string {
  const printed = printPart(part);
  // `-` before a term reads well; two of them would look like a dash.
  return part.kind === 'not' ? `not ${printed}` : `-${printed}`;
}

function printTerm(term: QueryTerm): string {
  switch (term.kind) {
    case 'text':
    case 'equals':
    case 'expression':
      return printHead(term) + printValue(term);
    case 'number':
      return printRange(renderFieldName(term.field), term.range);
    case 'network':
      return printNetwork(renderFieldName(term.field), renderNetwork(term.network));
    case 'time':
      return renderTimeTerm(term.from, term.before);
    case 'seq':
      return renderSeqTerm(term.from, term.before);
    case 'presence':
      return `${presenceWords[term.presence]}:${renderPresentName(term.field)}`;
    case 'state':
      return `is:${term.state}`;
    default:
      return term satisfies never;
  }
}

const presenceWords = { text: 'has', absent: 'missing', empty: 'empty', withheld: 'withheld' } as const;

/** Behind `has:` the names `ts` and `seq` stand for what every entry has. */
function renderPresentName(field: string): string {
  return field === 'ts' || field === 'seq' ? field : renderFieldName(field);
}

type ValueTerm = Extract<QueryTerm, { kind: 'text' | 'equals' | 'expression' }>;

function printHead({ kind, field }: ValueTerm): string {
  return field === null ? '' : renderFieldName(field) + (kind === 'equals' ? '=' : ':');
}

function printValue(term: ValueTerm): string {
  switch (term.kind) {
    case 'text':
      return renderMarks(toMarks(term.pattern));
    case 'equals':
      return renderPlainText(term.text);
    case 'expression':
      return renderExpression(term.source);
    default:
      return term satisfies never;
  }
}

/** `field:(a or b)`, when every part asks for a value of one field; null otherwise. */
function groupByField(parts: readonly Query[]): string | null {
  const terms = parts.filter(
    (part): part is ValueTerm => part.kind === 'text' || part.kind === 'equals' || part.kind === 'expression',
  );
  const heads = new Set(terms.map(printHead));
  const [head] = heads;
  if (terms.length !== parts.length || heads.size !== 1 || head === undefined || head === '') return null;
  return `${head}(${terms.map(printValue).join(' or ')})`;
}

/** `fa:2001::/16` would be another network and no field. */
function printNetwork(field: string, network: string): string {
  const printed = `${field}:${network}`;
  return parseNetwork(printed) === null ? printed : `"${field}":${network}`;
}

function printRange(field: string, { from, to }: NumberRange): string {
  if (from !== null && to !== null) return `${field}:${renderNumber(from.value)}..${renderNumber(to.value)}`;
  if (from !== null) return `${field}${from.isIncluded ? '>=' : '>'}${renderNumber(from.value)}`;
  return to === null ? `has:${field}` : `${field}${to.isIncluded ? '<=' : '<'}${renderNumber(to.value)}`;
}

/** Beyond 2^53 the digits of a whole number would state more than the number is. */
function renderNumber(value: number): string {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : value.toExponential();
}
