import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { testIdentity, writeTestIdentity } from '../../support/signed-identity.ts';
import { type CliBench, createCliBench, type Outcome, sealInput } from './cli-bench.ts';

const auditor = testIdentity('A. Auditor', 7);
const origin = 'logs.example/a';
const at = ['--at', '2026-07-31T12:00:00Z'];

/** Eight entries: reads by a, and a formula by b. */
const events = [0, 1, 2, 3, 4, 5, 6, 7]
  .map((index) =>
    JSON.stringify({
      ts: `2026-03-0${index + 1}T10:00:00Z`,
      actor: { id: index % 2 === 0 ? 'a' : '=1+2', email: `e${index}@logs.example` },
      action: index < 5 ? 'read' : 'write',
    }),
  )
  .join('\n');

const order = {
  format: 'report-order/1',
  number: 'R-2026-07',
  title: 'Reads of March',
  caseName: 'March',
  client: '=HYPERLINK("http://x.example")',
  exhibits: [
    { number: 'EX-0001', title: 'All reads', query: 'action:read' },
    {
      number: 'EX-0002',
      title: 'Two lines',
      lines: [
        { origin, seq: 7 },
        { origin, seq: 2 },
      ],
    },
  ],
  samples: [
    {
      ...{ title: 'Some lines', query: '', seed: 'march', size: 3, attributes: ['Approved'] },
      results: [{ line: 2, marks: ['exception'], remark: '=cmd' }],
    },
  ],
  findings: [
    {
      ...{ findingId: 'F-1', title: 'It was read', condition: `See [@${origin}#0].`, criteria: 'Not so.' },
      ...{ severity: 'low', state: 'open', exhibits: ['EX-0001'] },
      controls: [{ framework: 'PCI DSS 4.0.1', control: '10.2.1.4' }],
    },
  ],
  searches: [{ name: 'Writes', query: 'action:write' }],
};

let bench: CliBench;

beforeEach(async () => {
  bench = createCliBench();
  await sealInput(bench, `${events}\n`, ['--commit-fields', '/actor/email']);
  const keys = ['--vkey', bench.path('keys/log.vkey'), '--signers', bench.path('keys/allowed_signers')];
  const said = ['--compared', 'by phone', '--by', 'A. Auditor', '--store', bench.path('store')];
  const pinned = await bench.run(['trust', 'add', '--origin', origin, ...keys, ...said]);
  expect(pinned.err).not.toContain('vouch:');
  await writeTestIdentity(auditor, bench.path('identity.pem'), bench.path('passphrase'));
  const line = `auditor namespaces="evidence-report@v1" ${auditor.sshPublicKey}\n`;
  writeFileSync(bench.path('reviewers'), line);
});

function report(made: object, more: readonly string[] = [], out = 'out'): Promise<Outcome> {
  writeFileSync(bench.path('order.json'), JSON.stringify(made));
  return bench.run([
    ...['report', bench.path('sealed.evb.zip'), '--order', bench.path('order.json')],
    ...['--identity', bench.path('identity.pem'), '--passphrase-file', bench.path('passphrase')],
    ...['--store', bench.path('store'), '--out', bench.path(out), ...at, ...more],
  ]);
}

async function verify(path: string, more: readonly string[] = ['--reviewers', bench.path('reviewers')]) {
  const { code, out } = await bench.run(['verify', bench.path(path), '--json', ...more]);
  return {
    code,
    verdict: JSON.parse(out) as { state: string; results: { code: string; outcome: string }[] },
  };
}

/** Unpacked by another program. */
function unzip(name: string): string {
  const folder = bench.path('unzipped');
  mkdirSync(folder);
  execFileSync('python3', ['-m', 'zipfile', '-e', bench.path(name), folder]);
  return folder;
}

