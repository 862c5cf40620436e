import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { completionOptions, wantedValues } from '../../../renderer/views/explore/query/completion-options.ts';
import { mostFirst, partFigures } from '../../../renderer/views/explore/query/part-figures.ts';
import { distinctQueries, pastQuery } from '../../../renderer/views/explore/query/past-queries.ts';
import { keyActionOf } from '../../../renderer/views/explore/query/query-keys.ts';
import { queryPieces } from '../../../renderer/views/explore/query/query-pieces.ts';
import { searchedBundles } from '../../../renderer/views/explore/query/searched-bundles.ts';
import { visibleQuery } from '../../../renderer/views/explore/query/visible-query.ts';
import { searchCitation } from '../../../renderer/views/explore/searches/search-citation.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { printQuery } from '../../../shared/query/print-query.ts';

describe('the colours of a query', () => {
  const shape = (query: string) =>
    queryPieces(query, null).map(({ start, end, kind }) => `${kind} ${query.slice(start, end)}`);

  it('tell fields, signs and quoted texts apart', () => {
    expect(shape('actor:alice and -target="x y" or (bytes>=5)')).toEqual([
      'field actor',
      'operator :',
      'operator and',
      'operator -',
      'field target',
      'operator =',
      'value "x y"',
      'operator or',
      'operator (',
      'field bytes',
      'operator >=',
      'operator )',
    ]);
  });

  it('do not take the colons of a time or an address for fields', () => {
    expect(shape('ts>=2026-07-01T10:30 ip:2001:db8::/32')).toEqual([
      'field ts',
      'operator >=',
      'field ip',
      'operator :',
    ]);
    expect(shape('path:/a b/ x:"c"')).toEqual([
      'field path',
      'operator :',
      'value /a b/',
      'field x',
      'operator :',
      'value "c"',
    ]);
  });

  it('cover each letter once at most, in order, whatever is typed', () => {
    const span = fc.nat({ max: 40 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.option(fc.tuple(span, span)),
        (query, at) => {
          const fault =
            at === null
              ? null
              : { start: Math.min(...at, query.length), end: Math.min(Math.max(...at), query.length) };
          let end = 0;
          for (const piece of queryPieces(query, fault)) {
            expect(piece.start).toBeGreaterThanOrEqual(end);
            expect(piece.end).toBeGreaterThanOrEqual(piece.start);
            expect(piece.end).toBeLessThanOrEqual(query.length);
            end = Math.max(piece.end, piece.start);
          }
        },
      ),
    );
  });

  it('mark what cannot be read, also where something is missing at the end', () => {
    expect(queryPieces('actor:', { start: 6, end: 6 }).at(-1)).toEqual({ start: 6, end: 6, kind: 'fault' });
  });
});

describe('a key in the query field', () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  const closed = { isListed: false, hasChosen: false };
  const listed = { isListed: true, hasChosen: false };
  const chosen = { isListed: true, hasChosen: true };

  it.each([
    ['Enter', plain, listed, 'run'],
    ['Enter', plain, chosen, 'choose'],
    ['Enter', { ...plain, altKey: true }, chosen, 'mend'],
    ['Tab', plain, listed, null],
    ['Tab', plain, chosen, 'choose'],
    ['Tab', { ...plain, shiftKey: true }, chosen, null],
    ['Escape', plain, listed, 'close'],
    ['Escape', plain, closed, 'leave'],
    ['ArrowDown', plain, closed, 'open'],
    ['ArrowDown', plain, listed, 'next'],
    ['ArrowUp', plain, closed, null],
    ['ArrowUp', { ...plain, altKey: true }, listed, 'older'],
    ['ArrowDown', { ...plain, altKey: true }, closed, 'newer'],
    [' ', { ...plain, ctrlKey: true }, closed, 'open'],
    ['a', { ...plain, ctrlKey: true }, closed, null],
    ['a', plain, listed, null],
  ] as const)('%s with %o and %o means %s', (key, modifiers, list, action) => {
    expect(keyActionOf({ key, ...modifiers }, list)).toBe(action);
  });
});

describe('the way through past queries', () => {
  const past = distinctQueries([
    { query: 'c' },
    { query: ' b ' },
    { query: 'c' },
    { query: '' },
    { query: 'a' },
  ]);

  it('goes from the newest to the oldest, each once, and stops there', () => {
    expect(past).toEqual(['c', 'b', 'a']);
    expect(pastQuery(past, { query: 'typed', typed: 'typed' }, -1)).toBe('c');
    expect(pastQuery(past, { query: 'c', typed: 'typed' }, -1)).toBe('b');
    expect(pastQuery(past, { query: 'a', typed: 'typed' }, -1)).toBeNull();
  });

  it('comes back to what was typed before it', () => {
    expect(pastQuery(past, { query: 'b', typed: 'typed' }, 1)).toBe('c');
    expect(pastQuery(past, { query: 'c', typed: 'typed' }, 1)).toBe('typed');
    expect(pastQuery(past, { query: 'typed', typed: 'typed' }, 1)).toBeNull();
  });
});

