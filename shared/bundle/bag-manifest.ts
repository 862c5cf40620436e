import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
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
  const lines = text.split('\n');
  if (lines.pop() !== '') throw wrong(member, lines.length + 1, 'an end of line after the last line', 'none');
  if (lines.length > limits.manifestLines) {
    throw wrong(
      member,
      limits.manifestLines,
      `at most ${limits.manifestLines} lines (manifestLines)`,
      `${lines.length}`,
    );
  }
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

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