describe('vouch report', () => {
  it('writes a report in every form with its signatures, and verifies each of them', async () => {
    expect(await report(order, ['--pack'])).toMatchObject({ code: 0 });
    expect(readdirSync(bench.path('out')).toSorted()).toEqual([
      'pack.evb.zip',
      'report.html',
      'report.json',
      'report.json.p7s',
      'report.json.sig',
      'report.pdf',
    ]);
    for (const path of ['out/pack.evb.zip', 'out/report.json', 'out']) {
      const { code, verdict } = await verify(path);
      expect({ path, state: verdict.state, code }).toEqual({ path, state: 'verified', code: 0 });
    }
    const pdf = await verify('out/report.pdf');
    expect(pdf.verdict.results.map(({ code, outcome }) => `${outcome} ${code}`)).toEqual([
      'unknown report-form',
      'pass pdf-signature',
      'pass report-signer',
    ]);
  });

  it('does not call a report verified when nobody named the key of its signer', async () => {
    await report(order);
    const { code, verdict } = await verify('out/report.json', []);
    expect({ code, state: verdict.state }).toEqual({ code: 4, state: 'not-verifiable' });
  });

  it('gives the same bytes for the same order and time', async () => {
    await report(order, ['--pack'], 'one');
    await report(order, ['--pack'], 'two');
    const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    for (const name of readdirSync(bench.path('one'))) {
      expect(digest(bench.path(`one/${name}`))).toBe(digest(bench.path(`two/${name}`)));
    }
  });

  it('compares a report with the bundle it speaks of, and finds what another bundle does not have', async () => {
    await report(order);
    const evidence = ['--evidence', bench.path('sealed.evb.zip'), '--reviewers', bench.path('reviewers')];
    const same = await verify('out/report.json', evidence);
    const passed = same.verdict.results.filter(({ code }) => code.startsWith('evidence-'));
    expect(passed.map(({ code, outcome }) => `${outcome} ${code}`)).toEqual([
      'pass evidence-file',
      'pass evidence-verdict',
      'pass evidence-receipt',
      'pass evidence-entry',
      'pass evidence-exhibit',
      'pass evidence-sample',
      'pass evidence-search',
    ]);
    expect(same.code).toBe(0);

    const other = createCliBench();
    await sealInput(other, `${events}\n`);
    const withOther = ['--evidence', other.path('sealed.evb.zip'), '--reviewers', bench.path('reviewers')];
    const differs = await verify('out/report.json', withOther);
    expect(differs.code).toBe(4);
    expect(differs.verdict.results).toContainEqual(
      expect.objectContaining({ code: 'evidence-file', outcome: 'unknown' }),
    );
  });

  it('says in what a later version differs from the one before', async () => {
    await report(order, [], 'first');
    const [finding] = order.findings;
    await report({ ...order, findings: [{ ...finding, severity: 'high' }] }, [], 'second');
    const before = ['--before', bench.path('first/report.json')];
    const { out } = await bench.run(['verify', bench.path('second/report.json'), ...before]);
    expect(out).toContain('  1 difference from the version before.');
    expect(out).toMatch(/changed {2}findings .*severity\n {6}before {2}low\n {6}after {3}high\n/);
    const pdf = ['--before', bench.path('first/report.pdf')];
    const refused = await bench.run(['verify', bench.path('second/report.json'), ...pdf]);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('--before names a pack or a report.json'),
    });
  });

  it('makes no report of an order that names what is not there, and writes nothing', async () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [
        { ...order, findings: [{ ...order.findings[0], condition: `[@${origin}#99]` }] },
        /entry 99.*line-not-there/,
      ],
      [
        { ...order, exhibits: [{ number: 'EX-0001', title: 'x', query: 'action:' }] },
        /cannot be read at column/,
      ],
      [{ ...order, exhibits: [{ number: 'EX-0001', title: 'x', query: 'action:none' }] }, /finds no line/],
      [{ ...order, exhibits: [{ number: 'EX-0001', title: 'x' }] }, /needs a query or lines/],
      [
        { ...order, exhibits: [{ number: 'EX-0001', title: 'x', lines: [{ origin, seq: 8 }] }] },
        /entry 8 of/,
      ],
      [{ ...order, searches: [{ name: 'x', query: 'a:/(/' }] }, /query-invalid/],
      [{ ...order, colour: 'red' }, /no member "colour"/],
      [{ ...order, format: 'report-order/2' }, /report-order\/1/],
    ];
    for (const [made, sentence] of cases) {
      const outcome = await report(made);
      expect(outcome.err).toMatch(sentence);
      expect(outcome.code).not.toBe(0);
      expect(existsSync(bench.path('out'))).toBe(false);
    }
  });

  it('withholds what an order withholds, and says so in the pack', async () => {
    const hidden = { pointer: '/actor/email', reason: 'Personal data.', by: 'A. Auditor' };
    const withheld = {
      origin,
      seq: 2,
      reason: 'Advice of counsel.',
      privilege: 'attorney-client',
      by: 'A. Auditor',
    };
    await report({ ...order, redaction: { withheld: [withheld], hidden: [hidden] } }, ['--pack']);
    const folder = unzip('out/pack.evb.zip');
    expect(readFileSync(join(folder, 'data/privilege.csv'), 'utf8')).toContain('"1","attorney-client"');
    expect(readFileSync(join(folder, 'data/redactions.csv'), 'utf8')).toContain(
      '"fields","/actor/email/0","Personal data."',
    );
    expect(readFileSync(join(folder, 'data/exhibits/EX-0001.ndjson'), 'utf8')).toMatch(
      /^#withheld [0-9a-f]{64}$/m,
    );
    const found = spawnSync('grep', ['-rl', 'e2@logs.example', folder], { encoding: 'utf8' });
    expect(found.stdout).toBe('');
    expect(await verify('out/pack.evb.zip')).toMatchObject({ code: 0 });
  });

  it('refuses a wrong passphrase and a folder that is there', async () => {
    await report(order);
    expect((await report(order)).err).toContain('exists already');
    writeFileSync(bench.path('passphrase'), 'another one\n');
    expect((await report(order, [], 'next')).err).toContain('does not open identity.pem');
  });
});

