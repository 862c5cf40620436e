import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderLogKey } from '../../../cli/log-key-file.ts';
import * as vectorKeys from '../../../scripts/vectors/vector-keys.ts';
import { fingerprintOf } from '../../../shared/trust/fingerprint.ts';
import { logKey, type Members, origin, sealSmall } from '../../support/bundle-builder.ts';
import { vectorRoot } from '../../vectors/vector-folders.ts';
import { type CliBench, createCliBench, pinBoth } from './cli-bench.ts';
import { makeKeys, minuteLines, sealFiles } from './seal-bench.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** RFC 6962 section 2.1, written down once more, so that the tree is not compared with itself. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256(Buffer.alloc(0));
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const halves = [naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split))];
  return sha256(Buffer.concat([Buffer.of(1), ...halves]));
}

function linesIn(bench: CliBench, folder: string): readonly Buffer[] {
  const segments = bench.path(`${folder}/data/segments`);
  const text = readdirSync(segments)
    .sort()
    .map((name) => readFileSync(`${segments}/${name}`, 'utf8'))
    .join('');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Buffer.from(line));
}

const leafOf = (line: Buffer) => sha256(Buffer.concat([Buffer.of(0), line]));

/** Seals folders part0, part1, … of so many events, each going on from the one before. */
async function sealParts(counts: readonly number[]): Promise<CliBench> {
  const bench = createCliBench();
  await makeKeys(bench);
  let first = 0;
  for (const [part, count] of counts.entries()) {
    const more = part === 0 ? [] : ['--continue', bench.path(`part${part - 1}`)];
    const { code, err } = await sealFiles(
      bench,
      ['-'],
      `part${part}`,
      ['--dir', ...more],
      minuteLines(count, first),
    );
    expect(err).toContain(`Sealed ${count} events`);
    expect(code).toBe(0);
    first += count;
  }
  return bench;
}

async function sealAfter(
  bench: CliBench,
  previous: string,
  stdin = minuteLines(2, 9),
  more: readonly string[] = [],
) {
  return sealFiles(bench, ['-'], 'next', ['--dir', '--continue', bench.path(previous), ...more], stdin);
}

