import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import { renderAuthorityFile, timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { testIdentity, writeTestIdentity } from '../../support/signed-identity.ts';
import { type CliBench, createCliBench, type Outcome, sealInput } from './cli-bench.ts';

const preparer = testIdentity('P. Preparer', 7);
const reviewer = testIdentity('R. Reviewer', 8);
const origin = 'logs.example/a';
const at = ['--at', '2026-07-31T12:00:00Z'];
const event = JSON.stringify({ ts: '2026-03-01T10:00:00Z', actor: { id: 'a' }, action: 'read' });
const order = {
  ...{ format: 'report-order/1', number: 'R-1', title: 'Reads', caseName: 'March' },
  exhibits: [{ number: 'EX-0001', title: 'All reads', query: 'action:read' }],
};

let bench: CliBench;

beforeEach(async () => {
  bench = createCliBench();
  bench.setClock(Date.UTC(2026, 7, 1));
  await sealInput(bench, `${event}\n`, []);
  for (const [who, name] of [
    [preparer, 'preparer'],
    [reviewer, 'reviewer'],
  ] as const) {
    await writeTestIdentity(who, bench.path(`${name}.pem`), bench.path(`${name}.pass`));
  }
  const keys = ['--vkey', bench.path('keys/log.vkey'), '--signers', bench.path('keys/allowed_signers')];
  const said = ['--compared', 'by phone', '--by', 'A', '--store', bench.path('store')];
  await bench.run(['trust', 'add', '--origin', origin, ...keys, ...said]);
  writeFileSync(bench.path('order.json'), JSON.stringify(order));
  const made = await bench.run([
    ...['report', bench.path('sealed.evb.zip'), '--order', bench.path('order.json'), '--pack'],
    ...['--store', bench.path('store'), '--out', bench.path('out'), ...at, ...as('preparer')],
  ]);
  expect(made.code, made.err).toBe(0);
  const line = (name: string, key: string) => `${name} namespaces="evidence-report@v1" ${key}\n`;
  writeFileSync(bench.path('preparer.signers'), line('paula', preparer.sshPublicKey));
  const both = line('paula', preparer.sshPublicKey) + line('ruth', reviewer.sshPublicKey);
  writeFileSync(bench.path('both.signers'), both);
}, 60_000);

function as(name: 'preparer' | 'reviewer'): readonly string[] {
  return ['--identity', bench.path(`${name}.pem`), '--passphrase-file', bench.path(`${name}.pass`)];
}

function add(verb: string, what: string, more: readonly string[], out: string): Promise<Outcome> {
  return bench.run(['report', verb, bench.path(what), ...more, '--out', bench.path(out), ...at]);
}

async function outcomes(path: string, signers: string, more: readonly string[] = []) {
  const reviewers = ['--reviewers', bench.path(`${signers}.signers`)];
  const { out } = await bench.run(['verify', bench.path(path), '--json', ...reviewers, ...more]);
  const verdict: { state: string; results: { code: string; outcome: string; statement: string }[] } =
    JSON.parse(out);
  return { ...verdict, lines: verdict.results.map(({ code, outcome }) => `${outcome} ${code}`) };
}

/** Unpacked by another program, and asked of the second verifier, which shares no line with the first. */
function askStandalone(pack: string, signers: string) {
  const folder = bench.path('unzipped');
  mkdirSync(folder);
  execFileSync('python3', ['-m', 'zipfile', '-e', bench.path(pack), folder]);
  const trusted = ['--signers', bench.path(`${signers}.signers`), '--vkey', bench.path('keys/log.vkey')];
  const run = spawnSync(process.execPath, [join(folder, 'verify-report.mjs'), folder, ...trusted]);
  return { code: run.status, out: String(run.stdout) + String(run.stderr) };
}

describe('vouch report countersign', () => {
  it('puts a second signature beside a report, and into a pack that both verifiers accept', async () => {
    const signed = await add('countersign', 'out/pack.evb.zip', ['--pack', ...as('reviewer')], 'second');
    expect(signed, signed.err).toMatchObject({ code: 0 });
    expect(readdirSync(bench.path('second')).toSorted()).toEqual([
      ...['pack.evb.zip', 'report.json.reviewer.p7s', 'report.json.reviewer.sig'],
    ]);
    const { state, lines } = await outcomes('second/pack.evb.zip', 'both');
    expect(state).toBe('verified');
    expect(lines).toContain('pass report-reviewer');
    expect(askStandalone('second/pack.evb.zip', 'both')).toMatchObject({ code: 0 });
    // Whoever knows the preparer alone is not told that the pack is theirs.
    expect((await outcomes('second/pack.evb.zip', 'preparer')).lines).toContain('fail pack-signature');
  });

  it('refuses the key that made the report, and a report that is not as it was signed', async () => {
    const same = await add('countersign', 'out/report.json', as('preparer'), 'second');
    expect(same).toMatchObject({ code: 2, err: expect.stringContaining('made with this very key') });
    const report = readFileSync(bench.path('out/report.json'), 'utf8');
    writeFileSync(bench.path('out/report.json'), report.replace('All reads', 'No reads!'));
    const changed = await add('countersign', 'out/report.json', as('reviewer'), 'second');
    expect(changed).toMatchObject({ code: 2, err: expect.stringContaining('not as it was signed') });
  });
});

describe('vouch report withdraw', () => {
  it('signs a statement with the key that made the report, and with no other', async () => {
    const more = ['--reason', 'A count was wrong.'];
    const other = await add('withdraw', 'out/report.json', [...more, ...as('reviewer')], 'gone');
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('only that one withdraws it') });
    expect(await add('withdraw', 'out', [...more, ...as('preparer')], 'gone')).toMatchObject({ code: 0 });
    const statement = readFileSync(bench.path('gone/withdrawal.json'));
    expect(JSON.parse(String(statement))).toMatchObject({ number: 'R-1', reason: 'A count was wrong.' });
    expect(readdirSync(bench.path('gone'))).toContain('withdrawal.json.sig');
    const signature = ['-Y', 'check-novalidate', '-n', 'evidence-report@v1'];
    const run = spawnSync('ssh-keygen', [...signature, '-s', bench.path('gone/withdrawal.json.sig')], {
      input: statement,
    });
    if (run.error === undefined) expect(String(run.stdout)).toContain(preparer.fingerprint);
  });
});

