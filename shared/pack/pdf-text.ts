import type { InflateRaw } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/concat.ts';
import { BugError } from '../bytes/errors.ts';
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
 * search in the bytes finds a word. Only what our own writer writes is understood (ISO 32000-1, 9.10.3). Throws BugError for whatever
 * it draws and this cannot read: who looks for a value in half of a text would say that it is not there.
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
  if (pieces.length === 0) throw new BugError('No text can be read in a PDF that was written.');
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

/** How our writer begins a text (9.4.1), and how a whole one looks: a face, and then what is shown with it. */
const textBegin = /(?:^|\n)BT \/F\d+ /g;
const wholeText = /(?:^|\n)BT \/(F\d+) [\d.]+ Tf ([^\n]*)ET(?=\n|$)/g;
/** Colours, places and the like, or a text that is shown: a list with kerning between its pieces, or glyphs by themselves. */
const step = /([-\d. ]+ (?:rg|Tm|T[crswz]) )|(?:\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ|<([0-9a-f]*)> Tj) /gy;

/** Every text that a stream draws, each with the face that is set for it. */
function readPieces(
  stream: string,
  faces: ReadonlyMap<string, ReadonlyMap<number, string>>,
): readonly string[] {
  const texts = [...stream.matchAll(wholeText)];
  if (texts.length !== (stream.match(textBegin) ?? []).length) throw unread();
  return texts.map(([, name = '', body = '']) => readText(body, faces.get(name) ?? new Map()));
}

function readText(body: string, face: ReadonlyMap<number, string>): string {
  let text = '';
  let end = 0;
  let place = '';
  let before = '';
  for (const [found, set, list, alone] of body.matchAll(step)) {
    end += found.length;
    if (set !== undefined) {
      place = set;
      continue;
    }
    // A mark that is set over a letter is drawn twice at one place, and read once.
    const shown = `${place}${found}`;
    if (alone === undefined || shown !== before) text += readGlyphs(list ?? `<${alone}>`, face);
    before = shown;
  }
  if (end !== body.length) throw unread();
  return text;
}

function readGlyphs(list: string, face: ReadonlyMap<number, string>): string {
  const glyphs = [...list.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{1,4}/g) ?? []);
  return glyphs.map((glyph) => readGlyph(face, glyph)).join('');
}

function unread(): BugError {
  return new BugError('A PDF that was written draws text in a way that is not read.');
}

function readGlyph(face: ReadonlyMap<number, string>, glyph: string): string {
  const text = face.get(Number.parseInt(glyph, 16));
  if (text !== undefined) return text;
  throw new BugError('A PDF that was written draws a glyph that reads as nothing.');
}

/** One character for each byte. */
function toLatin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return pieces.join('');
}
