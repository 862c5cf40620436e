import { beforeAll, describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { alteredVerdict } from '../../../shared/case/altered-verdict.ts';
import type { ExtractedEntry, ReportExtract } from '../../../shared/report/extract.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { origin, stubOf } from '../../support/bundle-builder.ts';
import { exhibitOf, smallCase } from '../../support/report-extract.ts';

let extract: ReportExtract;
let order: ReportOrder;

beforeAll(async () => {
  const small = await smallCase();
  extract = small.extract;
  order = small.order;
});

/** `code where #seq` of every problem. */
function refusals(changed: Partial<ReportExtract>, asked: Partial<ReportOrder> = {}): readonly string[] {
  const made = makeReport({ ...extract, ...changed }, { ...order, ...asked });
  return made.kind === 'made'
    ? []
    : made.problems.map(({ code, where, seq }) => `${code} ${where}${seq === null ? '' : ` #${seq}`}`);
}

function recordOf(changed: Partial<ReportExtract>, asked: Partial<ReportOrder> = {}) {
  const made = makeReport({ ...extract, ...changed }, { ...order, ...asked });
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

function withEntry(seq: number, change: (entry: ExtractedEntry) => Partial<ExtractedEntry>) {
  return {
    entries: extract.entries.map((entry) => (entry.seq === seq ? { ...entry, ...change(entry) } : entry)),
  };
}

describe('The record of a report', () => {
  it('has each line once that an exhibit, a sample, a finding or the narrative names, and no other', () => {
    // The exhibit has 4 to 6, the sample 1 and 7, the finding cites 6, the narrative 2.
    expect(recordOf({}).entries.map(({ seq }) => seq)).toEqual([1, 2, 4, 5, 6, 7]);
  });

  it('counts reviewed lines and exceptions from the marks', () => {
    const [sample] = recordOf({}).samples;
    expect(sample).toMatchObject({ reviewed: 1, exceptions: 1 });
    expect(sample?.lines.map(({ marks }) => marks)).toEqual([['ok', 'exception'], null]);
  });

  it('counts what the preparer left out', () => {
    const record = recordOf({ made: { findings: 5, exhibits: 2, samples: 1 } }, { samples: [] });
    expect(record.leftOut).toEqual({ findings: 4, exhibits: 1, samples: 1 });
  });

  it('lets nothing leave with a section that is not asked for', () => {
    const record = recordOf({}, { sections: ['summary', 'scope'] });
    const { findings, exhibits, samples, narrative, searches, entries, custody } = record;
    expect({ findings, exhibits, samples, narrative, searches, entries, custody }).toEqual({
      ...{ findings: [], exhibits: [], samples: [], narrative: [], searches: [], entries: [] },
      custody: null,
    });
  });

  it('puts the gravest finding first and exhibits by their number, not by their digits', () => {
    const [finding] = extract.findings;
    const [exhibit] = extract.exhibits;
    if (finding === undefined || exhibit === undefined) throw new Error('The case has both.');
    const record = recordOf(
      {
        findings: [
          { ...finding, findingId: 'low', severity: 'low' },
          { ...finding, findingId: 'critical', severity: 'critical' },
        ],
        exhibits: [
          { ...exhibit, number: 'EX-10000' },
          { ...exhibit, number: 'EX-9999' },
        ],
      },
      { findings: ['low', 'critical'], exhibits: ['EX-10000', 'EX-9999'] },
    );
    expect(record.findings.map(({ findingId }) => findingId)).toEqual(['critical', 'low']);
    expect(record.exhibits.map(({ number }) => number)).toEqual(['EX-9999', 'EX-10000']);
  });

  it('lists under what was not verified every result that is no pass, and no other', () => {
    const record = recordOf({});
    const results = record.bundles.flatMap(({ verdict }) => verdict.results);
    expect(record.notVerified.map(({ code }) => code)).toEqual(['head', 'claimed-time']);
    expect(results.filter(({ outcome }) => outcome !== 'pass')).toHaveLength(2);
  });

  it('says that readiness was not run', () => {
    expect(recordOf({}).limitations).toContain('Readiness checks of the logs were not run for this report.');
  });
});

describe('No report is made', () => {
  it('of no bundle', () => {
    expect(refusals({ bundles: [], entries: [] }, { sections: [] })).toEqual(['empty report']);
  });

  it('of a stored copy that was altered', () => {
    const bundles = extract.bundles.map((bundle) => ({
      ...bundle,
      verdict: alteredVerdict(bundle.verdict, []),
    }));
    expect(refusals({ bundles })).toEqual(['local-copy-altered clinic.evb.zip']);
  });

  it('without a number, a title, a name or a heading', () => {
    const asked = {
      number: ' ',
      title: '',
      preparer: { name: '', fingerprint: '' },
      narrative: [{ heading: '\n', markdown: '' }],
    };
    expect(refusals({}, asked)).toEqual([
      'text-missing number',
      'text-missing title',
      'text-missing preparer',
      'text-missing part 1',
    ]);
  });

  it.each([Number.NaN, 0.5, 8.64e15])('at a time that no calendar has: %d', (producedAt) => {
    expect(refusals({}, { producedAt })).toEqual(['time-out-of-range clock']);
  });

  it('with a finding, an exhibit or a sample that is not there', () => {
    const asked = { findings: ['finding-2'], exhibits: ['EX-0002'], samples: ['sample-2'] };
    expect(refusals({}, asked)).toEqual([
      'unknown-id finding-2',
      'unknown-id EX-0002',
      'unknown-id sample-2',
    ]);
  });

  it('with an exhibit, a file or a section twice', () => {
    const { exhibits, bundles } = extract;
    expect(refusals({ exhibits: [...exhibits, ...exhibits] })).toEqual(['twice EX-0001']);
    expect(refusals({ bundles: [...bundles, ...bundles] })).toEqual([`twice ${bundles[0]?.fileSha256}`]);
    expect(refusals({}, { sections: ['scope', 'scope'] })).toEqual(['twice scope']);
  });

  it('with a line that no bundle has', () => {
    expect(refusals({ entries: extract.entries.filter(({ seq }) => seq !== 5) })).toEqual([
      'line-not-there EX-0001 #5',
    ]);
  });

  it('with a line of a file that is not in the report, or of another log', () => {
    expect(refusals(withEntry(5, () => ({ fileSha256: '00'.repeat(32) })))).toEqual([
      'bundle-not-there EX-0001 #5',
    ]);
    const bundles = extract.bundles.map((bundle) => ({ ...bundle, origin: 'other.example' }));
    expect(refusals({ bundles }).every((problem) => problem.startsWith('bundle-not-there'))).toBe(true);
  });

  it('with a line whose bytes are not those of its leaf', () => {
    const line = encodeUtf8('{"seq":5}');
    expect(refusals(withEntry(5, () => ({ line })))).toEqual(['leaf-differs EX-0001 #5']);
  });

  it('with a stub that states another leaf', () => {
    const line = encodeUtf8(stubOf('another line'));
    expect(refusals(withEntry(5, () => ({ line })))).toEqual(['leaf-differs EX-0001 #5']);
  });

  it('with a line under a number that it does not state', () => {
    const [five] = extract.entries.filter(({ seq }) => seq === 5);
    if (five === undefined) throw new Error('The case has it.');
    const moved: ExtractedEntry = { ...five, seq: 105 };
    expect(refusals({ entries: [...extract.entries, moved], exhibits: [exhibitOf([moved])] })).toEqual([
      'seq-differs EX-0001 #105',
    ]);
  });

  it('with a value or a time that does not stand in the line', () => {
    const fields = { actor: { kind: 'text' as const, text: 'the.boss' } };
    expect(refusals(withEntry(5, (entry) => ({ fields: { ...entry.fields, ...fields } })))).toEqual([
      'fields-differ EX-0001 #5',
    ]);
    expect(refusals(withEntry(5, () => ({ time: 0 })))).toEqual(['fields-differ EX-0001 #5']);
    expect(refusals(withEntry(5, () => ({ time: null })))).toEqual(['fields-differ EX-0001 #5']);
  });

  it('with a stub under the number of another entry', () => {
    const [five] = extract.entries.filter(({ seq }) => seq === 5);
    if (five === undefined) throw new Error('The case has it.');
    const line = encodeUtf8(`#withheld ${five.leaf}`);
    const fields = { ...five.fields, actor: { kind: 'withheld' as const } };
    const nothing = { kind: 'withheld' as const };
    const stub: ExtractedEntry = {
      ...five,
      ...{ seq: 105, line, time: null, disclosures: [] },
      fields: { ...fields, action: nothing, target: nothing, outcome: nothing },
    };
    expect(refusals({ entries: [...extract.entries, stub], exhibits: [exhibitOf([stub])] })).toEqual([
      'seq-differs EX-0001 #105',
    ]);
  });

  it('with a proof of another line, of another place, or that is cut', () => {
    const [four] = extract.entries.filter(({ seq }) => seq === 4);
    const proof = four?.proof;
    if (proof?.kind !== 'path') throw new Error('The case has a proof of it.');
    expect(refusals(withEntry(5, () => ({ proof })))).toEqual(['proof-broken EX-0001 #5']);
    expect(refusals(withEntry(4, () => ({ proof: { ...proof, index: 3 } })))).toEqual([
      'proof-broken EX-0001 #4',
    ]);
    expect(refusals(withEntry(4, () => ({ proof: { ...proof, path: proof.path.slice(1) } })))).toEqual([
      'proof-broken EX-0001 #4',
    ]);
    expect(
      refusals(withEntry(4, () => ({ proof: { ...proof, path: ['zz', ...proof.path.slice(1)] } }))),
    ).toEqual(['proof-broken EX-0001 #4']);
  });

  it('with a proof to a checkpoint that is not there, is unreadable, or signs another size', () => {
    const notes = (
      change: (checkpoint: { size: number; note: string }) => { size: number; note: string }[],
    ) => ({
      bundles: extract.bundles.map((bundle) => ({
        ...bundle,
        checkpoints: bundle.checkpoints.flatMap(change),
      })),
    });
    const codes = (problems: readonly string[]) => [
      ...new Set(problems.map((problem) => problem.split(' ')[0])),
    ];
    expect(codes(refusals(notes(() => [])))).toEqual(['checkpoint-not-there']);
    expect(codes(refusals(notes(({ size }) => [{ size, note: 'no note' }])))).toEqual([
      'checkpoint-unreadable',
    ]);
    expect(
      codes(refusals(notes(({ size, note }) => [{ size, note: note.replace('\n8\n', '\n9\n') }]))),
    ).toEqual(['proof-broken']);
    expect(
      codes(refusals(notes(({ size, note }) => [{ size, note: note.replace(origin, `${origin}2`) }]))),
    ).toEqual(['proof-broken']);
  });

  it('with a citation of no line, or of two different lines', () => {
    const narrative = [{ heading: 'Cited', markdown: `[@${origin}#99] and [@${origin}#2]` }];
    const [two] = extract.entries.filter(({ seq }) => seq === 2);
    if (two === undefined) throw new Error('The case has it.');
    const entries = [...extract.entries, { ...two, leaf: 'aa'.repeat(32) }];
    expect(refusals({ entries }, { narrative })).toEqual([
      'line-not-there Cited #99',
      'citation-ambiguous Cited #2',
    ]);
  });

  it('with a mark for no line of the sample, or not one for each attribute', () => {
    const [sample] = extract.samples;
    const result = sample?.results.get(0);
    if (sample === undefined || result === undefined) throw new Error('The case has both.');
    const results = new Map([
      [0, { ...result, marks: ['ok' as const] }],
      [5, { ...result, position: 5 }],
    ]);
    expect(refusals({ samples: [{ ...sample, results }] })).toEqual([
      'sample-result-misplaced Accesses by staff',
      'sample-result-misplaced Accesses by staff',
    ]);
  });

  it('with half a character in a text, which no file can hold', () => {
    expect(refusals({}, { title: 'half \ud83d' })).toEqual(['text-damaged /title']);
    expect(refusals({}, { limitations: ['\udc00'] })[0]).toMatch(/^text-damaged \/limitations\//);
  });

  it('with a time in the trust store that no record can hold', () => {
    const keys = extract.trust.keys.map((key) => ({ ...key, validBefore: 9e15 }));
    expect(refusals({ trust: { ...extract.trust, keys } })).toEqual(['not-writable record']);
  });
});

describe('Of two deliveries of one line', () => {
  it('the line is taken before its stub, and the longer proof before the shorter', () => {
    const [five] = extract.entries.filter(({ seq }) => seq === 5);
    const [bundle] = extract.bundles;
    if (five === undefined || bundle === undefined) throw new Error('The case has both.');
    const other = { ...bundle, fileName: 'again.evb.zip', fileSha256: '00'.repeat(32) };
    const stub: ExtractedEntry = {
      ...five,
      fileSha256: other.fileSha256,
      line: encodeUtf8(`#withheld ${five.leaf}`),
      disclosures: [],
    };
    const bundles = [bundle, other];
    const fileOf = (entries: readonly ExtractedEntry[]) =>
      recordOf({ bundles, entries }).entries.find(({ seq }) => seq === 5)?.fileSha256;
    expect(fileOf([...extract.entries, stub])).toBe(bundle.fileSha256);
    expect(fileOf([stub, ...extract.entries])).toBe(bundle.fileSha256);
    const unproven: ExtractedEntry = {
      ...five,
      fileSha256: other.fileSha256,
      proof: { kind: 'none', reason: 'no checkpoint covers it' },
    };
    expect(fileOf([unproven, ...extract.entries])).toBe(bundle.fileSha256);
  });

  it('an exhibit of both has the line once', () => {
    const [exhibit] = extract.exhibits;
    const [source] = exhibit?.sources ?? [];
    if (exhibit === undefined || source === undefined) throw new Error('The case has both.');
    const twice = { ...exhibit, sources: [source, { ...source, fileSha256: '00'.repeat(32) }] };
    expect(recordOf({ exhibits: [twice] }).exhibits[0]?.entries.map(({ seq }) => seq)).toEqual([4, 5, 6]);
  });

  it('a value that only one of them discloses is disclosed', () => {
    const [five] = extract.entries.filter(({ seq }) => seq === 5);
    if (five === undefined) throw new Error('The case has it.');
    const content = recordOf({ entries: [{ ...five, disclosures: [] }, ...extract.entries] }).entries.find(
      ({ seq }) => seq === 5,
    )?.content;
    expect(content).toMatchObject({ kind: 'line', disclosures: five.disclosures });
  });
});
