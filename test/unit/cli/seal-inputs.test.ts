import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../cli/run-command.ts';
import { createTerminal } from '../../../cli/terminal.ts';
import { knownAdapters } from '../../../shared/adapters/known-adapters.ts';
import { type CliBench, createCliBench, pinBoth } from './cli-bench.ts';
import { makeKeys, minuteLines, sealFiles } from './seal-bench.ts';

/** The events of a sealed folder, without what sealing adds. */
function eventsIn(bench: CliBench, folder: string): readonly object[] {
  const segments = bench.path(`${folder}/data/segments`);
  return readdirSync(segments)
    .sort()
    .flatMap((name) => readFileSync(`${segments}/${name}`, 'utf8').trimEnd().split('\n'))
    .map((line) => {
      const { seq: _seq, prev: _prev, ...event } = JSON.parse(line);
      return event;
    });
}

async function sealTexts(files: Readonly<Record<string, string | Buffer>>, more: readonly string[] = []) {
  const bench = createCliBench();
  await makeKeys(bench);
  for (const [name, content] of Object.entries(files)) writeFileSync(bench.path(name), content);
  const outcome = await sealFiles(bench, Object.keys(files), 'out', ['--dir', ...more]);
  return { bench, ...outcome };
}

const first = '{"ts":"2026-03-01T10:00:00Z","n":1}';
const second = '{"ts":"2026-03-01T10:01:00Z","n":2}';
const both = [JSON.parse(first), JSON.parse(second)];

describe('What vouch seal reads', () => {
  it.each([
    ['lines that are ended by CR and LF', `${first}\r\n${second}\r\n`],
    ['a last line without its end', `${first}\n${second}`],
    ['a byte order mark in front of all', `\ufeff${first}\n${second}\n`],
    ['a JSON list', `[${first},\n${second}]`],
    ['a JSON list behind a byte order mark', `\ufeff [ ${first} , ${second} ] `],
    ['gzip, whatever the name says', gzipSync(`${first}\n${second}\n`)],
    ['gzip of several members', Buffer.concat([gzipSync(`${first}\n`), gzipSync(`${second}\n`)])],
    ['a gzipped list', gzipSync(`[${first},${second}]`)],
  ])('%s', async (_, content) => {
    const { bench, code } = await sealTexts({ 'events.log': content });
    expect(code).toBe(0);
    expect(eventsIn(bench, 'out')).toEqual(both);
    expect((await bench.run(['verify', bench.path('out'), ...pinBoth(bench)])).out).toMatch(/^VERIFIED /);
  });

  it('several inputs in the order in which they are given, and none of it sorted', async () => {
    const { bench, code, err } = await sealTexts({ 'b.ndjson': `${second}\n`, 'a.json': `[${first}]` });
    expect(code).toBe(0);
    expect(eventsIn(bench, 'out')).toEqual([both[1], both[0]]);
    expect(err).toContain('The time goes back at 1 events; they keep the order of the input.');
  });

  it('stdin among files, where its place is', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    writeFileSync(bench.path('a.ndjson'), first);
    expect((await sealFiles(bench, ['-', 'a.ndjson'], 'out', ['--dir'], second)).code).toBe(0);
    expect(eventsIn(bench, 'out')).toEqual([both[1], both[0]]);
  });

  it('the shape of timestamp, user_id, action, status and location with no option at all', async () => {
    const event = {
      timestamp: '2026-03-01T10:00:00+01:00',
      user_id: 'u-1',
      action: 'login',
      status: 'failure',
      location: '192.0.2.7',
    };
    const { bench, code } = await sealTexts({ 'a.ndjson': `${JSON.stringify(event)}\n` });
    expect(code).toBe(0);
    expect(eventsIn(bench, 'out')).toEqual([{ ts: '2026-03-01T09:00:00Z', ...event }]);
    expect(JSON.parse(readFileSync(bench.path('out/data/bundle.json'), 'utf8')).mapping).toEqual({
      actor: '/user_id',
      action: '/action',
      target: '/target',
      outcome: '/status',
      service: '/service',
      address: '/location',
      session: '/session',
    });
  });
});

