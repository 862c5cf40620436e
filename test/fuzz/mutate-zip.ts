import { constants, deflateRawSync } from 'node:zlib';
import {
  editCentralHeader,
  findCentralHeader,
  insertBytes,
  renameMember,
} from '../../scripts/vectors/zip-tamper.ts';
import { writeZip, type ZipOptions } from '../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import type { Dice } from './dice.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { tokens } from './tokens.ts';

/** The members in a ZIP as one of many programs would write it: stored, or deflated in one of many ways. */
export async function zipAsSomebody(members: SampleMembers, dice: Dice): Promise<Uint8Array> {
  const named = [...members].map(([path, bytes], index) => ({ path, bytes, stand: standInFor(path, index) }));
  const inputs = async function* () {
    for (const { stand, bytes } of named) yield { path: stand, chunks: once(bytes) };
  };
  const zip = await whole(writeZip(inputs(), deflateOf(dice)));
  return named.reduce((before, { path, stand }) => renameMember(before, stand, path), zip);
}

/** Our own writer refuses hostile names, so each member is written under a name of the same length, and renamed. */
function standInFor(path: string, index: number): string {
  const length = Buffer.byteLength(path);
  return index.toString(36).padStart(2, '0').padEnd(length, 'x');
}

function deflateOf(dice: Dice): ZipOptions {
  if (dice.oneIn(2)) return { deflate: null };
  const level = dice.below(10);
  const strategy = dice.pick([
    ...[constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE],
  ]);
  const deflate = async function* (plain: AsyncIterable<Uint8Array>) {
    yield new Uint8Array(deflateRawSync(await whole(plain), { level, strategy }));
  };
  return { deflate, ...(dice.oneIn(2) ? { heldBytes: 0 } : {}) };
}

/** What can be wrong with the container alone: bytes anywhere, fields of headers, records twice, data in between. */
export function mutateZip(zip: Uint8Array, dice: Dice): Uint8Array {
  let changed = zip;
  do {
    try {
      changed = dice.pick(edits)(changed, dice);
    } catch {
      // After the first damage there may be no header left to be found.
      changed = mutateBytes(changed, dice);
    }
  } while (dice.oneIn(4));
  return changed;
}

const edits: readonly ((zip: Uint8Array, dice: Dice) => Uint8Array)[] = [
  mutateBytes,
  mutateBytes,
  inDirectory,
  (zip, dice) => setField(zip, dice, { central: true, local: false }),
  (zip, dice) => setField(zip, dice, { central: false, local: true }),
  (zip, dice) => setField(zip, dice, { central: true, local: true }),
  (zip, dice) =>
    insertBytes(zip, dice.below(directoryOf(zip) + 1), dice.pick(tokens), { shiftsDirectory: dice.oneIn(2) }),
  // A central header twice, or one of them gone, with the counts made to fit.
  (zip, dice) => {
    const [start, end] = headerAt(zip, dice.below(countOf(zip)));
    return withCount(concatBytes([zip.subarray(0, end), zip.subarray(start)]), countOf(zip) + 1, end - start);
  },
  (zip, dice) => {
    const [start, end] = headerAt(zip, dice.below(countOf(zip)));
    return withCount(concatBytes([zip.subarray(0, start), zip.subarray(end)]), countOf(zip) - 1, start - end);
  },
  (zip) => concatBytes([zip, zip]),
];

/** Damage where the directory is: a byte there decides more than one in the data. */
function inDirectory(zip: Uint8Array, dice: Dice): Uint8Array {
  const start = directoryOf(zip);
  return concatBytes([zip.subarray(0, start), mutateBytes(zip.subarray(start), dice)]);
}

const fieldValues = [
  0, 1, 8, 10, 12, 20, 45, 46, 63, 0x0800, 0x0801, 0x0808, 0x5455, 0x7fff, 0xffff, 0xa1ed, 0x41ed,
];

function setField(
  zip: Uint8Array,
  dice: Dice,
  where: { readonly central: boolean; readonly local: boolean },
): Uint8Array {
  const [start] = headerAt(zip, dice.below(countOf(zip)));
  const view = new DataView(zip.buffer, zip.byteOffset);
  const name = Buffer.from(
    zip.subarray(start + 46, start + 46 + view.getUint16(start + 28, true)),
  ).toString();
  // The local header has the same fields from its byte 4 on as the central one from its byte 6 on.
  const field = 2 * dice.below(12);
  const value = dice.oneIn(2) ? dice.pick(fieldValues) : dice.below(0x10000);
  return editCentralHeader(zip, name, (central, local) => {
    if (where.central) central.setUint16(6 + field, value, true);
    if (where.local) local.setUint16(4 + field, value, true);
  });
}

function directoryOf(zip: Uint8Array): number {
  return findCentralHeader(zip, 0);
}

function countOf(zip: Uint8Array): number {
  return Math.max(1, new DataView(zip.buffer, zip.byteOffset).getUint16(zip.length - 12, true));
}

function headerAt(zip: Uint8Array, place: number): readonly [number, number] {
  return [findCentralHeader(zip, place), findCentralHeader(zip, place + 1)];
}

function withCount(zip: Uint8Array, count: number, grownBy: number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset);
  view.setUint16(zip.length - 12, count, true);
  view.setUint16(zip.length - 14, count, true);
  view.setUint32(zip.length - 10, view.getUint32(zip.length - 10, true) + grownBy, true);
  return zip;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(parts);
}
