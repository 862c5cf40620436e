import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { BugError } from '../../../shared/bytes/errors.ts';
import type { ExportOrder, MadeExport } from '../../../shared/contract/export-protocol.ts';
import { parseSshP256Signature, verifySshP256Signature } from '../../../shared/crypto/ssh-p256-signature.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** A case of one bundle with forty entries. Entry 1 has no outcome; the others have `success`. */
async function openedCase(entries = 40) {
  const worker = await createComputer().startWorker();
  const source = fileOf(await zipOf((await sealSmall({ entries })).members), 'july.evb.zip');
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  const order = (changes: Partial<ExportOrder> = {}): ExportOrder => ({
    ...{ caseId, bundleIds: [], query: 'outcome:success', fields: ['actor.email'] },
    ...{ form: 'csv', hasByteOrderMark: false, purpose: 'Request 12', receivedBy: 'Counsel' },
    ...{ acknowledgedBy: 'A. Auditor', isSigned: false, appVersion: '9.9.9', ...changes },
  });
  return { worker, caseId, order, delivered: source };
}

async function contentsOf({ files }: MadeExport): Promise<readonly Uint8Array[]> {
  return Promise.all(
    files.map(async (file) => {
      if (!(file instanceof File)) throw new BugError('It is no file.');
      return new Uint8Array(await file.arrayBuffer());
    }),
  );
}

const exportsOf = async (worker: TestWorker, caseId: string) =>
  (await worker.request('listCustody', { caseId })).records.filter(({ action }) => action === 'exported');

describe('An export in a case', () => {
  test('says beforehand how many lines it has, what of them looks personal, and about how large it is', async () => {
    const { worker, order } = await openedCase();
    const { caseId, bundleIds, query, fields } = order();
    const plan = await worker.request('planExport', { caseId, bundleIds, query, fields });
    expect(plan.lines).toBe(39);
    expect(plan.otherLines).toBe(0);
    expect(plan.personalColumns.map(({ name }) => name)).toContain('actor');
    expect(plan.unchecked).toEqual([]);
    for (const form of ['csv', 'ndjson', 'ecs', 'ocsf', 'parquet'] as const) {
      const made = await worker.request('makeExport', order({ form }));
      const [file] = await contentsOf(made);
      // All lines were looked at; only the version of the program is not known to the guess.
      const ratio = (plan.bytes?.[form] ?? 0) / (file?.length ?? 1);
      expect(ratio).toBeGreaterThan(0.98);
      expect(ratio).toBeLessThan(1.02);
    }
    expect(await exportsOf(worker, caseId)).toHaveLength(5);
  });

  test('has the lines byte for byte, and stands in the custody log with its digest before it is handed over', async () => {
    const { worker, order, caseId, delivered } = await openedCase();
    const made = await worker.request('makeExport', order({ form: 'ndjson' }));
    const [file = new Uint8Array(0), sidecar] = await contentsOf(made);
    const text = Buffer.from(file).toString('utf8');
    const whole = Buffer.from(await delivered.slice(0, delivered.size).arrayBuffer()).toString('utf8');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(39);
    for (const line of lines) expect(whole).toContain(`${line}\n`);
    const digest = createHash('sha256').update(file).digest('hex');
    expect(made).toMatchObject({ sha256: digest, lines: 39, leftOut: 0, signedBy: null });
    expect(JSON.parse(Buffer.from(sidecar ?? []).toString()).file.sha256).toBe(digest);
    const [record] = await exportsOf(worker, caseId);
    expect(Object.fromEntries((record?.facts ?? []).map(({ name, value }) => [name, value]))).toMatchObject({
      sha256: digest,
      lines: '39',
      query: 'outcome:success',
      purpose: 'Request 12',
      'received by': 'Counsel',
      'personal data acknowledged by': 'A. Auditor',
      'signed by': 'nobody',
    });
  });

  test('is signed by the identity that is unlocked, and refused when a signature is wanted of a locked one', async () => {
    const { worker, order, caseId } = await openedCase();
    const { fingerprint } = await worker.request('makeIdentity', {
      name: 'A. Auditor',
      passphrase: 'open sesame now',
    });
    const made = await worker.request('makeExport', order({ isSigned: true }));
    const [, sidecar = new Uint8Array(0), signature = new Uint8Array(0)] = await contentsOf(made);
    expect(made.signedBy).toBe(fingerprint);
    expect(verifySshP256Signature(sidecar, parseSshP256Signature(signature), 'evidence-report@v1')).toBe(
      true,
    );
    expect(verifySshP256Signature(sidecar, parseSshP256Signature(signature), 'file')).toBe(false);
    await worker.request('lockIdentity', {});
    await expect(worker.request('makeExport', order({ isSigned: true }))).rejects.toMatchObject({
      code: 'identity-locked',
    });
    expect(await exportsOf(worker, caseId)).toHaveLength(1);
  });

  test('is refused with a purpose that no record of the log could hold', async () => {
    const { worker, order, caseId } = await openedCase();
    const purpose = 'because '.repeat(200);
    await expect(worker.request('makeExport', order({ purpose }))).rejects.toThrow('at most 1000 characters');
    expect(await exportsOf(worker, caseId)).toEqual([]);
  });

  test('that a person stops leaves no file and no record', async () => {
    const { worker, order, caseId } = await openedCase();
    const stop = new AbortController();
    stop.abort();
    await expect(worker.request('makeExport', order(), { signal: stop.signal })).rejects.toThrow('Cancelled');
    expect(await exportsOf(worker, caseId)).toEqual([]);
  });

  test('that a person stops midway leaves nothing either', async () => {
    const { worker, order, caseId } = await openedCase(9_000);
    const stop = new AbortController();
    const seen: number[] = [];
    const making = worker.request('makeExport', order({ form: 'ndjson', query: '' }), {
      signal: stop.signal,
      onProgress({ stage, entries }) {
        if (stage !== 'exporting') return;
        seen.push(entries);
        stop.abort();
      },
    });
    await expect(making).rejects.toThrow('Cancelled');
    expect(seen).toEqual([4_096]);
    expect(await exportsOf(worker, caseId)).toEqual([]);
  });

  test('reads lines that lie far apart and lines that lie together alike', async () => {
    const { worker, order } = await openedCase(300);
    const made = await worker.request(
      'makeExport',
      order({ form: 'ndjson', query: 'seq:3..4 or seq:150 or seq:299' }),
    );
    const [file] = await contentsOf(made);
    const seqs = Buffer.from(file ?? [])
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq);
    expect(seqs).toEqual([3, 4, 150, 299]);
  });
});
