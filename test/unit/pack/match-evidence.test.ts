import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { patientCall } from '../../../cli/open-search.ts';
import { openReportEvidence } from '../../../cli/report-evidence.ts';
import { matchEvidence } from '../../../shared/pack/match-evidence.ts';
import { trustOfReport } from '../../../shared/pack/report-trust.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import type { ReportEvidence } from '../../../shared/report/report-evidence.ts';
import { testIdentity, writeTestIdentity } from '../../support/signed-identity.ts';
import { createCliBench, sealInput } from '../cli/cli-bench.ts';

const origin = 'logs.example/a';
const claimedTime = Date.UTC(2026, 6, 31, 12);
const events = Array.from({ length: 40 }, (_, index) =>
  JSON.stringify({
    ts: `2026-03-01T10:${String(index).padStart(2, '0')}:00Z`,
    actor: { id: `u-${index % 3}` },
    action: index % 4 === 0 ? 'write' : 'read',
  }),
);

const order = {
  ...{ format: 'report-order/1', number: 'R-1', title: 'Writes', caseName: 'March' },
  exhibits: [
    { number: 'EX-0001', title: 'All writes', query: 'action:write' },
    { number: 'EX-0002', title: 'By hand', lines: [{ origin, seq: 3 }] },
  ],
  samples: [{ title: 'Reads', query: 'action:read', seed: 'march', size: 5, attributes: ['Approved'] }],
  searches: [{ name: 'Of the first', query: 'actor:u-0' }],
};

