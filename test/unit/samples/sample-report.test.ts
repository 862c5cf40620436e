import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseOrderFile } from '../../../cli/report-order.ts';
import { parseVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { verifyReport } from '../../../shared/pack/verify-report.ts';
import { sampleTrustedKeys } from '../../../shared/samples/sample-keys.ts';

const read = (name: string) => new Uint8Array(readFileSync(`samples/report/${name}`));
const bytes = read('report.json');
const beside = new Map(['report.json.sig', 'report.html'].map((name) => [name, read(name)]));
const logKeys = sampleTrustedKeys()
  .filter(({ role }) => role === 'log')
  .map(({ publicKey }) => parseVerifierKey(publicKey));

describe('The sample report in the repository', () => {
  it('is verified by the key of its auditor, and its page is what is drawn from it ("npm run samples" makes both)', () => {
    const { fingerprint } = JSON.parse(Buffer.from(bytes).toString('utf8')).preparer;
    const trust = {
      known: new Map([[fingerprint, 'auditor']]),
      authorities: [],
      now: Date.UTC(2026, 9, 2),
      logKeys,
    };
    const { state, results } = verifyReport({ kind: 'record', bytes, beside }, trust);
    expect(
      results.filter(({ outcome }) => outcome !== 'pass').map(({ code, place }) => [code, place]),
    ).toEqual([['report-certificate', { kind: 'member', member: 'report.json.p7s' }]]);
    expect(state).toBe('verified');
  });

  it('is verified by the second verifier, too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-sample-report-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'r'));
    writeFileSync(join(folder, 'r/report.json'), bytes);
    writeFileSync(join(folder, 'r/report.json.sig'), beside.get('report.json.sig') ?? '');
    const run = spawnSync(process.execPath, ['cli/standalone/verify-report.mjs', join(folder, 'r')], {
      encoding: 'utf8',
    });
    const open = run.stdout.split('\n').filter((line) => /^ {2}(?:unknown|fail)/.test(line));
    // Nobody named the key of the auditor in this run.
    expect(open).toEqual([expect.stringContaining('report-signer')]);
  });

  it('is what its order asks for', () => {
    const order = parseOrderFile(new Uint8Array(readFileSync('samples/report-order.json')));
    const record = JSON.parse(Buffer.from(bytes).toString('utf8'));
    expect([record.number, record.title]).toEqual([order.number, order.title]);
    // Five entries of one night, seven uses of a token, 56 from one address: as the stories of the sample have them.
    const sizes = record.exhibits.map((exhibit: { entries: unknown[] }) => exhibit.entries.length);
    expect(sizes).toEqual([5, 7, 56]);
    expect(record.samples[0].lines).toHaveLength(25);
    expect(record.samples[0].population.size).toBe(682);
  });
});
