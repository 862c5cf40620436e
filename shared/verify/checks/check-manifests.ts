import { memberNameDefect } from '../../archive/member-name.ts';
import { parseBagManifest } from '../../bundle/bag-manifest.ts';
import { memberPaths, roleOfMember } from '../../bundle/bundle-layout.ts';
import { asFormatError } from '../../bytes/errors.ts';
import { limits } from '../../bytes/limits.ts';
import { quote } from '../../bytes/quote.ts';
import type { DigestHex } from '../../bytes/units.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';

/** BagIt: the manifest lists every payload file, the tag manifest every tag file, and each has its stated digest. */
export function checkManifests(input: CheckInput): readonly CheckResult[] {
  const isPayload = (path: string): boolean => path.startsWith('data/');
  const results = [
    ...checkManifest(input, memberPaths.tagManifest, 'manifest-digest', isTagFile),
    ...checkManifest(input, memberPaths.manifest, 'file-digest', isPayload),
    ...checkAttachments(input),
  ];
  return [...checkRequired(input, results), ...results];
}

const { bagDeclaration, bagInfo, manifest: payloadManifest, tagManifest } = memberPaths;

/** What every bag has may be left out together with the line that lists it; then no manifest misses it. */
function checkRequired({ observation }: CheckInput, results: readonly CheckResult[]): readonly CheckResult[] {
  const missed = results.flatMap(({ place }) => (place.kind === 'member' ? [place.member] : []));
  return [bagDeclaration, bagInfo, payloadManifest, tagManifest]
    .filter((path) => !observation.otherMembers.has(path) && !missed.includes(path))
    .map((path) => fail('file-missing', path, `${path} is missing, which every bundle has.`));
}

function checkManifest(
  { observation }: CheckInput,
  manifest: string,
  code: CheckCode,
  isCovered: (path: string) => boolean,
): readonly CheckResult[] {
  const bytes = observation.otherMembers.get(manifest);
  if (bytes === undefined) return [];
  let stated: ReadonlyMap<string, DigestHex>;
  try {
    stated = parseBagManifest(bytes, manifest, limits);
  } catch (error) {
    return [fail(code, manifest, asFormatError(error).message)];
  }
  const covered = observation.members.filter(({ path }) => isCovered(path));
  const present = new Map(covered.map(({ path, sha256 }) => [path, sha256]));
  const problems = compare(stated, present, manifest, code);
  if (problems.length > 0) return showFirst(problems);
  const statement = `${countOf(stated.size, 'file has', 'files have')} the digest that ${manifest} states; none is missing or unlisted.`;
  return [{ code, axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function compare(
  stated: ReadonlyMap<string, DigestHex>,
  present: ReadonlyMap<string, DigestHex>,
  manifest: string,
  code: CheckCode,
): readonly CheckResult[] {
  const problems: CheckResult[] = [];
  for (const [path, digest] of stated) {
    const found = present.get(path);
    if (found === undefined) {
      const statement = `${pathWords(path)} is listed in ${manifest} but is not among the files that it covers.`;
      // Any text can be listed; only what can be a member is a place of its own.
      const place = memberNameDefect(path, limits) === null ? path : manifest;
      problems.push(fail('file-missing', place, statement));
    } else if (found !== digest) {
      const statement = `${pathWords(path)} does not have the digest that ${manifest} states.`;
      problems.push({ ...fail(code, path, statement), expected: digest, found });
    }
  }
  for (const path of present.keys()) {
    if (stated.has(path)) continue;
    problems.push(fail('file-unlisted', path, `${pathWords(path)} is not listed in ${manifest}.`));
  }
  return problems;
}

/** An attachment is named by its digest, and entries refer to that name. */
function checkAttachments({ observation }: CheckInput): readonly CheckResult[] {
  return observation.members.flatMap(({ path, sha256 }) => {
    const named = path.slice(path.lastIndexOf('/') + 1);
    if (roleOfMember(path) !== 'attachment' || named === sha256) return [];
    const statement = `${path} does not have the digest that its name states.`;
    return [{ ...fail('file-digest', path, statement), expected: named, found: sha256 }];
  });
}

/** Tag files that a tag manifest can list: not itself, nor what is made over it. */
function isTagFile(path: string): boolean {
  const role = roleOfMember(path);
  return role === 'bag-declaration' || role === 'bag-info' || role === 'manifest';
}

/** What is no plain path is quoted, because it could be text that misleads. */
function pathWords(path: string): string {
  return /^[!-~]{1,200}$/.test(path) ? path : quote(path);
}

function fail(code: CheckCode, path: string, statement: string): CheckResult {
  return { code, axis: 'bytes', outcome: 'fail', place: memberPlace(path), statement };
}
