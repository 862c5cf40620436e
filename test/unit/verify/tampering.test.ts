import { beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import {
  editLines,
  type Members,
  objections,
  observe,
  rechained,
  repacked,
  resigned,
  sealSmall,
  segmentPath,
  verify,
  without,
} from '../../support/bundle-builder.ts';

/**
 * Twelve entries in three segments of four, a checkpoint after each:
 *
 *     segments/000: 0 1 2 3 | segments/004: 4 5 6 7 | segments/008: 8 9 10 11 |
 *               checkpoints/4.note          8.note                   12.note
 *
 * Places read `member:line`. Entry 5 is line 2 of segments/004.
 */
let good: Members;

beforeAll(async () => {
  good = (await sealSmall({ entries: 12 })).members;
});

const bothRoots = ['fail root checkpoints/8.note', 'fail root checkpoints/12.note'];

function replaced(
  members: Members,
  firstSeq: number,
  index: number,
  edit: (line: string) => string,
): Members {
  return editLines(members, firstSeq, (lines) => lines.map((line, at) => (at === index ? edit(line) : line)));
}

function dropped(members: Members, firstSeq: number, index: number): Members {
  return editLines(members, firstSeq, (lines) => lines.toSpliced(index, 1));
}

function statements({ results }: Verdict, code: string): readonly string[] {
  return results.filter((result) => result.code === code).map(({ statement }) => statement);
}

const edit = (line: string) => line.replace('act-5', 'act-X');

describe('An untouched bundle', () => {
  it('is VERIFIED, and no check objects to anything', async () => {
    const verdict = await verify(good);
    expect(objections(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', state: 'verified' });
    expect(verdict.axes.completeness.tone).toBe('open');
    expect(verdict.axes.time).toEqual({ tone: 'open', words: 'claimed only' });
  });
});

describe('An edited entry', () => {
  it('differs from the manifest, breaks the chain at its line and every later root', async () => {
    const verdict = await verify(replaced(good, 4, 1, edit));
    expect(objections(verdict)).toEqual([
      'fail file-digest segments/004',
      'fail chain segments/004:2',
      ...bothRoots,
    ]);
    expect(verdict).toMatchObject({ headline: 'BROKEN', state: 'failed' });
    expect(verdict.axes.bytes.words).toBe('broken at entry 5, line 2 of data/segments/000000000004.ndjson');
  });

  it('is found as well when the packer made the manifests anew and signed them', async () => {
    const verdict = await verify(repacked(replaced(good, 4, 1, edit)));
    expect(objections(verdict)).toEqual(['fail chain segments/004:2', ...bothRoots]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('is found by the link of the next segment when it is the last of its own', async () => {
    const verdict = await verify(repacked(replaced(good, 4, 3, (line) => line.replace('act-7', 'act-X'))));
    expect(objections(verdict)).toEqual(['fail chain segments/004:4', ...bothRoots]);
  });

  it('is found by the roots alone when the whole chain after it was made anew', async () => {
    const verdict = await verify(repacked(rechained(replaced(good, 4, 1, edit))));
    expect(objections(verdict)).toEqual(bothRoots);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('is found at the next segment when the chain was made anew up to there only', async () => {
    const whole = rechained(replaced(good, 4, 1, edit));
    const third = good.get(segmentPath(8)) ?? new Uint8Array(0);
    const verdict = await verify(repacked(new Map(whole).set(segmentPath(8), third)));
    expect(objections(verdict)).toEqual(['fail chain segments/004:4', ...bothRoots]);
  });
});

describe('A deleted entry', () => {
  it('is one missing entry, named with its number, and not a flood', async () => {
    const verdict = await verify(repacked(dropped(good, 4, 1)));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/004:2',
      'fail chain segments/004:2',
      ...bothRoots,
    ]);
    expect(statements(verdict, 'sequence')).toEqual([
      '1 entry missing: 5, before line 2 of data/segments/000000000004.ndjson.',
    ]);
    expect(verdict.headline).toBe('BROKEN');
    expect(verdict.axes.completeness).toEqual({
      tone: 'bad',
      words: 'gap: 1 entry missing: 5, before line 2 of data/segments/000000000004.ndjson',
    });
  });

  it('does not end the checking: an edit after it is reported at its own place', async () => {
    const both = replaced(dropped(good, 4, 1), 8, 1, (line) => line.replace('act-9', 'act-X'));
    expect(objections(await verify(repacked(both)))).toEqual([
      'fail sequence segments/004:2',
      'fail chain segments/008:2',
      'fail chain segments/004:2',
      ...bothRoots,
    ]);
  });

  it('is named before the first line of the next segment when it was the last of its own', async () => {
    const verdict = await verify(repacked(dropped(good, 4, 3)));
    expect(objections(verdict).slice(0, 2)).toEqual([
      'fail sequence segments/008:1',
      'fail chain segments/008:1',
    ]);
  });

  it('is named before the first line when the log lost its beginning', async () => {
    const verdict = await verify(repacked(dropped(good, 0, 0)));
    expect(statements(verdict, 'sequence')).toEqual([
      '1 entry missing: 0, before line 1 of data/segments/000000000000.ndjson.',
    ]);
  });

  it('is one range when a whole segment in the middle is gone', async () => {
    const verdict = await verify(repacked(without(good, segmentPath(4))));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/008:1',
      'fail chain segments/008:1',
      ...bothRoots,
    ]);
    expect(statements(verdict, 'sequence')[0]).toContain('4 entries missing: 4 to 7');
  });

  it('cannot be hidden by numbering the rest anew: the links and the segment names still tell', async () => {
    const hidden = editLines(without(good, segmentPath(4)), 8, (lines) =>
      lines.map((line, index) => line.replace(/"seq":\d+/, `"seq":${4 + index}`)),
    );
    const verdict = await verify(repacked(hidden));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/008',
      'fail chain segments/000:4',
      'fail chain segments/008:1',
      'fail chain segments/008:2',
      'fail chain segments/008:3',
      'fail root checkpoints/8.note',
      'fail truncated checkpoints/12.note',
    ]);
  });
});

describe('An inserted entry', () => {
  const fake = (lines: readonly string[]) => (lines[1] ?? '').replace('act-5', 'act-fake');

  it.each([
    ['before', 1, 'segments/004:2'],
    ['behind', 2, 'segments/004:3'],
  ])('with the number of the genuine one is named, standing %s it', async (_where, index, place) => {
    const inserted = editLines(good, 4, (lines) => lines.toSpliced(index, 0, fake(lines)));
    expect(objections(await verify(repacked(inserted)))).toEqual([
      `fail sequence ${place}`,
      `fail chain ${place}`,
      ...bothRoots,
    ]);
  });

  it('with all later numbers moved up is named, and so is what no log has signed', async () => {
    const up = (line: string) => line.replace(/"seq":(\d+)/, (_, seq) => `"seq":${Number(seq) + 1}`);
    const first = editLines(good, 4, (lines) => [
      ...lines.slice(0, 1),
      fake(lines),
      ...lines.slice(1).map(up),
    ]);
    const verdict = await verify(repacked(editLines(first, 8, (lines) => lines.map(up))));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/008',
      'fail chain segments/004:2',
      'fail chain segments/004:3',
      'fail chain segments/004:4',
      'fail chain segments/004:5',
      'fail chain segments/008:1',
      'fail chain segments/008:2',
      'fail chain segments/008:3',
      ...bothRoots,
      'fail unsigned-tail checkpoints/12.note',
    ]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('at the end, chained as it should be, is more than was signed', async () => {
    const appended = rechained(
      editLines(good, 8, (lines) => [...lines, (lines[3] ?? '').replace('act-11', 'act-X')]),
    );
    const verdict = await verify(repacked(appended));
    expect(objections(verdict)).toEqual(['fail unsigned-tail checkpoints/12.note']);
    expect(verdict.headline).toBe('INCOMPLETE');
    expect(verdict.axes.completeness.words).toMatch(/^more than was signed: 1 entry stands after/);
  });
});

describe('Entries in another order', () => {
  it('are named once, where the moved one stands', async () => {
    const swapped = editLines(good, 4, ([a = '', b = '', c = '', d = '']) => [a, c, b, d]);
    const verdict = await verify(repacked(swapped));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/004:3',
      'fail chain segments/004:3',
      ...bothRoots,
      'warning claimed-time segments/004:3',
    ]);
    expect(statements(verdict, 'sequence')).toEqual([
      'Entry 5 is out of order: line 3 of data/segments/000000000004.ndjson.',
    ]);
  });

  it('or one entry twice are named at the copy', async () => {
    const doubled = editLines(good, 4, (lines) => lines.toSpliced(2, 0, lines[1] ?? ''));
    const verdict = await verify(repacked(doubled));
    expect(objections(verdict)).toEqual([
      'fail sequence segments/004:3',
      'fail chain segments/004:3',
      ...bothRoots,
    ]);
  });
});

describe('A tail that was cut', () => {
  it('is INCOMPLETE, with the signed and the present size', async () => {
    const verdict = await verify(repacked(without(good, segmentPath(8))));
    expect(objections(verdict)).toEqual(['fail truncated checkpoints/12.note']);
    expect(verdict).toMatchObject({ headline: 'INCOMPLETE', state: 'failed' });
    expect(verdict.results.find(({ code }) => code === 'truncated')).toMatchObject({
      statement: '4 entries are cut off at the end: the checkpoint states 12, the bundle ends before 8.',
      expected: 'size 12',
      found: 'size 8',
    });
    expect(verdict.axes.completeness.words).toMatch(/^truncated: 4 entries are cut off/);
  });

  it('in the middle of the last line is named at that line, and the root differs', async () => {
    const bytes = good.get(segmentPath(8)) ?? new Uint8Array(0);
    const verdict = await verify(
      repacked(new Map(good).set(segmentPath(8), bytes.subarray(0, bytes.length - 40))),
    );
    expect(objections(verdict)).toEqual([
      'fail line-form segments/008:4',
      'fail entry-unreadable segments/008:4',
      'fail root checkpoints/12.note',
    ]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('by its line end alone is named although every digest of an entry still fits', async () => {
    const bytes = good.get(segmentPath(8)) ?? new Uint8Array(0);
    const verdict = await verify(repacked(new Map(good).set(segmentPath(8), bytes.subarray(0, -1))));
    expect(objections(verdict)).toEqual(['fail line-form segments/008:4']);
    expect(verdict.headline).toBe('BROKEN');
  });
});

describe('A segment of another log that was signed with the same key', () => {
  it('does not begin with the link to this log', async () => {
    const other = (await sealSmall({ entries: 12, origin: 'audit.example.com/other' })).members;
    const mixed = new Map(good).set(segmentPath(0), other.get(segmentPath(0)) ?? new Uint8Array(0));
    const verdict = await verify(repacked(mixed));
    expect(objections(verdict)).toEqual([
      'fail chain segments/000:1',
      'fail chain segments/000:4',
      'fail root checkpoints/4.note',
      ...bothRoots,
    ]);
    expect(statements(verdict, 'chain')[0]).toBe(
      'The first entry is not linked to the log "audit.example.com/prod-gateway".',
    );
  });
});

describe('A clock that goes back', () => {
  it('is a warning with both times and leaves the bundle VERIFIED', async () => {
    const back = replaced(good, 4, 1, (line) => line.replace('T00:05', 'T00:01'));
    const verdict = await verify(resigned(rechained(back)));
    expect(objections(verdict)).toEqual(['warning claimed-time segments/004:2']);
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.time.words).toBe('claimed only; goes back');
    expect(verdict.results.at(-1)).toMatchObject({
      expected: '2025-11-20T00:04:00Z or later',
      found: '2025-11-20T00:01:00Z',
    });
  });
});

describe('A validly signed entry that can be read in two ways', () => {
  it.each([
    ['a name twice', (line: string) => line.replace('}', ',"id":"u-6"}')],
    ['an integer above 2^53', (line: string) => line.replace('"act-5"', '9007199254740993')],
    ['a lone surrogate', (line: string) => line.replace('act-5', '\\ud800')],
  ])(
    'because of %s makes the bundle SIGNED, AMBIGUOUS, and its fields are not used',
    async (_what, change) => {
      const signed = resigned(rechained(replaced(good, 4, 1, change), 0));
      const verdict = await verify(signed);
      expect(objections(verdict)).toEqual(['unknown entry-ambiguous segments/004:2']);
      expect(verdict).toMatchObject({ headline: 'SIGNED, AMBIGUOUS', state: 'not-verifiable' });
      expect(verdict.axes.bytes).toEqual({ tone: 'open', words: 'intact, 1 ambiguous' });
      expect((await observe(signed)).entries).toBe(11);
    },
  );
});
