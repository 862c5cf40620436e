import { parseBagManifest } from '../../bundle/bag-manifest.ts';
import { memberPaths, roleOfMember } from '../../bundle/bundle-layout.ts';
import { FormatError } from '../../bytes/errors.ts';
import { limits } from '../../bytes/limits.ts';
import type { DigestHex } from '../../bytes/units.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { countOf } from '../count-words.ts';

/** BagIt: the manifest lists every payload file, the tag manifest every tag file, and each has its stated digest. */
export function checkManifests(input: CheckInput): readonly CheckResult[] {
  const isPayload = (path: string): boolean => path.startsWith('data/');
  return [
    ...checkManifest(input, memberPaths.tagManifest, 'manifest-digest', isTagFile),
    ...checkManifest(input, memberPaths.manifest, 'file-digest', isPayload),
  ];
}

function checkManifest(
  { observation }: CheckInput,
  manifest: string,
  code: CheckCode,
  isCovered: (path: string) => boolean,
): readonly CheckResult[] {
  const bytes = observation.otherMembers.get(manifest);
  if (bytes === undefined) {
    return [fail('file-missing', manifest, `${manifest} is missing, so its files have no stated digests.`)];
  }
  let stated: ReadonlyMap<string, DigestHex>;
  try {
    stated = parseBagManifest(bytes, manifest, limits);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [fail(code, manifest, error.message)];
  }
  const present = new Map(
    observation.members.filter(({ path }) => isCovered(path)).map(({ path, sha256 }) => [path, sha256]),
  );
  const problems: CheckResult[] = [];
  for (const [path, digest] of stated) {
    const found = present.get(path);
    if (found === undefined) {
      problems.push(fail('file-missing', path, `${path} is listed in ${manifest} but is not in the bundle.`));
    } else if (found !== digest) {
      const statement = `${path} does not have the digest that ${manifest} states.`;
      problems.push({ ...fail(code, path, statement), expected: digest, found });
    }
  }
  for (const path of present.keys()) {
    if (!stated.has(path))
      problems.push(fail('file-unlisted', path, `${path} is not listed in ${manifest}.`));
  }
  if (problems.length > 0) return problems;
  const statement = `${countOf(stated.size, 'file has', 'files have')} the digest that ${manifest} states; none is missing or unlisted.`;
  return [{ code, axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

/** Tag files that a tag manifest can list: not itself, nor what is made over it. */
function isTagFile(path: string): boolean {
  const role = roleOfMember(path);
  return role === 'bag-declaration' || role === 'bag-info' || role === 'manifest';
}

function fail(code: CheckCode, path: string, statement: string): CheckResult {
  return { code, axis: 'bytes', outcome: 'fail', place: memberPlace(path), statement };
}
