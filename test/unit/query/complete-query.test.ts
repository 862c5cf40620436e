import { describe, expect, it } from 'vitest';
import type { FieldSummary } from '../../../shared/contract/search-protocol.ts';
import { completeQuery } from '../../../shared/query/complete-query.ts';
import { applyEdit } from '../../../shared/query/query-fault.ts';

const fields: readonly FieldSummary[] = [
  { name: 'actor', pointers: ['/actor/id'], lines: 900, examples: ['alice', 'Alice B', 'bob', 'a*c'] },
  { name: 'action', pointers: ['/action'], lines: 800, examples: ['delete', 'drop'] },
  { name: 'user.email', pointers: null, lines: 700, examples: ['alice@example.com'] },
  { name: 'odd name', pointers: null, lines: 600, examples: ['x'] },
  { name: 'factor', pointers: null, lines: 500, examples: [] },
  { name: 'User.Email', pointers: null, lines: 1, examples: ['other'] },
];

/** The bar is the cursor. */
function proposalsAt(marked: string) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completeQuery(text, cursor, fields).map((proposal) => ({
    ...proposal,
    whole: applyEdit(text, proposal),
  }));
}

function labelsAt(marked: string, kind: string): readonly string[] {
  return proposalsAt(marked).flatMap((proposal) => (proposal.kind === kind ? [proposal.label] : []));
}

function wholesAt(marked: string): readonly string[] {
  return proposalsAt(marked).map(({ whole }) => whole);
}

describe('A field is proposed', () => {
  it('by the beginning of its name, then of a word in it, then by any part; the most frequent first', () => {
    expect(labelsAt('act|', 'field')).toEqual(['actor', 'action', 'factor']);
    expect(labelsAt('em|', 'field')).toEqual(['user.email', 'User.Email']);
    expect(labelsAt('ACTI|', 'field')).toEqual(['action']);
  });

  it('by another word for it', () => {
    expect(labelsAt('who|', 'field')).toEqual(['actor']);
  });

  it('where nothing is typed yet, with all others', () => {
    expect(labelsAt('|', 'field')).toEqual(fields.map(({ name }) => name));
    expect(labelsAt('alice (|', 'field')).toHaveLength(fields.length);
  });

  it('in quotation marks when its name needs them, with the colon behind it', () => {
    expect(wholesAt('x od|')).toEqual(['x "odd name":']);
  });

  it('in the place of the whole name that the cursor stands in, without a second colon', () => {
    expect(wholesAt('fac|t:x y')).toEqual(['factor:x y']);
  });

  it('behind the words that ask for a field', () => {
    expect(labelsAt('missing:us|', 'field')).toEqual(['user.email', 'User.Email']);
    expect(wholesAt('missing:od|')).toEqual(['missing:"odd name"']);
  });
});

describe('A value is proposed', () => {
  it('of the field before the colon, with quotation marks where it needs them', () => {
    expect(wholesAt('actor:|')).toEqual(['actor:alice', 'actor:"Alice B"', 'actor:bob', 'actor:"a\\*c"']);
    expect(wholesAt('-actor=al|')).toEqual(['-actor=alice', '-actor="Alice B"']);
    expect(wholesAt('actor=a*|')).toEqual(['actor=a*c']);
  });

  it('where quotation marks are open, and takes nothing behind the cursor with it', () => {
    expect(wholesAt('actor:"alice |')).toEqual(['actor:"Alice B"']);
    expect(wholesAt('actor:"alice | action:drop')).toEqual(['actor:"Alice B" action:drop']);
  });

  it('in the place of the value that the cursor stands in', () => {
    expect(wholesAt('actor:bo|x y')).toEqual(['actor:bob y']);
    expect(wholesAt('actor:"bo|x" y')).toEqual(['actor:bob y']);
  });

  it('inside parentheses behind a field', () => {
    expect(wholesAt('action:(delete or dr|')).toEqual(['action:(delete or drop']);
    expect(wholesAt('action:(delete or drop) al|')).toContain('action:(delete or drop) actor=alice');
  });

  it('of the field that has the name as its end, in its case before any other', () => {
    expect(labelsAt('email:|', 'value')).toEqual(['alice@example.com']);
    expect(labelsAt('Email:|', 'value')).toEqual(['other']);
    expect(labelsAt('EMAIL:|', 'value')).toEqual(['alice@example.com', 'other']);
    expect(labelsAt('user:bo|', 'value')).toEqual(['bob']);
  });

  it('of any field for a word of two letters or more', () => {
    expect(proposalsAt('bo|').map(({ whole, detail }) => [whole, detail])).toEqual([['actor=bob', 'actor']]);
    expect(labelsAt('b|', 'value')).toEqual([]);
  });

  it('of the times that are counted from the evidence, and of the readings of a line', () => {
    expect(wholesAt('ts>=last-2|')).toEqual(['ts>=last-24h']);
    expect(wholesAt('is:da|')).toEqual(['is:damaged']);
  });

  it('nowhere that a number, a regular expression or a quoted text is written', () => {
    for (const marked of ['actor>|', 'seq:|', '/al|', 'actor:/al|', '"al|', 'nothing:|']) {
      expect(proposalsAt(marked)).toEqual([]);
    }
  });
});

describe('A word of the language is proposed', () => {
  it('with what it asks', () => {
    expect(proposalsAt('mis|').map(({ whole, detail }) => [whole, detail])).toEqual([
      ['missing:', 'a field that is not there'],
    ]);
  });

  it('as an operator only where one can stand', () => {
    expect(labelsAt('a o|', 'operator')).toEqual(['or']);
    expect(labelsAt('o|', 'operator')).toEqual([]);
    expect(labelsAt('a or o|', 'operator')).toEqual([]);
    expect(labelsAt('a or n|', 'operator')).toEqual(['not']);
  });
});

describe('Wherever the cursor stands', () => {
  it('there is an answer', () => {
    const text = '-(actor:"a \\" b" or ip=(x /y/)) ts>=2026 "odd name":z // \\ " (';
    for (let cursor = -1; cursor <= text.length + 1; cursor += 1) {
      for (const { span } of completeQuery(text, cursor, fields)) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});
