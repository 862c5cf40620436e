import { beforeAll, describe, expect, it } from 'vitest';
import { compareReports } from '../../../shared/report/compare-reports.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { origin } from '../../support/bundle-builder.ts';
import { twoLogCase } from '../../support/report-extract.ts';

let extract: ReportExtract;
let order: ReportOrder;
let before: ReportRecord;

beforeAll(async () => {
  ({ extract, order } = await twoLogCase());
  before = recordOf(extract, order);
});

function recordOf(from: ReportExtract, asked: ReportOrder): ReportRecord {
  const made = makeReport(from, asked);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

function changesTo(after: ReportRecord): readonly string[] {
  return compareReports(before, after).map(
    ({ kind, part, name, member, before: was, after: is }) =>
      `${kind} ${[part, name, member].filter((each) => each !== '').join(' > ')}: ${was} -> ${is}`,
  );
}

describe('Two versions of a report', () => {
  it('that are the same have no difference', () => {
    expect(changesTo(before)).toEqual([]);
  });

  it('differ in the instant and the number, and nothing else, when nothing else was changed', () => {
    const after = recordOf(extract, { ...order, number: 'R-2026-08', producedAt: order.producedAt + 1000 });
    expect(changesTo(after)).toEqual([
      'changed report > number: R-2026-07 -> R-2026-08',
      'changed report > produced claimedTime: 2026-07-01T09:30:00.000Z -> 2026-07-01T09:30:01.000Z',
    ]);
  });

  it('name a finding by its title, although it became graver and stands elsewhere', () => {
    const findings = extract.findings.map((finding) =>
      finding.findingId === 'finding-2' ? { ...finding, severity: 'critical' as const } : finding,
    );
    expect(changesTo(recordOf({ ...extract, findings }, order))).toEqual([
      'changed findings > Exports are not approved > severity: medium -> critical',
    ]);
  });

  it('name what was added, what is gone, and the counts that follow', () => {
    const made = { ...extract, made: { findings: 2, exhibits: 2, samples: 2 } };
    const after = recordOf(made, { ...order, exhibits: ['EX-0001'], limitations: ['Another one.'] });
    const changes = changesTo(after);
    expect(changes).toContain('removed exhibits > EX-0002:  -> ');
    expect(changes).toContain('removed limitations: The paper archive of the clinic was not looked at. -> ');
    expect(changes).toContain('added limitations:  -> Another one.');
    expect(changes).toContain('changed report > leftOut exhibits: 0 -> 1');
  });

  it('name an entry that is withheld now, and the redaction', () => {
    const [entry] = before.entries.filter(({ seq, origin: log }) => seq === 2 && log === origin);
    if (entry === undefined) throw new Error('The report has it.');
    const withheld = [
      { origin, seq: 2, leaf: entry.leaf, reason: 'Privileged', privilege: 'work product', by: 'A' },
    ];
    const after = recordOf(extract, { ...order, redaction: { ...order.redaction, withheld } });
    const changes = changesTo(after);
    expect(changes).toContain(`changed entries > ${origin} 2 ${entry.leaf} > content: line -> withheld`);
    expect(changes).toContain(`added redactions > ${origin} 2 ${entry.leaf}  Privileged:  -> `);
  });

  it('name a verdict that is another one now, once', () => {
    const after: ReportRecord = {
      ...before,
      bundles: before.bundles.map((bundle, index) =>
        index === 0
          ? { ...bundle, verdict: { ...bundle.verdict, headline: 'CONFLICT', state: 'failed' } }
          : bundle,
      ),
    };
    expect(changesTo(after)).toEqual([
      'changed bundles > clinic.evb.zip > verdict state: verified -> failed',
      'changed bundles > clinic.evb.zip > verdict headline: VERIFIED -> CONFLICT',
    ]);
  });

  it('name a mark that was changed by its place in the sample', () => {
    const samples = before.samples.map((sample) => ({
      ...sample,
      lines: sample.lines.map((line) => ({
        ...line,
        marks: line.marks === null ? null : (['ok', 'ok'] as const),
      })),
    }));
    expect(changesTo({ ...before, samples })).toEqual([
      'changed samples > Accesses by staff > lines 1 marks: ok, exception -> ok, ok',
    ]);
  });

  it('of which one has no custody log say so', () => {
    expect(changesTo({ ...before, custody: null })[0]).toMatch(/^removed custody: /);
  });

  it('tell two items of one name apart, which only a report by others has', () => {
    const [finding] = before.findings;
    if (finding === undefined) throw new Error('The report has one.');
    const findings = [...before.findings, { ...finding, cause: 'another' }];
    expect(changesTo({ ...before, findings })).toEqual([`added findings > ${finding.title}:  -> `]);
  });
});
