import { createHash } from 'node:crypto';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { type GenuineLog, stubFor } from './genuine-logs.ts';
import type { Forgery } from './mutate-members.ts';

interface Verified {
  readonly observation: BundleObservation;
  /** Byte for byte, as Latin-1. */
  readonly lines: readonly string[];
}

/**
 * Why a bundle that was called verified should not have been, or null. Decided by comparison with what was really
 * sealed, without any of the checks: the lines are those of one genuine log at their own numbers, the head is one that
 * the log signed, shown values stand in their entries, and without the packer's key nothing at all is another.
 */
export function findFalseVerified(
  { observation, lines }: Verified,
  { hasPackerKey }: Forgery,
  logs: readonly GenuineLog[],
): string | null {
  const { start, end } = observation.descriptor.range;
  if (lines.length !== end - start)
    return `verified with ${lines.length} lines for entries ${start} to ${end}`;
  const log = logs.find((each) => isPartOf(lines, start, each));
  if (log === undefined) return 'verified with lines that no genuine log has there';
  const members = observation.otherMembers;
  const head = textOf(members, `data/checkpoints/${end}.note`);
  const isSigned = logs.some((each) => textOf(each.members, `data/checkpoints/${end}.note`) === head);
  if (head === null || !isSigned) return `verified with a head that was never signed: ${head}`;
  const foreign = findForeignDisclosure(members, log);
  if (foreign !== null) return `verified with a value that its entry does not hold: ${foreign}`;
  if (hasPackerKey) return null;
  const isAsPacked = logs.some((each) => isSamePackage(observation, each.members));
  return isAsPacked ? null : 'verified with files that the packer never packed so';
}

function isPartOf(lines: readonly string[], start: number, log: GenuineLog): boolean {
  const offset = start - log.start;
  if (offset < 0) return false;
  return lines.every((line, index) => {
    const genuine = log.lines[offset + index];
    // A genuine log may itself hold a stub, and then nothing but that stub.
    return genuine !== undefined && (line === genuine || line === stubFor(genuine));
  });
}

/** Everything before the signatures: what the log signed. */
function textOf(members: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  const note = members.get(path);
  return note === undefined ? null : (Buffer.from(note).toString('utf8').split('\n\n\u2014')[0] ?? null);
}

function findForeignDisclosure(members: ReadonlyMap<string, Uint8Array>, log: GenuineLog): string | null {
  const paths = [...members.keys()].filter((path) => path.startsWith('data/disclosures/'));
  for (const path of paths) {
    for (const line of Buffer.from(members.get(path) ?? [])
      .toString('utf8')
      .split('\n')) {
      if (line === '') continue;
      const { seq, d } = JSON.parse(line) as { seq: number; d: readonly string[] };
      const entry = log.lines[seq - log.start] ?? '';
      const foreign = d.find(
        (text) => !entry.includes(createHash('sha256').update(text).digest('base64url')),
      );
      if (foreign !== undefined) return `${foreign} in entry ${seq}`;
    }
  }
  return null;
}

/** The signature itself has more than one spelling, and the token is read by nobody yet: neither is compared. */
function isSamePackage({ members }: BundleObservation, packed: SampleMembers): boolean {
  const isCompared = (path: string) => !path.startsWith('tagmanifest-sha256.txt.sig');
  const found = members.filter(({ path }) => isCompared(path));
  const expected = [...packed.keys()].filter(isCompared);
  return (
    found.length === expected.length &&
    found.every(({ path, sha256 }) => {
      const bytes = packed.get(path);
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
    })
  );
}