describe('A log that goes on with --continue', () => {
  it.each([
    [[1, 1, 1]],
    [[1, 2, 3]],
    [[2, 1, 4]],
    [[3, 3, 3]],
    [[4, 4, 1]],
    [[5, 2, 2]],
    [[6, 1, 1]],
    [[7, 9, 8]],
    [[8, 8, 16]],
  ])('in parts of %j entries is one chain and one tree, also over three bundles', async (counts) => {
    const bench = await sealParts(counts);
    const lines = counts.flatMap((_, part) => linesIn(bench, `part${part}`));
    let prev = sha256(Buffer.from('evb/1\nlogs.example/a\n')).toString('hex');
    for (const [seq, line] of lines.entries()) {
      expect(JSON.parse(line.toString())).toMatchObject({ seq, prev });
      prev = leafOf(line).toString('hex');
    }
    let size = 0;
    for (const [part, count] of counts.entries()) {
      size += count;
      const note = readFileSync(bench.path(`part${part}/data/checkpoints/${size}.note`), 'utf8');
      const root = naiveRoot(lines.slice(0, size).map(leafOf)).toString('base64');
      expect(note.split('\n').slice(0, 3)).toEqual(['logs.example/a', String(size), root]);
      const { code, out } = await bench.run(['verify', bench.path(`part${part}`), ...pinBoth(bench)]);
      expect(out).toMatch(/^VERIFIED /);
      expect(code).toBe(0);
    }
  });

  it('is verified by the second verifier as well, which shares no code with this one', async () => {
    const bench = await sealParts([5, 2, 4]);
    const parts = ['part0', 'part1', 'part2'].map((part) => bench.path(part));
    const args = ['cli/standalone/verify.mjs', ...parts, '--vkey', bench.path('keys/log.vkey')];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout.match(/^state .*$/gm)).toEqual(
      Array.from(parts, () => expect.stringMatching(/^state +verified$/)),
    );
    expect(status).toBe(0);
  });

  it('is verified, by whoever has seen the head before, as going on from exactly there', async () => {
    const bench = await sealParts([5, 3]);
    const store = ['--store', bench.path('store')];
    const said = ['--compared', 'read out by phone', '--by', 'A. Auditor', '--origin', 'logs.example/a'];
    await bench.run(['trust', 'add', '--vkey', bench.path('keys/log.vkey'), ...said, ...store]);
    await bench.run(['verify', bench.path('part0'), ...store]);
    bench.setClock(Date.UTC(2026, 5, 1));
    const { code, out } = await bench.run(['verify', bench.path('part1'), '--json', ...store]);
    const { headline, axes, results } = JSON.parse(out);
    expect({ code, headline, bytes: axes.bytes.words }).toEqual({
      code: 0,
      headline: 'VERIFIED',
      bytes: 'intact from seq 5',
    });
    expect(results).toContainEqual(
      expect.objectContaining({
        code: 'head-memory',
        outcome: 'pass',
        statement: expect.stringMatching(
          /^The entries continue the head of size 5 that was seen on 2026-01-01/,
        ),
      }),
    );
  });

  it('carries the note of the head before as it lies there, with cosignatures that it got since', async () => {
    const bench = await sealParts([3]);
    const note = bench.path('part0/data/checkpoints/3.note');
    const cosigned = `${readFileSync(note, 'utf8')}— witness.example/w ${Buffer.alloc(76, 7).toString('base64')}\n`;
    writeFileSync(note, cosigned);
    // Whoever adds a cosignature makes the manifests anew; here the bundle is only read as a log.
    const manifest = bench.path('part0/manifest-sha256.txt');
    const digest = sha256(Buffer.from(cosigned)).toString('hex');
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace(/^.*3\.note$/m, `${digest}  data/checkpoints/3.note`),
    );
    const tags = bench.path('part0/tagmanifest-sha256.txt');
    const tag = sha256(readFileSync(manifest)).toString('hex');
    writeFileSync(tags, readFileSync(tags, 'utf8').replace(/^.* {2}manifest-/m, `${tag}  manifest-`));
    rmSync(bench.path('part0/tagmanifest-sha256.txt.sig'));
    expect((await sealAfter(bench, 'part0')).code).toBe(0);
    expect(readFileSync(bench.path('next/data/checkpoints/3.note'), 'utf8')).toBe(cosigned);
  });

  it('may go on from a ZIP, and from a checkpoint in the folder of the bundle that ends there', async () => {
    const bench = await sealParts([5, 4]);
    const events = minuteLines(5);
    await sealFiles(bench, ['-'], 'first.evb.zip', [], events);
    const sealBehind = async (previous: string, out: string) => {
      const { code } = await sealFiles(
        bench,
        ['-'],
        out,
        ['--dir', '--continue', bench.path(previous)],
        minuteLines(4, 5),
      );
      expect(code).toBe(0);
      return readFileSync(bench.path(`${out}/data/checkpoints/9.note`), 'utf8');
    };
    const expected = readFileSync(bench.path('part1/data/checkpoints/9.note'), 'utf8');
    expect(await sealBehind('first.evb.zip', 'a')).toBe(expected);
    expect(await sealBehind('part0/data/checkpoints/5.note', 'b')).toBe(expected);
  });

  it('may begin behind a bundle in which nothing stands yet', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    expect((await sealFiles(bench, ['-'], 'empty', ['--dir'])).code).toBe(0);
    expect((await sealAfter(bench, 'empty')).code).toBe(0);
    const [line] = linesIn(bench, 'next');
    const prev = sha256(Buffer.from('evb/1\nlogs.example/a\n')).toString('hex');
    expect(JSON.parse(String(line))).toMatchObject({ seq: 0, prev });
  });

  it('says when the time goes back from one bundle to the next, and keeps the order', async () => {
    const bench = await sealParts([9]);
    const { code, err } = await sealAfter(bench, 'part0', minuteLines(1, 2));
    expect(code).toBe(0);
    expect(err).toContain('Sealed 1 events of logs.example/a, from entry 9 on, into next.');
    expect(err).toContain('The time goes back at 1 events');
  });
});

