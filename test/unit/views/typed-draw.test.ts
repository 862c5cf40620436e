import { describe, expect, test } from 'vitest';
import {
  drawFaults,
  isOrder,
  neededLines,
  type TypedDraw,
  toDrawRequest,
} from '../../../renderer/views/samples/typed-draw.ts';

const typed: TypedDraw = {
  title: 'Approvals',
  query: 'action:approve',
  bundleIds: ['b-1'],
  method: 'simple-random',
  field: 'actor',
  count: ' 25 ',
  seed: 'dice',
  drawnSeed: null,
  attributes: ' approved \n\nticket\napproved',
};

describe('What is typed to draw a sample', () => {
  test('is an order when all of it is there, and the field counts for strata alone', () => {
    expect(isOrder(drawFaults(typed, 100))).toBe(true);
    expect(toDrawRequest('c', typed)).toEqual({
      caseId: 'c',
      bundleIds: ['b-1'],
      query: 'action:approve',
      method: 'simple-random',
      seed: 'dice',
      count: 25,
      stratifiedBy: '',
    });
    expect(toDrawRequest('c', { ...typed, method: 'stratified' }).stratifiedBy).toBe('actor');
  });

  test.each([
    ['title', { title: ' ' }],
    ['bundles', { bundleIds: [] }],
    ['field', { method: 'stratified', field: '' }],
    ['count', { count: '0' }],
    ['count', { count: '1e3' }],
    ['count', { count: '10001' }],
    ['count', { count: '101' }],
    ['seed', { seed: '' }],
    ['attributes', { attributes: '\n \n' }],
    ['attributes', { attributes: Array.from({ length: 13 }, (_, index) => `a${index}`).join('\n') }],
  ] as const)('is no order with a fault in %s', (field, change) => {
    const faults = drawFaults({ ...typed, ...change }, 100);
    expect(faults[field]).not.toBeNull();
    expect(Object.values(faults).filter((fault) => fault !== null)).toHaveLength(1);
  });
});

describe('How many lines are enough', () => {
  // AICPA Audit Guide, Audit Sampling, table of sample sizes for tests of controls at 95 %: none accepted, 5 % and 10 %.
  test.each([
    ['5', '0', 59],
    ['10', '0', 29],
    ['5', '1', 93],
  ])(
    'at 95 %% and %s %% with %s accepted is the number of the printed tables',
    (tolerable, accepted, lines) => {
      expect(neededLines({ confidence: '95', tolerable, accepted }, 100_000_000)).toBe(lines);
    },
  );

  test('cannot be said of what is no percentage or no whole number', () => {
    for (const wrong of [{ confidence: '100' }, { tolerable: '0' }, { accepted: '-1' }, { accepted: '' }]) {
      const question = { confidence: '95', tolerable: '5', accepted: '0', ...wrong };
      expect(neededLines(question, 1_000)).toBeNull();
    }
  });
});
