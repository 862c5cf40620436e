import { toHex } from '../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { type NoteSigner, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { readLines, replaceLines, type SampleMembers } from '../../shared/samples/sample-members.ts';
import { notePath, repacked, segmentLines, segmentPath } from './small-log.ts';
import { logKey, vectorOrigin } from './vector-keys.ts';

export type EditLines = (lines: readonly string[]) => readonly string[];

/** Somebody with an editor changes the lines of one segment. Nothing else is touched. */
export function editSegment(members: SampleMembers, first: number, edit: EditLines): SampleMembers {
  return replaceLines(members, segmentPath(first), edit(readLines(members, segmentPath(first))));
}

/** Changes the entry with this number. */
export function editEntry(
  members: SampleMembers,
  seq: number,
  edit: (line: string) => string,
): SampleMembers {
  return editSegment(members, seq - (seq % segmentLines), (lines) =>
    lines.map((line) => (line.startsWith(`{"seq":${seq},`) ? edit(line) : line)),
  );
}

/** The action of one entry is what an attacker wants to change. */
export function rewriteAction(members: SampleMembers, seq: number): SampleMembers {
  return editEntry(members, seq, (line) => line.replace(`"act-${seq}"`, '"harmless"'));
}

/** Writes `prev` of the lines [from, to) anew: a chain that fits, which anybody can make. */
export function rechained(members: SampleMembers, from = 0, to = Number.MAX_SAFE_INTEGER): SampleMembers {
  let ordinal = 0;
  let prev = toHex(firstLink(vectorOrigin));
  let changed = members;
  for (const path of segmentsOf(members)) {
    const lines = readLines(members, path).map((line) => {
      const isInside = ordinal >= from && ordinal < to;
      const linked = isInside ? line.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`) : line;
      ordinal += 1;
      prev = toHex(leafDigest(encodeUtf8(linked)));
      return linked;
    });
    changed = replaceLines(changed, path, lines);
  }
  return changed;
}

/** The checkpoints over the lines as they lie there, signed by whoever holds these keys. */
export function withHeads(
  members: SampleMembers,
  signers: readonly NoteSigner[] = [{ name: vectorOrigin, secretKey: logKey }],
  sizes: readonly number[] = [4, 8, 12],
): SampleMembers {
  const lines = segmentsOf(members).flatMap((path) => readLines(members, path));
  const changed = new Map(members);
  for (const size of sizes) {
    const tree = createCompactRange();
    for (const line of lines.slice(0, size)) tree.append(leafDigest(encodeUtf8(line)));
    const text = renderCheckpoint({ origin: vectorOrigin, size, root: tree.root() });
    changed.set(notePath(size), renderSignedNote(text, signers));
  }
  return changed;
}

/** A log whose owner signs whatever the lines are: links, checkpoints and manifests all fit. */
export function signedAnew(members: SampleMembers): SampleMembers {
  return repacked(withHeads(rechained(members)));
}

/** What stands for an entry that is withheld. */
export function stubOf(line: string): string {
  return `#withheld ${toHex(leafDigest(encodeUtf8(line)))}`;
}

function segmentsOf(members: SampleMembers): readonly string[] {
  return [...members.keys()].filter((path) => path.startsWith('data/segments/')).toSorted();
}
