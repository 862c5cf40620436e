import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { BundleObservation } from '../shared/bundle/observation.ts';
import { toHex } from '../shared/bytes/hex.ts';
import type { DigestHex, EntryOrdinal } from '../shared/bytes/units.ts';
import type { QueryProblem } from '../shared/contract/search-protocol.ts';
import { answerSearch } from '../shared/search/answer-search.ts';
import { SearchedBundle } from '../shared/search/searched-bundle.ts';
import { SearchedLines } from '../shared/search/searched-lines.ts';
import { type SearchCall, Searcher } from '../shared/search/searcher.ts';
import { TermMemory } from '../shared/search/term-memory.ts';
import { portableScanner } from '../shared/search/text/portable-scanner.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { verifyBundle } from '../shared/verify/verify-bundle.ts';
import { nothingExpected } from '../shared/verify/verify-input.ts';
import { done } from './exit-codes.ts';
import { indexBundle } from './index-bundle.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { withBundle } from './platform/open-bundle.ts';
import { printAnswer } from './print-answer.ts';
import type { Command, CommandContext } from './run-command.ts';
import { openRunStore } from './run-store.ts';

/** A bundle that was read to be searched, and what is known of its bytes. */
export interface ReadForSearch {
  readonly name: string;
  readonly verdict: Verdict;
  readonly searched: SearchedBundle;
}

/** Many, and few enough to be held. */
const facetValues = 1_000;
const histogramBuckets = 100;

/** `vouch search`: the lines of bundles that answer a query. It says what the bundles are worth, and decides nothing by it. */
export const search: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      json: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
      count: { type: 'boolean', default: false },
      facet: { type: 'string', multiple: true, default: [] },
      field: { type: 'string', multiple: true, default: [] },
      sort: { type: 'string', default: 'log' },
      descending: { type: 'boolean', default: false },
      limit: { type: 'string' },
    },
  });
  const query = positionals.at(-1);
  const paths = positionals.slice(0, -1);
  if (query === undefined || paths.length === 0) {
    throw new UsageError('search needs the path of at least one bundle, and a query behind it.');
  }
  if (values.json && values.csv) throw new UsageError('search prints --json or --csv, not both.');
  const limit = readLimit(values.limit);
  const { log } = await openRunStore(values.store, context);
  const bundles: ReadForSearch[] = [];
  for (const [number, path] of paths.entries())
    bundles.push(await readForSearch(path, number, log.store, context));
  for (const { name, verdict } of bundles) context.terminal.talk(`${name}: ${verdict.headline}`);
  const searcher = new Searcher(new SearchedLines(bundles.map(({ searched }) => searched)), {
    memory: new TermMemory(),
    scanner: portableScanner,
    seed: 0,
  });
  const call: SearchCall = { step: async () => {}, deadline: { isOver: () => false } };
  const order = {
    caseId: '',
    bundleIds: [],
    query,
    sort: { by: values.sort, isDescending: values.descending },
    fields: values.field,
  };
  const answer = await answerSearch(
    searcher,
    {
      ...order,
      facets: values.facet.map((field) => ({ field, count: facetValues, containing: null })),
      buckets: histogramBuckets,
      rows: { first: 0, count: 0 },
    },
    call,
  );
  if (answer.kind === 'invalid') throw new UsageError(problemWords(query, answer.error));
  if (answer.kind === 'stopped') throw new UsageError(answer.statement);
  for (const { statement, suggestion } of answer.notes) {
    context.terminal.talk(suggestion === null ? statement : `${statement} Try: ${suggestion}`);
  }
  await printAnswer({ bundles, searcher, order, call, answer, limit }, values, context.terminal);
  return done;
};

async function readForSearch(
  path: string,
  number: number,
  trust: TrustStore,
  context: CommandContext,
): Promise<ReadForSearch> {
  const name = basename(path);
  const now = context.now();
  const { observation, parts } = await withBundle(path, (source) => indexBundle(source, context));
  const verdict = verifyBundle({
    observation,
    trust,
    arrival: null,
    expected: nothingExpected,
    policyTime: { time: now, source: 'now' },
    receivedAt: now,
  });
  const source = {
    bundleId: `${number}`,
    fileSha256: await digestOf(path, observation),
    mapping: observation.descriptor.mapping,
    parts,
    damaged: damagedOrdinals(verdict),
  };
  // Numbers of parts differ between bundles, since answers are remembered by them.
  return { name, verdict, searched: new SearchedBundle(source, number * 1_000_000) };
}

/** Of the file; of a folder the digest of its manifest, which names every member by its own. */
async function digestOf(path: string, { members }: BundleObservation): Promise<DigestHex> {
  if ((await stat(path)).isDirectory()) {
    return members.find(({ path: member }) => member === memberPaths.manifest)?.sha256 ?? '';
  }
  const digest = nodeDigests.createSha256();
  for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array);
  return toHex(digest.digest());
}

function damagedOrdinals({ results }: Verdict): readonly EntryOrdinal[] {
  const ordinals = new Set<EntryOrdinal>();
  for (const { outcome, place } of results) {
    if (place.kind === 'line' && (outcome === 'fail' || outcome === 'unknown')) ordinals.add(place.ordinal);
  }
  return [...ordinals].sort((one, other) => one - other);
}

function readLimit(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^(?:0|[1-9][0-9]{0,8})$/.test(text))
    throw new UsageError('--limit needs a number of lines such as 100.');
  return Number(text);
}

/** The query again, the place under it, and what would do. */
function problemWords(query: string, { message, start, suggestion }: QueryProblem): string {
  const mended = suggestion === null ? '' : ` Try: ${suggestion}`;
  return `The query cannot be read at column ${start + 1} of ${JSON.stringify(query)}. ${message}${mended}`;
}
