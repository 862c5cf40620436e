import type { Limits } from '../../bytes/limits.ts';
import type { Parsed } from '../../bytes/try-parse.ts';
import type { BundleSource } from '../bundle-source.ts';
import { sha2Algorithms } from './digest-algorithm.ts';
import { digestMember, type MemberDigests, type OnProgress } from './digest-member.ts';
import { algorithmsOf } from './dsse-files.ts';
import { type InTotoStatement, parseInTotoStatement } from './in-toto-statement.ts';
import { parseStatement, readStatement } from './read-statement.ts';
import { parseSigstoreBundle, type SigstoreBundle, type SigstoreDigest } from './sigstore-bundle.ts';
import { findSubject, statementKindOf } from './statement-names.ts';

export interface SigstoreFile {
  readonly member: string;
  readonly read: Parsed<{ readonly bundle: SigstoreBundle; readonly about: SigstoreAbout }>;
}

/** What a bundle is about, rightly or wrongly. */
export type SigstoreAbout =
  | {
      /** A signature over a file itself: its path, if it is there, and the digest that the bundle states of it. */
      readonly kind: 'file';
      readonly path: string | null;
      readonly digest: SigstoreDigest | null;
    }
  | { readonly kind: 'statement'; readonly statement: Parsed<InTotoStatement> };

/** Sigstore bundles, and the files beside them. Decides nothing. */
export interface SigstoreObservation {
  readonly bundles: readonly SigstoreFile[];
  /** With their digests in SHA-2 and whatever else the statements speak of. */
  readonly files: ReadonlyMap<string, MemberDigests>;
}

/** Reads every bundle and every other file once. Throws the FormatErrors of the source. */
export async function observeSigstore(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<SigstoreObservation> {
  const paths = source.members.map(({ path }) => path);
  const bundles: SigstoreFile[] = [];
  for (const member of paths.filter((path) => statementKindOf(path) === 'sigstore')) {
    const bytes = await readStatement(source, member, limits);
    const read = parseStatement(member, bytes, (content) => {
      const bundle = parseSigstoreBundle(content);
      return { bundle, about: toAbout(member, bundle, paths) };
    });
    bundles.push({ member, read });
  }
  const algorithms = [...new Set([...sha2Algorithms, ...algorithmsOf(bundles.flatMap(statementsOf))])];
  const files = new Map<string, MemberDigests>();
  for (const path of paths.filter((each) => statementKindOf(each) !== 'sigstore')) {
    files.set(path, await digestMember(source, path, algorithms, onProgress));
  }
  return { bundles, files };
}

function toAbout(member: string, { content }: SigstoreBundle, paths: readonly string[]): SigstoreAbout {
  if (content.kind === 'message') {
    return { kind: 'file', path: findSubject(member, paths), digest: content.digest };
  }
  const envelope = { kind: 'value', value: content.envelope } as const;
  return { kind: 'statement', statement: parseStatement(member, envelope, parseInTotoStatement) };
}

function statementsOf({ read }: SigstoreFile): readonly InTotoStatement[] {
  if (read.kind === 'error' || read.value.about.kind === 'file') return [];
  const { statement } = read.value.about;
  return statement.kind === 'value' ? [statement.value] : [];
}
