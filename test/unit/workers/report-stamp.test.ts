import { describe, expect, test } from 'vitest';
import { makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import { strangerAuthority } from '../../../scripts/vectors/time-authority.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { bytesOf, reportCase } from './report-bench.ts';
import { createComputer, fileOf } from './worker-bench.ts';

/** A case, and the pack of its report. Nobody has pinned a time authority in it. */
async function produced() {
  const maker = await reportCase();
  await maker.keep({});
  const { pack, files } = await maker.produce();
  const signature = files.find(({ name }) => name === 'report.json.sig');
  if (signature === undefined) throw new Error('The report is not signed.');
  return { maker, pack, files, signature: await bytesOf(signature) };
}

function answerOver(over: Uint8Array): DeliveredFile {
  return fileOf(makeTimeStamp({ over, time: '20260101000000Z', signer: strangerAuthority }), 'answer.tsr');
}

describe('A time stamp for a report', () => {
  test('is asked for with the digest of the signature and with nothing else of the report', async () => {
    const { maker, pack, signature } = await produced();
    const [request, ...more] = await maker.worker.request('askStamp', { files: [pack] });
    expect(more).toEqual([]);
    expect(request?.name).toBe('report.json.sig.tsq');
    const bytes = request === undefined ? new Uint8Array() : await bytesOf(request);
    expect(Buffer.from(bytes).includes(Buffer.from(sha256(signature)))).toBe(true);
    // Version, algorithm, digest, and that a certificate is wanted: 59 bytes of DER hold no more.
    expect(bytes.length).toBe(59);
  });

  test('goes into the pack, which whoever made the report signs again', async () => {
    const { maker, pack, signature } = await produced();
    const { worker, caseId } = maker;
    const order = { caseId, files: [pack], token: answerOver(signature), withPack: true };
    const { stamp, files } = await worker.request('takeStamp', order);
    expect(stamp).toMatchObject({
      fileName: 'report.json.sig.tsr',
      outcome: { kind: 'unknown-authority' },
    });
    expect(files.map(({ name }) => name)).toEqual([pack.name, 'report.json.sig.tsr']);
    const checked = await worker.request('checkReport', { caseId, files: files.slice(0, 1), told: '' });
    expect(checked.results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(checked.results).toContainEqual(
      expect.objectContaining({ code: 'report-stamp', outcome: 'warning' }),
    );
  });

  test('is refused over other bytes, and a pack is not packed again by another key', async () => {
    const { maker, pack, signature } = await produced();
    const { worker, caseId } = maker;
    const foreign = { caseId, files: [pack], token: answerOver(new Uint8Array(3)), withPack: false };
    await expect(worker.request('takeStamp', foreign)).rejects.toThrow('over other bytes');
    const other = await createComputer().startWorker();
    await other.request('makeIdentity', { name: 'Auditor Two', passphrase: 'correct horse battery staple' });
    const order = { caseId: null, files: [pack], token: answerOver(signature), withPack: true };
    await expect(other.request('takeStamp', order)).rejects.toThrow('made with another key');
    const alone = await other.request('takeStamp', { ...order, withPack: false });
    expect(alone.files.map(({ name }) => name)).toEqual(['report.json.sig.tsr']);
  });
});
