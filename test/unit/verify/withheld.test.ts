import { beforeAll, describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import {
  disclosuresPath,
  editLines,
  editText,
  type Members,
  objections,
  repacked,
  sealSmall,
  stubOf,
  verify,
} from '../../support/bundle-builder.ts';

/** Twelve entries in three segments of four, once plain and once with a committed e-mail address in each entry. */
let good: Members;
let committed: Members;

beforeAll(async () => {
  good = (await sealSmall({ entries: 12 })).members;
  committed = (await sealSmall({ entries: 12, commitsEmail: true })).members;
});

const bothRoots = ['fail root checkpoints/8.note', 'fail root checkpoints/12.note'];

/** Changes entry 5, which is line 2 of the second segment. */
function replaceEntry5(members: Members, edit: (line: string) => string): Members {
  return editLines(members, 4, (lines) => lines.map((line, at) => (at === 1 ? edit(line) : line)));
}

describe('A disclosed value', () => {
  it('that was changed stands in no entry', async () => {
    const text = (await sealSmall({ entries: 1, commitsEmail: true })).members.get(disclosuresPath(0));
    const other = /"d":(\[.*\])/.exec(new TextDecoder().decode(text))?.[1] ?? '';
    const changed = editText(committed, disclosuresPath(4), (lines) =>
      lines.replace(/(?<="seq":5,"d":)\[[^\]]*\]/, other),
    );
    const verdict = await verify(repacked(changed));
    expect(objections(verdict)).toEqual(['fail disclosure disclosures/004:2']);
    expect(verdict.results.find(({ code }) => code === 'disclosure')?.statement).toMatch(
      /the digest [\w-]{43} stands 0 times in entry 5/,
    );
    expect(verdict.headline).toBe('BROKEN');
  });

  it('that was moved to another entry stands in neither', async () => {
    const moved = editText(committed, disclosuresPath(4), (lines) =>
      lines.replace('"seq":5', '"seq":x').replace('"seq":6', '"seq":5').replace('"seq":x', '"seq":6'),
    );
    expect(objections(await verify(repacked(moved)))).toEqual([
      'fail disclosure disclosures/004:2',
      'fail disclosure disclosures/004:3',
    ]);
  });

  it('that lies in the member of another segment stands in no entry of it', async () => {
    const moved = new Map(committed).set(
      disclosuresPath(8),
      committed.get(disclosuresPath(4)) ?? new Uint8Array(0),
    );
    const verdict = await verify(repacked(moved));
    expect(objections(verdict)).toEqual(
      [1, 2, 3, 4].map((line) => `fail disclosure disclosures/008:${line}`),
    );
  });

  it('for a segment that is not there stands in no entry', async () => {
    const orphan = new Map(committed).set(disclosuresPath(96), encodeUtf8('{"seq":96,"d":["WyJzIiwxXQ"]}\n'));
    expect(objections(await verify(repacked(orphan)))).toEqual(['fail disclosure disclosures/096:1']);
  });
});

describe('What was withheld by the rules', () => {
  it('leaves every digest as it was: an entry replaced by its stub', async () => {
    const verdict = await verify(repacked(replaceEntry5(good, stubOf)));
    expect(objections(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED, PARTS WITHHELD', state: 'verified' });
    expect(verdict.axes.bytes).toEqual({ tone: 'good', words: 'intact, 1 entry withheld' });
  });

  it('none of which is hidden are counted, and said to be all there', async () => {
    const { results, headline } = await verify(committed);
    expect(headline).toBe('VERIFIED');
    expect(results.find(({ code }) => code === 'disclosure')?.statement).toMatch(/; none is hidden\.$/);
  });

  it('leaves every digest as it was: a field without its disclosure', async () => {
    const hidden = editText(committed, disclosuresPath(4), (lines) => lines.replace(/.*"seq":5.*\n/, ''));
    const verdict = await verify(repacked(hidden));
    expect(objections(verdict)).toEqual([]);
    expect(verdict.headline).toBe('VERIFIED, PARTS WITHHELD');
    expect(verdict.axes.bytes.words).toBe('intact, 1 field hidden');
  });

  it('may be every entry of a segment, and the next segment still proves the last of them', async () => {
    const verdict = await verify(repacked(editLines(good, 4, (lines) => lines.map(stubOf))));
    expect(objections(verdict)).toEqual([]);
    expect(verdict.axes.bytes.words).toBe('intact, 4 entries withheld');
  });

  it('is not proven by a stub of something else', async () => {
    const verdict = await verify(repacked(replaceEntry5(good, () => stubOf('something else'))));
    expect(objections(verdict)).toEqual(['fail chain segments/004:2', ...bothRoots]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('must not be one stub too many', async () => {
    const extra = editLines(good, 4, (lines) => lines.toSpliced(1, 0, stubOf('something')));
    expect(objections(await verify(repacked(extra)))).toEqual([
      'fail sequence segments/004:2',
      'fail chain segments/004:2',
      ...bothRoots,
    ]);
  });

  it('does not come with a disclosure of the entry that is gone', async () => {
    const verdict = await verify(repacked(replaceEntry5(committed, stubOf)));
    expect(objections(verdict)).toEqual(['fail disclosure disclosures/004:2']);
  });
});
