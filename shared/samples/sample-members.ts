import { renderBagManifest, toManifestDigest } from '../bundle/bag-tags.ts';
import { memberPaths } from '../bundle/bundle-layout.ts';
import { packerNamespace } from '../bundle/packer-namespace.ts';
import { BugError } from '../bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { renderSshSignature } from '../crypto/sshsig.ts';

/** The files of one bundle, whole, by path, in the order in which they are written. */
export type SampleMembers = ReadonlyMap<string, Uint8Array>;

export const segmentPath = 'data/segments/000000000000.ndjson';
export const disclosurePath = 'data/disclosures/000000000000.ndjson';

/** The lines of a member, without their LFs. */
export function readLines(members: SampleMembers, path: string): readonly string[] {
  return readText(members, path).split('\n').slice(0, -1);
}

export function readText(members: SampleMembers, path: string): string {
  const bytes = members.get(path);
  if (bytes === undefined) throw new BugError(`The sample has no ${path}.`);
  return decodeUtf8(bytes);
}

/** The same files, one of them with other text; nothing that depends on it is changed. */
export function replaceText(members: SampleMembers, path: string, text: string): SampleMembers {
  return new Map(members).set(path, encodeUtf8(text));
}

export function replaceLines(members: SampleMembers, path: string, lines: readonly string[]): SampleMembers {
  return replaceText(members, path, lines.map((line) => `${line}\n`).join(''));
}

/** Both manifests and the octet count made anew, which anybody can do. The packer's signature stays the old one. */
export function remakeManifests(members: SampleMembers): SampleMembers {
  const payload = [...members].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((total, [, bytes]) => total + bytes.length, 0);
  const info = readText(members, memberPaths.bagInfo).replace(
    /^Payload-Oxum: .*$/m,
    `Payload-Oxum: ${octets}.${payload.length}`,
  );
  const withInfo = replaceText(members, memberPaths.bagInfo, info);
  const withManifest = replaceText(withInfo, memberPaths.manifest, renderBagManifest(toDigests(payload)));
  const tags = [memberPaths.bagDeclaration, memberPaths.bagInfo, memberPaths.manifest];
  const tagged = [...withManifest].filter(([path]) => tags.some((tag) => tag === path));
  return replaceText(withManifest, memberPaths.tagManifest, renderBagManifest(toDigests(tagged)));
}

/** Signs the manifests again, which only the holder of the packer's key can do. */
export function signAsPacker(members: SampleMembers, packerKey: Uint8Array): SampleMembers {
  const tagManifest = encodeUtf8(readText(members, memberPaths.tagManifest));
  const signature = renderSshSignature(tagManifest, packerKey, packerNamespace);
  return new Map(members).set(memberPaths.packerSignature, signature);
}

function toDigests(files: readonly (readonly [string, Uint8Array])[]): ReadonlyMap<string, string> {
  return new Map(files.map(([path, bytes]) => [path, toManifestDigest(bytes)]));
}
