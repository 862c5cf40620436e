import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodePassphrases } from '../../../cli/platform/passphrases.ts';
import { makeIdentity } from '../../../shared/identity/identity.ts';
import { sealIdentity } from '../../../shared/identity/identity-file.ts';
import { type CliBench, createCliBench, sealInput } from './cli-bench.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

/** What people have put into logs so that a spreadsheet, a browser, a terminal or a parser would do something. */
const hostile: readonly string[] = [
  ...['=', '+', '-', '@'].flatMap((sign) =>
    ['1+1', 'SUM(A1:A9)', "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","y")', 'IMPORTXML(A1)'].flatMap(
      (formula) =>
        ['', ' ', '\t', '\u200b', '\u00a0', '\ufeff'].map((before) => `${before}${sign}${formula}`),
    ),
  ),
  ...[
    '\uff1d1+1',
    '\uff0b1',
    '\uff0d1-1',
    '\uff20x',
    '\r=1',
    '\n=1',
    '\t1',
    '-',
    '=',
    '+',
    '@',
    '--1',
    '-1a',
    '+1',
  ],
  ...['"', '""', '","=1+1,"', '";=1', 'a"b', "'=1", "'", 'a,b', 'a;b', 'a\tb', 'a\r\nb', 'a\nb', ',', ';'],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</td>', '&lt;', 'javascript:alert(1)'],
  ...[
    '\u202egnp.exe',
    '\u2066x\u2069',
    '\u0000',
    '\u001b[2J',
    '\u0007',
    '\u007f',
    '\ud7ff',
    '\ufffe',
    '\u{e0041}',
  ],
  ...['(withheld)', '(empty)', "'(withheld)", 'NULL', 'null', 'true', '1e999', '-0', '0x10', '١٢', '1_000'],
].slice(0, 173);

const events = hostile.map((text, index) => ({
  ts: '2026-07-01T09:00:00Z',
  actor: { id: text },
  action: index % 2 === 0 ? text : 'read',
  note: text,
}));

async function benchWith(list: readonly unknown[], more: readonly string[] = []) {
  const bench = createCliBench();
  const sealed = await sealInput(bench, list.map((event) => `${JSON.stringify(event)}\n`).join(''), more);
  expect(sealed.code, sealed.err).toBe(0);
  const exported = (query: string, form: string, ...args: readonly string[]) =>
    bench.run([
      'export',
      bench.path('sealed.evb.zip'),
      query,
      '--form',
      form,
      '--out',
      bench.path('out'),
      ...args,
    ]);
  return { bench, exported };
}

const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function sidecarOf(bench: CliBench) {
  return JSON.parse(readFileSync(bench.path('out.export.json'), 'utf8'));
}