describe('The pack of a report', () => {
  it('has a README every command of which a stranger can run', async ({ skip }) => {
    const missing = ['unzip', 'ssh-keygen', 'openssl', 'pdftotext', 'pdfsig'].filter(
      (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
    );
    skip(missing.length > 0, `${missing.join(', ')} is not installed here`);
    await report(order, ['--pack']);
    const folder = unzip('out/pack.evb.zip');
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
    const commands = readme.split('\n').filter((line) => line.startsWith('    '));
    const script = commands.map((line) => `echo "> ${commands.indexOf(line)}"; ${line.trim()}`).join('\n');
    const run = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8' });
    expect(`${run.status} ${run.stderr}`).toMatch(/^0 /);
    expect(run.stdout).toContain('All files are as listed');
    expect(run.stdout).toContain('No file is unlisted');
    const good = `Good "evidence-report@v1" signature for preparer with ECDSA key ${auditor.fingerprint}`;
    expect(run.stdout.split(good)).toHaveLength(3);
    expect(run.stderr).toContain('CMS Verification successful');
    expect(run.stdout).toContain('The PDF is of this report');
    expect(run.stdout).toContain('The HTML is of this report');
    expect(run.stdout).toContain('Signature is Valid');
    expect(run.stdout).toMatch(/^VERIFIED/m);
    expect(commands.length).toBeGreaterThan(15);
  });

  it('has no cell in any list that a spreadsheet would compute, as Python reads them', async () => {
    await report(order, ['--pack']);
    const folder = unzip('out/pack.evb.zip');
    const python = [
      'import csv, glob, sys',
      'cells = 0',
      'for name in glob.glob(sys.argv[1] + "/data/**/*.csv", recursive=True):',
      '    for row in csv.reader(open(name, encoding="utf-8-sig", newline="")):',
      '        for cell in row:',
      '            cells += 1',
      '            assert cell.lstrip()[:1] not in tuple("=+-@") or cell.lstrip("-").isdigit(), (name, cell)',
      'print(cells)',
    ].join('\n');
    const run = spawnSync('python3', ['-c', python, folder], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(Number(run.stdout)).toBeGreaterThan(100);
  });

  it('has proofs that vouch verify reads as those of any log', async () => {
    await report(order, ['--pack']);
    const folder = unzip('out/pack.evb.zip');
    const [line = ''] = readFileSync(join(folder, 'data/exhibits/EX-0001.ndjson'), 'utf8').split('\n');
    const proofs = readFileSync(join(folder, 'data/exhibits/EX-0001.tlog-proofs'), 'utf8');
    const [first = '', ...others] = proofs.split(/^(?=c2sp\.org\/tlog-proof@v1$)/m);
    expect(others).toHaveLength(4);
    writeFileSync(bench.path('line.json'), line);
    writeFileSync(bench.path('line.json.tlog-proof'), first);
    const { code, out } = await bench.run([
      ...['verify', bench.path('line.json.tlog-proof'), '--vkey', bench.path('keys/log.vkey')],
    ]);
    expect(out).toContain('VERIFIED');
    expect(code).toBe(0);
  });

  it('has a load file with a document for each line of each exhibit', async () => {
    await report(order, ['--pack']);
    const folder = unzip('out/pack.evb.zip');
    const python = [
      'import sys',
      'rows = open(sys.argv[1] + "/data/loadfile/load.dat", encoding="utf-8-sig", newline="").read().split("\\r\\n")[:-1]',
      'split = [[cell[1:-1] for cell in row.split("\\x14")] for row in rows]',
      'assert all(len(row) == len(split[0]) for row in split), split',
      'print(len(split), split[0][0], split[2][0], split[-1][0], split[-1][6])',
    ].join('\n');
    const run = spawnSync('python3', ['-c', python, folder], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    // The head, the report, five reads and two lines; the exhibit of two lines is sorted by seq, so 7 is the last.
    expect(run.stdout).toBe('9 DOCID EX-0001.000001 EX-0002.000002 7\n');
    const [, pages] =
      /,Y,,,(\d+)\r\n$/.exec(readFileSync(join(folder, 'data/loadfile/load.opt'), 'utf8')) ?? [];
    const counted = spawnSync('pdfinfo', [join(folder, 'data/report/report.pdf')], { encoding: 'utf8' });
    // At least its front, its contents and what it says.
    expect(Number(pages)).toBeGreaterThanOrEqual(3);
    if (counted.error === undefined) expect(counted.stdout).toMatch(new RegExp(`^Pages: +${pages}$`, 'm'));
  });
});
