import { parseBagManifest } from '../bundle/bag-manifest.ts';
import { toManifestDigest } from '../bundle/bag-tags.ts';
import { equalBytes } from '../bytes/equal.ts';
import { limits } from '../bytes/limits.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { ReportRecord } from '../report/record.ts';
import { renderDerivedMembers } from './derived-members.ts';
import { packPaths, reportFolder } from './pack-layout.ts';
import { passOr, type ReportCheck, type ReportCheckCode } from './report-check.ts';

export type PackFiles = ReadonlyMap<string, Uint8Array>;

const tagPaths: readonly string[] = [
  packPaths.bagDeclaration,
  packPaths.bagInfo,
  packPaths.manifest,
  packPaths.readme,
  packPaths.bundleVerifier,
  packPaths.reportVerifier,
];
const unlistedPaths: readonly string[] = [packPaths.tagManifest, packPaths.signature];

/** Each file has the digest that a manifest states; none is missing and none is unlisted. */
export function checkPackFiles(files: PackFiles): readonly ReportCheck[] {
  const isPayload = (path: string) => path.startsWith('data/');
  const paths = [...files.keys()];
  const objections = [
    ...checkManifest(files, packPaths.manifest, paths.filter(isPayload)),
    ...checkManifest(files, packPaths.tagManifest, tagPaths),
    ...paths
      .filter((path) => !isPayload(path) && !tagPaths.includes(path) && !unlistedPaths.includes(path))
      .map((path) => wrong('pack-files', path, `${path} has no place in a pack.`)),
  ];
  return passOr(
    'pack-files',
    objections,
    'Every file has its listed digest, none is missing, none is unlisted.',
  );
}

function checkManifest(
  files: PackFiles,
  manifest: string,
  covered: readonly string[],
): readonly ReportCheck[] {
  const bytes = files.get(manifest);
  if (bytes === undefined) return [wrong('pack-files', manifest, `${manifest} is missing.`)];
  const parsed = tryParse(() => parseBagManifest(bytes, manifest, limits));
  if (parsed.kind === 'error') return [wrong('pack-files', manifest, parsed.error.message)];
  const listed = parsed.value;
  return [
    ...[...listed].flatMap(([path, expected]): readonly ReportCheck[] => {
      const content = files.get(path);
      if (!covered.includes(path)) {
        return [
          wrong('pack-files', path, `${manifest} lists ${path}, which is not there or not for it to list.`),
        ];
      }
      if (content === undefined) return [wrong('pack-files', path, `${path} is missing.`)];
      const found = toManifestDigest(content);
      if (found === expected) return [];
      return [
        {
          ...wrong('pack-files', path, `${path} has another digest than ${manifest} states.`),
          expected,
          found,
        },
      ];
    }),
    ...covered
      .filter((path) => !listed.has(path))
      .map((path) => wrong('pack-files', path, `${path} is missing in ${manifest}.`)),
  ];
}

/**
 * What follows from the record is rendered again and compared. A pack of another version of the program may spell a list
 * otherwise: then the list is not vouched for by the report, and whoever reads it is told so.
 */
export function checkPackMembers(files: PackFiles, record: ReportRecord): readonly ReportCheck[] {
  const expected = new Map(
    renderDerivedMembers(record, files.get(`${reportFolder}report.pdf`) ?? null).map(({ path, bytes }) => [
      path,
      bytes,
    ]),
  );
  const differing = [...expected].flatMap(([path, bytes]) => {
    const content = files.get(path);
    if (content === undefined) return [wrong('pack-members', path, `${path} is missing.`)];
    if (equalBytes(content, bytes)) return [];
    return [wrong('pack-members', path, `${path} is not what follows from the report.`)];
  });
  const beside = [...files.keys()].filter(
    (path) =>
      path.startsWith('data/') &&
      !path.startsWith(reportFolder) &&
      path !== packPaths.custody &&
      !expected.has(path),
  );
  const strangers = beside.map((path) =>
    wrong('pack-members', path, `${path} does not follow from the report.`),
  );
  const statement = 'Exhibits, proofs and lists are those that follow from the report.';
  return passOr('pack-members', [...differing, ...strangers], statement);
}

function wrong(code: ReportCheckCode, member: string, statement: string): ReportCheck {
  return { code, outcome: 'fail', place: { kind: 'member', member }, statement };
}
