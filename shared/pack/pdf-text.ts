import type { InflateRaw } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/concat.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

/** What a PDF of ours has inside its compressed streams. */
export interface PdfInside {
  /** The streams as they are, unpacked. */
  readonly streams: Uint8Array;
  /** What its glyphs read as: each piece on a line, and all of them without anything between, for what a line break divides. */
  readonly text: Uint8Array;
}

interface PdfObject {
  readonly head: string;
  /** Unpacked; null of an object without a stream. */
  readonly stream: Uint8Array | null;
}

/** How an object begins and ends. */
const [objectBegin, objectEnd] = ['(?:^|\\n)(\\d+) 0 obj\\n', 'endobj'];
/** Header and trailer of zlib (RFC 1950) around the raw data. */
const [zlibHead, zlibTail] = [2, 4];

/**
 * Reads a PDF that this program wrote, for what it says: glyphs stand there by numbers of their faces, and are compressed, so that no
 * search in the bytes finds a word. Only what our own writer writes is understood (ISO 32000-1, 9.10.3).
 */
export async function readPdfInside(pdf: Uint8Array, inflate: InflateRaw): Promise<PdfInside> {
  const objects = await readObjects(pdf, inflate);
  const faces = new Map<string, ReadonlyMap<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', number = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? '') ?? [];
      faces.set(name, readCharacterMap(toLatin1(objects.get(map)?.stream ?? new Uint8Array(0))));
    }
  }
  const streams = [...objects.values()].flatMap(({ stream }) => (stream === null ? [] : [stream]));
  const pieces = streams.flatMap((stream) => readPieces(toLatin1(stream), faces));
  return {
    streams: concatBytes(streams.flatMap((stream) => [stream, encodeUtf8('\n')])),
    text: encodeUtf8([pieces.join('\n'), pieces.join(' '), pieces.join('')].join('\n')),
  };
}

async function readObjects(pdf: Uint8Array, inflate: InflateRaw): Promise<ReadonlyMap<string, PdfObject>> {
  const text = toLatin1(pdf);
  const objects = new Map<string, PdfObject>();
  const begin = new RegExp(objectBegin, 'g');
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const from = begin.lastIndex;
    const end = text.indexOf(objectEnd, from);
    const marked = text.indexOf('\nstream\n', from);
    const hasStream = marked !== -1 && marked < end;
    const head = text.slice(from, hasStream ? marked : end);
    if (!hasStream) {
      objects.set(found[1] ?? '', { head, stream: null });
      begin.lastIndex = end;
      continue;
    }
    const [, length = '0'] = /\/Length (\d+)/.exec(head) ?? [];
    const start = marked + '\nstream\n'.length;
    const bytes = pdf.subarray(start, start + Number(length));
    const stream = head.includes('/FlateDecode') ? await unpack(bytes, inflate) : bytes;
    objects.set(found[1] ?? '', { head, stream });
    begin.lastIndex = start + Number(length);
  }
  return objects;
}

async function unpack(bytes: Uint8Array, inflate: InflateRaw): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of inflate(only(bytes.subarray(zlibHead, -zlibTail)))) chunks.push(chunk.slice());
  return concatBytes(chunks);
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

/** `<0000> <0015> [<0041> <0066 0069> ...]`: what each glyph of a face reads as. */
function readCharacterMap(map: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    let glyph = Number.parseInt(first, 16);
    for (const [, units = ''] of list.matchAll(/<([0-9a-f ]*)>/g)) {
      const codes = units.match(/[0-9a-f]{4}/g) ?? [];
      characters.set(glyph, String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16))));
      glyph += 1;
    }
  }
  return characters;
}

/** Every text that a stream draws, each with the face that is set at that place. */
function readPieces(
  stream: string,
  faces: ReadonlyMap<string, ReadonlyMap<number, string>>,
): readonly string[] {
  const pieces: string[] = [];
  let face: ReadonlyMap<number, string> = new Map();
  for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ/g)) {
    if (name !== undefined) face = faces.get(name) ?? new Map();
    if (shown === undefined) continue;
    const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    pieces.push(glyphs.map((glyph) => face.get(Number.parseInt(glyph, 16)) ?? '').join(''));
  }
  return pieces;
}

/** One character for each byte. */
function toLatin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return pieces.join('');
}
