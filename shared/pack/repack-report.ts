import { FormatError } from '../bytes/errors.ts';
import type { SignatureFile } from '../report/signatures/sign-report.ts';
import type { PackFiles } from './check-pack.ts';
import { filesBeside } from './files-beside.ts';
import { packPaths } from './pack-layout.ts';
import type { PackParts } from './pack-report.ts';

/**
 * What a pack was made of, with further signatures or time stamps beside its report. Whoever packs it again signs it again, so it
 * must have been verified before. Throws FormatError where a part is missing.
 */
export function repackedParts(
  files: PackFiles,
  added: readonly SignatureFile[],
): Omit<PackParts, 'sign' | 'digests'> {
  const beside = new Map(filesBeside(files));
  for (const { name, bytes } of added) beside.set(name, bytes);
  return {
    report: partOf(files, packPaths.report),
    beside: [...beside].map(([name, bytes]) => ({ name, bytes })),
    custody: files.get(packPaths.custody) ?? null,
    bundleVerifier: partOf(files, packPaths.bundleVerifier),
    reportVerifier: partOf(files, packPaths.reportVerifier),
  };
}

function partOf(files: PackFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new FormatError('member-missing', `The pack has no ${path}.`);
  return bytes;
}
