import { FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithm.ts';

export interface DigestListEntry {
  /** 1-based. */
  readonly line: number;
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  readonly claimedDigest: string;
}

export interface DigestListLines {
  readonly entries: readonly DigestListEntry[];
  /** Lines that say nothing that could be compared. 1-based. */
  readonly unread: readonly number[];
}

/**
 * Reads what `sha256sum` and its family write: `digest  name`, and with `--tag`, as BSD does, `SHA256 (name) = digest`.
 * A leading backslash says that the name is escaped. `algorithm` is the one that the name of the list implies, if any.
 * Throws FormatError `manifest` for more than `manifestLines` lines.
 */
export function parseDigestList(
  text: string,
  algorithm: DigestAlgorithm | null,
  limits: Pick<Limits, 'manifestLines'>,
): DigestListLines {
  const entries: DigestListEntry[] = [];
  const unread: number[] = [];
  // One more than is allowed, and no more: millions of line ends must not become millions of strings.
  const lines = text.split('\n', limits.manifestLines + 2);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > limits.manifestLines) {
    const message = `Expected at most ${limits.manifestLines} lines (manifestLines), found more.`;
    throw new FormatError('manifest', message);
  }
  for (const [index, ended] of lines.entries()) {
    const line = ended.replace(/\r$/, '');
    // As coreutils: a comment.
    if (line.startsWith('#')) continue;
    const entry = parseLine(line, algorithm);
    if (entry === null) unread.push(index + 1);
    else entries.push({ line: index + 1, ...entry });
  }
  return { entries, unread };
}

function parseLine(line: string, implied: DigestAlgorithm | null): Omit<DigestListEntry, 'line'> | null {
  const isEscaped = line.startsWith('\\');
  const plain = isEscaped ? line.slice(1) : line;
  const gnu = /^([0-9A-Fa-f]+) [ *](.+)$/.exec(plain);
  // The last `) = ` ends the name: a name may hold one as well.
  const tagged = /^([A-Za-z0-9-]+) \((.+)\) = ([0-9A-Fa-f]+)$/.exec(plain);
  const digest = (gnu?.[1] ?? tagged?.[3] ?? '').toLowerCase();
  const spelled = gnu?.[2] ?? tagged?.[2] ?? '';
  const path = isEscaped ? unescapeName(spelled) : spelled;
  const algorithm = gnu === null ? digestAlgorithmOf(tagged?.[1] ?? '') : (implied ?? fromLength(digest));
  if (path === null || path === '' || algorithm?.hexDigits !== digest.length) return null;
  return { path: path.replace(/^(?:\.\/)+/, ''), algorithm, claimedDigest: digest };
}

/** Two algorithms have 128 digits: a list whose name does not say which is not guessed at. */
function fromLength(digest: string): DigestAlgorithm | null {
  const name = { 32: 'md5', 40: 'sha1', 56: 'sha224', 64: 'sha256', 96: 'sha384' }[digest.length];
  return name === undefined ? null : digestAlgorithmOf(name);
}

/** Null for an escape that coreutils does not write. */
function unescapeName(spelled: string): string | null {
  if (/\\(?![\\nr])|(?<!\\)(?:\\\\)*\\$/.test(spelled.replaceAll('\\\\', ''))) return null;
  return spelled.replace(/\\[\\nr]/g, (spelling) =>
    spelling === '\\n' ? '\n' : spelling === '\\r' ? '\r' : '\\',
  );
}
