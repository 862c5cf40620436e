import type { Limits } from '../../bytes/limits.ts';
import type { Parsed } from '../../bytes/try-parse.ts';
import type { BundleSource } from '../bundle-source.ts';
import { digestAlgorithmOf } from './digest-algorithm.ts';
import { digestMember, type MemberDigests, type OnProgress } from './digest-member.ts';
import { algorithmsOf } from './dsse-files.ts';
import { type InTotoStatement, parseInTotoStatement } from './in-toto-statement.ts';
import { parseStatement, readStatement } from './read-statement.ts';
import { parseSigstoreBundle, type SigstoreBundle } from './sigstore-bundle.ts';
import { findSubject, statementKindOf } from './statement-names.ts';

export interface SigstoreFile {
  readonly member: string;
  readonly bundle: Parsed<SigstoreBundle>;
  /** What an envelope is about; null for a signature over a file itself. */
  readonly statement: Parsed<InTotoStatement> | null;
  /** The file that a signature over a file itself is about, if it is there. */
  readonly subject: string | null;
}

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
    const bundle = parseStatement(member, bytes, parseSigstoreBundle);
    const content = bundle.kind === 'value' ? bundle.value.content : null;
    bundles.push({
      member,
      bundle,
      statement:
        content?.kind === 'envelope'
          ? parseStatement(member, { kind: 'value', value: content.envelope }, parseInTotoStatement)
          : null,
      subject: content?.kind === 'message' ? findSubject(member, paths) : null,
    });
  }
  const statements = bundles.flatMap(({ statement }) =>
    statement?.kind === 'value' ? [statement.value] : [],
  );
  const sha2 = ['sha256', 'sha384', 'sha512'].flatMap((name) => digestAlgorithmOf(name) ?? []);
  const algorithms = [...new Set([...sha2, ...algorithmsOf(statements)])];
  const files = new Map<string, MemberDigests>();
  for (const path of paths.filter((each) => statementKindOf(each) !== 'sigstore')) {
    files.set(path, await digestMember(source, path, algorithms, onProgress));
  }
  return { bundles, files };
}
