import { readLine } from '../bundle/read-line.ts';
import { parseHex, toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type Checkpoint, parseCheckpoint } from '../chain/checkpoint.ts';
import { verifyInclusion } from '../chain/inclusion-proof.ts';
import { leafDigest } from '../chain/leaf.ts';
import { parseSignedNote } from '../crypto/signed-note.ts';
import type { EntryName, ReportedEntry } from './record.ts';
import type { ReportProblemCode } from './report-problem.ts';

/** What is wrong with one entry of a report, as it is said: `entry 5 of log.example states number 7`. */
export interface EntryFault {
  readonly code: Extract<
    ReportProblemCode,
    'leaf-differs' | 'seq-differs' | 'checkpoint-not-there' | 'checkpoint-unreadable' | 'proof-broken'
  >;
  readonly statement: string;
}

/** What a note signs, or why it cannot be read, by the size under which a bundle lists it. */
export type CheckpointsBySize = ReadonlyMap<
  number,
  { readonly kind: 'read'; readonly checkpoint: Checkpoint } | { readonly kind: 'unreadable'; reason: string }
>;

/** The notes of one bundle. Their signatures are judged by its verdict, and not here. */
export function readCheckpoints(
  checkpoints: readonly { readonly size: number; readonly note: string }[],
): CheckpointsBySize {
  return new Map(
    checkpoints.map(({ size, note }) => {
      const read = tryParse(() => parseCheckpoint(parseSignedNote(encodeUtf8(note)).text));
      return [
        size,
        read.kind === 'value'
          ? { kind: 'read', checkpoint: read.value }
          : { kind: 'unreadable', reason: read.error.message },
      ];
    }),
  );
}

/** Everything that does not follow: the digest from the line, its number, the root from the path. */
export function entryFaults(
  entry: EntryName & Pick<ReportedEntry, 'proof'>,
  /** Without its LF; null where the report withholds it, and only the leaf can be followed. */
  line: Uint8Array | null,
  checkpoints: CheckpointsBySize,
): readonly EntryFault[] {
  return [...(line === null ? [] : lineFaults(entry, line)), ...proofFaults(entry, checkpoints)];
}

function lineFaults(entry: EntryName, line: Uint8Array): readonly EntryFault[] {
  const { statedLeaf, claimedSeq } = readLine(line, limits);
  const leaf = toHex(statedLeaf ?? leafDigest(line));
  if (leaf !== entry.leaf) {
    const statement = `${nameWords(entry)} is named by the leaf ${entry.leaf}, and its line has ${leaf}.`;
    return [{ code: 'leaf-differs', statement }];
  }
  // A stub and a line that is no entry state no number: they have the one of their place.
  if (claimedSeq === null || claimedSeq === entry.seq) return [];
  return [{ code: 'seq-differs', statement: `${nameWords(entry)} states the number ${claimedSeq}.` }];
}

function proofFaults(
  entry: EntryName & Pick<ReportedEntry, 'proof'>,
  checkpoints: CheckpointsBySize,
): readonly EntryFault[] {
  const { proof } = entry;
  if (proof.kind === 'none') return [];
  const { index, size, path } = proof;
  const found = checkpoints.get(size);
  const lead = `The proof of ${nameWords(entry, false)}`;
  if (found === undefined) {
    const statement = `${lead} leads to a checkpoint of size ${size}, which is not there.`;
    return [{ code: 'checkpoint-not-there', statement }];
  }
  if (found.kind === 'unreadable') {
    const statement = `${lead} leads to the checkpoint of size ${size}, which cannot be read: ${found.reason}`;
    return [{ code: 'checkpoint-unreadable', statement }];
  }
  const { checkpoint } = found;
  const broken = (statement: string): readonly EntryFault[] => [{ code: 'proof-broken', statement }];
  if (checkpoint.origin !== entry.origin) return broken(`${lead} leads to a checkpoint of another log.`);
  if (checkpoint.size !== size) {
    return broken(`${lead} leads to size ${size}, and that checkpoint states ${checkpoint.size}.`);
  }
  const digests = path.map(toDigest);
  if (verifyInclusion({ index, size, path: digests }, toDigest(entry.leaf), checkpoint.root)) return [];
  return broken(`${lead} does not lead to the root of the checkpoint of size ${size}.`);
}

/** What is no digest becomes no bytes, which no proof accepts. */
function toDigest(hex: string): Uint8Array {
  return parseHex(hex) ?? new Uint8Array(0);
}

function nameWords({ seq, origin }: EntryName, isFirst = true): string {
  return `${isFirst ? 'Entry' : 'entry'} ${seq} of ${origin}`;
}
