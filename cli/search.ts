import { parseArgs } from 'node:util';
import type { QueryProblem, SearchOrder } from '../shared/contract/search-protocol.ts';
import { answerSearch } from '../shared/search/answer-search.ts';
import { done } from './exit-codes.ts';
import { openSearch, patientCall } from './open-search.ts';
import { UsageError } from './options.ts';
import { printAnswer } from './print-answer.ts';
import type { Command } from './run-command.ts';

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
  const open = await openSearch(paths, values.store, context);
  const order: SearchOrder = {
    caseId: '',
    bundleIds: [],
    query,
    sort: { by: values.sort, isDescending: values.descending },
    fields: values.field,
  };
  const request = {
    ...order,
    facets: values.facet.map((field) => ({ field, count: facetValues, containing: null })),
    buckets: histogramBuckets,
    rows: { first: 0, count: 0 },
  };
  const answer = await answerSearch(open.searcher, request, patientCall);
  if (answer.kind === 'invalid') throw new UsageError(problemWords(query, answer.error));
  if (answer.kind === 'stopped') throw new UsageError(answer.statement);
  for (const { statement, suggestion } of answer.notes) {
    context.terminal.talk(suggestion === null ? statement : `${statement} Try: ${suggestion}`);
  }
  await printAnswer({ ...open, order, answer, limit }, values, context.terminal);
  return done;
};

/** The query again, the place under it, and what would do. */
export function problemWords(query: string, { message, start, suggestion }: QueryProblem): string {
  const mended = suggestion === null ? '' : ` Try: ${suggestion}`;
  return `The query cannot be read at column ${start + 1} of ${JSON.stringify(query)}. ${message}${mended}`;
}

function readLimit(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^(?:0|[1-9][0-9]{0,8})$/.test(text)) {
    throw new UsageError('--limit needs a number of lines such as 100.');
  }
  return Number(text);
}