describe('vouch seal --continue refuses, and writes nothing', () => {
  async function refused(bench: CliBench, previous: string, stdin?: string, more?: readonly string[]) {
    const { code, err } = await sealAfter(bench, previous, stdin, more);
    expect(existsSync(bench.path('next'))).toBe(false);
    return { code, err };
  }

  it('an entry that was changed, with 1 and what was found', async () => {
    const bench = await sealParts([3]);
    const segment = bench.path('part0/data/segments/000000000000.ndjson');
    writeFileSync(segment, readFileSync(segment, 'utf8').replace('u-1', 'u-7'));
    const { code, err } = await refused(bench, 'part0');
    expect(code).toBe(1);
    expect(err).toContain('part0 cannot be continued with this log key: BROKEN. ');
    expect(err).toContain('data/segments/000000000000.ndjson');
  });

  it('a bundle whose end was cut off', async () => {
    const bench = await sealParts([3]);
    const segment = bench.path('part0/data/segments/000000000000.ndjson');
    const [first] = readFileSync(segment, 'utf8').split('\n');
    writeFileSync(segment, `${first}\n`);
    expect(await refused(bench, 'part0')).toMatchObject({ code: 1 });
  });

  it('a bundle of the same log by another key, with 4', async () => {
    const bench = await sealParts([3]);
    await makeKeys(bench, 'logs.example/a', 'others');
    const { code, err } = await refused(bench, 'part0', undefined, [
      ...['--log-key', bench.path('others/log.key')],
    ]);
    expect(code).toBe(4);
    expect(err).toContain('part0 cannot be continued with this log key: INTACT, SIGNER NOT TRUSTED. ');
    const theirs = readFileSync(bench.path('others/log.vkey'), 'utf8').trim();
    const fingerprint = fingerprintOf(theirs, 'log');
    expect(err).toContain(`not signed by the key given, which has fingerprint ${fingerprint}.`);
  });

  it('a bundle of another log, with 2', async () => {
    const bench = await sealParts([3]);
    await makeKeys(bench, 'logs.example/b', 'others');
    const { code, err } = await refused(bench, 'part0', undefined, [
      ...['--origin', 'logs.example/b', '--log-key', bench.path('others/log.key')],
    ]);
    expect(code).toBe(2);
    expect(err).toContain('part0 is a bundle of the log "logs.example/a".');
  });

  it.each([
    ['what is not there', 'gone.evb.zip', 'cannot be read: it does not exist. [source-unreadable]'],
    ['what is no bundle', 'keys', '[not-a-bundle]'],
    ['what is no ZIP', 'keys/log.vkey', '[not-a-zip]'],
  ])('%s, with 3', async (_, previous, words) => {
    const bench = await sealParts([1]);
    const { code, err } = await refused(bench, previous);
    expect(code).toBe(3);
    expect(err).toContain(words);
  });

  it('no new event, because the next bundle would find no leaf to link to', async () => {
    const bench = await sealParts([4]);
    const { code, err } = await refused(bench, 'part0', '');
    expect(code).toBe(2);
    expect(err).toContain('There is no event to seal, so the log still ends at size 4.');
  });

  it('a checkpoint by itself, and one that is not the end of its bundle', async () => {
    const bench = await sealParts([4, 2]);
    copyFileSync(bench.path('part0/data/checkpoints/4.note'), bench.path('4.note'));
    const alone = await refused(bench, '4.note');
    expect(alone.code).toBe(2);
    expect(alone.err).toContain('4.note states a size and a root, not the frontier and the last leaf');
    mkdirSync(bench.path('fake/data/checkpoints'), { recursive: true });
    copyFileSync(bench.path('4.note'), bench.path('fake/data/checkpoints/4.note'));
    expect((await refused(bench, 'fake/data/checkpoints/4.note')).code).toBe(2);
    const early = await refused(bench, 'part1/data/checkpoints/4.note');
    expect(early.code).toBe(2);
    expect(early.err).toContain('part1 goes on to size 6: continue from there, not from 4.');
  });
});