describe('completion in the query field', () => {
  const fields = [{ name: 'actor', pointers: ['/actor/id'], lines: 1_234, examples: ['alice', 'bob'] }];

  it('puts a field where its letters are, and the caret behind it', () => {
    const [first] = completionOptions('x and act', 9, { fields, past: [], known: null });
    expect(first).toMatchObject({
      kind: 'field',
      label: 'actor',
      detail: '1,234 lines',
      text: 'x and actor:',
      caret: 12,
      goesOn: true,
    });
  });

  it('goes on with a space behind a value, and never adds a second one', () => {
    expect(completionOptions('actor:al', 8, { fields, past: [], known: null })[0]).toMatchObject({
      text: 'actor:alice ',
      caret: 12,
      goesOn: false,
    });
    expect(completionOptions('actor:al x', 8, { fields, past: [], known: null })[0]).toMatchObject({
      text: 'actor:alice x',
      caret: 11,
    });
  });

  it('offers values from all lines, with how many have them, and only for the field they are of', () => {
    const known = {
      wanted: { field: 'actor', containing: 'vik' },
      values: [{ text: 'viktor.eisenhut', count: 423 }],
    };
    expect(completionOptions('actor:vik', 9, { fields, past: [], known })).toMatchObject([
      { kind: 'value', label: 'viktor.eisenhut', detail: '423 lines', text: 'actor:viktor.eisenhut ' },
    ]);
    expect(completionOptions('action:vik', 10, { fields, past: [], known })).toEqual([]);
    expect(wantedValues('x actor:(bob or vik', 19)).toEqual({ field: 'actor', containing: 'vik' });
    expect(wantedValues('is:rej', 6)).toBeNull();
    expect(wantedValues('bytes>5', 7)).toBeNull();
    expect(wantedValues('vik', 3)).toBeNull();
  });

  it('offers what was asked before only while nothing is typed', () => {
    const past = ['outcome:failure'];
    expect(completionOptions('', 0, { fields, past, known: null })[0]).toMatchObject({
      kind: 'query',
      text: 'outcome:failure',
      caret: 15,
    });
    expect(completionOptions('a', 1, { fields, past, known: null }).map(({ kind }) => kind)).not.toContain(
      'query',
    );
  });
});

describe('a query that finds nothing', () => {
  it('is asked without each of its terms, with each alone, and with parts of words', () => {
    expect(partFigures('action:login -outcome:success (actor:a* or x)')).toMatchObject([
      {
        alone: { query: 'action:login' },
        without: { query: '-outcome:success (actor:a* or x)' },
        wider: { query: 'action:*login* -outcome:success (actor:a* or x)' },
      },
      {
        alone: { query: '-outcome:success' },
        without: { query: 'action:login (actor:a* or x)' },
        wider: null,
      },
      {
        alone: { query: '(actor:a* or x)' },
        without: { query: 'action:login -outcome:success' },
        wider: null,
      },
    ]);
  });

  it('has no term to be dropped when it has only one, and none to be widened that is wide already', () => {
    expect(partFigures('zebra')).toMatchObject([{ without: null, wider: { query: '*zebra*' } }]);
    expect(partFigures('*zebra*')).toMatchObject([{ without: null, wider: null }]);
    expect(partFigures('actor=zebra')).toMatchObject([{ wider: null }]);
    expect(partFigures('(')).toEqual([]);
  });

  it('names first the term without which most is found', () => {
    const figureOf = (text: string, lines: number) => ({
      text,
      alone: { text, query: text, lines: 0 },
      without: { text, query: text, lines },
      wider: null,
    });
    expect(mostFirst([figureOf('a', 1), figureOf('b', 9), figureOf('c', 5)]).map(({ text }) => text)).toEqual(
      ['b', 'c', 'a'],
    );
  });
});

test('characters that turn the order of letters are written by their numbers, and ask the same', () => {
  expect(visibleQuery('target:"\u202egnp.exe" or x')).toBe('target:"\\u{202e}gnp.exe" or x');
  expect(visibleQuery('a\u200f')).toBe('"a\\u{200f}"');
  expect(visibleQuery('target:(\u202e')).toBe('target:(\\u{202e}');
  // What is only unusual stays as it was typed, blanks and all.
  expect(visibleQuery('  می\u200cخواهم   or  x ')).toBe('  می\u200cخواهم   or  x ');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '"', ':', '\u202e', '\u2066', '(') }),
      (typed) => {
        const shown = visibleQuery(typed);
        expect(shown).not.toMatch(/[\u202e\u2066]/);
        expect(visibleQuery(shown)).toBe(shown);
        const parsed = parseQuery(typed);
        const again = parseQuery(shown);
        if (parsed.kind === 'query')
          expect(again.kind === 'query' && printQuery(again.query)).toBe(printQuery(parsed.query));
      },
    ),
  );
});

test('the searched bundles are those that the address names and the case still has', () => {
  // Only the id of a bundle is looked at.
  const bundleOf = (bundleId: string) => ({ bundleId }) as BundleView;
  const [one, two, three] = [bundleOf('1'), bundleOf('2'), bundleOf('3')];
  const bundles = [one, two, three];
  expect(searchedBundles(bundles, two, 'bundle')).toEqual([two]);
  expect(searchedBundles(bundles, two, 'case')).toEqual(bundles);
  expect(searchedBundles(bundles, two, ['3', 'gone', '1'])).toEqual([one, three]);
  expect(searchedBundles(bundles, two, ['gone'])).toEqual([two]);
});

test('a past search is cited with its figures, its files, its record and the digest of the question', () => {
  const search = {
    ...{ query: 'actor:alice', words: 'Lines whose actor has the word “alice”.' },
    ...{
      found: 12_345,
      searched: 1_000_000,
      digest: 'ab'.repeat(32),
      sources: ['may.zip', 'june.zip'],
      sourceCount: 12,
    },
  };
  expect(searchCitation({ ...search, unchecked: 1, seq: 1_234, at: Date.UTC(2026, 6, 1, 12) })).toBe(
    [
      'Query: actor:alice',
      'In words: Lines whose actor has the word “alice”.',
      'Found: 12,345 of 1,000,000 lines',
      'Searched: may.zip, june.zip and 10 others',
      'Not checked at that time: 1 file',
      'Custody record: 1,234, 2026-07-01 12:00:00.000 UTC',
      `Digest of the question (SHA-256): ${'ab'.repeat(32)}`,
    ].join('\n'),
  );
});
