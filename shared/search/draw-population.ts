import type { FieldValue } from '../adapters/field-value.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { HitRow, QueryProblem } from '../contract/search-protocol.ts';
import { printQuery } from '../query/print-query.ts';
import type { Query } from '../query/query-tree.ts';
import { drawSample, type SamplePlan, type StrataOfPositions } from '../sampling/draw-sample.ts';
import { readyQuery, stoppedStatement } from './answer-search.ts';
import type { FoundLines } from './found-lines.ts';
import { orderByLog } from './hit-order.ts';
import { questionDigest } from './question-digest.ts';
import type { SearchCall, Searcher } from './searcher.ts';

/** What an auditor asks for. */
export interface SampleOrder {
  /** Empty for all lines. */
  readonly query: string;
  readonly method: SamplePlan['method'];
  readonly seed: string;
  readonly count: number;
  /** The field whose values are the strata; of a stratified sample alone. */
  readonly stratifiedBy: string;
}

export interface DrawnLine {
  readonly row: HitRow;
  readonly stratum: string;
}

export interface DrawnSample {
  readonly kind: 'drawn';
  /** The query as it is always spelled, without the lines that cannot be named. */
  readonly query: string;
  readonly queryDigest: DigestHex;
  readonly size: number;
  /** Lines that the query finds and that no sample can have: they could not be read, so they have no number. */
  readonly unreadable: number;
  /** In the order of the selection. */
  readonly lines: readonly DrawnLine[];
}

export type DrawAnswer =
  | DrawnSample
  | { readonly kind: 'invalid'; readonly error: QueryProblem }
  | { readonly kind: 'stopped'; readonly statement: string };

/** Rows that are made at a time, to find their strata. */
const pageRows = 8_192;

/**
 * Draws from the lines that a query finds. Positions are those of the lines in the order of their logs, file after file:
 * the searcher must hold its bundles by ascending digest of their files, so that the order of import changes nothing.
 */
export async function drawFromPopulation(
  searcher: Searcher,
  order: SampleOrder,
  call: SearchCall,
): Promise<DrawAnswer> {
  const ready = readyQuery(order.query);
  if (ready.kind === 'invalid') return ready;
  const query = readableOf(ready.query);
  const all = await searcher.find(ready.query, ready.expressions, call);
  const readable = await searcher.find(query, ready.expressions, call);
  if (all === 'stopped' || readable === 'stopped') return { kind: 'stopped', statement: stoppedStatement };
  const { found } = readable;
  const drawn = drawSample(found.total, await toPlan(searcher, found, order, call));
  const lines: DrawnLine[] = [];
  const inLog = orderByLog(found, false);
  for (const { position, stratum } of drawn) {
    const at = { first: position, count: 1, fields: [] };
    const [row] = await searcher.rows(inLog, at, call);
    if (row !== undefined) lines.push({ row, stratum });
  }
  return {
    kind: 'drawn',
    query: printQuery(query),
    queryDigest: questionDigest(
      query,
      searcher.lines.bundles.map(({ fileSha256 }) => fileSha256),
    ),
    size: found.total,
    unreadable: all.found.total - found.total,
    lines,
  };
}

/** A line is named by its number and its bytes; one that could not be read has no number that anybody signed. */
function readableOf(query: Query): Query {
  const span = { start: 0, end: 0 };
  const readable: Query = {
    kind: 'or',
    parts: [
      { kind: 'state', state: 'entry', span },
      { kind: 'state', state: 'withheld', span },
    ],
  };
  if (query.kind === 'all') return readable;
  return { kind: 'and', parts: [...(query.kind === 'and' ? query.parts : [query]), readable] };
}

async function toPlan(
  searcher: Searcher,
  found: FoundLines,
  { method, seed, count, stratifiedBy }: SampleOrder,
  call: SearchCall,
): Promise<SamplePlan> {
  if (method !== 'stratified') return { method, seed, count };
  return { method, seed, count, strata: await strataOf(searcher, found, stratifiedBy, call) };
}

/** A line with several values belongs to the stratum of all of them together. */
async function strataOf(
  searcher: Searcher,
  found: FoundLines,
  field: string,
  call: SearchCall,
): Promise<StrataOfPositions> {
  const numbers = new Map<string, number>();
  const of = new Uint32Array(found.total);
  const inLog = orderByLog(found, false);
  for (let first = 0; first < found.total; first += pageRows) {
    const rows = await searcher.rows(inLog, { first, count: pageRows, fields: [field] }, call);
    for (const [index, { further }] of rows.entries()) {
      const name = stratumOf(further[0] ?? []);
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      of[first + index] = number;
    }
    await call.step();
  }
  return { names: [...numbers.keys()], of };
}

function stratumOf(values: readonly FieldValue[]): string {
  if (values.length === 0) return '(absent)';
  return values.map((value) => (value.kind === 'text' ? value.text : `(${value.kind})`)).join('; ');
}
