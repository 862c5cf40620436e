import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { writeCaseFile } from '../../shared/case-file/write-case-file.ts';
import type { MadeContent } from '../../shared/casework/made-content.ts';
import { renderOverlay } from '../../shared/casework/overlay.ts';
import { overlayOfCase } from '../../shared/casework/overlay-of-case.ts';
import { portableDigests, sha256 } from '../../shared/crypto/digest.ts';
import { type Identity, makeIdentity } from '../../shared/identity/identity.ts';

const at = Date.UTC(2026, 0, 1);
const caseId = 'case-1';
const delivered = encodeUtf8('the very bytes that arrived');
const fileSha256 = toHex(sha256(delivered));
const origin = 'log.example/a';
const leaf = 'ab'.repeat(32);

/** The same key for the same byte, in every run. */
export function identityOf(byte: number): Identity {
  const identity = makeIdentity('A. Auditor', new Uint8Array(32).fill(byte), at);
  if (identity === null) throw new Error('The key is none.');
  return identity;
}

const made: readonly MadeContent[] = [
  {
    kind: 'annotation',
    by: 'A. Auditor',
    targets: [{ kind: 'entry', origin, line: { seq: 3, leaf } }],
    note: 'read \u{1F600} "twice"',
  },
  {
    kind: 'exhibit',
    ...{ by: 'A. Auditor', number: 'EX-0001', title: 'One read', query: '', queryDigest: '' },
    sources: [{ origin, fileSha256, lines: [{ seq: 3, leaf }] }],
  },
  { kind: 'exhibit-withdrawn', by: 'A. Auditor', number: 'EX-0001', reason: 'wrong line' },
];

/** The lines of an overlay with a note, an exhibit and its withdrawal. */
export const overlayLines = renderOverlay(
  overlayOfCase({
    ...{ caseId, name: 'Engagement', reviewer: 'A. Auditor', custodyHead: { records: 9, leaf } },
    files: [{ origin, fileSha256 }],
    made: made.map((content, record) => ({ record: record + 2, at, content })),
  }),
);

/** The members of a case with one delivered file, signed by the first identity. */
export const caseFileMembers: Promise<ReadonlyMap<string, Uint8Array>> = writeMembers();

async function writeMembers(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { records, head } = logOf([
    { action: 'case-made', facts: [{ name: 'name', value: 'Engagement' }] },
    {
      action: 'bundle-imported',
      facts: [
        { name: 'file', value: 'q3.evb.zip' },
        { name: 'sha256', value: fileSha256 },
      ],
    },
    { action: 'searched', facts: [{ name: 'query', value: 'actor:"\u00e9"' }] },
  ]);
  const members = new Map<string, Uint8Array>();
  const written = writeCaseFile({
    ...{ caseId, name: 'Engagement', records, head, identity: identityOf(1), digests: portableDigests },
    files: [{ fileName: 'q3.evb.zip', fileSha256, bytes: delivered.length, chunks: whole(delivered) }],
  });
  for await (const { path, chunks } of written) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.set(path, concatBytes(pieces));
  }
  return members;
}

function logOf(entries: readonly Pick<CustodyEntry, 'action' | 'facts'>[]) {
  const records: CustodyRecord[] = [];
  let head: CustodyHead | null = null;
  for (const entry of entries) {
    const record = appendCustodyRecord(caseId, head, { claimedTime: at, ...entry });
    records.push(record);
    head = custodyHeadAfter(record);
  }
  if (head === null) throw new Error('The log is empty.');
  return { records, head };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
