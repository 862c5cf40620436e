import { digestAlgorithmOf } from '../../bundle/formats/digest-algorithm.ts';
import type { MemberDigests } from '../../bundle/formats/digest-member.ts';
import type { InTotoStatement, InTotoSubject } from '../../bundle/formats/in-toto-statement.ts';

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
  for (const subject of subjects) {
    const compared = [...files].map(([path, file]) => ({ path, answer: compare(subject, file) }));
    const found = compared.filter(({ answer }) => answer.kind === 'same');
    if (found.length > 0) {
      same.push(...found.map(({ path }) => ({ path, subject })));
      continue;
    }
    const isOnly = subjects.length === 1 && files.size === 1;
    const named = compared.filter(({ path }) => isOnly || isNamed(path, subject.name));
    if (named.length === 0) missing.push(subject);
    for (const { path, answer } of named) {
      if (answer.kind === 'other') other.push({ path, subject, ...answer });
      else open.push({ path, subject });
    }
  }
  return { same, other, open, missing };
}

type Comparison =
  | { readonly kind: 'same' | 'open' }
  | { readonly kind: 'other'; readonly expected: string; readonly found: string };

/** Every digest that is known here must agree: two that disagree name two files. */
function compare({ digests }: InTotoSubject, file: MemberDigests): Comparison {
  let isCompared = false;
  for (const [name, expected] of digests) {
    const algorithm = digestAlgorithmOf(name);
    const found = algorithm === null ? undefined : file.digests.get(algorithm.name);
    if (algorithm?.strength !== 'strong' || found === undefined) continue;
    if (found !== expected) return { kind: 'other', expected, found };
    isCompared = true;
  }
  return { kind: isCompared ? 'same' : 'open' };
}

function isNamed(path: string, name: string): boolean {
  return path === name || path.split('/').at(-1) === name;
}
