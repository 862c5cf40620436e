import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readIdentity } from '../../../cli/read-identity.ts';
import { runCommand } from '../../../cli/run-command.ts';
import { createTerminal } from '../../../cli/terminal.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderOpensshPrivateKey } from '../../../shared/crypto/openssh-private-key.ts';
import { logKeyOf } from '../../../shared/identity/log-key.ts';
import { plainRedactionOrder, renderRedactionOrder } from '../../../shared/redaction/order-file.ts';
import { bytesOf, reportCase } from '../workers/report-bench.ts';
import { sealSmall, zipOf } from '../workers/small-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-order-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

/** The command line, as the build that the window is of, at a time. */
async function run(
  args: readonly string[],
  now: number,
): Promise<{ readonly code: number; readonly err: string }> {
  let err = '';
  const terminal = createTerminal(
    () => {},
    (text) => {
      err += text;
    },
  );
  const code = await runCommand(args, {
    ...{ terminal, signal: new AbortController().signal, stdin: nothing(), version: 'from a checkout' },
    ...{ now: () => now, storeFolder: null, buildSha256: '7'.repeat(64) },
    randomBytes: (count) => new Uint8Array(count).fill(9),
  });
  return { code, err };
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

/** The case of the window, and what it is made of as files for the command line. */
async function bench() {
  const made = await reportCase();
  const { worker, first, second } = made;
  writeFileSync(path('delivered.evb.zip'), await zipOf((await sealSmall({ entries: 5 })).members));
  const { text } = await worker.request('exportIdentity', {});
  writeFileSync(path('identity.pem'), text);
  writeFileSync(path('passphrase'), 'correct horse battery staple\n');
  const identity = await readIdentity(path('identity.pem'), path('passphrase'));
  const packer = logKeyOf(identity, 'packer');
  const key = { secretKey: packer, publicKey: publicKeyOf(packer), comment: '' };
  writeFileSync(path('signer.key'), renderOpensshPrivateKey(key));
  const order = {
    ...plainRedactionOrder,
    hidden: [{ pointer: '/actor/email', pseudonym: '', reason: 'Personal data.', privilege: '' }],
    withheld: [
      {
        ...{ origin: second.origin, seq: second.seq, leaf: second.leaf },
        reason: 'Advice.',
        privilege: 'counsel',
      },
    ],
  };
  writeFileSync(path('order.json'), renderRedactionOrder(order));
  return { ...made, order, first, second };
}

describe('An order that was saved', () => {
  test('makes the same redacted bundle on the command line as in the window, byte for byte, with the same logs', async () => {
    const { worker, caseId, bundleId, order } = await bench();
    const asked = { order, reason: 'A subject asked.', acknowledgedBy: 'Auditor One' };
    const made = await worker.request('redactBundle', { caseId, bundleId, ...asked });
    const bytes = await bytesOf(made.bundle);
    const [, time = ''] = /"claimedTime": "([^"]+)"/.exec(Buffer.from(bytes).toString('latin1')) ?? [];
    const { code, err } = await run(
      [
        ...[
          'redact',
          path('delivered.evb.zip'),
          '--order',
          path('order.json'),
          '--out',
          path('copy.evb.zip'),
        ],
        ...['--signer-key', path('signer.key'), '--by', 'Auditor One', '--reason', 'A subject asked.'],
        ...['--log', path('log.csv'), '--privilege-log', path('privilege.csv')],
      ],
      Date.parse(time),
    );
    expect(code, err).toBe(0);
    expect(Buffer.from(readFileSync(path('copy.evb.zip'))).equals(Buffer.from(bytes))).toBe(true);
    const logs = await Promise.all(made.logs.map(bytesOf));
    expect(logs.map((log) => Buffer.from(log).toString())).toEqual([
      readFileSync(path('log.csv'), 'utf8'),
      readFileSync(path('privilege.csv'), 'utf8'),
    ]);
    expect(readFileSync(path('privilege.csv'), 'utf8').split('\r\n')).toHaveLength(3);
  });

  test('keeps the same back of a report on the command line as in the window, byte for byte', async () => {
    const { keep, produce, first, second, order } = await bench();
    await keep({ hidden: order.hidden.map(({ pseudonym: _, ...rule }) => rule), withheld: order.withheld });
    const { pack } = await produce();
    writeFileSync(path('window.zip'), await bytesOf(pack));
    execFileSync('unzip', ['-q', path('window.zip'), '-d', path('window')]);
    const lines = [first, second].map(({ origin, seq }) => ({ origin, seq }));
    const report = {
      ...{ format: 'report-order/1', number: 'R-2026-07', title: 'Access review', caseName: 'Gateway' },
      exhibits: [{ number: 'EX-0001', title: 'Two reads', lines }],
    };
    writeFileSync(path('report.json'), JSON.stringify(report));
    const { code, err } = await run(
      [
        ...[
          'report',
          path('delivered.evb.zip'),
          '--order',
          path('report.json'),
          '--redaction',
          path('order.json'),
        ],
        ...['--identity', path('identity.pem'), '--passphrase-file', path('passphrase')],
        ...['--out', path('out'), '--pack'],
      ],
      Date.now(),
    );
    expect(code, err).toBe(0);
    expect(err).toContain('0 found.');
    execFileSync('unzip', ['-q', path('out/pack.evb.zip'), '-d', path('command')]);
    const ofEvidence = [
      ...['redactions.csv', 'privilege.csv', 'entries.csv', 'entries.json', 'exhibits/index.csv'],
      ...['exhibits/EX-0001.ndjson', 'exhibits/EX-0001.tlog-proofs'],
    ];
    for (const name of ofEvidence) {
      const [window, command] = ['window', 'command'].map((from) =>
        readFileSync(path(`${from}/data/${name}`)),
      );
      expect(command?.equals(window ?? Buffer.from('')), name).toBe(true);
    }
    expect(readFileSync(path('command/data/privilege.csv'), 'utf8')).toContain('"counsel"');
  });
});

describe('An order is refused', () => {
  test('together with other rules, with an entry that has another leaf, and for a report that has rules itself', async () => {
    const { order } = await bench();
    const base = [
      ...['redact', path('delivered.evb.zip'), '--order', path('order.json'), '--out', path('no.zip')],
      ...['--signer-key', path('signer.key'), '--by', 'x', '--reason', 'y'],
    ];
    expect((await run([...base, '--hide', '/action'], 0)).err).toContain('--order says what is left out');
    const withheld = order.withheld.map((each) => ({ ...each, leaf: 'ab'.repeat(32) }));
    writeFileSync(path('order.json'), renderRedactionOrder({ ...order, withheld }));
    const { code, err } = await run(base, 0);
    expect(code).toBe(2);
    expect(err).toContain('and the order names abab');
  });
});

describe('vouch redact --preset', () => {
  test('shows what does not look personal, and hides or withholds the rest', async () => {
    await bench();
    const { code, err } = await run(
      [
        ...[
          'redact',
          path('delivered.evb.zip'),
          '--preset',
          'without-persons',
          '--out',
          path('preset.evb.zip'),
        ],
        ...['--signer-key', path('signer.key'), '--by', 'x', '--reason', 'y'],
      ],
      0,
    );
    expect(code, err).toBe(0);
    expect(readFileSync(path('preset.evb.zip'), 'latin1')).not.toContain('@example.com');
    // Who did it stands in clear in every entry.
    expect(err).toContain('5 entries withheld');
  });
});
