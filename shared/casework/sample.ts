import { FormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { isDigest, type LineName, readDigest } from './target.ts';

export const sampleMethods = ['simple-random', 'systematic', 'stratified'] as const;
export type SampleMethod = (typeof sampleMethods)[number];

/** What a sample was drawn from: the lines that a question found in some delivered files. */
export interface Population {
  readonly query: string;
  /** Names the question and the files; see the answer of a search. */
  readonly queryDigest: string;
  readonly files: readonly { readonly origin: string; readonly fileSha256: DigestHex }[];
  readonly size: number;
}

/** A line that was drawn. */
export interface SampledLine extends LineName {
  readonly origin: string;
  /** Its stratum, or empty. */
  readonly stratum: string;
}

/** A drawn sample. It never changes: who wants another one draws another one, and both stay in the log. */
export interface SampleContent {
  readonly kind: 'sample';
  readonly by: string;
  readonly sampleId: string;
  readonly title: string;
  readonly population: Population;
  readonly method: SampleMethod;
  /** The field that makes the strata, or empty. */
  readonly stratifiedBy: string;
  readonly seed: string;
  /** Whether a person typed the seed or the machine drew it. */
  readonly seedOrigin: 'typed' | 'drawn';
  /** What each line is asked: the columns of the worksheet. */
  readonly attributes: readonly string[];
  /** In the order of the selection. */
  readonly lines: readonly SampledLine[];
}

export const tickMarks = ['ok', 'exception', 'not-applicable', 'open'] as const;
export type TickMark = (typeof tickMarks)[number];

/** What a person found for one line of a sample; the last one for a line counts. */
export interface SampleResultContent {
  readonly kind: 'sample-result';
  readonly by: string;
  readonly sampleId: string;
  /** 0-based, in the order of the selection. */
  readonly position: number;
  /** One mark for each attribute. */
  readonly marks: readonly TickMark[];
  readonly remark: string;
}

const mostLines = 10_000;
const mostAttributes = 12;

export function readSample(reader: ObjectReader, where: string): SampleContent {
  const tables: LineTables = { origins: reader.texts('origins'), strata: reader.texts('strata') };
  const content: SampleContent = {
    kind: 'sample',
    by: reader.text('by'),
    sampleId: reader.text('sampleId'),
    title: reader.text('title'),
    population: reader.object('population', (population) => ({
      query: population.text('query'),
      queryDigest: population.text('queryDigest'),
      files: population.list('files', readFile),
      size: population.count('size'),
    })),
    method: reader.word('method', sampleMethods),
    stratifiedBy: reader.text('stratifiedBy'),
    seed: reader.text('seed'),
    seedOrigin: reader.word('seedOrigin', ['typed', 'drawn']),
    attributes: reader.texts('attributes'),
    lines: reader.list('lines', (value) => readSampledLine(value, tables, where)),
  };
  const problem = sampleProblem(content);
  if (problem !== null) throw new FormatError('json', `${problem} (${where}).`);
  return content;
}

/** Why this is no sample, or null. */
export function sampleProblem({ title, seed, attributes, lines, population }: SampleContent): string | null {
  if (title.trim() === '') return 'A sample needs a title';
  if (seed === '') return 'A sample needs a seed';
  if (attributes.length === 0 || attributes.some((attribute) => attribute.trim() === '')) {
    return 'A sample needs at least one attribute, and each has a name';
  }
  if (attributes.length > mostAttributes) return `A sample has at most ${mostAttributes} attributes`;
  if (lines.length === 0) return 'A sample of no line';
  if (lines.length > mostLines) return `A sample of more than ${mostLines} lines`;
  if (lines.length > population.size) return 'A sample that is larger than its population';
  return null;
}

export function readSampleResult(reader: ObjectReader): SampleResultContent {
  return {
    kind: 'sample-result',
    by: reader.text('by'),
    sampleId: reader.text('sampleId'),
    position: reader.count('position'),
    marks: reader.list('marks', (value, where) => {
      const mark = tickMarks.find((each) => each === value);
      if (mark === undefined)
        throw new FormatError('json', `Expected one of ${tickMarks.join(', ')} ${where}.`);
      return mark;
    }),
    remark: reader.text('remark'),
  };
}

export function toSampleDocument(content: SampleContent): object {
  const { population, lines } = content;
  const origins = [...new Set(lines.map(({ origin }) => origin))];
  const strata = [...new Set(lines.map(({ stratum }) => stratum))];
  return {
    kind: content.kind,
    by: content.by,
    sampleId: content.sampleId,
    title: content.title,
    population: {
      query: population.query,
      queryDigest: population.queryDigest,
      files: population.files.map(({ origin, fileSha256 }) => ({ origin, fileSha256 })),
      size: population.size,
    },
    method: content.method,
    stratifiedBy: content.stratifiedBy,
    seed: content.seed,
    seedOrigin: content.seedOrigin,
    attributes: content.attributes,
    // A record is one entry of a log, which has an end: what repeats is named once, and each line has little else than its digest.
    origins,
    strata,
    lines: lines.map(({ origin, seq, leaf, stratum }) => [
      leaf,
      seq,
      origins.indexOf(origin),
      strata.indexOf(stratum),
    ]),
  };
}

function readFile(value: JsonValue, where: string): Population['files'][number] {
  const reader = new ObjectReader(value, where);
  const file = { origin: reader.text('origin'), fileSha256: readDigest(reader, 'fileSha256', where) };
  reader.end();
  return file;
}

/** Texts that lines name by number. */
interface LineTables {
  readonly origins: readonly string[];
  readonly strata: readonly string[];
}

/** That no table has a text too many, or in another order, follows from the spelling of the whole content. */
function readSampledLine(value: JsonValue, { origins, strata }: LineTables, where: string): SampledLine {
  const [leaf, seq, origin, stratum, ...rest] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  const line = {
    origin: typeof origin === 'number' ? origins[origin] : undefined,
    stratum: typeof stratum === 'number' ? strata[stratum] : undefined,
  };
  if (
    typeof leaf !== 'string' ||
    !isDigest(leaf) ||
    typeof seq !== 'number' ||
    !Number.isSafeInteger(seq) ||
    seq < 0 ||
    line.origin === undefined ||
    line.stratum === undefined ||
    rest.length > 0
  ) {
    throw new FormatError(
      'json',
      `Expected a digest, a seq, and numbers of an origin and a stratum ${where}.`,
    );
  }
  return { origin: line.origin, seq, leaf, stratum: line.stratum };
}
