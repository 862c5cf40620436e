import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { quote } from '../../bytes/quote.ts';
import type { DigestHex } from '../../bytes/units.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { splitTagLines } from './tag-text.ts';

/** RFC 8493 section 2.1.1. */
export interface BagDeclaration {
  readonly version: string;
  readonly encoding: string;
}

const knownVersions: readonly string[] = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

/** Reads `bagit.txt`, always UTF-8. Throws FormatError `manifest`, or `unsupported-format` for another version. */
export function parseBagDeclaration(bytes: Uint8Array): BagDeclaration {
  const member = 'bagit.txt';
  const text = decodeUtf8(bytes, { member });
  const [, version, encoding] =
    /^BagIt-Version: *(\d+\.\d+)[ \t]*(?:\r\n|\r|\n)Tag-File-Character-Encoding: *([\w.:-]+)[ \t]*(?:\r\n|\r|\n)?$/.exec(
      text,
    ) ?? [];
  if (version === undefined || encoding === undefined) {
    throw wrong(member, 1, 'the two lines of a bag declaration', quote(text));
  }
  if (!knownVersions.includes(version)) {
    const message = `The bag is of version ${version}; known are ${knownVersions.join(', ')}.`;
    throw new FormatError('unsupported-format', message, { member });
  }
  return { version, encoding };
}

/**
 * Reads a payload or tag manifest: digest, spaces or tabs, path (section 2.1.3). Digests are given in lowercase.
 * Throws FormatError `manifest` with the line; a path that is listed twice could mean two things.
 */
export function parseTagManifest(
  text: string,
  member: string,
  version: string,
  limits: Pick<Limits, 'manifestLines'>,
): ReadonlyMap<string, DigestHex> {
  const digests = new Map<string, DigestHex>();
  for (const [index, line] of splitTagLines(text, member, limits).entries()) {
    if (line === '') continue;
    const [, digest = '', spelled] = /^([0-9A-Fa-f]+)[ \t]+(.+)$/.exec(line) ?? [];
    if (spelled === undefined) throw wrong(member, index + 1, 'a digest and a path', quote(line));
    const path = toMemberPath(spelled, version);
    if (digests.has(path)) throw wrong(member, index + 1, 'each path once', `${quote(path)} again`);
    digests.set(path, digest.toLowerCase());
  }
  return digests;
}

/** The paths of `fetch.txt`: URL, length or `-`, path (section 2.2.3). Throws FormatError `manifest`. */
export function parseFetchList(
  text: string,
  version: string,
  limits: Pick<Limits, 'manifestLines'>,
): readonly string[] {
  const member = 'fetch.txt';
  return splitTagLines(text, member, limits).flatMap((line, index) => {
    if (line === '') return [];
    const path = /^\S+[ \t]+(?:-|\d+)[ \t]+(.+)$/.exec(line)?.[1];
    if (path === undefined) throw wrong(member, index + 1, 'an address, a length and a path', quote(line));
    return [toMemberPath(path, version)];
  });
}

/** All values of one label of `bag-info.txt`, whose labels may repeat and whose values may go on (section 2.2.2). */
export function readTagValues(
  text: string,
  label: string,
  limits: Pick<Limits, 'manifestLines'>,
): readonly string[] {
  const values: string[] = [];
  let isOurs = false;
  for (const line of splitTagLines(text, 'bag-info.txt', limits)) {
    if (/^[ \t]/.test(line)) {
      const last = values.length - 1;
      if (isOurs) values[last] = `${values[last]} ${line.trim()}`.trim();
      continue;
    }
    // Not by a pattern: on a line of many spaces, one would try every division of them.
    const colon = line.indexOf(':');
    isOurs = colon >= 0 && line.slice(0, colon).trim().toLowerCase() === label.toLowerCase();
    if (isOurs) values.push(line.slice(colon + 1).trim());
  }
  return values;
}

/**
 * `*` is what md5sum puts before a binary file, `./` what find does. Percent signs: version 1.0 encodes CR, LF and
 * the sign itself, earlier ones only CR and LF; decoding more would let one name stand for two files.
 */
function toMemberPath(spelled: string, version: string): string {
  const path = spelled.replace(/^\*/, '').replace(/^\.\//, '');
  const encoded = version === '1.0' ? /%(0[AD]|25)/gi : /%(0[AD])/gi;
  return path.replace(encoded, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function wrong(member: string, line: number, expected: string, found: string): FormatError {
  const message = `${member}, line ${line}: expected ${expected}, found ${found}.`;
  return new FormatError('manifest', message, { member, line });
}