describe('Bundles that vouch seal did not write', () => {
  /** Goes on from a bundle whose log key is at hand. */
  async function sealBehind(previous: string | Members, name: string, secretKey: Uint8Array) {
    const bench = createCliBench();
    await makeKeys(bench);
    writeFileSync(bench.path('theirs.key'), renderLogKey({ name, secretKey }));
    const path = typeof previous === 'string' ? previous : bench.path('previous');
    if (typeof previous !== 'string') {
      for (const [member, bytes] of previous) {
        mkdirSync(join(path, dirname(member)), { recursive: true });
        writeFileSync(join(path, member), bytes);
      }
    }
    const theirs = ['--origin', name, '--log-key', bench.path('theirs.key'), '--continue', path];
    return { bench, ...(await sealFiles(bench, ['-'], 'next', ['--dir', ...theirs], minuteLines(1))) };
  }

  it.each([
    'verified--good-withheld',
    'verified--good-range-with-frontier',
    'not-verifiable--ambiguous-deep',
  ])('are gone on from when their leaves are certain: %s', async (vector) => {
    const { vectorOrigin, logKey: secretKey } = vectorKeys;
    const bundle = join(vectorRoot, vector, 'bundle.evb.zip');
    const { bench, code, err } = await sealBehind(bundle, vectorOrigin, secretKey);
    expect(err).toContain(', from entry ');
    expect(code).toBe(0);
    const pin = ['--vkey', join(vectorRoot, 'keys/log.vkey')];
    expect((await bench.run(['verify', bench.path('next'), ...pin])).out).toMatch(/^VERIFIED /);
  });

  it.each([
    ['failed--truncated-tail', 1, 'INCOMPLETE'],
    ['failed--flipped-signature-bit', 1, 'BROKEN'],
    ['not-verifiable--range-without-start-head', 4, 'NOT VERIFIABLE'],
    ['not-verifiable--no-checkpoint', 4, 'INTACT, UNSIGNED'],
    ['not-verifiable--log-key-revoked', 4, 'INTACT, SIGNER NOT TRUSTED'],
  ])('are not gone on from otherwise: %s', async (vector, expected, headline) => {
    const { vectorOrigin, logKey: secretKey } = vectorKeys;
    const bundle = join(vectorRoot, vector, 'bundle.evb.zip');
    const { bench, code, err } = await sealBehind(bundle, vectorOrigin, secretKey);
    expect(err).toContain(`bundle.evb.zip cannot be continued with this log key: ${headline}. `);
    expect(code).toBe(expected);
    expect(existsSync(bench.path('next'))).toBe(false);
  });

  it('may hold no entry: then the last leaf is known only where the number of entries before is odd', async () => {
    const odd = await sealSmall({ entries: 3 });
    const afterOdd = await sealSmall({ entries: 0, continues: odd.end });
    const { bench, code } = await sealBehind(afterOdd.members, origin, logKey);
    expect(code).toBe(0);
    const [line] = linesIn(bench, 'next');
    const last = Buffer.from(odd.members.get('data/segments/000000000000.ndjson') ?? [])
      .toString()
      .split('\n')[2];
    expect(JSON.parse(String(line)).prev).toBe(leafOf(Buffer.from(String(last))).toString('hex'));

    const even = await sealSmall({ entries: 4 });
    const afterEven = await sealSmall({ entries: 0, continues: even.end });
    const refusal = await sealBehind(afterEven.members, origin, logKey);
    expect(refusal.code).toBe(2);
    expect(refusal.err).toContain(
      'previous holds no entry, so the leaf that the next one links to is not in it',
    );
  });
});
