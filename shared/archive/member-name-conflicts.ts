import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';

/** A name that `memberNameDefect` finds nothing wrong with; a directory without its trailing slash. */
export interface MemberName {
  readonly path: string;
  readonly isDirectory: boolean;
}

/**
 * Throws FormatError `zip-name` when two names cannot lie side by side on every file system: equal names, names or
 * folders that differ only in case or in Unicode form (the rule of Go's x/mod/zip, made wider by NFKC, which also
 * joins full-width letters), a file that is also a folder. Throws `zip-layout` for a directory without a file in it.
 */
export function refuseNameConflicts(names: readonly MemberName[]): void {
  const sorted = names.map((name) => new FoldedName(name)).sort(compareKeys);
  // NUL, which no name has, sorts before every character: what lies in a folder comes right behind the folder itself,
  // so that neighbours are enough to look at. A set of all folders would let long hostile paths fill the memory.
  for (const [index, name] of sorted.entries()) {
    const next = sorted[index + 1];
    const holdsNext = next !== undefined && isFolderOf(name, next);
    if (name.isDirectory && !holdsNext) {
      const message = 'Expected only directories that hold files, found an empty one.';
      throw new FormatError('zip-layout', message, { member: `${name.path}/` });
    }
  }
}

class FoldedName {
  readonly path: string;
  readonly isDirectory: boolean;
  readonly key: string;

  constructor({ path, isDirectory }: MemberName) {
    this.path = path;
    this.isDirectory = isDirectory;
    // Slashes go first: NFKC makes one of a full-width slash, which separates nothing.
    this.key = fold(path.replaceAll('/', '\0'));
  }
}

/** Upper case first: ß becomes SS and ſ becomes S, which lower case alone would leave as they are. */
function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

function compareKeys(left: FoldedName, right: FoldedName): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}

/** Whether the first is a directory that holds the second, which sorts right behind it. Throws for a conflict. */
function isFolderOf(first: FoldedName, second: FoldedName): boolean {
  const depth = equalSegments(first.key, second.key);
  const shared = leadingSegments(first.path, depth);
  if (shared !== leadingSegments(second.path, depth)) {
    throw conflict(first, second, 'differ only in case or in Unicode form');
  }
  if (shared !== first.path) return false;
  if (shared === second.path) throw conflict(first, second, 'are equal');
  if (!first.isDirectory) throw conflict(first, second, 'make one name both a file and a folder');
  return true;
}

/** How many segments two keys share from their beginning. Walks characters: hostile paths have hundreds of segments. */
function equalSegments(left: string, right: string): number {
  let segments = 0;
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) {
    if (left.charCodeAt(at) === 0) segments += 1;
    at += 1;
  }
  const isEnd = (key: string) => at === key.length || key.charCodeAt(at) === 0;
  return isEnd(left) && isEnd(right) ? segments + 1 : segments;
}

function leadingSegments(path: string, count: number): string {
  let end = -1;
  for (let segment = 0; segment < count; segment++) {
    end = path.indexOf('/', end + 1);
    if (end === -1) return path;
  }
  return path.slice(0, Math.max(end, 0));
}

function conflict(first: MemberName, second: MemberName, how: string): FormatError {
  const message = `Two names ${how}: ${quote(first.path)} and ${quote(second.path)}.`;
  return new FormatError('zip-name', message, { member: second.path });
}
