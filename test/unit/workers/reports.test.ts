import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inflateRaw } from '../../../renderer/workers/inflate.ts';
import { readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../../shared/archive/zip-member.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { itemAt } from '../../../shared/bytes/element-at.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import type { ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import { bytesOf, draft, reportCase } from './report-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasSsh = spawnSync('ssh-keygen', ['-?']).error === undefined;
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
async function membersOf(pack: DeliveredFile): Promise<ReadonlyMap<string, Uint8Array>> {
  const source = memorySource('pack.zip', await bytesOf(pack));
  const { members } = await readZipLayout(source, limits);
  const read = new Map<string, Uint8Array>();
  for (const member of members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of openZipMember(source, member, inflateRaw)) chunks.push(chunk);
    read.set(member.path, concatBytes(chunks));
  }
  return read;
}

async function textOf({ files }: ProducedFiles, name: string): Promise<string> {
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`There is no ${name}.`);
  return new TextDecoder().decode(await bytesOf(file));
}

/** Writes the files of a report where commands find them. */
async function saveInto(name: string, { files }: ProducedFiles): Promise<(file: string) => string> {
  for (const file of files) writeFileSync(join(folder, `${name}-${file.name}`), await bytesOf(file));
  return (file) => join(folder, `${name}-${file}`);
}

describe('A report that is produced', () => {
  test('speaks of what the draft lets in, and its record stands in the log with its digests', async () => {
    const { worker, caseId, keep, produce, identity, actions } = await reportCase();
    await keep({});
    const produced = await produce();
    const record = JSON.parse(await textOf(produced, 'report.json'));
    expect(record).toMatchObject({
      number: 'R-2026-07',
      title: 'Access review',
      preparer: { name: 'Auditor One', fingerprint: identity.fingerprint },
      exhibits: [{ number: 'EX-0001', title: 'Two reads' }],
    });
    expect(record.entries.map(({ seq }: { seq: number }) => seq)).toEqual([1, 3]);
    expect((await actions()).at(-1)).toBe('report-produced');
    expect(await worker.request('listReports', { caseId })).toMatchObject([
      {
        number: 'R-2026-07',
        sha256: produced.sha256,
        packSha256: produced.packSha256,
        signer: { name: 'Auditor One', fingerprint: identity.fingerprint },
        standing: { kind: 'current' },
        isHeld: true,
      },
    ]);
    expect(await worker.request('reportFiles', { caseId, sha256: produced.sha256 })).toEqual(produced);
  });

  test.skipIf(!hasSsh)('has signatures that ssh-keygen checks [needs ssh-keygen]', async () => {
    const { keep, produce, identity } = await reportCase();
    await keep({});
    const pathOf = await saveInto('ssh', await produce());
    const signers = join(folder, 'allowed_signers');
    writeFileSync(signers, `preparer namespaces="evidence-report@v1" ${identity.sshPublicKey}\n`);
    const signature = ['-I', 'preparer', '-n', 'evidence-report@v1', '-s', pathOf('report.json.sig')];
    const args = ['-Y', 'verify', '-f', signers, ...signature];
    const run = spawnSync('ssh-keygen', args, { input: readFileSync(pathOf('report.json')) });
    expect(run.status, String(run.stderr)).toBe(0);
  });

  test.skipIf(!hasOpenssl)('has a CMS signature that openssl checks [needs openssl]', async () => {
    const { keep, produce } = await reportCase();
    await keep({});
    const pathOf = await saveInto('cms', await produce());
    const files = ['-in', pathOf('report.json.p7s'), '-content', pathOf('report.json')];
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-noverify', '-out', '/dev/null', ...files];
    expect(spawnSync('openssl', args).status).toBe(0);
  });

  test('carries the log of the case as it was when the report was gathered', async () => {
    const { keep, produce } = await reportCase();
    await keep({});
    const { pack, files } = await produce();
    const members = await membersOf(pack);
    expect([...members.keys()]).toContain('data/custody/custody.evb.zip');
    for (const file of files) {
      expect(members.get(`data/report/${file.name}`)).toEqual(await bytesOf(file));
    }
  });

  test('leaves the log of the case at home where the person wants that', async () => {
    const { worker, caseId, keep } = await reportCase();
    await keep({});
    const order = { caseId, draftId: 'draft-1', acknowledgedBy: 'Auditor One', withCustodyLog: false };
    const { pack } = await worker.request('produceReport', order);
    expect([...(await membersOf(pack)).keys()]).not.toContain('data/custody/custody.evb.zip');
  });

  test('keeps a hidden value out of everything that is written, and the log of the case at home', async () => {
    const { keep, produce, preview } = await reportCase();
    const hidden = [{ pointer: '/actor/email', reason: 'Personal data.', privilege: '' }];
    const shown = await preview();
    if (shown.kind !== 'drawn') throw new Error('no preview was drawn');
    expect(JSON.stringify(shown.document)).toContain('@example.com');
    await keep({ hidden });
    const { pack } = await produce();
    const members = await membersOf(pack);
    expect([...members.keys()]).not.toContain('data/custody/custody.evb.zip');
    const record = new TextDecoder().decode(members.get('data/report/report.json'));
    expect(record).toContain('Personal data.');
    for (const [path, bytes] of members) {
      expect(new TextDecoder('latin1').decode(bytes), path).not.toContain('u-1@example.com');
    }
  });

  test('is refused when its words say what it hides', async () => {
    const { keep, produce, preview } = await reportCase();
    const hidden = [{ pointer: '/actor/email', reason: 'Personal data.', privilege: '' }];
    const narrative = [{ heading: 'Who', markdown: 'It was u-1@example.com.' }];
    expect(await preview({ hidden, narrative })).toMatchObject({ kind: 'refused' });
    await keep({ hidden, narrative });
    await expect(produce()).rejects.toMatchObject({ code: 'report-refused' });
  });
});

