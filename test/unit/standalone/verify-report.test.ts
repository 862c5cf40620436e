import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { packPaths } from '../../../shared/pack/pack-layout.ts';
import { verifyReport } from '../../../shared/pack/verify-report.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { type Members, without } from '../../support/bundle-builder.ts';
import { randomReport } from '../../support/random-report.ts';
import { smallCase } from '../../support/report-extract.ts';
import { edited, packBytes, packOf, withNewManifests, writeFolder } from '../../support/report-pack.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const script = 'cli/standalone/verify-report.mjs';
const auditor = testIdentity('A. Auditor', 7);
const stranger = testIdentity('A. Stranger', 9);
const folder = mkdtempSync(join(tmpdir(), 'vouch-reports-'));
const signers = join(folder, 'allowed_signers');

beforeAll(() => writeFileSync(signers, `auditor namespaces="evidence-report@v1" ${auditor.sshPublicKey}\n`));
afterAll(() => rmSync(folder, { recursive: true }), 60_000);

interface Alone {
  readonly state: string;
  /** By code: the outcome and the sentence. */
  readonly results: ReadonlyMap<string, string>;
}

/** What the second program says of each of these packs, in one run. */
function askAlone(packs: ReadonlyMap<string, Members>): ReadonlyMap<string, Alone> {
  const paths = [...packs].map(([name, members]) => {
    const path = join(folder, name.replaceAll(' ', '-'));
    writeFolder(members, path);
    return { name, path };
  });
  const args = [script, ...paths.map(({ path }) => path), '--signers', signers];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect(stderr).toBe('');
  const answers = new Map<string, Alone>();
  for (const block of stdout.split(/^(?=\S)/m)) {
    const [head = '', ...lines] = block.trimEnd().split('\n');
    const { name } = paths.find(({ path }) => head.endsWith(JSON.stringify(path).slice(0, 90))) ?? {
      name: head,
    };
    const results = lines.map((line): [string, string] => {
      const [, outcome = '', code = '', sentence = ''] = /^ {2}(\S+) {2}(\S+): (.*)$/.exec(line) ?? [];
      return [code, `${outcome}: ${sentence}`];
    });
    answers.set(name, { state: head.split('  ')[0] ?? '', results: new Map(results) });
  }
  return answers;
}

function askCore(files: Members): string {
  const known = new Map([[auditor.fingerprint, 'A. Auditor']]);
  const trust = { known, authorities: [], now: Date.UTC(2026, 6, 2), logKeys: [] };
  return verifyReport({ kind: 'pack', files }, trust).state;
}

const coreWords: Readonly<Record<string, string>> = {
  VERIFIED: 'verified',
  'NOT VERIFIABLE': 'not-verifiable',
  FAILED: 'failed',
};

