import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  custodyHeadAfter,
} from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { readCaseFile } from '../../../shared/case-file/read-case-file.ts';
import { type CaseFileOrder, writeCaseFile } from '../../../shared/case-file/write-case-file.ts';
import { portableDigests } from '../../../shared/crypto/digest.ts';
import { type Identity, makeIdentity, signFile } from '../../../shared/identity/identity.ts';

const caseId = 'case-1';
const delivered = encodeUtf8('the very bytes that arrived');
const deliveredSha256 = createHash('sha256').update(delivered).digest('hex');
const otherSha256 = 'ab'.repeat(32);

function identityOf(byte: number): Identity {
  const identity = makeIdentity('A. Auditor', new Uint8Array(32).fill(byte), 1_790_812_800_000);
  if (identity === null) throw new Error('The key is none.');
  return identity;
}

const identity = identityOf(7);

function importOf(file: string, sha256: string): Pick<CustodyEntry, 'action' | 'facts'> {
  return {
    action: 'bundle-imported',
    facts: [
      { name: 'file', value: file },
      { name: 'sha256', value: sha256 },
    ],
  };
}

function logOf(...entries: readonly Pick<CustodyEntry, 'action' | 'facts'>[]): readonly CustodyRecord[] {
  const records: CustodyRecord[] = [];
  let head: CustodyHead | null = null;
  for (const entry of entries) {
    const record = appendCustodyRecord(caseId, head, { claimedTime: 1_790_812_800_000, ...entry });
    records.push(record);
    head = custodyHeadAfter(record);
  }
  return records;
}

const records = logOf(
  { action: 'case-made', facts: [{ name: 'name', value: 'Engagement' }] },
  importOf('q3.evb.zip', deliveredSha256),
  importOf('lost.evb.zip', otherSha256),
);

function headOf(log: readonly CustodyRecord[]): CustodyHead {
  const last = log.at(-1);
  if (last === undefined) throw new Error('The log is empty.');
  return custodyHeadAfter(last);
}

async function* chunksOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

type Members = readonly (readonly [path: string, bytes: Uint8Array])[];

async function membersOf(order: Partial<CaseFileOrder> = {}): Promise<Members> {
  const members: (readonly [string, Uint8Array])[] = [];
  const file = { fileName: 'q3.evb.zip', fileSha256: deliveredSha256, bytes: delivered.length };
  const written = writeCaseFile({
    caseId,
    name: 'Engagement',
    records,
    head: headOf(records),
    files: [{ ...file, chunks: chunksOf(delivered.subarray(0, 5), delivered.subarray(5)) }],
    identity,
    digests: portableDigests,
    ...order,
  });
  for await (const { path, chunks } of written) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.push([path, concatBytes(pieces)]);
  }
  return members;
}

async function zipOf(members: Members): Promise<Uint8Array> {
  async function* inputs() {
    for (const [path, bytes] of members) yield { path, chunks: chunksOf(bytes) };
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(inputs(), { deflate: null })) pieces.push(piece);
  return concatBytes(pieces);
}

const read = async (members: Members) => readCaseFile(memorySource('case.zip', await zipOf(members)));

async function refusalOf(members: Members): Promise<string> {
  const thrown = await read(members).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (thrown instanceof FormatError) return `${thrown.code} ${thrown.place.member ?? ''}`.trim();
  throw new Error(`Expected a refusal, got ${String(thrown)}.`);
}

