import { readZipLayout, type ZipMember } from '../archive/zip-layout.ts';
import { openZipMember } from '../archive/zip-member.ts';
import { parseBagManifest } from '../bundle/bag-manifest.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import type { ByteOffset, DigestHex } from '../bytes/units.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import { journalHead, readJournal } from '../casework/case-journal.ts';
import { type DeliveredFileName, restoredRows } from '../casework/restored-rows.ts';
import { sha256 } from '../crypto/digest.ts';
import { toSshP256Fingerprint } from '../crypto/ssh-p256.ts';
import { parseSshP256Signature, verifySshP256Signature } from '../crypto/ssh-p256-signature.ts';
import {
  type ArchivedFile,
  archivedFilePath,
  type CaseDescription,
  caseFileNamespace,
  caseMembers,
  parseCaseDescription,
} from './case-description.ts';

/** A case file whose signature fits and whose log holds together. By whose key, the fingerprint says. */
export interface CaseFile {
  readonly description: CaseDescription;
  readonly records: readonly CustodyRecord[];
  /** Of the key that signed the manifest. Whose it is, only a person can say. */
  readonly signer: string;
  /** Names all of it: the digest of the manifest. */
  readonly manifestSha256: DigestHex;
  /** Where the delivered files lie. Their bytes were not read: whoever takes one compares its digest. */
  readonly files: readonly (ArchivedFile & { readonly dataOffset: ByteOffset })[];
  /** Delivered files that the log names and that are not in here: they were not held any more where it was written. */
  readonly absent: readonly DeliveredFileName[];
}

const mostSignatureBytes = 4_096;
/** What a log of millions of records takes: everything but the delivered files is held. */
const mostJournalBytes = 1024 * 1024 * 1024;

/** Whether these members look like those of a case file, so that it is not taken for a damaged bundle. Believes nothing else of it. */
export function looksLikeCaseFile(paths: readonly string[]): boolean {
  return Object.values(caseMembers).every((path) => paths.includes(path));
}

/**
 * Reads a case file. The signature is checked before anything of the case is looked at, and nothing lies in the file that it does
 * not cover. Throws FormatError: `sshsig`, `manifest`, `member-missing`, `member-unexpected`, `json`, and those of `readZipLayout`.
 */
export async function readCaseFile(source: ByteSource): Promise<CaseFile> {
  const { members } = await readZipLayout(source, limits);
  const byPath = new Map(members.map((member) => [member.path, member]));
  const manifest = await readStored(source, byPath, caseMembers.manifest, limits.smallMemberBytes);
  const armored = await readStored(source, byPath, caseMembers.signature, mostSignatureBytes);
  const signer = signerOf(manifest, armored);
  const digests = parseBagManifest(manifest, caseMembers.manifest, limits);
  requireSameNames(byPath, digests);

  const read = async (path: string, most: number): Promise<Uint8Array> => {
    const bytes = await readStored(source, byPath, path, most);
    const found = toHex(sha256(bytes));
    if (found === digests.get(path)) return bytes;
    throw new FormatError('manifest', `The manifest states another digest of ${path} than ${found}.`, {
      member: path,
    });
  };
  const description = parseCaseDescription(await read(caseMembers.description, limits.smallMemberBytes));
  const journal = readJournal(description.caseId, await read(caseMembers.journal, mostJournalBytes));
  if (journal.damage !== null) {
    throw new FormatError('json', journal.damage.statement, {
      member: caseMembers.journal,
      line: journal.damage.line,
    });
  }
  requireSameEnd(description, journal.records);
  const delivered = restoredRows(journal.records).files;
  requireDescribed(description, digests, delivered);
  return {
    description,
    records: journal.records,
    signer,
    manifestSha256: toHex(sha256(manifest)),
    files: description.files.map((file) => placeOf(file, byPath, digests)),
    absent: delivered.filter(({ fileSha256 }) => !digests.has(archivedFilePath({ fileSha256 }))),
  };
}

