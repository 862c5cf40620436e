import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which of these words stand in the files of a profile, in any encoding that a browser stores texts in, with the file. A word that
 * stands in a compressed block is found there as well: Snappy writes what it meets for the first time as it is.
 */
export function wordsInProfile<Name extends string>(
  profile: string,
  words: Readonly<Record<Name, string>>,
): { readonly [Each in Name]?: readonly string[] } {
  const found: { [Each in Name]?: readonly string[] } = {};
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = read(path);
    for (const name of Object.keys(words) as Name[]) {
      const word = words[name];
      const isNamed = path.slice(profile.length).includes(word);
      if (!isNamed && !spellings(word).some((spelling) => bytes.includes(spelling))) continue;
      found[name] = [...(found[name] ?? []), path.slice(profile.length)];
    }
  }
  return found;
}

/** A browser that runs takes its own files away at any moment. */
function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function spellings(word: string): readonly Buffer[] {
  const littleEndian = Buffer.from(word, 'utf16le');
  return [Buffer.from(word, 'utf8'), littleEndian, Buffer.from(littleEndian).swap16()];
}