/** The members with other content, and a manifest that fits, signed by whoever does it. */
function signedAnew(members: Members, signer: Identity): Members {
  const payload = members.filter(([path]) => !path.startsWith('manifest-'));
  const lines = payload
    .map(([path, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`)
    .join('');
  const manifest = encodeUtf8(lines);
  return [
    ...payload,
    ['manifest-sha256.txt', manifest],
    ['manifest-sha256.txt.sig', signFile(signer, manifest, 'evidence-case@v1')],
  ];
}

function withMember(members: Members, path: string, change: (text: string) => string): Members {
  return members.map(([each, bytes]) =>
    each === path ? [each, encodeUtf8(change(Buffer.from(bytes).toString('utf8')))] : [each, bytes],
  );
}

const folder = mkdtempSync(join(tmpdir(), 'vouch-case-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A whole case in one file', () => {
  it('comes back with its log, its files and who signed it, and names the file that it does not hold', async () => {
    const bytes = await zipOf(await membersOf());
    const file = await readCaseFile(memorySource('case.zip', bytes));
    expect(file.description).toEqual({
      caseId,
      name: 'Engagement',
      head: headOf(records),
      files: [{ fileName: 'q3.evb.zip', fileSha256: deliveredSha256, bytes: delivered.length }],
    });
    expect(file.records).toEqual(records);
    expect(file.signer).toBe(identity.fingerprint);
    expect(file.absent).toEqual([{ fileName: 'lost.evb.zip', fileSha256: otherSha256 }]);
    const [{ dataOffset = 0 } = {}] = file.files;
    expect(bytes.subarray(dataOffset, dataOffset + delivered.length)).toEqual(delivered);
  });

  it('is the same file whenever it is written', async () => {
    expect(await zipOf(await membersOf())).toEqual(await zipOf(await membersOf()));
  });

  it('is checked by sha256sum and ssh-keygen', async (context) => {
    if (spawnSync('ssh-keygen', ['-V']).error !== undefined)
      return context.skip('ssh-keygen is not installed');
    for (const [path, bytes] of await membersOf()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const run = (program: string, args: readonly string[], input = '') =>
      execFileSync(program, args, { cwd: folder, input, encoding: 'utf8' });
    expect(run('sha256sum', ['-c', 'manifest-sha256.txt'])).toContain(`files/${deliveredSha256}: OK`);
    writeFileSync(join(folder, 'allowed_signers'), `auditor ${identity.sshPublicKey}\n`);
    const manifest = (await membersOf()).find(([path]) => path === 'manifest-sha256.txt')?.[1];
    const verify = ['-Y', 'verify', '-f', 'allowed_signers', '-I', 'auditor', '-n', 'evidence-case@v1'];
    const answer = run(
      'ssh-keygen',
      [...verify, '-s', 'manifest-sha256.txt.sig'],
      Buffer.from(manifest ?? []).toString('utf8'),
    );
    expect(answer).toContain('Good "evidence-case@v1" signature for auditor');
  });

  it('is not written when the log does not end where the case says, or a stored file is another one than arrived', async () => {
    await expect(membersOf({ head: { records: 2, leaf: headOf(records).leaf } })).rejects.toMatchObject({
      code: 'json',
    });
    const file = { fileName: 'q3.evb.zip', fileSha256: deliveredSha256, bytes: delivered.length };
    await expect(
      membersOf({ files: [{ ...file, chunks: chunksOf(encodeUtf8('the very bytes that arriveD')) }] }),
    ).rejects.toMatchObject({ code: 'source-changed' });
  });
});

describe('A case file that was changed', () => {
  it('is refused at every seventh byte of description, log, manifest and signature', async () => {
    const members = await membersOf();
    for (const path of ['case.json', 'journal.ndjson', 'manifest-sha256.txt', 'manifest-sha256.txt.sig']) {
      const length = members.find(([each]) => each === path)?.[1].length ?? 0;
      for (let at = 0; at < length; at += 7) {
        const changed = members.map(([each, bytes]) => {
          if (each !== path) return [each, bytes] as const;
          const copy = bytes.slice();
          copy[at] = (copy[at] ?? 0) ^ 1;
          return [each, copy] as const;
        });
        await refusalOf(changed);
      }
    }
  }, 120_000);

  it('is refused with the file that was added, taken away or left out of the description', async () => {
    const members = await membersOf();
    expect(await refusalOf([...members, ['note.txt', delivered]])).toBe('member-unexpected note.txt');
    expect(await refusalOf(members.filter(([path]) => !path.startsWith('files/')))).toBe(
      `member-missing files/${deliveredSha256}`,
    );
    expect(await refusalOf(signedAnew([...members, ['files/x', delivered]], identity))).toBe(
      'member-unexpected files/x',
    );
  });

  it('is refused when its signer cut the log, or names a file that the log does not know', async () => {
    const members = await membersOf();
    const cut = withMember(
      members,
      'journal.ndjson',
      (text) => `${text.split('\n').slice(0, 2).join('\n')}\n`,
    );
    expect(await refusalOf(signedAnew(cut, identity))).toBe('json journal.ndjson');
    const foreign = signedAnew(
      withMember(members, 'case.json', (text) => text.replaceAll(deliveredSha256, 'cd'.repeat(32))).map(
        ([path, bytes]) => [path.replace(deliveredSha256, 'cd'.repeat(32)), bytes] as const,
      ),
      identity,
    );
    expect(await refusalOf(foreign)).toBe(`json files/${'cd'.repeat(32)}`);
  });

  it('tells by the fingerprint when somebody else signed it', async () => {
    const other = identityOf(8);
    expect((await read(signedAnew(await membersOf(), other))).signer).toBe(other.fingerprint);
  });

  it('is refused when the signature was made for something else, such as an overlay', async () => {
    const members = await membersOf();
    const manifest = members.find(([path]) => path === 'manifest-sha256.txt')?.[1] ?? new Uint8Array(0);
    const signature = signFile(identity, manifest, 'evidence-overlay@v1');
    const changed = members.map(([path, bytes]) =>
      path.endsWith('.sig') ? ([path, signature] as const) : ([path, bytes] as const),
    );
    expect(await refusalOf(changed)).toBe('sshsig manifest-sha256.txt.sig');
  });

  it('names both versions when a newer program has written it', async () => {
    const newer = withMember(await membersOf(), 'case.json', (text) =>
      text.replace('evidence-case/1', 'evidence-case/2'),
    );
    await expect(read(signedAnew(newer, identity))).rejects.toThrow(/evidence-case\/1 .*evidence-case\/2/);
  });
});
