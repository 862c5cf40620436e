import { describe, expect, it } from 'vitest';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import { aliasedField, aliasesOf } from '../../../shared/query/field-alias.ts';
import { nearestName } from '../../../shared/query/nearest-name.ts';
import { reservedName } from '../../../shared/query/term-head.ts';
import { placesOf } from '../../../shared/search/field-resolution.ts';

describe('Another word for an event field', () => {
  it('is known in any case', () => {
    expect(['ip', 'user', 'WHO', 'result'].map(aliasedField)).toEqual([
      'address',
      'actor',
      'actor',
      'outcome',
    ]);
    expect(aliasedField('actor')).toBeNull();
    expect(aliasedField('constructor')).toBeNull();
  });

  it('means that field, beside the fields that a bundle has of the name', () => {
    const mapping = { actor: '/actor/id' };
    const without = placesOf('user', { mapping, paths: new Map([['/host', 'host']]) }, 'exact');
    expect([without.columns, without.pointers]).toEqual([['actor'], []]);
    const having = placesOf('user', { mapping, paths: new Map([['/user', 'user']]) }, 'exact');
    expect([having.columns, having.pointers]).toEqual([['actor'], ['/user']]);
    const unmapped = placesOf('ip', { mapping, paths: new Map() }, 'exact');
    expect([unmapped.columns, unmapped.pointers]).toEqual([[], []]);
  });

  it('stands for one field alone, and is no word of the language', () => {
    const all = eventFields.flatMap(aliasesOf);
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) {
      expect(reservedName(name)).toBeNull();
      expect(eventFields).not.toContain(name);
    }
    expect(eventFields.filter((field) => aliasesOf(field).length === 0)).toEqual([]);
  });
});

describe('The name that was likely meant', () => {
  it.each([
    ['acotr', 'actor', 'two letters changed places'],
    ['acto', 'actor', 'a letter is missing'],
    ['acttor', 'actor', 'a letter is too many'],
    ['ActOr', 'actor', 'the case differs'],
    ['ip', 'id', 'one of two letters differs'],
  ])('for %s is %s: %s', (typed, meant) => {
    expect(nearestName(typed, ['target', 'actor', 'id'])).toBe(meant);
  });

  it('is none where too much differs, nor the name itself', () => {
    expect(nearestName('session', ['target', 'actor'])).toBeNull();
    expect(nearestName('abc', ['xyz'])).toBeNull();
    expect(nearestName('actor', ['actor'])).toBeNull();
  });
});
