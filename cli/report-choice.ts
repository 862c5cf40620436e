import { readLine } from '../shared/bundle/read-line.ts';
import { BugError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import type { EntryOrdinal } from '../shared/bytes/units.ts';
import type { ExhibitContent, ExhibitLines } from '../shared/casework/exhibit.ts';
import { mostExhibitLines } from '../shared/casework/exhibit.ts';
import type { SampleContent, SampleResultContent } from '../shared/casework/sample.ts';
import type { HitRow } from '../shared/contract/search-protocol.ts';
import type { ExtractedSample } from '../shared/report/extract.ts';
import { locateLines } from '../shared/report/locate-lines.ts';
import { type FoundLine, leafOfLine, nameRows } from '../shared/report/name-rows.ts';
import type { EvidenceBundle, ReportEvidence } from '../shared/report/report-evidence.ts';
import { readyQuery, stoppedStatement } from '../shared/search/answer-search.ts';
import { drawFromPopulation } from '../shared/search/draw-population.ts';
import { questionDigest } from '../shared/search/question-digest.ts';
import { patientCall } from './open-search.ts';
import { UsageError } from './options.ts';
import type { OrderedExhibit, OrderedLine, OrderedSample } from './report-order.ts';
import { problemWords } from './search.ts';

/** The lines that an exhibit asks for. Throws UsageError for a question that cannot be asked, and for too many lines. */
export async function chooseExhibit(
  evidence: ReportEvidence,
  { number, title, query, lines }: OrderedExhibit,
  by: string,
): Promise<ExhibitContent> {
  if ((query === '') === (lines.length === 0)) {
    throw new UsageError(`The exhibit ${number} needs a query or lines, and not both.`);
  }
  const asked = query === '' ? null : await ask(evidence, query, number);
  const named = asked === null ? await nameByNumber(evidence, lines, number) : asked.lines;
  return {
    kind: 'exhibit',
    by,
    number,
    title,
    sources: toSources(named),
    query: asked === null ? '' : query,
    queryDigest: asked?.queryDigest ?? '',
  };
}

/** Draws a sample, and puts beside it what a person found for its lines. */
export async function chooseSample(
  evidence: ReportEvidence,
  ordered: OrderedSample,
  { by, sampleId }: { readonly by: string; readonly sampleId: string },
): Promise<ExtractedSample> {
  const { title, query, method, stratifiedBy, seed, size, attributes } = ordered;
  const order = { query, method, seed, count: size, stratifiedBy };
  const drawn = await drawFromPopulation(evidence.searcher, order, patientCall);
  if (drawn.kind === 'invalid') throw new UsageError(problemWords(query, drawn.error));
  if (drawn.kind === 'stopped') throw new UsageError(drawn.statement);
  const rows = drawn.lines.map(({ row }) => row);
  const named = await nameAll(evidence, rows, `The sample "${title}"`);
  const content: SampleContent = {
    ...{ kind: 'sample', by, sampleId, title, method, stratifiedBy, seed, seedOrigin: 'typed', attributes },
    population: {
      query: drawn.query,
      queryDigest: drawn.queryDigest,
      files: evidence.bundles.map(({ origin, fileSha256 }) => ({ origin, fileSha256 })),
      size: drawn.size,
    },
    lines: named.map(({ origin, seq, leaf }, index) => ({
      ...{ origin, seq, leaf },
      stratum: drawn.lines[index]?.stratum ?? '',
    })),
  };
  const results = ordered.results.map(({ line, marks, remark }): [number, SampleResultContent] => [
    line - 1,
    { kind: 'sample-result', by, sampleId, position: line - 1, marks, remark },
  ]);
  return { content, results: new Map(results) };
}

async function ask(evidence: ReportEvidence, query: string, number: string) {
  const { searcher } = evidence;
  const ready = readyQuery(query);
  if (ready.kind === 'invalid') throw new UsageError(problemWords(query, ready.error));
  const result = await searcher.find(ready.query, ready.expressions, patientCall);
  if (result === 'stopped') throw new UsageError(stoppedStatement);
  const { total } = result.found;
  if (total === 0) throw new UsageError(`The query of the exhibit ${number} finds no line.`);
  if (total > mostExhibitLines) {
    throw new UsageError(
      `The query of the exhibit ${number} finds ${total} lines; an exhibit has at most ${mostExhibitLines}. Divide it, or draw a sample.`,
    );
  }
  const order = await searcher.order(result, { by: 'log', isDescending: false }, patientCall);
  const rows = await searcher.rows(order, { first: 0, count: total, fields: [] }, patientCall);
  const files = searcher.lines.bundles.map(({ fileSha256 }) => fileSha256);
  return {
    lines: await nameAll(evidence, rows, `The exhibit ${number}`),
    queryDigest: questionDigest(ready.query, files),
  };
}

/** Throws UsageError for a row that has no name. */
async function nameAll(
  evidence: ReportEvidence,
  rows: readonly HitRow[],
  what: string,
): Promise<readonly FoundLine[]> {
  const named = await nameRows(evidence, rows, patientCall);
  return named.map((line) => {
    if (line !== null) return line;
    throw new UsageError(
      `${what} has a line that could not be read, so it has no name. Exclude it by "is:entry".`,
    );
  });
}

/** Lines of an order, which says their numbers alone. */
async function nameByNumber(
  evidence: ReportEvidence,
  wanted: readonly OrderedLine[],
  number: string,
): Promise<readonly FoundLine[]> {
  const named: FoundLine[] = [];
  for (const line of wanted) named.push(await nameLine(evidence, line, `The exhibit ${number}`));
  return named;
}

/** The one line with a number in a log. Throws UsageError where there is none, and where bundles differ. */
export async function nameLine(
  { bundles, searcher, readLines }: ReportEvidence,
  { origin, seq }: OrderedLine,
  what: string,
): Promise<FoundLine> {
  const found: FoundLine[] = [];
  for (const bundle of bundles) {
    if (bundle.origin !== origin) continue;
    const searched = searcher.lines.bundles.find(({ bundleId }) => bundleId === bundle.bundleId);
    if (searched === undefined) return notFound();
    const ordinals = locateLines(searched, bundle.range?.start ?? 0, new Set([seq]));
    for (const [ordinal, { bytes }] of await readLines(bundle, ordinals, patientCall)) {
      const { claimedSeq } = readLine(bytes, limits);
      if ((claimedSeq ?? placeOf(bundle, ordinal)) !== seq) continue;
      const { fileSha256 } = bundle;
      found.push({ origin, fileSha256, seq, leaf: leafOfLine(bytes) });
    }
  }
  const [first] = found;
  if (first === undefined)
    throw new UsageError(`${what} names entry ${seq} of ${origin}, which no bundle has.`);
  if (found.some(({ leaf }) => leaf !== first.leaf)) {
    throw new UsageError(
      `${what} names entry ${seq} of ${origin}, and there are different lines with that number.`,
    );
  }
  return first;
}

function placeOf({ range }: EvidenceBundle, ordinal: EntryOrdinal): number {
  return (range?.start ?? 0) + ordinal;
}

/** By file, ascending; a line that two deliveries have is named once. */
function toSources(lines: readonly FoundLine[]): readonly ExhibitLines[] {
  const once = new Map(lines.toReversed().map((line) => [`${line.seq} ${line.leaf} ${line.origin}`, line]));
  const byFile = new Map<string, FoundLine[]>();
  for (const line of once.values()) {
    byFile.set(line.fileSha256, [...(byFile.get(line.fileSha256) ?? []), line]);
  }
  return [...byFile].map(([fileSha256, ofFile]) => ({
    origin: ofFile[0]?.origin ?? '',
    fileSha256,
    lines: ofFile.map(({ seq, leaf }) => ({ seq, leaf })).toSorted((one, other) => one.seq - other.seq),
  }));
}

function notFound(): never {
  throw new BugError('A line was found in a bundle that is not there.');
}
