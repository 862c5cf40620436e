/** Entries of a bundle, and digests of a tile, when it is full (C2SP tlog-tiles). */
export const tileWidth = 256;

/** A file of a tiled log, as its path says. */
export interface TilePath {
  /** `entries`, or the level of a tile of digests. */
  readonly level: 'entries' | number;
  readonly index: number;
  /** Below `tileWidth` for a partial one. */
  readonly width: number;
}

/** Reads a path such as `tile/0/x001/234.p/5`; null for every other spelling. */
export function parseTilePath(path: string): TilePath | null {
  const [, kind = '', digits = '', partial] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  if (kind === '') return null;
  const level = kind === 'entries' ? kind : Number(kind);
  const index = Number(digits.replace(/[x/]/g, ''));
  const width = partial === undefined ? tileWidth : Number(partial);
  // Two spellings of one tile would be two files that could differ.
  const isOwn = width > 0 && Number.isSafeInteger(index) && renderTilePath({ level, index, width }) === path;
  return isOwn ? { level, index, width } : null;
}

/** Section "Merkle Tree": three digits for each element of the path, all but the last begin with `x`. */
export function renderTilePath({ level, index, width }: TilePath): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const path = padded.replace(/...(?=.)/g, 'x$&/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}
