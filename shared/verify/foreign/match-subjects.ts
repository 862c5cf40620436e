import { digestAlgorithmOf } from '../../bundle/formats/digest-algorithm.ts';
import type { MemberDigests } from '../../bundle/formats/digest-member.ts';
import type { InTotoStatement, InTotoSubject } from '../../bundle/formats/in-toto-statement.ts';
import { valueAt } from '../../bytes/element-at.ts';

/** Which of the files beside a statement are its subjects. */
export interface SubjectMatch {
  /** Files with every digest that a subject states. */
  readonly same: readonly { readonly path: string; readonly subject: InTotoSubject }[];
  /** Files that bear the name of a subject and have another digest. */
  readonly other: readonly {
    readonly path: string;
    readonly subject: InTotoSubject;
    readonly expected: string;
    readonly found: string;
  }[];
  /** Files that bear the name of a subject whose digests are all of kinds that are not used here. */
  readonly open: readonly { readonly path: string; readonly subject: InTotoSubject }[];
  readonly missing: readonly InTotoSubject[];
}

/** Compares by digest; a name alone makes nothing a subject, it only makes a difference a failure. */
export function matchSubjects(
  { subjects }: InTotoStatement,
  files: ReadonlyMap<string, MemberDigests>,
): SubjectMatch {
  const same: SubjectMatch['same'][number][] = [];
  const other: SubjectMatch['other'][number][] = [];
  const open: SubjectMatch['open'][number][] = [];
  const missing: InTotoSubject[] = [];
  const index = indexFiles(files);
  for (const subject of subjects) {
    const candidates = strongDigests(subject).flatMap(({ key }) => index.byDigest.get(key) ?? []);
    const found = [...new Set(candidates)].filter(
      (path) => compare(subject, valueAt(files, path)).kind === 'same',
    );
    same.push(...found.map((path) => ({ path, subject })));
    if (found.length > 0) continue;
    const named = index.byName.get(subject.name) ?? [];
    if (named.length === 0) missing.push(subject);
    for (const path of named) {
      const answer = compare(subject, valueAt(files, path));
      if (answer.kind === 'other') other.push({ path, subject, ...answer });
      else open.push({ path, subject });
    }
  }
  return { same, other, open, missing };
}

interface FileIndex {
  readonly byDigest: ReadonlyMap<string, readonly string[]>;
  /** By the whole path, and by its last part. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Thousands of subjects beside thousands of files would otherwise be millions of comparisons. */
function indexFiles(files: ReadonlyMap<string, MemberDigests>): FileIndex {
  const byDigest = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, path: string) => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [path]);
    else known.push(path);
  };
  for (const [path, { digests }] of files) {
    for (const [algorithm, digest] of digests) add(byDigest, `${algorithm} ${digest}`, path);
    for (const name of new Set([path, path.slice(path.lastIndexOf('/') + 1)])) add(byName, name, path);
  }
  return { byDigest, byName };
}

type Comparison =
  | { readonly kind: 'same' | 'open' }
  | { readonly kind: 'other'; readonly expected: string; readonly found: string };

/**
 * Every digest that is known here must agree: two that disagree name two files. `algorithmsOf` has every file digested
 * in each algorithm that a subject states.
 */
function compare(subject: InTotoSubject, file: MemberDigests): Comparison {
  const digests = strongDigests(subject);
  for (const { algorithm, expected } of digests) {
    const found = valueAt(file.digests, algorithm);
    if (found !== expected) return { kind: 'other', expected, found };
  }
  return { kind: digests.length > 0 ? 'same' : 'open' };
}

function strongDigests({ digests }: InTotoSubject) {
  return [...digests].flatMap(([name, expected]) => {
    const algorithm = digestAlgorithmOf(name);
    if (algorithm?.strength !== 'strong') return [];
    return [{ algorithm: algorithm.name, expected, key: `${algorithm.name} ${expected}` }];
  });
}
