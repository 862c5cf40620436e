import { beforeAll, describe, expect, it } from 'vitest';
import { memberPaths } from '../../../shared/bundle/bundle-layout.ts';
import { observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import type { LogEnd } from '../../../shared/bundle/seal.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { readLines, remakeManifests } from '../../../shared/samples/sample-members.ts';
import { verifyBundle } from '../../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../../shared/verify/verify-input.ts';
import {
  allLines,
  checkpointPath,
  editDescriptor,
  editLines,
  editText,
  type Members,
  objections,
  observe,
  origin,
  packerKey,
  pinned,
  rechained,
  renamed,
  repacked,
  sealSmall,
  segmentPath,
  strangerKey,
  testTime,
  verify,
  withCheckpoint,
  without,
  zipped,
} from '../../support/bundle-builder.ts';

/** The attacker of this file holds the packer's key, which is pinned, but never the log's. */
let good: Members;
let firstMonth: { members: Members; end: LogEnd };
let secondMonth: Members;

beforeAll(async () => {
  good = (await sealSmall({ entries: 8 })).members;
  firstMonth = await sealSmall({ entries: 5 });
  secondMonth = (await sealSmall({ entries: 6, continues: firstMonth.end })).members;
});

describe('A head that does not cover the entries', () => {
  const sized = (members: Members, size: number, end = size) =>
    editDescriptor(without(members, checkpointPath(4), checkpointPath(8)), { range: { start: 0, end } });

  it('because it is a genuine one of an older, smaller log is INCOMPLETE', async () => {
    const tail = editDescriptor(without(good, checkpointPath(8)), { range: { start: 0, end: 4 } });
    const verdict = await verify(repacked(tail));
    expect(objections(verdict)).toEqual(['fail unsigned-tail checkpoints/4.note']);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('because it is a genuine one of size 0 is INCOMPLETE', async () => {
    const empty = (await sealSmall({ entries: 0 })).members.get(checkpointPath(0)) ?? new Uint8Array(0);
    const verdict = await verify(repacked(new Map(sized(good, 0)).set(checkpointPath(0), empty)));
    expect(objections(verdict)).toEqual(['fail unsigned-tail checkpoints/0.note']);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('because its name states another size than its text cannot be read as a checkpoint', async () => {
    const small = renamed(sized(good, 4, 8), checkpointPath(4), checkpointPath(8));
    const lying = new Map(small).set(checkpointPath(8), good.get(checkpointPath(4)) ?? new Uint8Array(0));
    const verdict = await verify(repacked(lying));
    expect(objections(verdict)).toEqual(['fail root checkpoints/8.note', 'unknown log-signature bundle']);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('because it was signed by nobody, over entries that the attacker added, is not VERIFIED', async () => {
    const more = rechained(editLines(good, 4, (lines) => [...lines, lines[3] ?? '']));
    const headed = withCheckpoint(editDescriptor(more, { range: { start: 0, end: 9 } }), 9, [
      { name: origin, secretKey: strangerKey },
    ]);
    const verdict = await verify(repacked(headed));
    expect(objections(verdict)).toEqual(['unknown log-key checkpoints/9.note']);
    expect(verdict.state).toBe('not-verifiable');
  });

  it('because it is the head of another log is BROKEN', async () => {
    const other = (await sealSmall({ entries: 8, origin: 'audit.example.com/other' })).members;
    const mixed = new Map(good).set(checkpointPath(8), other.get(checkpointPath(8)) ?? new Uint8Array(0));
    expect(objections(await verify(repacked(mixed)))).toEqual([
      'fail descriptor checkpoints/8.note',
      'fail root checkpoints/8.note',
      'unknown log-signature checkpoints/8.note',
    ]);
  });
});

describe('A key that the attacker offers', () => {
  it('in the description turns nothing green', async () => {
    const offeredLogKey = renderVerifierKey(toVerifierKey(origin, publicKeyOf(strangerKey)));
    const forged = (await sealSmall({ entries: 3, logKey: strangerKey })).members;
    const verdict = await verify(repacked(editDescriptor(forged, { offeredLogKey })));
    expect(objections(verdict)).toEqual(['unknown log-key checkpoints/3.note']);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });
});

describe('A range', () => {
  it('that continues a log is VERIFIED with the frontier and the checkpoint at its start', async () => {
    const verdict = await verify(secondMonth);
    expect(objections(verdict)).toEqual([]);
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.bytes).toEqual({ tone: 'good', words: 'intact from seq 5' });
  });

  it('without the checkpoint at its start is NOT VERIFIABLE: nobody signed what it continues', async () => {
    const verdict = await verify(repacked(without(secondMonth, checkpointPath(5))));
    expect(objections(verdict)).toEqual(['unknown root checkpoints/5.note']);
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
    expect(verdict.axes.bytes.tone).toBe('open');
  });

  it('with a frontier that the attacker chose has none of the signed roots', async () => {
    const frontier = [`${'00'.repeat(32)}`, `${'11'.repeat(32)}`];
    const verdict = await verify(repacked(editDescriptor(secondMonth, { frontier })));
    expect(objections(verdict)).toEqual([
      'fail chain segments/005:1',
      'fail root checkpoints/5.note',
      'fail root checkpoints/9.note',
      'fail root checkpoints/11.note',
    ]);
    expect(verdict.results.find(({ code }) => code === 'chain')?.statement).toBe(
      'The first entry is not linked to entry 4, the last one before the range.',
    );
  });

  it('that pretends to start at 0 has missing entries', async () => {
    const verdict = await verify(
      repacked(editDescriptor(secondMonth, { range: { start: 0, end: 11 }, frontier: [] })),
    );
    expect(verdict.headline).toBe('BROKEN');
    expect(objections(verdict)[0]).toBe('fail sequence segments/005:1');
  });

  it('with an even number of entries before it is held by the tree alone', async () => {
    const { end } = await sealSmall({ entries: 4 });
    const { members } = await sealSmall({ entries: 4, continues: end });
    expect((await verify(members)).headline).toBe('VERIFIED');
    const edited = editLines(members, 4, ([first = '', ...rest]) => [
      first.replace(/"prev":"../, '"prev":"00'),
      ...rest,
    ]);
    expect(objections(await verify(repacked(edited)))).toEqual([
      'fail chain segments/004:1',
      'fail root checkpoints/8.note',
    ]);
  });

  it('with a genuine checkpoint from before its start cannot be compared with that one', async () => {
    const older = firstMonth.members.get(checkpointPath(4)) ?? new Uint8Array(0);
    const verdict = await verify(repacked(new Map(secondMonth).set(checkpointPath(4), older)));
    expect(objections(verdict)).toEqual(['unknown root checkpoints/4.note']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('that ends elsewhere than the newest checkpoint is a wrong description', async () => {
    expect(objections(await verify(repacked(editDescriptor(good, { range: { start: 0, end: 7 } }))))).toEqual(
      ['fail descriptor bundle.json'],
    );
  });

  it('at the far end of the numbers crashes nothing', async () => {
    const start = Number.MAX_SAFE_INTEGER;
    const frontier = Array.from({ length: 53 }, () => '00'.repeat(32));
    const verdict = await verify(repacked(editDescriptor(good, { range: { start, end: start }, frontier })));
    expect(verdict.state).toBe('failed');
  });
});

describe('An empty log', () => {
  it('is never green: it says that it holds 0 entries', async () => {
    const verdict = await verify((await sealSmall({ entries: 0 })).members);
    expect(objections(verdict)).toEqual(['unknown line-form bundle']);
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
    expect(verdict.axes.bytes).toEqual({
      tone: 'open',
      words: 'the bundle holds 0 entries: there is nothing that could be verified',
    });
  });

  it('as a range that holds nothing is not green either', async () => {
    const { members } = await sealSmall({ entries: 0, continues: firstMonth.end });
    expect(objections(await verify(members))).toEqual(['unknown line-form bundle']);
  });

  it('that lost all its entries is INCOMPLETE', async () => {
    const verdict = await verify(repacked(without(good, segmentPath(0), segmentPath(4))));
    expect(objections(verdict)).toEqual([
      'unknown line-form bundle',
      'unknown root bundle',
      'fail truncated checkpoints/8.note',
    ]);
    expect(verdict.headline).toBe('INCOMPLETE');
  });
});

describe('The name of a segment', () => {
  it('must be the number of its first entry', async () => {
    const verdict = await verify(repacked(renamed(good, segmentPath(4), segmentPath(5))));
    expect(objections(verdict)).toEqual(['fail sequence segments/005']);
    expect(
      verdict.results.find(({ code, outcome }) => code === 'sequence' && outcome === 'fail'),
    ).toMatchObject({
      expected: 'entry 4',
      found: 'entry 5 in the name',
    });
  });

  it('must be that number for a segment without a line as well', async () => {
    expect(objections(await verify(repacked(new Map(good).set(segmentPath(8), new Uint8Array(0)))))).toEqual(
      [],
    );
    expect(objections(await verify(repacked(new Map(good).set(segmentPath(9), new Uint8Array(0)))))).toEqual([
      'fail sequence segments/009',
    ]);
  });

  it('decides the order: two segments that were swapped are out of order', async () => {
    const swapped = new Map(good)
      .set(segmentPath(0), good.get(segmentPath(4)) ?? new Uint8Array(0))
      .set(segmentPath(4), good.get(segmentPath(0)) ?? new Uint8Array(0));
    expect((await verify(repacked(swapped))).headline).toBe('BROKEN');
  });
});

describe('The numbers of entries', () => {
  it('that jump at the border of two segments are missing entries', async () => {
    const jump = editLines(good, 4, (lines) =>
      lines.map((line, at) => line.replace(/"seq":\d+/, `"seq":${at + 6}`)),
    );
    expect(objections(await verify(repacked(jump)))[0]).toBe('fail sequence segments/004:1');
  });

  it('that go down again and again end as repeated ones, however many there are', async () => {
    const flood = editLines(good, 4, (lines) => [
      ...lines,
      ...Array.from({ length: 300 }, () => lines[0] ?? ''),
    ]);
    const { results } = await verify(repacked(flood));
    const repeated = results.filter(({ code, place }) => code === 'sequence' && place.kind === 'line');
    expect(repeated).toHaveLength(100);
    expect(results.find(({ code, place }) => code === 'sequence' && place.kind === 'bundle')?.statement).toBe(
      '200 more places of the same kind, not listed one by one.',
    );
  });
});

describe('A disclosure of an entry that cannot be read', () => {
  it('belongs to no field', async () => {
    const { members } = await sealSmall({ entries: 4, commitsEmail: true });
    const broken = editLines(members, 0, ([first = '', ...rest]) => [
      first.replace('}', ',"seq":0}'),
      ...rest,
    ]);
    expect(objections(await verify(repacked(broken)))).toContain('fail disclosure disclosures/000:1');
  });
});

describe('The same bundle', () => {
  it('gets the same verdict from a ZIP and from a folder', async () => {
    const source = await zipped(secondMonth);
    const observation = await observeBundle(source, { limits, onLines: () => {}, onProgress: () => {} });
    const trustedKeys = [pinned('log'), pinned('packer')];
    expect(verifyBundle(withKeysOnly({ observation, arrival: null }, trustedKeys, testTime))).toEqual(
      await verify(secondMonth, trustedKeys),
    );
    expect(observation.members).toEqual((await observe(secondMonth)).members);
  });
});

describe('A stored copy', () => {
  it('with the digests of its arrival is as good as the delivered file', async () => {
    const arrival = new Map((await observe(good)).members.map(({ path, sha256 }) => [path, sha256]));
    const verdict = await verify(good, undefined, arrival);
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.results[0]).toMatchObject({ code: 'store', outcome: 'pass' });
  });

  it('that differs, lacks a file or has one more is LOCAL COPY ALTERED, whatever else is true', async () => {
    const arrival = new Map((await observe(good)).members.map(({ path, sha256 }) => [path, sha256]));
    const changed = repacked(
      editText(without(good, checkpointPath(4)), segmentPath(4), (text) => text.replace('act-5', 'x')),
    );
    const verdict = await verify(
      new Map(changed).set('data/keys/new.note', encodeUtf8('x')),
      undefined,
      arrival,
    );
    const altered = verdict.results.filter(({ code }) => code === 'store');
    expect(altered.map(({ place }) => (place.kind === 'member' ? place.member : ''))).toEqual([
      memberPaths.bagInfo,
      checkpointPath(4),
      segmentPath(4),
      memberPaths.manifest,
      memberPaths.tagManifest,
      memberPaths.packerSignature,
      'data/keys/new.note',
    ]);
    expect(altered[1]).toMatchObject({ found: 'no such file' });
    expect(altered.at(-1)).toMatchObject({ expected: 'no such file' });
    expect(verdict).toMatchObject({ headline: 'LOCAL COPY ALTERED', state: 'failed' });
    expect(verdict.axes.bytes).toEqual({ tone: 'bad', words: 'our stored copy was altered' });
  });
});

describe('What the packer alone says', () => {
  it('is signed by the packer: anybody else who changes the title or a column breaks that signature', async () => {
    const columns = editDescriptor(good, { mapping: { actor: '/action', action: '/actor/id' } });
    const verdict = await verify(remakeManifests(columns));
    expect(objections(verdict)).toEqual(['fail packer-signature tagmanifest-sha256.txt.sig']);
    expect(verdict.axes.signer).toEqual({ tone: 'bad', words: 'bad signature of the packer' });
    const byStranger = await verify(repacked(columns, strangerKey), [pinned('log')]);
    expect(byStranger.axes.signer.words).toBe('trusted log key; packer not pinned');
    expect(readLines(columns, segmentPath(0))).toEqual(allLines(columns).slice(0, 4));
    expect((await verify(repacked(columns, packerKey))).headline).toBe('VERIFIED');
  });
});