describe('A report is compared with the bundle that it speaks of', () => {
  let record: ReportRecord;
  let evidence: ReportEvidence;

  beforeEach(async () => {
    const bench = createCliBench();
    await sealInput(bench, `${events.join('\n')}\n`);
    const keys = ['--vkey', bench.path('keys/log.vkey'), '--signers', bench.path('keys/allowed_signers')];
    const said = ['--compared', 'by phone', '--by', 'A. Auditor', '--store', bench.path('store')];
    await bench.run(['trust', 'add', '--origin', origin, ...keys, ...said]);
    const identity = testIdentity('A. Auditor', 7);
    await writeTestIdentity(identity, bench.path('identity.pem'), bench.path('passphrase'));
    writeFileSync(bench.path('order.json'), JSON.stringify(order));
    const made = await bench.run([
      ...['report', bench.path('sealed.evb.zip'), '--order', bench.path('order.json')],
      ...['--identity', bench.path('identity.pem'), '--passphrase-file', bench.path('passphrase')],
      ...['--store', bench.path('store'), '--out', bench.path('out'), '--at', '2026-07-31T12:00:00Z'],
    ]);
    expect(made.code).toBe(0);
    record = parseReport(new Uint8Array(readFileSync(bench.path('out/report.json'))));
    evidence = await openReportEvidence(
      {
        paths: [bench.path('sealed.evb.zip')],
        trust: trustOfReport(record.trust, record.produced.claimedTime),
        only: null,
        onStep() {},
      },
      {
        signal: new AbortController().signal,
        randomBytes: (count) => new Uint8Array(count).fill(5),
        now: () => claimedTime,
      },
    );
  });

  async function answers(changed: Partial<ReportRecord> = {}): Promise<readonly string[]> {
    const results = await matchEvidence({ ...record, ...changed }, evidence, patientCall);
    return results.map(({ outcome, code }) => `${outcome} ${code}`);
  }

  it('and says the same in every respect', async () => {
    expect(record.bundles[0]?.verdict.headline).toBe('VERIFIED');
    expect(await answers()).toEqual([
      'pass evidence-file',
      'pass evidence-verdict',
      'pass evidence-receipt',
      'pass evidence-entry',
      'pass evidence-exhibit',
      'pass evidence-sample',
      'pass evidence-search',
    ]);
  });

  it('and fails where it states another headline, or another number of entries', async () => {
    const [bundle] = record.bundles;
    if (bundle === undefined) throw new Error('There is no bundle.');
    const verdict = { ...bundle.verdict, headline: 'BROKEN', state: 'failed' } as const;
    expect(await answers({ bundles: [{ ...bundle, verdict }] })).toContain('fail evidence-verdict');
    const receipt = { ...bundle.receipt, entries: 41 };
    expect(await answers({ bundles: [{ ...bundle, receipt }] })).toContain('fail evidence-receipt');
    // Both read the same ZIP: its headers are counted as well.
    const { account } = bundle.receipt;
    expect(account?.overheadBytes).toBeGreaterThan(0);
    const empty = { overheadBytes: 0, mapping: account?.mapping ?? [] };
    expect(
      await answers({ bundles: [{ ...bundle, receipt: { ...bundle.receipt, account: empty } }] }),
    ).toContain('fail evidence-receipt');
    const [first, ...members] = bundle.receipt.members;
    const other = { path: 'data/bundle.json', bytes: 1, sha256: '00'.repeat(32) };
    expect(first).toBeDefined();
    expect(
      await answers({
        bundles: [{ ...bundle, receipt: { ...bundle.receipt, members: [other, ...members] } }],
      }),
    ).toContain('fail evidence-receipt');
  });

  it('and fails where it leaves a line out of an exhibit, or has one too many', async () => {
    const [exhibit, byHand] = record.exhibits;
    if (exhibit === undefined || byHand === undefined) throw new Error('There is no exhibit.');
    const less = { ...exhibit, entries: exhibit.entries.slice(1) };
    expect(await answers({ exhibits: [less, byHand] })).toContain('fail evidence-exhibit');
    const more = { ...exhibit, entries: [...exhibit.entries.slice(1), ...byHand.entries] };
    expect(await answers({ exhibits: [more, byHand] })).toContain('fail evidence-exhibit');
  });

  it('and fails where the seed draws other lines, or the population has another size', async () => {
    const [sample] = record.samples;
    if (sample === undefined) throw new Error('There is no sample.');
    expect(await answers({ samples: [{ ...sample, seed: 'april' }] })).toContain('fail evidence-sample');
    expect(await answers({ samples: [{ ...sample, lines: sample.lines.toReversed() }] })).toContain(
      'fail evidence-sample',
    );
    const population = { ...sample.population, size: 31 };
    expect(await answers({ samples: [{ ...sample, population }] })).toContain('fail evidence-sample');
    // Thirty of forty lines are reads: every fourth is a write.
    expect(sample.population.size).toBe(30);
  });

  it('and fails where a search finds another number of lines', async () => {
    const [search] = record.searches;
    if (search === undefined) throw new Error('There is no search.');
    // Of u-0 are the entries 0, 3, …, 39.
    expect(search.lines).toBe(14);
    expect(await answers({ searches: [{ ...search, lines: 13 }] })).toContain('fail evidence-search');
    expect(await answers({ searches: [{ ...search, queryDigest: 'cd'.repeat(32) }] })).toContain(
      'unknown evidence-search',
    );
  });

  it('and fails where it has an entry that the bundle does not have, or shows it with other fields', async () => {
    const [entry, ...others] = record.entries;
    if (entry?.content.kind !== 'line') throw new Error('There is no line.');
    const unknown = { ...entry, leaf: '00'.repeat(32) };
    expect(await answers({ entries: [unknown, ...others] })).toContain('fail evidence-entry');
    const fields = entry.content.event.map((each) =>
      each.field === 'actor' ? { ...each, field: 'target' } : each,
    );
    const shown = { ...entry, content: { ...entry.content, event: fields } };
    expect(await answers({ entries: [shown, ...others] })).toContain('fail evidence-entry');
  });

  it('and says that a bundle is not at hand, and asks no question of fewer files than the report', async () => {
    const [bundle] = record.bundles;
    if (bundle === undefined) throw new Error('There is no bundle.');
    const other = { ...bundle, fileSha256: 'ab'.repeat(32), fileName: 'august.evb.zip' };
    expect(await answers({ bundles: [bundle, other] })).toEqual([
      'pass evidence-file',
      'pass evidence-verdict',
      'pass evidence-receipt',
      'unknown evidence-file',
      'pass evidence-entry',
      'unknown evidence-search',
    ]);
  });
});