describe('No report is produced', () => {
  test('of a case of which a stored copy was altered, and the bundle is named', async () => {
    const { worker, bundleId, keep, produce, actions } = await reportCase();
    await keep({});
    const { files } = worker.context.database;
    const row = await files.get([bundleId, '']);
    const bytes = new Uint8Array((await row?.file.arrayBuffer()) ?? new ArrayBuffer(0));
    const at = new TextDecoder('latin1').decode(bytes).indexOf('"seq":2');
    bytes[at + '"seq":'.length] = '7'.charCodeAt(0);
    await files.update([bundleId, ''], { file: new Blob([bytes]) });
    await expect(produce()).rejects.toMatchObject({
      code: 'report-refused',
      message: expect.stringContaining('LOCAL COPY ALTERED: what is stored of "delivered.evb.zip"'),
    });
    expect(await actions()).not.toContain('report-produced');
  });

  test('while the identity is locked', async () => {
    const { worker, keep, produce, actions } = await reportCase();
    await keep({});
    await worker.request('lockIdentity', {});
    await expect(produce()).rejects.toMatchObject({ code: 'identity-locked' });
    expect(await actions()).not.toContain('report-produced');
  });

  test('under a number that was given, also when that report was withdrawn', async () => {
    const { worker, caseId, keep, produce } = await reportCase();
    await keep({});
    const { sha256 } = await produce();
    await expect(produce()).rejects.toMatchObject({ code: 'report-refused' });
    await worker.request('withdrawReport', { caseId, sha256, reason: 'A count was wrong.' });
    await expect(produce()).rejects.toMatchObject({
      message: 'R-2026-07 was given to a report that was produced. Take another number.',
    });
  });

  test('of a draft that was discarded, and none that nobody lets leave', async () => {
    const { worker, caseId, keep, produce } = await reportCase();
    await keep({});
    const order = { caseId, draftId: 'draft-1', acknowledgedBy: ' ', withCustodyLog: true };
    await expect(worker.request('produceReport', order)).rejects.toMatchObject({ code: 'report-refused' });
    await keep({ isDiscarded: true });
    await expect(produce()).rejects.toMatchObject({ code: 'report-refused' });
  });

  test('when it was stopped: nothing is in the log then', async () => {
    const { worker, caseId, keep, actions } = await reportCase();
    await keep({});
    const stop = new AbortController();
    stop.abort();
    const order = { caseId, draftId: 'draft-1', acknowledgedBy: 'Auditor One', withCustodyLog: true };
    const produced = worker.request('produceReport', order, { signal: stop.signal });
    await expect(produced).rejects.toThrow('Cancelled');
    expect(await actions()).not.toContain('report-produced');
  });
});

