import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { appendCustodyRecord } from '../../../shared/case/custody-log.ts';
import { isSameSearch, type NamedSearch } from '../../../shared/case/saved-search.ts';
import { pastSearches, searchCustodyEntry } from '../../../shared/case/search-facts.ts';
import { parseSearchFile, renderSearchFile } from '../../../shared/case/search-file.ts';

const failedSignIns: NamedSearch = {
  name: 'Failed sign-ins at night',
  description: 'Asked for by the control owner.',
  control: 'PCI DSS 10.2.1.4',
  query: 'action:login outcome=failure',
  sort: { by: 'time', isDescending: true },
};

function read(text: string): readonly NamedSearch[] | string {
  try {
    return parseSearchFile(encodeUtf8(text));
  } catch (caught) {
    if (caught instanceof FormatError) return caught.message;
    throw caught;
  }
}

describe('a file of searches', () => {
  it('is read as it was written, whatever the words in it are', () => {
    const text = (least: number, most: number) =>
      fc.string({ unit: 'grapheme', minLength: least, maxLength: most });
    const search = fc.record({
      name: text(1, 50).filter((name) => name.trim() !== ''),
      description: text(0, 200),
      control: text(0, 50),
      query: text(0, 500),
      sort: fc.record({ by: text(1, 50), isDescending: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.array(search, { maxLength: 5 }), (searches) => {
        expect(read(renderSearchFile(searches))).toEqual(searches);
      }),
    );
  });

  const file = (change: (document: Record<string, unknown>) => unknown): string => {
    const document = JSON.parse(renderSearchFile([failedSignIns])) as Record<string, unknown>;
    return JSON.stringify(change(document) ?? document);
  };
  const searchWith = (change: Record<string, unknown>) =>
    file((document) => ({ ...document, searches: [{ ...failedSignIns, ...change }] }));

  it.each([
    ['an empty file', '', /JSON|value|end/i],
    ['a list', '[]', 'Expected an object in the file.'],
    ['another format', file((document) => ({ ...document, format: 'vouch-journal' })), /"vouch-searches"/],
    [
      'a newer version',
      file((document) => ({ ...document, version: 2 })),
      'The file has version 2; this Vouch reads version 1.',
    ],
    ['a member that nobody reads', file((document) => ({ ...document, script: 'x' })), /not known.*"script"/],
    ['a search with one more', searchWith({ color: 'red' }), /not known.*item 1.*"color"/],
    ['a search without a name', searchWith({ name: '  ' }), /needs a name.*item 1/],
    ['a query that is a number', searchWith({ query: 5 }), /a text as "query".*item 1/],
    ['an order that is a text', searchWith({ sort: 'time' }), /Expected an object in "sort".*item 1/],
    [
      'a query of a megabyte',
      searchWith({ query: 'a'.repeat(1_000_000) }),
      /1000000 characters, more than 20000/,
    ],
    [
      'a name twice',
      '{"format":"vouch-searches","format":"vouch-searches","version":1,"searches":[]}',
      /format/,
    ],
    ['a prototype', '{"__proto__":{},"format":"vouch-searches","version":1,"searches":[]}', /__proto__/],
    [
      'a thousand and one searches',
      file((document) => ({ ...document, searches: Array.from({ length: 1_001 }, () => failedSignIns) })),
      'The file has 1001 searches; at most 1000 are read.',
    ],
    ['four megabytes and a byte', ' '.repeat(4 * 1024 * 1024 + 1), /4194305 bytes/],
  ])('is refused as a whole when it is %s', (_what, text, statement) => {
    const answer = read(text);
    expect(answer).toBeTypeOf('string');
    expect(answer).toMatch(statement);
  });
});

test('the same query under the same name is the same search, whatever is said of it besides', () => {
  expect(isSameSearch(failedSignIns, { ...failedSignIns, description: '', control: '' })).toBe(true);
  expect(isSameSearch(failedSignIns, { ...failedSignIns, name: 'Other' })).toBe(false);
  expect(isSameSearch(failedSignIns, { ...failedSignIns, query: 'action:login' })).toBe(false);
  const ascending = { by: 'time', isDescending: false };
  expect(isSameSearch(failedSignIns, { ...failedSignIns, sort: ascending })).toBe(false);
});

describe('the history of searches', () => {
  const search = {
    query: 'actor:alice',
    words: 'the actor has the word "alice"',
    found: 12,
    searched: 1_000,
    digest: 'ab'.repeat(32),
    sources: ['may.evb.zip', 'june.evb.zip'],
    sourceCount: 2,
    unchecked: 1,
  };

  it('is read from the custody log, the newest first, and from no other records', () => {
    const first = appendCustodyRecord('c', null, searchCustodyEntry(search, 1_000));
    const between = { ...first, seq: 1, action: 'case-opened', facts: [] } as const;
    const last = { ...first, seq: 2, ...searchCustodyEntry({ ...search, unchecked: 0 }, 3_000) };
    expect(pastSearches([first, between, last])).toEqual([
      { ...search, unchecked: 0, seq: 2, at: 3_000 },
      { ...search, seq: 0, at: 1_000 },
    ]);
  });

  it('names the first of many files and how many there were', () => {
    const sources = Array.from({ length: 90 }, (_, day) => `day-${day}.evb.zip`);
    const record = appendCustodyRecord(
      'c',
      null,
      searchCustodyEntry({ ...search, sources, sourceCount: 90 }, 0),
    );
    expect(pastSearches([record])).toMatchObject([{ sources: sources.slice(0, 10), sourceCount: 90 }]);
    expect(record.facts.length).toBeLessThan(20);
  });

  it('leaves out a record whose facts are not those of a search', () => {
    const record = appendCustodyRecord('c', null, searchCustodyEntry(search, 1_000));
    const without = (name: string) => ({
      ...record,
      facts: record.facts.filter((fact) => fact.name !== name),
    });
    const miscounted = record.facts.map((fact) =>
      fact.name === 'lines found' ? { ...fact, value: '1e9' } : fact,
    );
    expect(
      pastSearches([without('query'), without('lines found'), { ...record, facts: miscounted }]),
    ).toEqual([]);
  });
});
