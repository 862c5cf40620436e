import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderBagManifest, toManifestDigest } from '../../shared/bundle/bag-tags.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { type Identity, signFile } from '../../shared/identity/identity.ts';
import { packPaths } from '../../shared/pack/pack-layout.ts';
import { packReport } from '../../shared/pack/pack-report.ts';
import type { ReportExtract } from '../../shared/report/extract.ts';
import { makeReport } from '../../shared/report/make-report.ts';
import type { ReportOrder } from '../../shared/report/order.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import { signReport } from '../../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../../shared/report/signatures/signature-names.ts';
import type { Members } from './bundle-builder.ts';

/** A report in its pack, signed; without PDF, which takes longer than all the rest. */
export async function packOf(
  extract: ReportExtract,
  order: ReportOrder,
  identity: Identity,
  custody: Uint8Array | null = null,
): Promise<Members> {
  const { name, fingerprint } = identity;
  const made = makeReport(extract, { ...order, preparer: { name, fingerprint } });
  if (made.kind === 'refused') throw new BugError(made.problems.map(({ statement }) => statement).join(' '));
  return packBytes(renderReport(made.record), identity, order.producedAt, custody);
}

/** The pack of these bytes, whatever they say. */
export async function packBytes(
  report: Uint8Array,
  identity: Identity,
  claimedTime: number,
  custody: Uint8Array | null = null,
): Promise<Members> {
  const beside = signReport({ name: 'report.json', bytes: report }, identity, 'preparer', claimedTime);
  const members = new Map<string, Uint8Array>();
  const program = encodeUtf8('// a program\n');
  const parts = {
    ...{ report, beside, custody },
    ...{ bundleVerifier: program, reportVerifier: program },
    sign: (bytes: Uint8Array) => signFile(identity, bytes, reportNamespace),
  };
  for await (const { path, chunks } of packReport(parts)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.set(path, concatBytes(pieces));
  }
  return members;
}

/** Makes both manifests anew, and the signature where a key is at hand: what somebody does who wants an edit to pass. */
export function withNewManifests(members: Members, identity: Identity | null): Members {
  const made = new Map(members);
  const payload = [...made].filter(([path]) => path.startsWith('data/'));
  made.set(packPaths.manifest, manifestOf(payload));
  const outside = [packPaths.tagManifest, packPaths.signature] as readonly string[];
  const tags = [...made].filter(([path]) => !path.startsWith('data/') && !outside.includes(path));
  const tagManifest = manifestOf(tags);
  made.set(packPaths.tagManifest, tagManifest);
  if (identity !== null) made.set(packPaths.signature, signFile(identity, tagManifest, reportNamespace));
  return made;
}

function manifestOf(members: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  return encodeUtf8(
    renderBagManifest(new Map(members.map(([path, bytes]) => [path, toManifestDigest(bytes)]))),
  );
}

/** The same members with one text changed; the text must be there. */
export function edited(members: Members, path: string, from: string | RegExp, to: string): Members {
  const text = decodeUtf8(members.get(path) ?? new Uint8Array());
  const after = text.replace(from, to);
  if (after === text) throw new BugError(`There is nothing to edit in ${path}.`);
  return new Map([...members, [path, encodeUtf8(after)]]);
}

export function writeFolder(members: Members, folder: string): void {
  for (const [path, bytes] of members) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
