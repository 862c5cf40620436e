import type { TextTable } from '../index/text-table.ts';
import type { AddressNetwork, NumberRange, QueryTerm, TextPattern } from '../query/query-tree.ts';
import { BitSet } from './bit-set.ts';
import type { WantedIds } from './mark-rows.ts';
import { isTextInNetwork } from './network-texts.ts';
import { isInRange } from './number-texts.ts';
import { emptyId, firstTextId, type SearchedPart } from './searched-part.ts';
import { numberOfText } from './text/equal-text.ts';
import type { Expression } from './text/expression.ts';
import { findTexts } from './text/find-texts.ts';
import type { FoldedTexts } from './text/folded-texts.ts';
import { portableScanner } from './text/portable-scanner.ts';
import { findTextsThat } from './text/texts-that.ts';
import type { TextMeans } from './text-means.ts';

/** What a value is asked. The same `key` asks the same. */
export type ValueTest =
  | { readonly kind: 'text'; readonly pattern: TextPattern; readonly key: string }
  | { readonly kind: 'equals'; readonly text: string; readonly key: string }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly key: string }
  | { readonly kind: 'number'; readonly range: NumberRange; readonly key: string }
  | { readonly kind: 'network'; readonly network: AddressNetwork; readonly key: string };

/** The test of a term; `expressionOf` has read all expressions of the query. */
export function toValueTest(
  term: QueryTerm,
  expressionOf: (source: string) => Expression | null,
): ValueTest | null {
  switch (term.kind) {
    case 'text':
      return { kind: 'text', pattern: term.pattern, key: keyOf('text', patternKey(term.pattern)) };
    case 'equals':
      return { kind: 'equals', text: term.text, key: keyOf('equals', term.text) };
    case 'expression': {
      const expression = expressionOf(term.source);
      if (expression === null) return null;
      return { kind: 'expression', expression, key: keyOf('expression', term.source) };
    }
    case 'number':
      return { kind: 'number', range: term.range, key: keyOf('number', term.range) };
    case 'network': {
      const { address, prefixBits } = term.network;
      return { kind: 'network', network: term.network, key: keyOf('network', [...address, prefixBits]) };
    }
    case 'time':
    case 'seq':
    case 'presence':
    case 'state':
      return null;
    default:
      return term satisfies never;
  }
}

/**
 * The ids of a table whose text passes, the id of the empty text included: `null` for none of them, `stopped` when the
 * deadline was over first.
 */
export function wantedIds(
  part: SearchedPart,
  table: TextTable,
  test: ValueTest,
  means: TextMeans,
): WantedIds | null | 'stopped' {
  if (test.kind === 'text' && !part.mayHave(table, test.pattern)) return null;
  const texts = textsThatPass(part.folded(table), test, means);
  if (texts === 'stopped') return texts;
  const takesEmpty = passesEmpty(test);
  if (texts.isEmpty() && !takesEmpty) return null;
  const wanted = new Uint8Array(texts.size + firstTextId);
  texts.forEach((number) => {
    wanted[number + firstTextId] = 1;
  });
  if (takesEmpty) wanted[emptyId] = 1;
  return wanted;
}

/** The numbers of the texts that pass; `stopped` when the deadline was over first. */
export function textsThatPass(texts: FoldedTexts, test: ValueTest, means: TextMeans): BitSet | 'stopped' {
  const { table } = texts;
  switch (test.kind) {
    case 'text':
      return findTexts(texts, test.pattern, means.scanner);
    case 'equals': {
      const found = new BitSet(texts.count);
      const number = numberOfText(table, test.text);
      if (number !== null) found.add(number);
      return found;
    }
    case 'expression': {
      const answer = test.expression.findTexts(table, means.deadline, means.scanner);
      return answer.kind === 'found' ? answer.texts : 'stopped';
    }
    case 'number':
      return findTextsThat(table, isInRange(test.range));
    case 'network':
      return findTextsThat(table, isTextInNetwork(test.network));
    default:
      return test satisfies never;
  }
}

/** A value without characters is no text of a table. */
export function passesEmpty(test: ValueTest): boolean {
  switch (test.kind) {
    case 'equals':
      return test.text === '';
    case 'expression':
      return findsEmptyText(test.expression);
    case 'text':
    case 'number':
    case 'network':
      return false;
    default:
      return test satisfies never;
  }
}

const emptyText: TextTable = { bytes: new Uint8Array(0), ends: Uint32Array.of(0) };

function findsEmptyText(expression: Expression): boolean {
  const answer = expression.findTexts(emptyText, { isOver: () => false }, portableScanner);
  return answer.kind === 'found' && answer.texts.has(0);
}

function keyOf(kind: ValueTest['kind'], asked: unknown): string {
  return JSON.stringify([kind, asked]);
}

function patternKey({ pieces, isBoundAtStart, isBoundAtEnd }: TextPattern): unknown {
  return [pieces, isBoundAtStart, isBoundAtEnd];
}
