import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEventFields } from '../../shared/adapters/read-event.ts';
import { parseStrictObject } from '../../shared/json/parse-json.ts';
import { createCliBench, pinBoth } from '../unit/cli/cli-bench.ts';
import { makeKeys, sealFiles } from '../unit/cli/seal-bench.ts';

const root = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'logs');
const integrations = resolve(root, 'elastic-integrations');

/** Logs of Elastic's integrations with what their pipelines make of them, which is not our doing. */
const logs = existsSync(integrations)
  ? [
      ...inFolder('aws/cloudtrail', 'cloudtrail', 'Records'),
      ...inFolder('github/audit', 'github-audit', null),
      ...inFolder('gcp/audit', 'gcp-audit', 'entries'),
      ...inFolder('azure/activitylogs', 'azure-activity', 'records'),
    ]
  : [];

interface SampleLog {
  readonly file: string;
  readonly adapter: string;
  readonly wrapper: string | null;
}

function inFolder(folder: string, adapter: string, wrapper: string | null): readonly SampleLog[] {
  return readdirSync(resolve(integrations, folder))
    .filter((name) => name.endsWith('.log'))
    .map((name) => ({ file: `${folder}/${name}`, adapter, wrapper }));
}

interface Expected {
  readonly '@timestamp': string;
  readonly event: { readonly action?: string };
  readonly source?: { readonly ip?: string };
}

function expectedOf(file: string): readonly Expected[] {
  const document: unknown = JSON.parse(readFileSync(resolve(integrations, `${file}-expected.json`), 'utf8'));
  return (document as { expected: readonly Expected[] }).expected; // others' files: a wrong shape fails the test
}

describe.skipIf(logs.length === 0)(
  'Logs of other makers, sealed with their adapter (skipped where absent)',
  () => {
    it.each(logs)(
      '$file is sealed as it is, event by event, and verifies',
      async ({ file, adapter, wrapper }) => {
        const texts = readFileSync(resolve(integrations, file), 'utf8')
          .split('\n')
          .filter((line) => line !== '');
        const bench = createCliBench();
        await makeKeys(bench);
        const forms: Readonly<Record<string, string | Buffer>> = {
          lines: `${texts.join('\n')}\n`,
          list: `[\n${texts.join(',\n')}\n]\n`,
          ...(wrapper === null ? {} : { wrapped: gzipSync(`{"${wrapper}":[${texts.join(',')}]}`) }),
        };
        for (const [form, content] of Object.entries(forms)) {
          writeFileSync(bench.path(form), content);
          const sealed = await sealFiles(bench, [form], `${form}.bundle`, ['--dir', '--adapter', adapter]);
          expect(sealed).toMatchObject({
            code: 0,
            err: expect.stringContaining(`Sealed ${texts.length} events`),
          });
          const { out } = await bench.run(['verify', bench.path(`${form}.bundle`), ...pinBoth(bench)]);
          expect(out).toMatch(/^VERIFIED /);

          const lines = readFileSync(bench.path(`${form}.bundle/data/segments/000000000000.ndjson`), 'utf8');
          const { mapping } = JSON.parse(readFileSync(bench.path(`${form}.bundle/data/bundle.json`), 'utf8'));
          for (const [seq, line] of lines.trimEnd().split('\n').entries()) {
            const { seq: _seq, prev: _prev, ts, ...event } = JSON.parse(line);
            expect(event).toEqual(JSON.parse(texts[seq] ?? ''));
            const expected = expectedOf(file)[seq];
            expect(Date.parse(ts)).toBe(Date.parse(expected?.['@timestamp'] ?? ''));
            const fields = readEventFields(parseStrictObject(Buffer.from(line)), mapping, 'entry');
            // Where Elastic names an address, it is ours; where it names none, ours is no address but a word.
            if (expected?.source?.ip !== undefined) {
              expect(fields.address).toEqual({ kind: 'text', text: expected.source.ip });
            }
            // Elastic writes some actions in small letters.
            const action = fields.action.kind === 'text' ? fields.action.text.toLowerCase() : undefined;
            if (!file.includes('insight')) expect(action).toBe(expected?.event.action?.toLowerCase());
          }
        }
      },
    );
  },
);

const made = resolve(root, 'generated');

describe.skipIf(!existsSync(made))('Lines as they come in practice (skipped where absent)', () => {
  it.each([
    ['json/seed-post.ndjson', 5],
    ['json/crlf.ndjson', 5],
    ['json/no-final-newline.ndjson', 5],
    ['json/bom.ndjson', 5],
    ['json/bidi.ndjson', 1],
    ['compress/ok.ndjson.gz', 5],
    ['compress/multi-member.ndjson.gz', 5],
    ['compress/misnamed.ndjson', 5],
    ['compress/plain-named.gz', 5],
  ])('%s holds %i events, which are sealed with no option and verify', async (file, count) => {
    const bench = createCliBench();
    const { code, err } = await sealCopy(bench, file);
    expect(err).toContain(`Sealed ${count} events`);
    expect(code).toBe(0);
    const { out } = await bench.run(['verify', bench.path('out.evb.zip'), ...pinBoth(bench)]);
    expect(out).toMatch(/^VERIFIED /);
  });

  it.each([
    ['json/bad-middle.ndjson', 'Line 2 of bad-middle.ndjson'],
    ['json/blank-lines.ndjson', 'Line 2 of blank-lines.ndjson'],
    ['json/truncated-last.ndjson', 'Line 5 of truncated-last.ndjson'],
    ['json/nul-bytes.ndjson', 'Line 3 of nul-bytes.ndjson'],
    ['json/invalid-utf8.ndjson', 'Line 1 of invalid-utf8.ndjson'],
    ['json/bigint.ndjson', 'Line 1 of bigint.ndjson'],
    ['json/dupkeys.ndjson', 'Line 1 of dupkeys.ndjson'],
    ['json/proto.ndjson', 'Line 1 of proto.ndjson'],
    ['json/nan.ndjson', 'Line 1 of nan.ndjson'],
    ['json/truncated-array.json', 'of truncated-array.json'],
    ['json/trailing-comma.json', 'of trailing-comma.json'],
    ['compress/truncated.ndjson.gz', 'truncated.ndjson.gz is damaged gzip or ends early'],
    ['compress/crc-bad.ndjson.gz', 'crc-bad.ndjson.gz is damaged gzip or ends early'],
    ['compress/trailing-nul.ndjson.gz', 'but more bytes follow it'],
  ])('%s is not sealed, and the place is named', async (file, words) => {
    const bench = createCliBench();
    const { code, err } = await sealCopy(bench, file);
    expect(err).toContain(words);
    expect(code).toBe(3);
    expect(existsSync(bench.path('out.evb.zip'))).toBe(false);
  });

  async function sealCopy(bench: ReturnType<typeof createCliBench>, file: string) {
    await makeKeys(bench);
    mkdirSync(dirname(bench.path(file)), { recursive: true });
    writeFileSync(bench.path(file), readFileSync(resolve(made, file)));
    return sealFiles(bench, [file], 'out.evb.zip');
  }
});
