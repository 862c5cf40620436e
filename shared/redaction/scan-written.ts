import type { BundleSource } from '../bundle/bundle-source.ts';
import { readDisclosureLine } from '../bundle/disclosure-walk.ts';
import { parseBase64Url } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { limits } from '../bytes/limits.ts';
import { readLines } from '../bytes/line-reader.ts';
import type { ByteCount } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { HiddenValues } from './hidden-values.ts';
import { type FoundValue, scanForValues } from './scan-for-values.ts';
import { prepareValues } from './searched-values.ts';

/** A file that was written, opened again; its chunks are asked for once for each round. */
export interface WrittenFile {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface FoundText {
  /** `field`: a person asked to hide it. `entry`: it stands in an entry that was withheld, and also here. */
  readonly of: 'field' | 'entry';
  readonly text: string;
  readonly file: string;
  readonly found: FoundValue;
}

/** What a reading of everything that was written says of what should not be in it. Holds values: not for others. */
export interface WrittenScan {
  readonly files: number;
  readonly bytes: ByteCount;
  /** Different texts that were looked for, of hidden fields and of withheld entries. */
  readonly fieldTexts: number;
  readonly entryTexts: number;
  /** Not looked for: too short; equal to a value that stays; more than are held. */
  readonly shortTexts: number;
  readonly stayingTexts: number;
  readonly textsBeyondLimit: number;
  /** Looked for as text and behind escapes, but too short for base64 and hex. */
  readonly textOnly: number;
  readonly found: readonly FoundText[];
}

/** So many at once take some 100 MB with all their spellings. */
const textsAtOnce = 50_000;

/** Reads every file again and looks for every value. */
export async function scanWritten(
  files: readonly WrittenFile[],
  values: HiddenValues,
  onFile: (name: string) => Promise<void>,
): Promise<WrittenScan> {
  const texts: readonly (readonly [FoundText['of'], string])[] = [
    ...[...values.fields].map((text) => ['field', text] as const),
    // A text that is hidden as a field as well counts as that.
    ...[...values.entries].flatMap((text) => (values.fields.has(text) ? [] : [['entry', text] as const])),
  ];
  const found: FoundText[] = [];
  let bytes = 0;
  let textOnly = 0;
  // Once at least, so that it is known how much there is to read.
  for (let first = 0; first === 0 || first < texts.length; first += textsAtOnce) {
    const round = texts.slice(first, first + textsAtOnce);
    const prepared = prepareValues(round.map(([, text]) => text));
    textOnly += prepared.textOnly.length;
    for (const file of files) {
      await onFile(file.name);
      const scan = await scanForValues(file.open(), prepared);
      if (first === 0) bytes += scan.bytes;
      for (const each of scan.found) {
        const [of, text] = round[each.value] ?? ['field', ''];
        found.push({ of, text, file: file.name, found: each });
      }
    }
  }
  return {
    files: files.length,
    bytes,
    fieldTexts: values.fields.size,
    entryTexts: texts.length - values.fields.size,
    shortTexts: values.short.size,
    stayingTexts: values.staying,
    textsBeyondLimit: values.beyondLimit,
    textOnly,
    found,
  };
}

/** Every member of a bundle as it is inside, its name, and what its disclosures say, which base64 would hide from a short text. */
export function writtenMembers(source: BundleSource): readonly WrittenFile[] {
  return [
    { name: 'names of the members', open: () => one(source.members.map(({ path }) => path).join('\n')) },
    ...source.members.flatMap(({ path }): readonly WrittenFile[] => {
      const member = { name: path, open: () => source.open(path) };
      if (!path.startsWith('data/disclosures/')) return [member];
      return [member, { name: `${path}, opened`, open: () => openedDisclosures(source, path) }];
    }),
  ];
}

async function* openedDisclosures(source: BundleSource, path: string): AsyncGenerator<Uint8Array, void> {
  for await (const batch of readLines(source.open(path), limits, path)) {
    for (const { bytes } of batch) {
      const read = readDisclosureLine(bytes);
      const opened = typeof read === 'string' ? [] : read.disclosures.map((each) => parseBase64Url(each));
      yield concatBytes(opened.flatMap((each) => (each === null ? [] : [each, encodeUtf8('\n')])));
    }
  }
}

async function* one(text: string): AsyncGenerator<Uint8Array, void> {
  yield encodeUtf8(text);
}
