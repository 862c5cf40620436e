import { createBagTally, type OutgoingMember, renderBagManifest } from '../bundle/bag-tags.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { CustodyHead } from '../case/custody-log.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import { journalHead, renderJournalLines } from '../casework/case-journal.ts';
import type { DigestEngine } from '../crypto/digest.ts';
import { type Identity, signFile } from '../identity/identity.ts';
import {
  type ArchivedFile,
  archivedFilePath,
  caseFileNamespace,
  caseMembers,
  renderCaseDescription,
} from './case-description.ts';

export interface CaseFileOrder {
  readonly caseId: string;
  readonly name: string;
  /** Its chain must have been checked. */
  readonly records: readonly CustodyRecord[];
  /** Where the log ends as the case says it, apart from the log. */
  readonly head: CustodyHead;
  readonly files: readonly OutgoingFile[];
  readonly identity: Identity;
  readonly digests: DigestEngine;
}

/** A delivered file as it is stored now. */
export interface OutgoingFile extends ArchivedFile {
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * The members of a case file, to be stored as they are. Throws FormatError `json` when the log does not end where the case says,
 * and `source-changed` when the stored bytes of a file are not those that arrived: then the case must not leave.
 */
export async function* writeCaseFile(order: CaseFileOrder): AsyncGenerator<OutgoingMember, void> {
  const { caseId, name, records, head, identity, digests } = order;
  const end = journalHead(records);
  if (end === null || end.records !== head.records || end.leaf !== head.leaf) {
    throw new FormatError(
      'json',
      `The log ends with ${end?.records ?? 0} records, the case says ${head.records}: what it holds cannot be signed.`,
    );
  }
  const files = order.files.toSorted((one, other) => (one.fileSha256 < other.fileSha256 ? -1 : 1));
  const bag = createBagTally(digests);
  yield bag.add(caseMembers.description, whole(renderCaseDescription({ caseId, name, head, files })));
  yield bag.add(caseMembers.journal, whole(renderJournalLines(records)));
  for (const file of files) {
    yield bag.add(archivedFilePath(file), unchanged(file, digests));
  }
  const manifest = encodeUtf8(renderBagManifest(bag.files));
  yield { path: caseMembers.manifest, chunks: whole(manifest) };
  yield {
    path: caseMembers.signature,
    chunks: whole(signFile(identity, manifest, caseFileNamespace)),
  };
}

async function* unchanged(file: OutgoingFile, { createSha256 }: DigestEngine): AsyncGenerator<Uint8Array> {
  const digest = createSha256();
  for await (const chunk of file.chunks) {
    digest.update(chunk);
    yield chunk;
  }
  const found = toHex(digest.digest());
  if (found === file.fileSha256) return;
  throw new FormatError(
    'source-changed',
    `The stored copy of ${file.fileName} has the digest ${found}; ${file.fileSha256} arrived.`,
  );
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
