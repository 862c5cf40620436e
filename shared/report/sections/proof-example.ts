import { toBase64 } from '../../bytes/base64.ts';
import { parseHex } from '../../bytes/hex.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import {
  checkpointCommand,
  leafCommand,
  type ProofCommand,
  signatureCommand,
  treeCommand,
} from '../../case/proof-commands.ts';
import { parseCheckpoint } from '../../chain/checkpoint.ts';
import { siblingRanges } from '../../chain/sibling-ranges.ts';
import { parseSignedNote } from '../../crypto/signed-note.ts';
import type { ReportedBundle, ReportedEntry, ReportRecord } from '../record.ts';

/** All segments in the order of their names are one stream to sed, so a line has one number in it. */
const segments = 'data/segments/*.ndjson';

/** What prints the leaf of an entry from the unzipped bundle; null where its place in it does not follow from the record. */
export function leafCheck(entry: ReportedEntry, { bundles }: ReportRecord): string | null {
  const bundle = bundles.find(({ fileSha256 }) => fileSha256 === entry.fileSha256);
  return bundle === undefined ? null : (leafStep(entry, bundle)?.text ?? null);
}

function leafStep({ proof, leaf, content }: ReportedEntry, bundle: ReportedBundle): ProofCommand | null {
  if (proof.kind === 'none' || bundle.range === null) return null;
  const line = proof.index - bundle.range.start + 1;
  if (line < 1) return null;
  return leafCommand({ member: segments, line, isStub: content.kind === 'withheld-by-sender' }, leaf);
}

/** Each step of one proof, from a line of the bundle to the signature of the log. */
export interface ProofExample {
  readonly entry: ReportedEntry;
  readonly steps: readonly { readonly title: string; readonly command: ProofCommand }[];
}

/** The first entry whose whole way can be written as commands. */
export function proofExample(record: ReportRecord): ProofExample | null {
  for (const entry of record.entries) {
    const { proof, fileSha256 } = entry;
    const bundle = record.bundles.find((each) => each.fileSha256 === fileSha256);
    if (bundle === undefined || proof.kind === 'none') continue;
    const root = rootOf(bundle, proof.size);
    const leaf = leafStep(entry, bundle);
    if (root === null || leaf === null || parseHex(entry.leaf) === null) continue;
    const { index, size, path } = proof;
    const sides = index < size ? siblingRanges(index, size) : [];
    if (sides.length !== path.length) continue;
    const member = `data/checkpoints/${size}.note`;
    const steps = sides.map((range, at) => ({ ...range, digest: path[at] ?? '' }));
    const key = record.trust.keys.find(({ role, origin }) => role === 'log' && origin === entry.origin);
    const signature = key === undefined ? null : signatureStep(member, key.spelling);
    return {
      entry,
      steps: [
        { title: 'The leaf, from the line:', command: leaf },
        { title: 'The root, from the leaf:', command: treeCommand(entry.leaf, steps, root) },
        { title: 'Size and root, as the log signed them:', command: checkpointCommand(member, size, root) },
        ...(signature === null
          ? []
          : [{ title: 'The signature of the log, by the pinned key:', command: signature }]),
      ],
    };
  }
  return null;
}

/** Null for a key that a record by others spells in a way that is none. */
function signatureStep(member: string, spelling: string): ProofCommand | null {
  const step = tryParse(() => signatureCommand(member, spelling));
  return step.kind === 'value' ? step.value : null;
}

/** In base64, as the checkpoint spells it. */
function rootOf({ checkpoints }: ReportedBundle, size: number): string | null {
  const note = checkpoints.find((each) => each.size === size)?.note;
  if (note === undefined) return null;
  const read = tryParse(() => parseCheckpoint(parseSignedNote(encodeUtf8(note)).text));
  return read.kind === 'value' ? toBase64(read.value.root) : null;
}
