import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import { aliasesOf } from '../../../shared/query/field-alias.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { queryInWords } from '../../../shared/query/query-in-words.ts';
import { queryLimits } from '../../../shared/query/query-limits.ts';

const page = readFileSync('docs/query.md', 'utf8');

/** The rows of all tables with this head. */
function rowsUnder(head: string): readonly (readonly [string, string])[] {
  return page
    .split(`${head}\n| --- | --- |\n`)
    .slice(1)
    .flatMap((rest) => (/^(?:\|.*\|\n)+/.exec(rest)?.[0] ?? '').trimEnd().split('\n'))
    .map((row) => {
      const [, first = '', second = ''] = /^\| (.*) \| (.*) \|$/.exec(row) ?? [];
      return [first.replaceAll('`', ''), second.replaceAll('`', '')];
    });
}

describe('docs/query.md', () => {
  const examples = rowsUnder('| query | finds |');
  const mistakes = rowsUnder('| typed | meant |');

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(25);
    expect(mistakes.length).toBeGreaterThan(5);
  });

  it.each(examples)('says in words what is found by %s', (text, words) => {
    const read = parseQuery(text);
    expect(read.kind === 'query' ? queryInWords(read.query) : read.error.message).toBe(words);
  });

  it.each(mistakes)('says what was meant by %s', (text, meant) => {
    const read = parseQuery(text);
    expect(read.kind === 'invalid' ? read.error.suggestion : 'a query').toBe(meant);
  });

  it('names the other words for the event fields', () => {
    expect(rowsUnder('| field | other words |')).toEqual(
      eventFields.map((field) => [field, aliasesOf(field).join(', ')]),
    );
  });

  it('states every limit with its value', () => {
    const stated = rowsUnder('| limit | value |').map(([, value]) => Number(value.replaceAll(',', '')));
    expect(stated).toEqual(Object.values(queryLimits));
  });

  it('reads a query without parentheses as it says', () => {
    const read = ['a b or c', '(a b) or c'].map((text) => {
      const parsed = parseQuery(text);
      return parsed.kind === 'query' ? queryInWords(parsed.query) : parsed.error.message;
    });
    expect(read[0]).toBe(read[1]);
  });
});
