import { describe, expect, it } from 'vitest';
import type { LinePlace, ObservedLine } from '../../../shared/bundle/observation.ts';
import { createProblemList } from '../../../shared/bundle/problem-list.ts';
import { walkSequence } from '../../../shared/bundle/sequence-walk.ts';
import { toHex } from '../../../shared/bytes/hex.ts';

/** `5<4` is entry 5, linked to entry 4; `5'` is another entry with the number 5; `#` is a stub. */
function walk(text: string, { start = 0, kept = 10 } = {}) {
  const problems = createProblemList(kept);
  const repeatedSeqs: number[] = [];
  const add = (seq: number) => repeatedSeqs.push(seq);
  const sequence = walkSequence(start, leafOf('start'), problems, kept, { add });
  for (const [ordinal, token] of text.split(' ').entries()) {
    const [name = '', prev = null] = token.split('<');
    const seq = name.startsWith('#') ? null : Number.parseInt(name, 10);
    const at: LinePlace = { member: 'm', line: ordinal + 1, offset: 0, ordinal, seq };
    const line: ObservedLine = {
      ordinal,
      bytes: new Uint8Array(0),
      offset: 0,
      line: ordinal + 1,
      isEndedByLf: true,
      reading: seq === null ? 'withheld' : 'entry',
      reason: null,
      claimedSeq: seq,
      claimedPrev: prev === null ? null : toHex(leafOf(prev)),
      claimedTime: null,
      claimedTimeText: null,
      leaf: leafOf(name),
      event: null,
    };
    sequence.add(line, at);
  }
  const end = sequence.end();
  const found = problems.kept.map((problem) =>
    problem.kind === 'missing'
      ? `missing ${problem.firstSeq}-${problem.lastSeq} at ${problem.at.line}`
      : `${problem.kind} at ${problem.at.line}`,
  );
  return { ...end, found, counts: problems.counts, repeatedSeqs };
}

/** A digest that tells what it is of. */
function leafOf(name: string): Uint8Array {
  const leaf = new Uint8Array(32);
  leaf.set(new TextEncoder().encode(name));
  return leaf;
}

describe('Numbers and links', () => {
  it.each([
    ['that follow each other', '0<start 1<0 2<1 3<2', [], 4],
    ['of which the first belongs to another log', '0<other 1<0', ['chain at 1'], 2],
    ['of which one does not fit', '0<start 1<x 2<1', ['chain at 2'], 3],
    ['without 2', '0<start 1<0 3<2 4<3', ['missing 2-2 at 3'], 5],
    ['without 1 to 3 and 5', '0<start 4<3 6<5', ['missing 1-3 at 2', 'missing 5-5 at 3'], 7],
    ['with 2 behind 3', '0<start 1<0 3<2 2<1 4<3', ['out-of-order at 4'], 5],
    [
      'with 2 at the end, out of a larger gap',
      '0<start 4<3 5<4 2<1',
      ['out-of-order at 4', 'missing 1-1 at 2', 'missing 3-3 at 2'],
      6,
    ],
    ['with a false 1 before the true one', "0<start 1'<0 1<0 2<1", ['repeated at 2'], 3],
    ['with a false 1 behind the true one', "0<start 1<0 1'<0 2<1", ['repeated at 3'], 3],
    [
      'with two candidates, neither of which the next is linked to',
      "0<start 1<0 1'<0 2<x",
      ['repeated at 3', 'chain at 4'],
      3,
    ],
    ['with a repeated last one', "0<start 1<0 1'<0", ['repeated at 3'], 2],
    ['with a repeated one before a gap', "0<start 1<0 1'<0 4<3", ['repeated at 3', 'missing 2-3 at 4'], 5],
    ['that begin again', '0<start 1<0 2<1 0<start 1<0', ['repeated at 4', 'repeated at 5'], 3],
    ['with a second first one', "0<start 0'<start 1<0", ['repeated at 2'], 2],
    ['with a stub for 1', '0<start #1 2<#1', [], 3],
    ['with a stub that the next is not linked to', '0<start #1 2<1', ['chain at 3'], 3],
    ['with stubs at the start and at the end', '#0 #1 2<#1 #3', [], 4],
    ['with a stub and a gap', '0<start #1 4<3', ['missing 2-3 at 3'], 5],
    ['with one stub too many', '0<start #1 #x 2<#1', ['extra at 3'], 3],
    ['with a stub where there is no place', '0<start #x 1<0', ['extra at 2'], 2],
    ['with a repeated one before a stub', "0<start 1<0 1'<0 #2 3<#2", ['repeated at 3'], 4],
    ['with a line that states no link', '0<start 1 2<1', [], 3],
  ])('%s: %s', (_what, text, found, nextSeq) => {
    expect(walk(text)).toMatchObject({ found, nextSeq });
  });

  it('of a range are looked for from its first one on', () => {
    expect(walk('5<start 6<5', { start: 5 })).toMatchObject({ found: [], nextSeq: 7 });
    expect(walk('4<3 5<4', { start: 5 }).found).toEqual(['repeated at 1', 'chain at 2']);
  });

  it('tell how many entries are missing, also in gaps that are not kept', () => {
    const gaps = walk('0<start 2 4 7 9', { kept: 2 });
    expect(gaps.found).toEqual(['missing 1-1 at 2', 'missing 3-3 at 3']);
    expect(gaps.missingEntries).toBe(1 + 1 + 2 + 1);
  });
});

describe('Repeated numbers', () => {
  it.each([
    ['of a line that was repeated at once', "0<start 1<0 1'<0 2<1", [1]],
    ['of lines that were repeated far behind', '0<start 1<0 2<1 0<start 1<0', [0, 1]],
    ['of lines with a number below the range', '4<3 4<3 5<4', [4, 4]],
    ['of several lines with one number', "0<start 1<0 1'<0 1''<0 2<1", [1, 1]],
    ['of a line whose place a stub has', '0<start #1 2<#1 1<0', [1]],
  ])('are handed on: %s', (_what, text, repeatedSeqs) => {
    expect(walk(text, { start: text.startsWith('4') ? 5 : 0 }).repeatedSeqs).toEqual(repeatedSeqs);
  });
});

describe('A flood', () => {
  it('of stubs is held by its first ones and its last one, and still linked to what follows', () => {
    const stubs = ['#1', '#2', '#3', '#4', '#5'].join(' ');
    expect(walk(`0<start ${stubs} 6<#5`, { kept: 2 })).toMatchObject({ found: [], nextSeq: 7 });
    expect(walk(`0<start ${stubs} 6<#4`, { kept: 2 }).found).toEqual(['chain at 7']);
    // One too many: which one is before entry 5 is no longer known, so that link is not judged.
    expect(walk(`0<start ${stubs} 5<#4`, { kept: 2 })).toMatchObject({ found: ['extra at 6'], nextSeq: 6 });
  });

  it('of stubs without a place is counted to the last one', () => {
    const { found, counts } = walk('0<start #a #b #c #d #e 1<0', { kept: 2 });
    expect(found).toEqual(['extra at 2', 'extra at 3']);
    expect(counts.extra).toBe(5);
  });

  it('of repeats is counted to the last one', () => {
    const { found, counts } = walk("0<start 0'<start 0'<start 0'<start 1<0", { kept: 2 });
    expect(found).toEqual(['repeated at 3', 'repeated at 4']);
    expect(counts.repeated).toBe(3);
  });
});