describe('vouch export as CSV', () => {
  it('has 173 strings to be tried', () => {
    expect(hostile).toHaveLength(173);
    expect(new Set(hostile).size).toBe(173);
  });

  it('gives Python every hostile string back, and no cell that begins a formula', async ({ skip }) => {
    skip(!hasPython, 'python3 is not installed');
    const { bench, exported } = await benchWith(events);
    const { code, err } = await exported('', 'csv', '--field', 'note');
    expect(code, err).toBe(0);
    const script = `
import csv, json, re, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
formulas = [c for r in rows for c in r.values() if re.match(r"[\\s\\u200b\\ufeff\\u0000-\\u001f\\u007f]*[=+@\\uff1d\\uff0b\\uff0d\\uff20-]", c) and not re.fullmatch(r"-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?", c)]
print(json.dumps({"notes": [r["note"] for r in rows], "formulas": formulas}))`;
    const out = execFileSync('python3', ['-c', script, bench.path('out')], { encoding: 'utf8' });
    const { notes, formulas } = JSON.parse(out);
    expect(formulas).toEqual([]);
    expect(notes).toHaveLength(173);
    for (const [index, note] of notes.entries())
      expect([hostile[index], `'${hostile[index]}`]).toContain(note);
    const { csv, lines, columns } = sidecarOf(bench);
    expect(lines).toEqual({ found: 173, written: 173, leftOut: 0 });
    expect(columns.slice(-1)).toEqual(['note']);
    // Counted by Python: cells that have an apostrophe which the log does not have.
    const changed = notes.filter((note: string, index: number) => note !== hostile[index]).length;
    expect(csv.guardedCells).toBeGreaterThanOrEqual(2 * changed);
    expect(err).toContain(`${csv.guardedCells} cells`);
  });

  it('keeps what a log says apart from what is said of it', async () => {
    const list = [
      { ts: '2026-07-01T09:00:00Z', actor: { id: '(withheld)' }, action: '' },
      { ts: '2026-07-01T09:00:00Z', actor: { id: 'bob' }, action: 'read' },
    ];
    const { bench, exported } = await benchWith(list, ['--commit-fields', '/actor/id']);
    await exported('', 'csv', '--bom');
    const bytes = readFileSync(bench.path('out'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = bytes.toString('utf8').split('\r\n');
    expect(rows[1]).toMatch(/,"\(withheld\)","\(empty\)","",/);
    const open = await benchWith(list);
    await open.exported('', 'csv');
    expect(readFileSync(open.bench.path('out'), 'utf8').split('\r\n')[1]).toContain(
      `,"'(withheld)","(empty)",`,
    );
  });
});

describe('vouch export', () => {
  const log = [
    { ts: '2026-07-01T09:00:00Z', actor: { id: 'alice' }, action: 'read', ms: 12 },
    { ts: '2026-07-01T10:00:00Z', actor: { id: 'bob' }, action: 'read' },
    { ts: '2026-07-02T09:00:00.5Z', actor: { id: 'alice' }, action: 'drop' },
  ];

  it('finds the very lines that vouch search finds, and writes them byte for byte as NDJSON', async () => {
    const { bench, exported } = await benchWith(log);
    const { code, err } = await exported('actor:alice', 'ndjson');
    expect(code, err).toBe(0);
    const lines = readFileSync(bench.path('out'), 'utf8').split('\n');
    const bundle = readFileSync(bench.path('sealed.evb.zip'), 'utf8');
    for (const line of lines) expect(bundle).toContain(line);
    expect(lines.slice(0, -1).map((line) => JSON.parse(line).seq)).toEqual([0, 2]);
    const { out } = await bench.run(['search', bench.path('sealed.evb.zip'), 'actor:alice', '--json']);
    const searched = JSON.parse(out);
    const sidecar = sidecarOf(bench);
    expect(sidecar.question.sha256).toBe(searched.digest);
    expect(sidecar.lines.found).toBe(searched.total);
    expect(sidecar.file.sha256).toBe(digestOf(bench.path('out')));
    expect(sidecar.bundles[0]).toMatchObject({
      fileName: 'sealed.evb.zip',
      fileSha256: digestOf(bench.path('sealed.evb.zip')),
      headline: 'INTACT, SIGNER NOT TRUSTED',
      found: 2,
      searched: 3,
    });
    expect(sidecar.signature.isSigned).toBe(false);
    expect(err).toContain('nobody signed that');
  });

  it('exports several bundles as one, in their order', async () => {
    const { bench } = await benchWith(log);
    const other = await benchWith(log.map((event) => ({ ...event, actor: { id: 'carol' } })));
    const paths = [bench.path('sealed.evb.zip'), other.bench.path('sealed.evb.zip')];
    const { code, err } = await bench.run([
      'export',
      ...paths,
      'drop',
      '--form',
      'ndjson',
      '--out',
      bench.path('out'),
    ]);
    expect(code, err).toBe(0);
    const lines = readFileSync(bench.path('out'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).actor.id)).toEqual(['alice', 'carol']);
    expect(sidecarOf(bench).bundles.map(({ found }: { found: number }) => found)).toEqual([1, 1]);
  });

  it('signs the sidecar so that ssh-keygen says whose it is', async ({ skip }) => {
    skip(!hasSshKeygen, 'ssh-keygen is not installed');
    const { bench, exported } = await benchWith(log);
    const identity = makeIdentity('A. Auditor', new Uint8Array(32).fill(7), 0);
    if (identity === null) throw new Error('no key');
    const cost = { cost: 2 ** 10, blockSize: 8, parallelization: 1 };
    writeFileSync(bench.path('me.pem'), await sealIdentity(identity, 'open sesame', nodePassphrases, cost));
    writeFileSync(bench.path('pass'), 'open sesame\n');
    const signing = ['--identity', bench.path('me.pem'), '--passphrase-file', bench.path('pass')];
    const { code, err } = await exported(
      '',
      'csv',
      ...signing,
      '--received-by',
      'Counsel',
      '--purpose',
      'review',
    );
    expect(code, err).toBe(0);
    writeFileSync(
      bench.path('signers'),
      `auditor namespaces="evidence-report@v1" ${identity.sshPublicKey}\n`,
    );
    const answer = execFileSync(
      'ssh-keygen',
      [
        ...['-Y', 'verify', '-f', bench.path('signers'), '-I', 'auditor', '-n', 'evidence-report@v1'],
        ...['-s', bench.path('out.export.json.sig')],
      ],
      { input: readFileSync(bench.path('out.export.json')), encoding: 'utf8' },
    );
    expect(answer).toContain('Good "evidence-report@v1" signature for auditor');
    const { signature, transfer } = sidecarOf(bench);
    expect(signature).toEqual({
      isSigned: true,
      namespace: 'evidence-report@v1',
      by: { name: 'A. Auditor', fingerprint: identity.fingerprint },
    });
    expect(transfer).toEqual({ purpose: 'review', receivedBy: 'Counsel' });
  });

  it('gives the same person the same other name, says who is who in a file of its own, and shows no bytes', async () => {
    const { bench, exported } = await benchWith(log);
    const { code, err } = await exported(
      '',
      'csv',
      '--pseudonyms',
      'actor',
      '--pseudonym-table',
      bench.path('who.csv'),
    );
    expect(code, err).toBe(0);
    const csv = readFileSync(bench.path('out'), 'utf8');
    expect(csv).not.toMatch(/alice|bob/);
    const names = [...csv.matchAll(/"(person-[0-9a-f]{4})"/g)].map(([, name]) => name);
    expect(names).toHaveLength(3);
    expect(names[0]).toBe(names[2]);
    expect(names[0]).not.toBe(names[1]);
    const table = readFileSync(bench.path('who.csv'), 'utf8');
    expect(table).toContain(`"${names[0]}","person","alice"`);
    expect(sidecarOf(bench).pseudonyms).toEqual(['actor']);
    await bench.run(
      ['export', bench.path('sealed.evb.zip'), '', '--form', 'ecs', '--out', bench.path('two')].concat([
        '--pseudonyms',
        'actor',
        '--pseudonym-table',
        bench.path('who-two.csv'),
      ]),
    );
    const second = readFileSync(bench.path('two'), 'utf8');
    expect(second).not.toMatch(/alice|bob|"original"|"hash"/);
    expect(second).not.toContain(names[0] ?? '');
    const refused = await exported(
      '',
      'ndjson',
      '--pseudonyms',
      'actor',
      '--pseudonym-table',
      bench.path('x.csv'),
    );
    expect(refused.code).toBe(2);
  });

  it('writes all of its files or none, and over nothing that is there', async () => {
    const { bench, exported } = await benchWith(log);
    writeFileSync(bench.path('out.export.json'), 'mine');
    const { code, err } = await exported('', 'csv');
    expect(code).toBe(2);
    expect(err).toContain('it exists already');
    expect(readdirSync(bench.folder).toSorted()).toEqual(['keys', 'out.export.json', 'sealed.evb.zip']);
    expect(readFileSync(bench.path('out.export.json'), 'utf8')).toBe('mine');
  });

  it.each([
    [['--form', 'xlsx'], 'csv, ndjson, ecs, ocsf, parquet'],
    [['--form', 'ecs', '--bom'], '--bom'],
    [['--form', 'ecs', '--field', 'x'], '--field'],
    [['--form', 'csv', '--pseudonyms', 'nope', '--pseudonym-table', 'x'], 'nope'],
    [['--form', 'csv', '--pseudonyms', 'actor'], '--pseudonym-table'],
  ])('refuses what makes no sense: %s', async (args, said) => {
    const { bench } = await benchWith(log);
    const { code, err } = await bench.run([
      'export',
      bench.path('sealed.evb.zip'),
      '',
      '--out',
      bench.path('out'),
      ...args,
    ]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