describe('The second verifier of reports', () => {
  // Two hundred in four parts, so that a busy machine has time for each.
  it.each([0, 50, 100, 150])(
    'verifies fifty random reports from %i on, and so does the first',
    async (from) => {
      const packs = new Map<string, Members>();
      for (let number = from; number < from + 50; number++) {
        const { extract, order } = await randomReport(number);
        packs.set(`r ${number}`, await packOf(extract, order, auditor));
      }
      const alone = askAlone(packs);
      const wrong = [...packs].filter(
        ([name, members]) => alone.get(name)?.state !== 'VERIFIED' || askCore(members) !== 'verified',
      );
      const words = wrong.map(
        ([name]) => `${name}: ${JSON.stringify([...(alone.get(name)?.results ?? [])])}`,
      );
      expect(words).toEqual([]);
      expect(alone.size).toBe(50);
    },
  );

  it('fails each pack to which something was done, and names the place', async () => {
    const { extract, order } = await smallCase();
    const pack = await packOf(extract, order, auditor);
    const report = decodeUtf8(pack.get(packPaths.report) ?? new Uint8Array());
    const exhibit = 'data/exhibits/EX-0001.ndjson';
    /** The same with another text in the report, signed by the auditor all the same: a signer who lies. */
    const lie = async (from: string | RegExp, to: string) => {
      const after = report.replace(from, to);
      expect(after).not.toBe(report);
      return packBytes(encodeUtf8(after), auditor, order.producedAt);
    };
    const swapped = new Map(pack);
    swapped.set('data/controls.csv', pack.get('data/redactions.csv') ?? new Uint8Array());
    swapped.set('data/redactions.csv', pack.get('data/controls.csv') ?? new Uint8Array());
    const byStranger = await packBytes(encodeUtf8(report), stranger, order.producedAt);
    const [sig] = signReport(
      { name: 'report.json', bytes: encodeUtf8(report) },
      stranger,
      'reviewer',
      order.producedAt,
    );
    const reviewed = new Map([...pack, [`data/report/${sig?.name}`, sig?.bytes ?? new Uint8Array()]]);
    const cases: readonly (readonly [string, Members, string, RegExp])[] = [
      ['an edited line', edited(pack, exhibit, 'p.haddad', 'p.haddah'), 'pack-files', /EX-0001\.ndjson/],
      [
        'an edited line with new manifests',
        withNewManifests(edited(pack, exhibit, 'p.haddad', 'p.haddah'), null),
        'pack-signature',
        /not the report/,
      ],
      [
        'an edited line in a pack that the signer signs again',
        withNewManifests(edited(pack, exhibit, 'p.haddad', 'p.haddah'), auditor),
        'pack-members',
        /EX-0001\.ndjson/,
      ],
      [
        'an edited report',
        edited(pack, packPaths.report, 'Clinic', 'Clinik'),
        'report-signature',
        /another key/,
      ],
      ['two swapped lists', swapped, 'pack-files', /controls\.csv|redactions\.csv/],
      ['a removed exhibit', without(pack, exhibit), 'pack-files', /EX-0001\.ndjson" is missing/],
      [
        'an added file',
        new Map([...pack, ['data/exhibits/EX-0002.ndjson', encodeUtf8('{}\n')]]),
        'pack-files',
        /EX-0002\.ndjson" is not listed/,
      ],
      ['an added file outside', new Map([...pack, ['run.sh', encodeUtf8('#\n')]]), 'pack-files', /run\.sh/],
      ['a removed manifest', without(pack, packPaths.manifest), 'pack-files', /manifest-sha256\.txt/],
      [
        'another signer of the pack',
        withNewManifests(pack, stranger),
        'pack-signature',
        /signed this pack, and not the report/,
      ],
      [
        'a stranger who reviews the report and packs another program',
        withNewManifests(new Map([...reviewed, ['verify.mjs', encodeUtf8('evil()\n')]]), stranger),
        'pack-signature',
        /signed this pack, and not the report/,
      ],
      ['another signer of the report', byStranger, 'report-signature', /another key is named/],
      ['a lie in a line', await lie(/id\\":\\"p\.haddad/, 'id\\":\\"p.haddah'), 'report-leaf', /entry \d of/],
      ['a lie in a leaf', await lie(/"leaf": "[0-9a-f]{4}/g, '"leaf": "0000'), 'report-leaf', /entry \d of/],
      ['a lie in a number', await lie(/"seq": 6,/g, '"seq": 3,'), 'report-leaf', /states the number 6/],
      [
        'a lie in a proof',
        await lie(/("path": \[\n +")[0-9a-f]{4}/, '$10000'),
        'report-proof',
        /entry \d of/,
      ],
      ['a lie in a place', await lie(/"index": 6/, '"index": 5'), 'report-proof', /entry 6 of/],
      [
        'a lie in a count',
        await lie('"reviewed": 1', '"reviewed": 2'),
        'report-figures',
        /Accesses by staff/,
      ],
      [
        'a lie in an exception',
        await lie('"exceptions": 1', '"exceptions": 0'),
        'report-figures',
        /Accesses/,
      ],
      [
        'a lie of omission',
        await lie(/"notVerified": \[[\s\S]*?\n \],/, '"notVerified": [],'),
        'report-figures',
        /not verified/,
      ],
      [
        'a lie in an account',
        await lie(/,\n +"packedBytes": \d+/, ''),
        'report-figures',
        /the account of "clinic\.evb\.zip"/,
      ],
      [
        'a lie in a list of rejected lines',
        await lie(
          /( +)"account": \{/,
          '$1"rejectedLines": [\n$1 {\n$1  "member": "data/x",\n$1  "line": 1,\n$1  "offset": 0,\n$1  "reason": null\n$1 }\n$1],\n$1"account": {',
        ),
        'report-figures',
        /rejected lines that it does not count/,
      ],
    ];
    const alone = askAlone(new Map(cases.map(([name, members]) => [name, members])));
    for (const [name, members, code, place] of cases) {
      const answer = alone.get(name);
      expect({ name, state: answer?.state, result: answer?.results.get(code) }).toEqual({
        name,
        state: 'FAILED',
        result: expect.stringMatching(/^fail: /),
      });
      expect(answer?.results.get(code)).toMatch(place);
      expect({ name, core: askCore(members) }).toEqual({ name, core: 'failed' });
    }
  });

  it('says as the first does of every byte that is flipped in a report', async () => {
    const { extract, order } = await smallCase();
    const pack = await packOf(extract, order, auditor);
    const flipped = new Map<string, Members>();
    for (const [number, [path, bytes]] of [...pack].entries()) {
      for (let at = number; at < bytes.length; at += Math.ceil(bytes.length / 4)) {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        flipped.set(`flip ${flipped.size}`, new Map([...pack, [path, changed]]));
      }
    }
    const alone = askAlone(flipped);
    const wrong = [...flipped].flatMap(([name, members]) => {
      const [second, first] = [alone.get(name)?.state ?? 'none', askCore(members)];
      return second === 'FAILED' && first === 'failed' ? [] : [`${name}: ${second}, ${first}`];
    });
    expect(wrong).toEqual([]);
    expect(flipped.size).toBeGreaterThan(60);
  });

  it('does not verify a report whose key was not named, nor one without a proof', async () => {
    const { extract, order } = await smallCase();
    const unknown = await packOf(extract, order, stranger);
    const reason = 'The bundle has no checkpoint.';
    const unproven = await packOf(
      {
        ...extract,
        entries: extract.entries.map((entry) => ({ ...entry, proof: { kind: 'none', reason } })),
      },
      order,
      auditor,
    );
    const alone = askAlone(
      new Map([
        ['unknown', unknown],
        ['unproven', unproven],
      ]),
    );
    expect(alone.get('unknown')?.state).toBe('NOT VERIFIABLE');
    expect(alone.get('unknown')?.results.get('report-signer')).toContain(stranger.fingerprint);
    expect(alone.get('unproven')?.state).toBe('NOT VERIFIABLE');
    expect(alone.get('unproven')?.results.get('report-proof')).toContain(reason);
    for (const members of [unknown, unproven]) expect(coreWords['NOT VERIFIABLE']).toBe(askCore(members));
  });
});
