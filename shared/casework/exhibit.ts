import { FormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { type LineName, readDigest } from './target.ts';

/** Lines of one delivered file. */
export interface ExhibitLines {
  readonly origin: string;
  readonly fileSha256: DigestHex;
  /** Ascending by seq. */
  readonly lines: readonly LineName[];
}

/** A numbered selection of lines, frozen: who wants other lines makes another exhibit. */
export interface ExhibitContent {
  readonly kind: 'exhibit';
  readonly by: string;
  /** As `EX-0001`. Never given twice, also not after a withdrawal. */
  readonly number: string;
  readonly title: string;
  readonly sources: readonly ExhibitLines[];
  /** The question that selected the lines, and the digest that names it; empty when they were chosen by hand. */
  readonly query: string;
  readonly queryDigest: string;
}

/** That an exhibit no longer counts. Its number and its lines stay in the log. */
export interface ExhibitWithdrawnContent {
  readonly kind: 'exhibit-withdrawn';
  readonly by: string;
  readonly number: string;
  readonly reason: string;
}

/** So many have room in one entry of a log (R2); a larger selection is several exhibits, or a sample. */
export const mostExhibitLines = 600;
const numberPattern = /^([A-Z][A-Z0-9-]{0,15}-)(\d{4,9})$/;

export function readExhibit(reader: ObjectReader, where: string): ExhibitContent {
  const content: ExhibitContent = {
    kind: 'exhibit',
    by: reader.text('by'),
    number: reader.text('number'),
    title: reader.text('title'),
    sources: reader.list('sources', readSource),
    query: reader.text('query'),
    queryDigest: reader.text('queryDigest'),
  };
  const problem = exhibitProblem(content);
  if (problem !== null) throw new FormatError('json', `${problem} (${where}).`);
  return content;
}

export function readWithdrawnExhibit(reader: ObjectReader): ExhibitWithdrawnContent {
  return {
    kind: 'exhibit-withdrawn',
    by: reader.text('by'),
    number: reader.text('number'),
    reason: reader.text('reason'),
  };
}

/** Why this is no exhibit, or null. */
function exhibitProblem({ number, title, sources }: ExhibitContent): string | null {
  if (!numberPattern.test(number)) return 'An exhibit has a number such as EX-0001';
  if (title.trim() === '') return 'An exhibit needs a title';
  const lines = sources.reduce((sum, source) => sum + source.lines.length, 0);
  if (lines === 0) return 'An exhibit of no line';
  if (lines > mostExhibitLines) return `An exhibit of more than ${mostExhibitLines} lines`;
  return null;
}

/** What a line of an exhibit is called wherever pages would be numbered: `EX-0001.000001` and on, in the order of the exhibit. */
export function exhibitLineNumber(number: string, index: number): string {
  return `${number}.${String(index + 1).padStart(6, '0')}`;
}

/** The number after the highest one of this prefix that was ever given; digits grow beyond four when they must. */
export function nextExhibitNumber(prefix: string, given: readonly string[]): string {
  const highest = given.reduce((most, each) => {
    const [, itsPrefix, digits = ''] = numberPattern.exec(each) ?? [];
    return itsPrefix === prefix ? Math.max(most, Number(digits)) : most;
  }, 0);
  return `${prefix}${String(highest + 1).padStart(4, '0')}`;
}

export function toExhibitDocument(content: ExhibitContent): object {
  const { kind, by, number, title, sources, query, queryDigest } = content;
  return {
    kind,
    by,
    number,
    title,
    sources: sources.map(({ origin, fileSha256, lines }) => ({
      origin,
      fileSha256,
      lines: lines.map(({ seq, leaf }) => ({ seq, leaf })),
    })),
    query,
    queryDigest,
  };
}

function readSource(value: JsonValue, where: string): ExhibitLines {
  const reader = new ObjectReader(value, where);
  const source: ExhibitLines = {
    origin: reader.text('origin'),
    fileSha256: readDigest(reader, 'fileSha256', where),
    lines: reader.list('lines', readLine),
  };
  reader.end();
  const isAscending = source.lines.every(
    ({ seq }, index) => index === 0 || seq > (source.lines[index - 1]?.seq ?? -1),
  );
  if (!isAscending) throw new FormatError('json', `Expected lines that go up by seq ${where}.`);
  return source;
}

function readLine(value: JsonValue, where: string): LineName {
  const reader = new ObjectReader(value, where);
  const line = { seq: reader.count('seq'), leaf: readDigest(reader, 'leaf', where) };
  reader.end();
  return line;
}
