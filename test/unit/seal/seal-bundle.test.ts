import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import { type SealOrder, sealBundle } from '../../../shared/bundle/seal.ts';
import { BugError, FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { logKey, minutes, origin, packerKey, seal, toEvents, toSource } from './sealed.ts';

const firstSegment = 'data/segments/000000000000.ndjson';

/** RFC 6962 section 2.1, written down a second time so that the tree is not compared with itself. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))];
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

function leafOf(line: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(line).digest();
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

const smallOrder: SealOrder = {
  origin,
  title: 'A test',
  mapping: {},
  committedFields: [],
  continues: null,
  segmentLines: 4,
  logKey,
  packerKey,
  salt: () => new Uint8Array(16),
};

describe('sealing', () => {
  it('writes the known first line of the format, byte for byte, and links the second one to it', async () => {
    const { text } = await seal([
      {
        ts: '2025-11-20T00:53:20.000Z',
        actor: { id: 'u-0', email: [{ '...': 'o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE' }] },
        action: 'db.query',
        target: 'orders-prod',
        outcome: 'success',
      },
      { ts: '2025-11-20T00:53:21.000Z' },
    ]);
    const [first, second] = linesOf(text(firstSegment));
    expect(first).toBe(
      '{"seq":0,"prev":"e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd","ts":"2025-11-20T00:53:20.000Z","actor":{"id":"u-0","email":[{"...":"o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE"}]},"action":"db.query","target":"orders-prod","outcome":"success"}',
    );
    expect(second).toBe(
      '{"seq":1,"prev":"b989f2373435a6dedcb039c1b0d17e06959f77d226af6e23fe61dea61a2db623","ts":"2025-11-20T00:53:21.000Z"}',
    );
  });

  it('cuts segments at the wanted length and signs a head at the end of each', async () => {
    const { members } = await seal(minutes(10));
    expect([...members.keys()]).toEqual([
      'data/segments/000000000000.ndjson',
      'data/checkpoints/4.note',
      'data/segments/000000000004.ndjson',
      'data/checkpoints/8.note',
      'data/segments/000000000008.ndjson',
      'data/checkpoints/10.note',
      'data/bundle.json',
      'bagit.txt',
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha256.txt.sig',
    ]);
  });

  it('leaves no empty segment behind when the last one is exactly full', async () => {
    const { members } = await seal(minutes(8));
    const segments = [...members.keys()].filter((path) => path.startsWith('data/segments/'));
    expect(segments).toEqual(['data/segments/000000000000.ndjson', 'data/segments/000000000004.ndjson']);
  });

  it('numbers and links every line across the border of segments', async () => {
    const { text } = await seal(minutes(10));
    const lines = [0, 4, 8].flatMap((first) => linesOf(text(`data/segments/00000000000${first}.ndjson`)));
    let prev = createHash('sha256').update(`evb/1\n${origin}\n`).digest('hex');
    for (const [seq, line] of lines.entries()) {
      expect(JSON.parse(line)).toMatchObject({ seq, prev });
      prev = leafOf(line).toString('hex');
    }
    expect(lines).toHaveLength(10);
  });

  it('states in each head the root over all lines so far', async () => {
    const { text } = await seal(minutes(10));
    const lines = [0, 4, 8].flatMap((first) => linesOf(text(`data/segments/00000000000${first}.ndjson`)));
    for (const size of [4, 8, 10]) {
      const root = naiveRoot(lines.slice(0, size).map(leafOf)).toString('base64');
      const note = text(`data/checkpoints/${size}.note`);
      expect(note.slice(0, note.indexOf('\n\n') + 1)).toBe(`${origin}\n${size}\n${root}\n`);
    }
  });

  it('dates the bag by its last entry and counts the bytes of its payload', async () => {
    const { members, text } = await seal(minutes(3));
    const payload = [...members].filter(([path]) => path.startsWith('data/'));
    const octets = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0);
    expect(text('bag-info.txt')).toBe(
      `External-Identifier: ${origin}\nBagging-Date: 2026-03-01\nPayload-Oxum: ${octets}.3\n`,
    );
    expect(text('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  });

  it('lists every file of the payload once, in the order of the paths, with the digest that other tools find', async () => {
    const { members, text } = await seal(minutes(6));
    const paths = [...members.keys()].filter((path) => path.startsWith('data/')).sort();
    const digest = (path: string) =>
      createHash('sha256')
        .update(members.get(path) ?? '')
        .digest('hex');
    expect(linesOf(text('manifest-sha256.txt'))).toEqual(paths.map((path) => `${digest(path)}  ${path}`));
    const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt'];
    expect(linesOf(text('tagmanifest-sha256.txt'))).toEqual(tags.map((path) => `${digest(path)}  ${path}`));
  });

  it('describes origin, range and mapping, and offers the key of the log', async () => {
    const { text } = await seal(minutes(2));
    expect(JSON.parse(text('data/bundle.json'))).toMatchObject({
      format: 'evb/1',
      origin,
      title: 'A test',
      range: { start: 0, end: 2 },
      frontier: [],
      mapping: { actor: '/actor' },
      offeredLogKey: expect.stringMatching(/^audit\.example\.com\/prod-gateway\+[0-9a-f]{8}\+/),
    });
  });

  it('gives the same bytes for the same events', async () => {
    const [first, second] = [await seal(minutes(9)), await seal(minutes(9))];
    expect([...first.members]).toEqual([...second.members]);
  });

  it('seals a log without entries as a head over nothing, without inventing a date', async () => {
    const { members, text } = await seal([]);
    expect([...members.keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/checkpoints/0.note',
      'data/bundle.json',
    ]);
    // SHA-256 of nothing, FIPS 180-4.
    expect(text('data/checkpoints/0.note')).toContain(
      `${origin}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`,
    );
    expect(text('bag-info.txt')).not.toContain('Bagging-Date');
  });

  it('goes on from the end of an earlier bundle as if both had been sealed at once', async () => {
    const whole = await seal(minutes(11));
    const early = await seal(minutes(7));
    const late = await seal(minutes(4, 7), { continues: early.end });
    expect([...late.members.keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/checkpoints/7.note',
      'data/segments/000000000007.ndjson',
      'data/checkpoints/11.note',
      'data/bundle.json',
    ]);
    expect(late.text('data/checkpoints/7.note')).toBe(early.text('data/checkpoints/7.note'));
    expect(late.text('data/checkpoints/11.note')).toBe(whole.text('data/checkpoints/11.note'));
    const descriptor = JSON.parse(late.text('data/bundle.json'));
    expect(descriptor.range).toEqual({ start: 7, end: 11 });
    // 7 = 4 + 2 + 1: three complete subtrees.
    const leaves = linesOf(whole.text('data/segments/000000000000.ndjson')).concat(
      linesOf(whole.text('data/segments/000000000004.ndjson')),
    );
    const parts = [leaves.slice(0, 4), leaves.slice(4, 6), leaves.slice(6, 7)];
    expect(descriptor.frontier).toEqual(parts.map((part) => naiveRoot(part.map(leafOf)).toString('hex')));
  });

  it('makes bundles whose reading has no problem, with fields committed and across several segments', async () => {
    const { members } = await seal(minutes(10), { committedFields: ['/actor'] });
    const observation = await observeBundle(toSource(members), {
      limits,
      onLines() {},
      onProgress() {},
    });
    expect(observation.problems).toEqual([]);
    expect(observation.entries).toBe(10);
    expect(observation.disclosures).toMatchObject({ total: 10, unreferencedCount: 0, redactedFields: 0 });
  });
});

describe('sealing refuses', () => {
  const time = '2026-03-01T10:00:00Z';

  it.each([
    ['an event without a time', { actor: 'a' }, 'found nothing'],
    ['a time that is not in UTC', { ts: '2026-03-01T10:00:00+01:00' }, '+01:00'],
    ['a day that does not exist', { ts: '2026-02-30T10:00:00Z' }, '2026-02-30'],
    ['a number of its own', { ts: time, seq: 7 }, 'no "seq"'],
    ['a link of its own', { ts: time, prev: 'abc' }, 'no "prev"'],
    ['an entry longer than 65,535 bytes', { ts: time, text: 'x'.repeat(65_536) }, '65535'],
  ])('%s, and names the entry', async (_, event, words) => {
    const sealing = seal([...minutes(2), event]);
    await expect(sealing).rejects.toThrow(FormatError);
    await expect(sealing).rejects.toThrow(words);
    await expect(sealing).rejects.toThrow('The event for entry 2:');
  });

  it.each(['', 'x'.repeat(1_001)])('a title that the reader of the bundle would refuse', async (title) => {
    await expect(seal([], { title })).rejects.toThrow('A title has 1 to 1000 characters (descriptorText).');
  });

  it('an origin that could not be the name of a key', async () => {
    await expect(seal([], { origin: 'a b' })).rejects.toThrow(
      'An origin is text without spaces or plus signs.',
    );
  });

  it.each([
    ['a segment', 0],
    ['a head', 1],
    ['the description', 2],
  ])('to go on when %s was skipped, because its digest would be missing', async (_, skipped) => {
    const sealed = sealBundle(toEvents(minutes(2)), smallOrder);
    for (let place = 0; place < skipped; place += 1) {
      const { value } = await sealed.next();
      if (value !== undefined && 'chunks' in value) for await (const _chunk of value.chunks);
    }
    await sealed.next();
    await expect(sealed.next()).rejects.toThrow(BugError);
  });
});

it('members that are spelled already are never sealed where fields are to be hidden', async () => {
  const spelled = (async function* () {
    yield encodeUtf8('"ts":"2026-03-01T10:00:00Z","name":"in the clear"}');
  })();
  const { value } = await sealBundle(spelled, { ...smallOrder, committedFields: ['/name'] }).next();
  const read = async () => {
    if (value !== undefined && 'chunks' in value) for await (const _chunk of value.chunks);
  };
  await expect(read()).rejects.toThrow(BugError);
});

it('an entry of exactly 65,535 bytes is sealed', async () => {
  const empty = await seal([{ ts: '2026-03-01T10:00:00Z', text: '' }]);
  const room = 65_535 - (empty.members.get(firstSegment)?.length ?? 0) + 1;
  const full = await seal([{ ts: '2026-03-01T10:00:00Z', text: 'x'.repeat(room) }]);
  expect(full.members.get(firstSegment)?.length).toBe(65_536);
});

it('lines leave in chunks, so that a large segment is never held as a whole', async () => {
  const events = Array.from({ length: 20 }, () => ({ ts: '2026-03-01T10:00:00Z', text: 'x'.repeat(50_000) }));
  const sealed = sealBundle(toEvents(events), { ...smallOrder, segmentLines: 100 });
  const { value } = await sealed.next();
  const sizes: number[] = [];
  if (value !== undefined && 'chunks' in value)
    for await (const chunk of value.chunks) sizes.push(chunk.length);
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(400_000);
});

it('a segment whose last line fills a chunk to the byte is written whole', async () => {
  const room = 65_535 - '{"seq":0,"prev":"","ts":"2026-03-01T10:00:00Z","text":""}'.length - 64;
  const event = { ts: '2026-03-01T10:00:00Z', text: 'x'.repeat(room) };
  const { members } = await seal([event, event, event, event]);
  expect(members.get(firstSegment)?.length).toBe(4 * 65_536);
});