describe('vouch report stamp', () => {
  it('writes the very request that openssl asks with', async () => {
    expect(await add('stamp', 'out/pack.evb.zip', [], 'asked')).toMatchObject({ code: 0 });
    expect(readdirSync(bench.path('asked'))).toEqual(['report.json.sig.tsq']);
    const args = [
      'ts',
      '-query',
      '-data',
      bench.path('out/report.json.sig'),
      '-sha256',
      '-cert',
      '-no_nonce',
    ];
    const run = spawnSync('openssl', args);
    if (run.error !== undefined) return;
    expect(toBase64(readFileSync(bench.path('asked/report.json.sig.tsq')))).toBe(toBase64(run.stdout));
  });

  it('takes the answer of a pinned authority into the pack, where it dates the signature', async () => {
    const signature = new Uint8Array(readFileSync(bench.path('out/report.json.sig')));
    const answer = makeTimeStamp({
      over: signature,
      time: '20260731120005Z',
      accuracy: null,
      signer: timeAuthority,
    });
    writeFileSync(bench.path('answer'), answer);
    writeFileSync(bench.path('tsa.pem'), renderAuthorityFile());
    const token = [
      '--token',
      bench.path('answer'),
      '--tsa',
      bench.path('tsa.pem'),
      '--at',
      '2026-08-01T00:00:00Z',
    ];
    const taken = await bench.run([
      ...['report', 'stamp', bench.path('out/pack.evb.zip'), '--out', bench.path('stamped')],
      ...[...token, ...as('preparer')],
    ]);
    expect(taken, taken.err).toMatchObject({ code: 0, err: expect.stringContaining('2026-07-31T12:00:05') });
    const tsa = ['--tsa', bench.path('tsa.pem')];
    const { state, lines } = await outcomes('stamped/pack.evb.zip', 'preparer', tsa);
    expect(state).toBe('verified');
    expect(lines).toContain('pass report-stamp');
    expect(askStandalone('stamped/pack.evb.zip', 'preparer')).toMatchObject({ code: 0 });
  });

  it('refuses an answer over other bytes, and one that cannot be read', async () => {
    const other = makeTimeStamp({
      ...{ over: new Uint8Array(4), time: '20260731120005Z', signer: timeAuthority },
    });
    writeFileSync(bench.path('answer'), other);
    const refused = await add('stamp', 'out/report.json', ['--token', bench.path('answer')], 'stamped');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('over other bytes') });
    writeFileSync(bench.path('answer'), 'nothing');
    const none = await add('stamp', 'out/report.json', ['--token', bench.path('answer')], 'stamped');
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('is not taken') });
  });
});
