import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import type { OutgoingMember } from '../shared/bundle/bag-tags.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { type Identity, signFile } from '../shared/identity/identity.ts';
import type { PackFiles } from '../shared/pack/check-pack.ts';
import { packReport } from '../shared/pack/pack-report.ts';
import { type RecordFiles, recordFilesOf } from '../shared/pack/record-files.ts';
import { repackedParts } from '../shared/pack/repack-report.ts';
import { type HandedReport, verifyReport } from '../shared/pack/verify-report.ts';
import { parseReport } from '../shared/report/parse-report.ts';
import type { ReportRecord } from '../shared/report/record.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../shared/report/signatures/signature-names.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { writeNewFolder } from './platform/write-new-folder.ts';
import { readReport } from './read-report.ts';

/** A report that is sound by itself, to which somebody adds something. */
export interface SoundReport extends RecordFiles {
  readonly handed: HandedReport;
  readonly record: ReportRecord;
}

/**
 * Reads a pack or a `report.json`, and refuses what is not as it was signed: whoever signs it or packs it again would vouch for it.
 * Who signed it, is not asked here.
 */
export async function readSoundReport(path: string, now: UnixMillis): Promise<SoundReport> {
  const handed = await readReport(path);
  if (handed === null) throw new UsageError(`${basename(path)} is no report: name a pack or a report.json.`);
  const files = recordFilesOf(handed);
  const record = parseReport(files.bytes);
  const nobody = { known: new Map<string, string>(), authorities: [], logKeys: [], now };
  const failed = verifyReport(handed, nobody).results.find(({ outcome }) => outcome === 'fail');
  if (failed === undefined) return { handed, record, ...files };
  throw new UsageError(
    `${basename(path)} is not as it was signed, so nothing is added to it: ${failed.statement}`,
  );
}

/** The pack with further files beside its report, signed by whoever packs it. */
export function repacked(
  pack: PackFiles,
  added: readonly SignatureFile[],
  packer: Identity,
): AsyncIterable<Uint8Array> {
  const members = packReport({
    ...repackedParts(pack, added),
    digests: nodeDigests,
    sign: (bytes) => signFile(packer, bytes, reportNamespace),
  });
  return writeZip(members, { deflate: deflateRawNode, crc32 });
}

/** Writes files into a folder of their own, and the pack with them in it where there is one. All of it or nothing. */
export async function writeAdded(
  out: string,
  files: readonly SignatureFile[],
  pack: AsyncIterable<Uint8Array> | null,
): Promise<void> {
  await writeNewFolder(out, outgoing(files, pack));
}

async function* outgoing(
  files: readonly SignatureFile[],
  pack: AsyncIterable<Uint8Array> | null,
): AsyncGenerator<OutgoingMember, void> {
  for (const { name, bytes } of files) yield { path: name, chunks: whole(bytes) };
  if (pack !== null) yield { path: 'pack.evb.zip', chunks: pack };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
