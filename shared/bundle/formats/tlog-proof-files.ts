import type { Limits } from '../../bytes/limits.ts';
import type { Parsed } from '../../bytes/try-parse.ts';
import { createSha256 } from '../../crypto/digest.ts';
import type { BundleSource } from '../bundle-source.ts';
import type { OnProgress } from './digest-member.ts';
import { parseStatement, readStatement } from './read-statement.ts';
import { findSubject, statementKindOf } from './statement-names.ts';
import {
  parseOpenCheckpoint,
  parseTlogConsistency,
  parseTlogProof,
  type SignedCheckpoint,
  type TlogConsistency,
  type TlogProof,
} from './tlog-proof.ts';

export interface InclusionFile {
  readonly member: string;
  readonly proof: Parsed<TlogProof>;
  /** The file that the proof is about, with the leaf that its bytes have as an entry; null when it is not there. */
  readonly entry: { readonly member: string; readonly leaf: Uint8Array } | null;
}

export interface ConsistencyFile {
  readonly member: string;
  readonly proof: Parsed<TlogConsistency>;
  readonly older: { readonly member: string; readonly signed: Parsed<SignedCheckpoint> } | null;
}

/** Proofs from transparency logs and the files beside them. Decides nothing. */
export interface TlogProofObservation {
  readonly inclusions: readonly InclusionFile[];
  readonly consistencies: readonly ConsistencyFile[];
  /** Members that no proof is about. */
  readonly others: readonly string[];
}

const consistencyEnding = '.tlog-consistency';

/** Reads every proof and each file that one is about, once. Throws the FormatErrors of the source. */
export async function observeTlogProofs(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<TlogProofObservation> {
  const paths = source.members.map(({ path }) => path);
  const inclusions: InclusionFile[] = [];
  const consistencies: ConsistencyFile[] = [];
  const known = new Set<string>();
  for (const member of paths.filter((path) => statementKindOf(path) === 'tlog-proof')) {
    const subject = findSubject(member, paths);
    known.add(member);
    if (subject !== null) known.add(subject);
    const bytes = await readStatement(source, member, limits);
    if (member.endsWith(consistencyEnding)) {
      const proof = parseStatement(member, bytes, (whole) => parseTlogConsistency(whole, limits));
      consistencies.push({ member, proof, older: await readOlder(source, subject, limits) });
      continue;
    }
    const proof = parseStatement(member, bytes, (whole) => parseTlogProof(whole, limits));
    const leaf = subject === null ? null : await digestEntry(source, subject, onProgress);
    inclusions.push({
      member,
      proof,
      entry: subject === null || leaf === null ? null : { member: subject, leaf },
    });
  }
  return { inclusions, consistencies, others: paths.filter((path) => !known.has(path)) };
}

async function readOlder(
  source: BundleSource,
  member: string | null,
  limits: Limits,
): Promise<ConsistencyFile['older']> {
  if (member === null) return null;
  const bytes = await readStatement(source, member, limits);
  return { member, signed: parseStatement(member, bytes, (whole) => parseOpenCheckpoint(whole, limits)) };
}

/** RFC 6962 section 2.1, of a file of any size: the digest of a zero byte and the file. */
async function digestEntry(
  source: BundleSource,
  member: string,
  onProgress: OnProgress,
): Promise<Uint8Array> {
  const digest = createSha256();
  digest.update(Uint8Array.of(0));
  for await (const chunk of source.open(member)) {
    digest.update(chunk);
    await onProgress();
  }
  return digest.digest();
}
