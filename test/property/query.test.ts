import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfPart, withoutPart, withPartNegated, withTimeRange } from '../../shared/query/edit-query.ts';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { printPart, printQuery } from '../../shared/query/print-query.ts';
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

describe('An edit of a query', () => {
  /** The parts of a query that can be read; null otherwise. */
  function partsOf(text: string) {
    const read = parseQuery(text);
    return read.kind === 'invalid' ? null : read.parts;
  }

  it('takes away one part and leaves the others', () => {
    fc.assert(
      fc.property(almostQuery, fc.nat({ max: 4 }), (text, index) => {
        const parts = partsOf(text);
        if (parts === null) return;
        const left = parts.filter((_part, at) => at !== index).map((part) => printPart(part.query));
        const now = withoutPart(text, index);
        // What is left may be one list, whose parts are parts of the query from then on.
        expect(printQuery(treeOf(now))).toBe(printQuery(treeOf(left.join(' '))));
      }),
      { numRuns: 3_000 },
    );
  });

  it('says the contrary of one part, and what it was when that is done again', () => {
    fc.assert(
      fc.property(almostQuery, (text) => {
        const parts = partsOf(text);
        const last = (parts?.length ?? 0) - 1;
        const part = parts?.[last];
        if (part === undefined || part.query.kind === 'not') return;
        const contrary = withPartNegated(text, last);
        expect(partsOf(contrary)?.[last]?.query.kind).toBe('not');
        expect(printQuery(treeOf(withPartNegated(contrary, last)))).toBe(printQuery(treeOf(text)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('puts one time in the place of all that it asks for, and touches nothing else', () => {
    fc.assert(
      fc.property(almostQuery, (text) => {
        const parts = partsOf(text);
        if (parts === null) return;
        const others = (of: typeof parts | null) =>
          of?.filter(({ query }) => query.kind !== 'time').map(({ query }) => printPart(query));
        const now = withTimeRange(text, { from: 0, before: 86_400_000 });
        expect(others(partsOf(now))).toEqual(others(parts));
        const times = partsOf(now)?.filter(({ query }) => query.kind === 'time') ?? [];
        expect(times.map((part) => textOfPart(now, part))).toEqual(['ts:1970-01-01']);
      }),
      { numRuns: 3_000 },
    );
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
