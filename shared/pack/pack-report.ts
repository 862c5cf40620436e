import {
  bagDeclaration,
  createBagTally,
  type OutgoingMember,
  renderBagManifest,
  toManifestDigest,
} from '../bundle/bag-tags.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { toVisibleString } from '../bytes/visible-text.ts';
import { type DigestEngine, portableDigests } from '../crypto/digest.ts';
import { parseReport } from '../report/parse-report.ts';
import { renderDerivedMembers } from './derived-members.ts';
import { packPaths, reportFolder } from './pack-layout.ts';
import type { PackMember } from './pack-member.ts';
import { renderPackReadme } from './pack-readme.ts';

/** What a pack is made of, besides what follows from the record. */
export interface PackParts {
  /** `report.json` as it was signed. */
  readonly report: Uint8Array;
  /** By the names under which they lie beside it: renderings and signatures. */
  readonly beside: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The custody log as a bundle; null where there is no case. */
  readonly custody: Uint8Array | null;
  /** The two programs for strangers. */
  readonly bundleVerifier: Uint8Array;
  readonly reportVerifier: Uint8Array;
  /** The platform's own, where it has a faster one. */
  readonly digests?: DigestEngine;
  /** Signs the bytes as `ssh-keygen -Y sign -n evidence-report@v1` does. */
  sign(bytes: Uint8Array): Uint8Array;
}

/**
 * The members of an evidence pack, in the order in which they are written; the same parts give the same members. Throws
 * FormatError when the report is none.
 */
export async function* packReport(parts: PackParts): AsyncGenerator<OutgoingMember, void> {
  const record = parseReport(parts.report);
  const pdf = parts.beside.find(({ name }) => name === 'report.pdf')?.bytes ?? null;
  const payload = createBagTally(parts.digests ?? portableDigests);
  const members: readonly PackMember[] = [
    { path: packPaths.report, bytes: parts.report },
    ...parts.beside.map(({ name, bytes }) => ({ path: `${reportFolder}${name}`, bytes })),
    ...renderDerivedMembers(record, pdf),
    ...(parts.custody === null ? [] : [{ path: packPaths.custody, bytes: parts.custody }]),
  ];
  for (const { path, bytes } of members) yield payload.add(path, whole(bytes));

  const info = [
    `External-Identifier: ${toVisibleString(record.number)}`,
    `Bagging-Date: ${record.produced.claimedTime.slice(0, 10)}`,
    `Payload-Oxum: ${payload.bytes}.${payload.files.size}`,
  ];
  const tags: readonly PackMember[] = [
    { path: packPaths.bagDeclaration, bytes: encodeUtf8(bagDeclaration) },
    { path: packPaths.bagInfo, bytes: encodeUtf8(info.map((line) => `${line}\n`).join('')) },
    { path: packPaths.manifest, bytes: encodeUtf8(renderBagManifest(payload.files)) },
    {
      path: packPaths.readme,
      bytes: renderPackReadme(
        record,
        members.map(({ path }) => path),
      ),
    },
    { path: packPaths.bundleVerifier, bytes: parts.bundleVerifier },
    { path: packPaths.reportVerifier, bytes: parts.reportVerifier },
  ];
  const digests = new Map(tags.map(({ path, bytes }) => [path, toManifestDigest(bytes)]));
  const tagManifest = encodeUtf8(renderBagManifest(digests));
  for (const { path, bytes } of tags) yield { path, chunks: whole(bytes) };
  yield { path: packPaths.tagManifest, chunks: whole(tagManifest) };
  yield { path: packPaths.signature, chunks: whole(parts.sign(tagManifest)) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
