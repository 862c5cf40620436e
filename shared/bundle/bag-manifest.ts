import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import type { DigestHex } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

const linePattern = /^([0-9a-f]{64}) [ *]([^\r\n]+)$/;

/**
 * Reads a BagIt manifest in the one spelling that `sha256sum -c` checks as well: digest, two separators, path.
 * Throws FormatError `manifest` with the line. A path that is listed twice could mean two things, so it is refused.
 */
export function parseBagManifest(
  bytes: Uint8Array,
  member: string,
  limits: Pick<Limits, 'manifestLines'>,
): ReadonlyMap<string, DigestHex> {
  const text = decodeUtf8(bytes, { member });
  const digests = new Map<string, DigestHex>();
  if (text === '') return digests;
  // One more than is allowed, and no more: millions of line ends must not become millions of strings.
  const lines = text.split('\n', limits.manifestLines + 2);
  if (lines.length > limits.manifestLines + 1) {
    const expected = `at most ${limits.manifestLines} lines (manifestLines)`;
    throw wrong(member, limits.manifestLines + 1, expected, 'more');
  }
  if (lines.pop() !== '') throw wrong(member, lines.length + 1, 'an end of line after the last line', 'none');
  for (const [index, line] of lines.entries()) {
    const [, digest, path] = linePattern.exec(line) ?? [];
    if (digest === undefined || path === undefined) {
      throw wrong(
        member,
        index + 1,
        '64 lowercase hexadecimal digits, two separators and a path',
        quote(line),
      );
    }
    if (digests.has(path)) throw wrong(member, index + 1, 'each path once', `${quote(path)} again`);
    digests.set(path, digest);
  }
  return digests;
}

function wrong(member: string, line: number, expected: string, found: string): FormatError {
  return new FormatError('manifest', `${member}, line ${line}: expected ${expected}, found ${found}.`, {
    member,
    line,
  });
}
