import { parseBase64 } from '../../bytes/base64.ts';
import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { quote } from '../../bytes/quote.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { type Checkpoint, parseCheckpoint } from '../../chain/checkpoint.ts';
import { digestBytes } from '../../crypto/digest.ts';
import { parseSignedNote, type SignedNote } from '../../crypto/signed-note.ts';

/** A checkpoint as it was signed, with what it says. */
export interface SignedCheckpoint {
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

/** C2SP tlog-proof: that an entry stands at an index in the tree of a checkpoint. */
export interface TlogProof extends SignedCheckpoint {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** Extra data is opaque and signed by nobody: only that it is there is kept. */
  readonly hasExtra: boolean;
}

/** The body of C2SP tlog-witness `add-checkpoint`: that the log of an older size is how this checkpoint's log began. */
export interface TlogConsistency extends SignedCheckpoint {
  readonly oldSize: number;
  readonly path: readonly Uint8Array[];
}

const firstLine = 'c2sp.org/tlog-proof@v1';
/** A tree has at most 2^63 entries, so no way through it is longer. For consistency there is one digest more. */
const mostDigests = 64;

/** Reads a proof. Throws FormatError; `unsupported-format` when it may be good and is not understood here. */
export function parseTlogProof(bytes: Uint8Array, limits: Limits): TlogProof {
  const { lines, signed } = splitProof(bytes, limits);
  const [head = '', ...afterHead] = lines;
  if (head !== firstLine) {
    const isOtherVersion = /^c2sp\.org\/tlog-proof@v\d+$/.test(head);
    throw new FormatError(
      isOtherVersion ? 'unsupported-format' : 'checkpoint',
      `Expected ${firstLine}, found ${quote(head)}.`,
      { line: 1 },
    );
  }
  const [second = ''] = afterHead;
  const hasExtra = second.startsWith('extra ');
  if (hasExtra && parseBase64(second.slice('extra '.length)) === null) {
    throw wrong('extra data in base64', second, 2);
  }
  const [indexLine = '', ...digests] = hasExtra ? afterHead.slice(1) : afterHead;
  const indexAt = hasExtra ? 3 : 2;
  return {
    hasExtra,
    index: parseNumber(indexLine, 'index', indexAt),
    path: parseDigests(digests, indexAt + 1),
    ...signed,
  };
}

/** Reads a consistency proof: `old N`, digests, an empty line, the newer checkpoint. Throws FormatError. */
export function parseTlogConsistency(bytes: Uint8Array, limits: Limits): TlogConsistency {
  const { lines, signed } = splitProof(bytes, limits);
  const [oldLine = '', ...digests] = lines;
  return { oldSize: parseNumber(oldLine, 'old', 1), path: parseDigests(digests, 2), ...signed };
}

/**
 * Reads a checkpoint whose text may go on behind its three lines. Such lines are signed like the others and mean nothing
 * here (C2SP tlog-checkpoint: "opaque"). Throws FormatError `note`, `utf8` or `checkpoint`.
 */
export function parseOpenCheckpoint(bytes: Uint8Array, limits: Limits): SignedCheckpoint {
  const note = parseSignedNote(bytes, limits);
  const [origin = '', size = '', root = ''] = note.text.split('\n');
  return { note, checkpoint: parseCheckpoint(`${origin}\n${size}\n${root}\n`) };
}

function splitProof(bytes: Uint8Array, limits: Limits) {
  const text = decodeUtf8(bytes);
  const end = text.indexOf('\n\n');
  if (end < 0) throw wrong('an empty line before the checkpoint', 'none', 1);
  return {
    lines: text.slice(0, end).split('\n'),
    signed: parseOpenCheckpoint(encodeUtf8(text.slice(end + 2)), limits),
  };
}

function parseNumber(line: string, word: string, at: number): number {
  const digits = line.startsWith(`${word} `) ? line.slice(word.length + 1) : '';
  // Number() alone would also read '', ' 5', '0x5', '1e3' and '05'.
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(digits)) throw wrong(`${word} and a decimal number`, line, at);
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return value;
  throw new FormatError('unsupported-format', `Line ${at} states a number above 9007199254740991.`, {
    line: at,
  });
}

function parseDigests(lines: readonly string[], from: number): readonly Uint8Array[] {
  if (lines.length > mostDigests) throw wrong(`at most ${mostDigests} digests`, `${lines.length}`, from);
  return lines.map((line, index) => {
    const digest = parseBase64(line);
    if (digest?.length !== digestBytes) throw wrong('a digest of 32 bytes in base64', line, from + index);
    return digest;
  });
}

function wrong(expected: string, found: string, line: number): FormatError {
  return new FormatError('checkpoint', `Expected ${expected}, found ${quote(found)} in line ${line}.`, {
    line,
  });
}
