import { concatBytes } from '../../shared/bytes/concat.ts';
import type { Dice } from './dice.ts';
import { numberTokens, tokens } from './tokens.ts';

/** A few edits at places of their own. The result may by chance be what was given. */
export function mutateBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  let changed = bytes;
  do {
    changed = dice.pick(edits)(changed, dice);
  } while (dice.oneIn(3));
  return changed;
}

type Edit = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const edits: readonly Edit[] = [
  (bytes, dice) => overwrite(bytes, dice, (byte) => Uint8Array.of(byte ^ (1 << dice.below(8)))),
  (bytes, dice) => overwrite(bytes, dice, () => dice.bytes(1)),
  (bytes, dice) => overwrite(bytes, dice, (byte) => Uint8Array.of(byte + (dice.oneIn(2) ? 1 : -1))),
  (bytes, dice) => overwrite(bytes, dice, () => dice.pick(tokens)),
  (bytes, dice) => insert(bytes, dice.below(bytes.length + 1), dice.pick(tokens)),
  (bytes, dice) => insert(bytes, dice.below(bytes.length + 1), dice.bytes(1 + dice.below(8))),
  (bytes, dice) => bytes.slice(0, dice.below(bytes.length + 1)),
  (bytes, dice) => bytes.slice(dice.below(bytes.length + 1)),
  (bytes, dice) => {
    const [before, , after] = pieceOf(bytes, dice);
    return concatBytes([before, after]);
  },
  (bytes, dice) => {
    const [before, piece, after] = pieceOf(bytes, dice);
    return concatBytes([before, piece, piece, after]);
  },
  (bytes, dice) => {
    const [before, piece, rest] = pieceOf(bytes, dice);
    const [between, other, after] = pieceOf(rest, dice);
    return concatBytes([before, other, between, piece, after]);
  },
  (bytes, dice) => {
    const [, piece] = pieceOf(bytes, dice);
    return insert(bytes, dice.below(bytes.length + 1), piece);
  },
  otherNumber,
];

function overwrite(bytes: Uint8Array, dice: Dice, change: (byte: number) => Uint8Array): Uint8Array {
  const at = dice.below(bytes.length + 1);
  const written = change(bytes[at] ?? 0);
  return concatBytes([bytes.subarray(0, at), written, bytes.subarray(at + written.length)]);
}

function insert(bytes: Uint8Array, at: number, added: Uint8Array): Uint8Array {
  return concatBytes([bytes.subarray(0, at), added, bytes.subarray(at)]);
}

function pieceOf(bytes: Uint8Array, dice: Dice): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const start = dice.below(bytes.length + 1);
  // Mostly a word, sometimes a large part of the whole.
  const most = dice.oneIn(4) ? bytes.length - start : Math.min(40, bytes.length - start);
  const end = start + dice.below(most + 1);
  return [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)];
}

/** A run of decimal digits becomes another number: sizes, offsets, seqs and times are written so. */
function otherNumber(bytes: Uint8Array, dice: Dice): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const runs = [...text.matchAll(/[0-9]+/g)];
  if (runs.length === 0) return bytes;
  const { index, 0: run } = dice.pick(runs);
  const other = Buffer.from(dice.pick(numberTokens));
  return concatBytes([bytes.subarray(0, index), other, bytes.subarray(index + run.length)]);
}
