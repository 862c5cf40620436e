import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { printQuery } from '../../shared/query/print-query.ts';
import { almostQuery, queryTree, withoutSpans } from './query-trees.ts';

/** The tree that a text asks for; the test has failed when it is none. */
function treeOf(text: string) {
  const read = parseQuery(text);
  if (read.kind === 'invalid') throw new Error(`${text}: ${read.error.message}`);
  return withoutSpans(read.query);
}

describe('The text of a query and its tree', () => {
  it('are one: what is printed is read back as the same tree', () => {
    fc.assert(
      fc.property(queryTree, (tree) => {
        expect(treeOf(printQuery(tree))).toEqual(withoutSpans(tree));
      }),
      { numRuns: 3_000 },
    );
  });

  it('have one spelling: what was read and printed is printed the same again', () => {
    let accepted = 0;
    fc.assert(
      fc.property(almostQuery, (text) => {
        const read = parseQuery(text);
        if (read.kind === 'invalid') return;
        accepted += 1;
        const printed = printQuery(read.query);
        expect(treeOf(printed)).toEqual(withoutSpans(read.query));
        expect(printQuery(treeOf(printed))).toBe(printed);
      }),
      { numRuns: 10_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

describe('Any text at all', () => {
  it('ends as a tree or as a problem with a place inside the text, a sentence, and a suggestion that can be read', () => {
    fc.assert(
      fc.property(fc.oneof(almostQuery, fc.string({ unit: 'binary' })), (text) => {
        const read = parseQuery(text);
        if (read.kind === 'query') {
          for (const { span } of read.parts) {
            expect(span.start).toBeLessThan(span.end);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
          return;
        }
        const { message, start, end, suggestion } = read.error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(message).toMatch(/^[\s\S]+\.$/);
        if (suggestion !== null) expect(parseQuery(suggestion).kind).toBe('query');
      }),
      { numRuns: 10_000 },
    );
  });

  it('is cut into parts that ask, each alone, what they ask together', () => {
    fc.assert(
      fc.property(almostQuery, (text) => {
        const read = parseQuery(text);
        if (read.kind === 'invalid') return;
        for (const { query, span, isVerbatim } of read.parts) {
          if (isVerbatim) expect(treeOf(text.slice(span.start, span.end))).toEqual(withoutSpans(query));
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