describe('What vouch seal refuses to read, with the place, and nothing is written', () => {
  it.each([
    ['an empty line, where something may have stood', `${first}\n\n${second}\n`, 'Line 2 of events.log'],
    ['an empty line with CR', `${first}\r\n\r\n`, 'Line 2 of events.log'],
    ['an empty last line', `${first}\n\n`, 'Line 2 of events.log'],
    ['a byte order mark further on', `${first}\n\ufeff${second}\n`, 'Line 2 of events.log'],
    ['text in UTF-16', Buffer.from(first, 'utf16le'), 'Line 1 of events.log'],
    ['half a surrogate pair in bytes', Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0x0a]), 'Line 1 of events.log'],
    ['a cut line', `${first}\n${second.slice(0, 20)}`, 'Line 2 of events.log'],
    ['a cut list', `[${first},\n${second}`, 'Line 2 of events.log'],
    [
      'a time that is none',
      `${first}\n{"ts":"yesterday"}\n`,
      'Line 2 of events.log: expected an RFC 3339 time at /ts',
    ],
    [
      'a time in the second place only when the first one is unreadable',
      '{"ts":1,"timestamp":"2026-03-01T10:00:00Z"}',
      'at /ts, found 1',
    ],
    [
      'gzip that was cut',
      gzipSync(minuteLines(50)).subarray(0, 100),
      'events.log is damaged gzip or ends early',
    ],
    [
      'gzip with bytes behind it',
      Buffer.concat([gzipSync(first), Buffer.from([0, 0, 1])]),
      'more bytes follow it',
    ],
  ])('%s', async (_, content, words) => {
    const { bench, code, err } = await sealTexts({ 'events.log': content });
    expect(err).toContain(words);
    expect(code).toBe(3);
    expect(readdirSync(bench.folder).sort()).toEqual(['events.log', 'keys']);
  });

  it('a second input that is not there', async () => {
    const bench = createCliBench();
    await makeKeys(bench);
    writeFileSync(bench.path('a.ndjson'), first);
    const { code, err } = await sealFiles(bench, ['a.ndjson', 'gone.ndjson'], 'out.evb.zip');
    expect(code).toBe(3);
    expect(err).toContain('gone.ndjson cannot be read: it does not exist. [source-unreadable]');
    expect(existsSync(bench.path('out.evb.zip'))).toBe(false);
  });

  it.each([
    ['no input', [], 'seal needs an input'],
    ['stdin twice', ['-', '-'], '- can be read only once'],
    [
      'an adapter that nobody knows',
      ['-', '--adapter', 'splunk'],
      'Known are: generic, cloudtrail, k8s-audit',
    ],
    ['a folder that is to be compressed', ['-', '--dir', '--compress'], '--compress is for a ZIP'],
  ])('%s ends with 2', async (_, args, words) => {
    const bench = createCliBench();
    await makeKeys(bench);
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    const { code, err } = await bench.run([
      ...['seal', ...args, '--origin', 'logs.example/a', '--out', bench.path('out'), ...keys],
    ]);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(existsSync(bench.path('out'))).toBe(false);
  });
});

it('vouch seal --help names every adapter', async () => {
  const { out } = await createCliBench().run(['seal', '--help']);
  for (const { id } of knownAdapters) expect(out).toContain(id);
});

describe('While vouch seal works', () => {
  async function sealWith(stdin: AsyncIterable<Uint8Array>, signal: AbortSignal, isWatched: boolean) {
    const bench = createCliBench();
    await makeKeys(bench);
    const shown: string[] = [];
    let time = 0;
    let err = '';
    const terminal = createTerminal(
      () => {},
      (text) => {
        err += text;
      },
    );
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    const code = await runCommand(
      ['seal', '-', '--origin', 'logs.example/a', '--out', bench.path('out.evb.zip'), ...keys],
      {
        terminal,
        signal,
        stdin,
        version: '1.2.3',
        now: () => {
          time += 1_000;
          return time;
        },
        storeFolder: null,
        buildSha256: '7'.repeat(64),
        randomBytes: (count) => new Uint8Array(count),
        ...(isWatched ? { showProgress: (line: string) => shown.push(line) } : {}),
      },
    );
    return { bench, code, shown, err };
  }

  async function* oneChunk(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(minuteLines(5));
  }

  it('a terminal is told how far it is, and the line is empty again for what is said next', async () => {
    const { code, shown } = await sealWith(oneChunk(), new AbortController().signal, true);
    expect(code).toBe(0);
    expect(shown.at(0)).toMatch(/^Sealed \d+ events$/);
    expect(shown.at(-1)).toBe('');
  });

  it('a pipeline is told nothing but the end', async () => {
    const { shown, err } = await sealWith(oneChunk(), new AbortController().signal, false);
    expect(shown).toEqual([]);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
  });

  it('an interrupt is heard while a silent pipe gives nothing, and no file is left', async () => {
    const interruption = new AbortController();
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(minuteLines(1));
      setTimeout(() => interruption.abort(), 20);
      await new Promise(() => {});
    }
    const { bench, code } = await sealWith(silent(), interruption.signal, false);
    expect(code).toBe(130);
    expect(existsSync(bench.path('out.evb.zip'))).toBe(false);
  });
});
