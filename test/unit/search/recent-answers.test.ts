import { describe, expect, it } from 'vitest';
import { BitSet } from '../../../shared/search/bit-set.ts';
import { RecentAnswers } from '../../../shared/search/recent-answers.ts';
import { TermMemory } from '../../../shared/search/term-memory.ts';

describe('Answers that are kept', () => {
  it('go when others were used after them', () => {
    const answers = new RecentAnswers<number>(2);
    answers.keep('one', 1);
    answers.keep('two', 2);
    expect(answers.get('one')).toBe(1);
    answers.keep('three', 3);
    expect(answers.get('two')).toBeNull();
    expect(answers.get('one')).toBe(1);
    expect(answers.get('three')).toBe(3);
  });

  it('go when all together weigh too much, but never the last one', () => {
    const answers = new RecentAnswers<number>(10, { most: 10, weightOf: (answer) => answer });
    answers.keep('four', 4);
    answers.keep('five', 5);
    answers.keep('six', 6);
    expect(answers.get('four')).toBeNull();
    expect(answers.get('five')).toBeNull();
    answers.keep('heavy', 100);
    expect(answers.get('six')).toBeNull();
    expect(answers.get('heavy')).toBe(100);
    answers.keep('heavy', 7);
    answers.keep('three', 3);
    expect(answers.get('heavy')).toBe(7);
  });
});

describe('Terms that are remembered', () => {
  /** 32 rows take 4 bytes of bits and 200 of their set. */
  const oneSet = 204;

  it('are forgotten whole, the one that was asked longest ago first', () => {
    const memory = new TermMemory(3 * oneSet);
    memory.keep('alice', 0, BitSet.full(32));
    memory.keep('alice', 1, BitSet.full(32));
    memory.keep('bob', 0, BitSet.full(32));
    expect(memory.rowsOf('alice', 1)?.count()).toBe(32);
    memory.keep('carol', 0, BitSet.full(32));
    expect(memory.rowsOf('bob', 0)).toBeNull();
    expect(memory.rowsOf('alice', 0)?.count()).toBe(32);
    expect(memory.rowsOf('carol', 0)?.count()).toBe(32);
    expect(memory.rowsOf('carol', 1)).toBeNull();
  });

  it('are at least the one that is being asked', () => {
    const memory = new TermMemory(1);
    memory.keep('alice', 0, BitSet.full(32));
    memory.keep('alice', 1, BitSet.full(32));
    expect(memory.rowsOf('alice', 0)?.count()).toBe(32);
    expect(memory.rowsOf('alice', 1)?.count()).toBe(32);
  });
});