function signerOf(manifest: Uint8Array, armored: Uint8Array): string {
  const signature = parseSshP256Signature(armored);
  if (signature.namespace !== caseFileNamespace) {
    throw new FormatError('sshsig', 'The signature was made for another purpose than a case.', {
      member: caseMembers.signature,
    });
  }
  if (!verifySshP256Signature(manifest, signature, caseFileNamespace)) {
    throw new FormatError(
      'sshsig',
      'The signature does not fit: the manifest was changed after it was signed, or signed by another key.',
      { member: caseMembers.manifest },
    );
  }
  return toSshP256Fingerprint(signature.point);
}

/** What nobody signed must not lie beside what somebody did. */
function requireSameNames(
  byPath: ReadonlyMap<string, ZipMember>,
  digests: ReadonlyMap<string, DigestHex>,
): void {
  for (const path of digests.keys()) {
    if (!byPath.has(path)) throw missing(path);
  }
  for (const path of byPath.keys()) {
    if (digests.has(path) || path === caseMembers.manifest || path === caseMembers.signature) continue;
    throw new FormatError('member-unexpected', `The manifest does not list ${quote(path)}.`, {
      member: path,
    });
  }
}

function requireSameEnd({ head }: CaseDescription, records: readonly CustodyRecord[]): void {
  const end = journalHead(records);
  if (end?.records === head.records && end.leaf === head.leaf) return;
  throw new FormatError(
    'json',
    `The log ends with ${end?.records ?? 0} records, and ${caseMembers.description} says ${head.records}.`,
    { member: caseMembers.journal },
  );
}

/** A file that the description leaves out, or of which the log knows nothing, was never part of the case. */
function requireDescribed(
  { files }: CaseDescription,
  digests: ReadonlyMap<string, DigestHex>,
  delivered: readonly DeliveredFileName[],
): void {
  const described = new Set<string>([
    caseMembers.description,
    caseMembers.journal,
    ...files.map(archivedFilePath),
  ]);
  const unknown = [...digests.keys()].find((path) => !described.has(path));
  if (unknown !== undefined) {
    throw new FormatError(
      'member-unexpected',
      `${caseMembers.description} does not name ${quote(unknown)}.`,
      {
        member: unknown,
      },
    );
  }
  const known = new Set(delivered.map(({ fileSha256 }) => fileSha256));
  const foreign = files.find(({ fileSha256 }) => !known.has(fileSha256));
  if (foreign === undefined) return;
  throw new FormatError('json', `The log knows nothing of the file ${quote(foreign.fileName)}.`, {
    member: archivedFilePath(foreign),
  });
}

/** The digest of a file must be its name, its description and what the signer listed, all three. */
function placeOf(
  file: ArchivedFile,
  byPath: ReadonlyMap<string, ZipMember>,
  digests: ReadonlyMap<string, DigestHex>,
): CaseFile['files'][number] {
  const path = archivedFilePath(file);
  const member = byPath.get(path);
  if (member === undefined) throw missing(path);
  if (digests.get(path) !== file.fileSha256 || member.size !== file.bytes) {
    throw new FormatError(
      'manifest',
      `Digest or size of ${path} is not what ${caseMembers.description} says.`,
      {
        member: path,
      },
    );
  }
  requireStored(member);
  return { ...file, dataOffset: member.dataOffset };
}

async function readStored(
  source: ByteSource,
  byPath: ReadonlyMap<string, ZipMember>,
  path: string,
  most: number,
): Promise<Uint8Array> {
  const member = byPath.get(path);
  if (member === undefined) throw missing(path);
  requireStored(member);
  if (member.size > most) {
    throw new FormatError('member-limit', `Expected at most ${most} bytes, found ${member.size}.`, {
      member: path,
    });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of openZipMember(source, member, (plain) => plain)) chunks.push(chunk);
  return concatBytes(chunks);
}

/** Nothing is inflated: what is small in the file is small in memory, and a delivered file is a range of bytes. */
function requireStored({ method, path }: ZipMember): void {
  if (method === 'stored') return;
  throw new FormatError('zip-method', 'Expected members that are stored as they are.', { member: path });
}

function missing(member: string): FormatError {
  return new FormatError('member-missing', `The case file has no member "${member}".`, { member });
}