describe('A preview', () => {
  test('says of each citation that leads nowhere what is wrong with it', async () => {
    const { preview, first } = await reportCase();
    const markdown = `Here [@${first.origin}#3], there [@${first.origin}#77].`;
    const narrative = [{ heading: 'What was done', markdown }];
    const answer = await preview({ narrative });
    expect(answer).toMatchObject({
      kind: 'refused',
      problems: [{ where: 'What was done', origin: first.origin, seq: 77 }],
    });
  });

  test('of a draft without number and title is drawn, and says that they are missing', async () => {
    const { preview } = await reportCase();
    expect(await preview({ number: ' ', title: '' })).toMatchObject({
      kind: 'drawn',
      problems: [{ where: 'Number' }, { where: 'Title' }],
    });
  });

  test('counts what would leave in clear, field by field', async () => {
    const { preview, second } = await reportCase();
    expect(await preview()).toMatchObject({
      leaving: {
        entriesInClear: 2,
        entriesHidden: 0,
        pointers: expect.arrayContaining([{ pointer: '/actor/email', entries: 2 }]),
      },
    });
    const withheld = [
      {
        origin: second.origin,
        seq: second.seq,
        leaf: second.leaf,
        reason: 'Privileged.',
        privilege: 'attorney-client',
      },
    ];
    expect(await preview({ withheld })).toMatchObject({ leaving: { entriesInClear: 1, entriesHidden: 1 } });
  });

  test('has nothing to say of bundles that this run has not verified', async () => {
    const { computer, caseId } = await reportCase();
    const worker = await computer.startWorker();
    expect(await worker.request('previewReport', { caseId, draft })).toEqual({
      kind: 'not-checked',
      bundles: ['delivered.evb.zip'],
    });
  });
});

describe('A withdrawal', () => {
  test('is a signed statement that names the record, and stands in the log with its reason', async () => {
    const { worker, caseId, keep, produce, identity } = await reportCase();
    await keep({});
    const { sha256 } = await produce();
    const reason = 'A count was wrong.';
    const files = await worker.request('withdrawReport', { caseId, sha256, reason });
    expect(files.map(({ name }) => name)).toEqual([
      'withdrawal.json',
      'withdrawal.json.sig',
      'withdrawal.json.p7s',
    ]);
    const statement = JSON.parse(
      await bytesOf(itemAt(files, 0)).then((bytes) => new TextDecoder().decode(bytes)),
    );
    expect(statement).toMatchObject({
      format: 'evidence-report-withdrawal/1',
      ...{ number: 'R-2026-07', sha256, reason },
      by: { name: 'Auditor One', fingerprint: identity.fingerprint },
    });
    expect(await worker.request('listReports', { caseId })).toMatchObject([
      { standing: { kind: 'withdrawn', reason } },
    ]);
    const again = worker.request('withdrawReport', { caseId, sha256, reason });
    await expect(again).rejects.toMatchObject({ code: 'report-refused' });
  });

  test('of a report that was never produced here is refused', async () => {
    const { worker, caseId } = await reportCase();
    const order = { caseId, sha256: '0'.repeat(64), reason: 'why' };
    await expect(worker.request('withdrawReport', order)).rejects.toMatchObject({ code: 'report-refused' });
  });
});
