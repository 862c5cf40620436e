import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { BugError } from '../bytes/errors.ts';
import { parseHex } from '../bytes/hex.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { EntryName, ReportedBundle, ReportedEntry, ReportRecord } from '../report/record.ts';

/** The same text for the same line of the same log. */
export function entryKey({ origin, seq, leaf }: EntryName): string {
  return `${seq} ${leaf} ${origin}`;
}

export function entriesByName({ entries }: ReportRecord): ReadonlyMap<string, ReportedEntry> {
  return new Map(entries.map((entry) => [entryKey(entry), entry]));
}

/** The line as it was signed, without its LF; its stub where it is withheld. Null for base64 that is none. */
export function lineBytesOf({ content, leaf }: Pick<ReportedEntry, 'content' | 'leaf'>): Uint8Array | null {
  switch (content.kind) {
    case 'line':
      return encodeUtf8(content.line);
    case 'bytes':
      return parseBase64(content.base64);
    case 'withheld-by-sender':
    case 'withheld':
      return encodeUtf8(stubOf(leaf));
    default:
      return content satisfies never;
  }
}

/** R2: what stands for an entry that was left out. */
function stubOf(leaf: DigestHex): string {
  return `#withheld ${leaf}`;
}

/** What proofs lead to: signed notes by bundle and size, of a record or of what one is made of. */
interface ProvenBundles {
  readonly bundles: readonly Pick<ReportedBundle, 'fileSha256' | 'checkpoints'>[];
}

type ProvenEntry = Pick<ReportedEntry, 'fileSha256' | 'proof'>;

/** The signed note that the proof of an entry leads to; null where it has no proof, or the bundle has no such note. */
export function noteOf({ bundles }: ProvenBundles, { fileSha256, proof }: ProvenEntry): string | null {
  if (proof.kind === 'none') return null;
  const bundle = bundles.find((each) => each.fileSha256 === fileSha256);
  return bundle?.checkpoints.find(({ size }) => size === proof.size)?.note ?? null;
}

/** C2SP tlog-proof, as the stock tools for logs read it. Null where the entry has no proof. */
export function renderProof(evidence: ProvenBundles, entry: ProvenEntry): string | null {
  const { proof } = entry;
  const note = noteOf(evidence, entry);
  if (proof.kind === 'none' || note === null) return null;
  const path = proof.path.map((digest) => `${toBase64(parseHex(digest) ?? missing(digest))}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${proof.index}\n${path.join('')}\n${note}`;
}

function missing(digest: DigestHex): never {
  throw new BugError(`The record has a digest that is none: ${digest}.`);
}
