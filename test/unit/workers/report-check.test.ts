import { describe, expect, test } from 'vitest';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import type { CheckedReport, ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import type { ReportCheckCode } from '../../../shared/pack/report-check.ts';
import { bytesOf, reportCase } from './report-bench.ts';
import { createComputer } from './worker-bench.ts';

/** Files of a report, as they were saved. */
function filesOf({ files }: ProducedFiles, ...names: readonly string[]): readonly DeliveredFile[] {
  return files.filter(({ name }) => names.includes(name));
}

const outcomesOf = ({ results }: CheckedReport, code: ReportCheckCode) =>
  results.filter((result) => result.code === code).map(({ outcome }) => outcome);

async function produced() {
  const maker = await reportCase();
  await maker.keep({});
  const files = await maker.produce();
  return { maker, files, pack: files.pack };
}

describe('A report that comes back', () => {
  test('is signed by a key that is known, unchanged, and follows from the bundles of the case', async () => {
    const { maker, pack, files } = await produced();
    const { worker, caseId } = maker;
    const checked = await worker.request('checkReport', { caseId, files: [pack], told: '' });
    expect(checked.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(outcomesOf(checked, 'report-signature')).toEqual(expect.arrayContaining(['pass']));
    expect(outcomesOf(checked, 'report-signer')).not.toContain('unknown');
    for (const code of ['evidence-file', 'evidence-verdict', 'evidence-entry'] as const) {
      expect(outcomesOf(checked, code), code).toEqual(['pass']);
    }
    expect(checked).toMatchObject({
      ...{ form: 'pack', recordSha256: files.sha256 },
      report: { number: 'R-2026-07', preparer: { name: 'Auditor One' } },
      here: { number: 'R-2026-07', standing: { kind: 'current' } },
    });
  });

  test('says who signed it only to those who were told the key by another way', async () => {
    const { files } = await produced();
    const stranger = await createComputer().startWorker();
    const given = filesOf(files, 'report.json', 'report.json.sig', 'report.json.p7s');
    const blind = await stranger.request('checkReport', { caseId: null, files: given, told: '' });
    expect(outcomesOf(blind, 'report-signer')).toContain('unknown');
    expect(blind.state).toBe('not-verifiable');
    const told = files.fingerprint;
    const seeing = await stranger.request('checkReport', { caseId: null, files: given, told });
    expect(outcomesOf(seeing, 'report-signer')).not.toContain('unknown');
    expect(seeing.here).toBeNull();
  });

  test('finds its signatures under whatever name the record was saved', async () => {
    const { maker, files } = await produced();
    const named: DeliveredFile[] = [];
    for (const file of files.files.filter(({ name }) => name.startsWith('report.json'))) {
      const name = file.name.replace('report.json', 'from Ann.json');
      named.push(new File([(await bytesOf(file)).slice()], name));
    }
    const order = { caseId: maker.caseId, files: named, told: '' };
    const checked = await maker.worker.request('checkReport', order);
    expect(outcomesOf(checked, 'report-signature')).toContain('pass');
  });

  test('fails where one letter of it was changed', async () => {
    const { maker, files } = await produced();
    const [report, signature] = filesOf(files, 'report.json', 'report.json.sig');
    if (report === undefined || signature === undefined) throw new Error('nothing was signed');
    const text = new TextDecoder().decode(await bytesOf(report));
    const changed = new File([text.replace('Two reads', 'Two roads')], 'report.json');
    const order = { caseId: maker.caseId, files: [changed, signature], told: '' };
    const checked = await maker.worker.request('checkReport', order);
    expect(checked.state).toBe('failed');
    expect(outcomesOf(checked, 'report-signature')).toContain('fail');
    expect(checked.here).toBeNull();
  });

  test('is not blamed for what is the matter with our own copy', async () => {
    const { maker, pack } = await produced();
    const { worker, caseId, bundleId } = maker;
    const { files } = worker.context.database;
    const row = await files.get([bundleId, '']);
    const bytes = new Uint8Array((await row?.file.arrayBuffer()) ?? new ArrayBuffer(0));
    const at = new TextDecoder('latin1').decode(bytes).indexOf('"seq":2') + '"seq":'.length;
    bytes[at] = '7'.charCodeAt(0);
    await files.update([bundleId, ''], { file: new Blob([bytes]) });
    await worker.request('openCase', { caseId, again: bundleId });
    const checked = await worker.request('checkReport', { caseId, files: [pack], told: '' });
    expect(checked.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(checked.results.map(({ statement }) => statement)).toContain(
      'The stored copy of delivered.evb.zip was altered on this machine, so the report was not compared with it.',
    );
  });

  test('tells of its withdrawal, where it was withdrawn', async () => {
    const { maker, pack, files } = await produced();
    const { worker, caseId } = maker;
    await worker.request('withdrawReport', { caseId, sha256: files.sha256, reason: 'Sent too early.' });
    const checked = await worker.request('checkReport', { caseId, files: [pack], told: '' });
    expect(checked.here?.standing).toEqual({ kind: 'withdrawn', reason: 'Sent too early.' });
  });
});

describe('Files are told apart by their bytes', () => {
  test('a report, its pack and its PDF are reports; a bundle, a text and an empty file are none', async () => {
    const { maker, files, pack } = await produced();
    const isReport = (file: DeliveredFile) => maker.worker.request('recognizeReport', { file });
    for (const file of [...filesOf(files, 'report.json', 'report.pdf'), pack]) {
      expect(await isReport(file), file.name).toBe(true);
    }
    const bytes = await bytesOf(files.pack);
    const others = [
      new File([bytes.slice(0, 20)], 'report.json'),
      new File(['{"format":"evb/1"}'], 'report.json'),
      new File([], 'report.pdf'),
    ];
    for (const file of others) expect(await isReport(file), file.name).toBe(false);
  });

  test('what is no report is refused with what a report is', async () => {
    const { maker } = await produced();
    const files = [new File(['yes'], 'report.json.sig')];
    const order = { caseId: maker.caseId, files, told: '' };
    await expect(maker.worker.request('checkReport', order)).rejects.toMatchObject({
      code: 'report-refused',
      message: expect.stringContaining('A signature alone says nothing'),
    });
  });

  test('a pack that ends early is refused, and nothing is said of what it would have held', async () => {
    const { maker, files } = await produced();
    const bytes = await bytesOf(files.pack);
    const cut = new File([bytes.slice(0, bytes.length - 100)], 'pack.zip');
    const order = { caseId: maker.caseId, files: [cut], told: '' };
    await expect(maker.worker.request('checkReport', order)).rejects.toMatchObject({
      code: 'report-refused',
    });
  });
});

describe('A countersignature', () => {
  test('is of another key, lies beside the record, and is found there', async () => {
    const { maker, files } = await produced();
    const given = filesOf(files, 'report.json', 'report.json.sig', 'report.json.p7s');
    const own = maker.worker.request('countersignReport', { caseId: maker.caseId, files: given });
    await expect(own).rejects.toMatchObject({
      code: 'report-refused',
      message: expect.stringContaining('was made with this very key'),
    });
    const reviewer = await reportCase('Auditor Two');
    const order = { caseId: reviewer.caseId, files: given };
    const signed = await reviewer.worker.request('countersignReport', order);
    expect(signed.map(({ name }) => name)).toEqual(['report.json.reviewer.sig', 'report.json.reviewer.p7s']);
    expect((await reviewer.actions()).at(-1)).toBe('report-countersigned');
    const both = [...given, ...signed];
    const told = maker.identity.fingerprint;
    const checked = await reviewer.worker.request('checkReport', { ...order, files: both, told });
    expect(new Set(outcomesOf(checked, 'report-reviewer'))).toEqual(new Set(['pass']));
  });

  test('is refused while the identity is locked, and of a PDF, which has no record', async () => {
    const { maker, files } = await produced();
    const reviewer = await reportCase('Auditor Two');
    const pdf = filesOf(files, 'report.pdf');
    await expect(
      reviewer.worker.request('countersignReport', { caseId: reviewer.caseId, files: pdf }),
    ).rejects.toMatchObject({ code: 'report-refused' });
    await reviewer.worker.request('lockIdentity', {});
    const given = filesOf(files, 'report.json');
    await expect(
      reviewer.worker.request('countersignReport', { caseId: reviewer.caseId, files: given }),
    ).rejects.toMatchObject({ code: 'identity-locked' });
    expect(await maker.actions()).not.toContain('report-countersigned');
  });
});

test('two versions of a report differ in what was written between them', async () => {
  const { maker, files, pack } = await produced();
  const { worker, keep, produce } = maker;
  const narrative = [{ heading: 'Correction', markdown: 'The count was wrong.' }];
  const supersedes = { number: 'R-2026-07', sha256: files.sha256, reason: 'A count was wrong.' };
  await keep({ number: 'R-2026-08', narrative, supersedes, limitations: ['One month only.'] });
  const later = await produce();
  const differences = await worker.request('compareReports', {
    before: [pack],
    after: filesOf(later, 'report.json'),
  });
  const found = differences.map(({ part, name, kind, member }) => `${part} ${name} ${kind} ${member}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'report  changed number',
      'report  added supersedes',
      'narrative Correction added ',
      'limitations  added ',
    ]),
  );
  expect(differences.find(({ member }) => member === 'number')).toMatchObject({
    before: 'R-2026-07',
    after: 'R-2026-08',
  });
  expect(found.filter((each) => each.startsWith('exhibits') || each.startsWith('entries'))).toEqual([]);
  expect(await worker.request('compareReports', { before: [pack], after: [pack] })).toEqual([]);
  expect(await worker.request('listReports', { caseId: maker.caseId })).toMatchObject([
    { standing: { kind: 'superseded', by: 'R-2026-08' } },
    { standing: { kind: 'current' }, supersedes: { number: 'R-2026-07' } },
  ]);
});
