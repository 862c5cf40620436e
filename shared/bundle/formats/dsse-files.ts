import type { Limits } from '../../bytes/limits.ts';
import type { Parsed } from '../../bytes/try-parse.ts';
import { parseStrictObject } from '../../json/parse-json.ts';
import type { BundleSource } from '../bundle-source.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithm.ts';
import { digestMember, type MemberDigests, type OnProgress } from './digest-member.ts';
import { type DsseEnvelope, parseDsseEnvelope } from './dsse.ts';
import { type InTotoStatement, parseInTotoStatement } from './in-toto-statement.ts';
import { parseStatement, readStatement } from './read-statement.ts';
import { statementKindOf } from './statement-names.ts';

export interface DsseFile {
  readonly member: string;
  readonly envelope: Parsed<DsseEnvelope>;
  readonly statement: Parsed<InTotoStatement>;
}

/** Envelopes, and the files beside them with the digests that the statements speak of. Decides nothing. */
export interface DsseObservation {
  readonly envelopes: readonly DsseFile[];
  readonly files: ReadonlyMap<string, MemberDigests>;
}

const lf = 0x0a;

/** Reads every envelope and every other file once. Throws the FormatErrors of the source. */
export async function observeDsse(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<DsseObservation> {
  const envelopes: DsseFile[] = [];
  const others: string[] = [];
  for (const { path } of source.members) {
    if (statementKindOf(path) === 'dsse') envelopes.push(...(await readEnvelopes(source, path, limits)));
    else others.push(path);
  }
  const statements = envelopes.flatMap(({ statement }) =>
    statement.kind === 'value' ? [statement.value] : [],
  );
  const algorithms = algorithmsOf(statements);
  const files = new Map<string, MemberDigests>();
  for (const path of others) files.set(path, await digestMember(source, path, algorithms, onProgress));
  return { envelopes, files };
}

/** The digests that can tell whether a file is one of the subjects. */
export function algorithmsOf(statements: readonly InTotoStatement[]): readonly DigestAlgorithm[] {
  const names = new Set(
    statements.flatMap(({ subjects }) => subjects.flatMap(({ digests }) => [...digests.keys()])),
  );
  const algorithms = [...names].flatMap((name) => digestAlgorithmOf(name) ?? []);
  return [...new Set(algorithms)].filter(({ strength }) => strength === 'strong');
}

/** A `.jsonl` holds an envelope on each line. */
async function readEnvelopes(
  source: BundleSource,
  member: string,
  limits: Limits,
): Promise<readonly DsseFile[]> {
  const whole = await readStatement(source, member, limits);
  const isLines = member.endsWith('.jsonl') && whole.kind === 'value';
  const parts = isLines
    ? splitLines(whole.value).map((value) => ({ kind: 'value' as const, value }))
    : [whole];
  return parts.map((part) => {
    const envelope = parseStatement(member, part, (bytes) => parseDsseEnvelope(parseStrictObject(bytes)));
    return { member, envelope, statement: parseStatement(member, envelope, parseInTotoStatement) };
  });
}

function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(lf, start);
    const stop = end < 0 ? bytes.length : end;
    if (stop > start) lines.push(bytes.subarray(start, stop));
    start = stop + 1;
  }
  // Nothing at all is no envelope, and must be said.
  return lines.length === 0 ? [bytes] : lines;
}
