import { parseArgs } from 'node:util';
import { renderUtcTime } from '../shared/adapters/utc-time.ts';
import { toHex } from '../shared/bytes/hex.ts';
import type { DigestHex, EntrySeq } from '../shared/bytes/units.ts';
import { type SampleMethod, sampleMethods } from '../shared/casework/sample.ts';
import { renderCsvRow } from '../shared/export/csv.ts';
import { sampleSize } from '../shared/sampling/sample-size.ts';
import { type DrawnSample, drawFromPopulation } from '../shared/search/draw-population.ts';
import { done } from './exit-codes.ts';
import { bundleOf, openSearch, patientCall, type ReadForSearch, searcherOf } from './open-search.ts';
import { requireOption, UsageError } from './options.ts';
import { withBundle } from './platform/open-bundle.ts';
import { readLeaves } from './read-lines.ts';
import type { Command } from './run-command.ts';
import { problemWords } from './search.ts';

const schemaVersion = 1;

/** A drawn line with its name. */
interface NamedLine {
  readonly bundle: ReadForSearch;
  readonly seq: EntrySeq | null;
  readonly leaf: DigestHex;
  readonly time: string | null;
  readonly stratum: string;
}

/** `vouch sample`: lines that anybody draws again from the seed; `vouch sample size`: how many are enough. */
export const sample: Command = (args, context) => {
  const [verb, ...rest] = args;
  return verb === 'size' ? printSize(rest, context) : draw(args, context);
};

const draw: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      query: { type: 'string', default: '' },
      count: { type: 'string' },
      seed: { type: 'string' },
      method: { type: 'string', default: 'simple-random' },
      'stratify-by': { type: 'string', default: '' },
      store: { type: 'string' },
      json: { type: 'boolean', default: false },
      csv: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('sample needs the path of at least one bundle.');
  const method = readMethod(values.method, values['stratify-by']);
  const count = readCount(requireOption(values.count, 'count'), 'count');
  // A seed is said or drawn, never silent: what cannot be drawn again is no sample.
  const seed = values.seed ?? toHex(context.randomBytes(16));
  const { bundles } = await openSearch(positionals, values.store, context);
  const inOrder = bundles.toSorted((one, other) =>
    one.searched.fileSha256 < other.searched.fileSha256 ? -1 : 1,
  );
  const order = { query: values.query, method, seed, count, stratifiedBy: values['stratify-by'] };
  const answer = await drawFromPopulation(searcherOf(inOrder, context), order, patientCall);
  if (answer.kind === 'invalid') throw new UsageError(problemWords(values.query, answer.error));
  if (answer.kind === 'stopped') throw new UsageError(answer.statement);
  const { terminal } = context;
  terminal.talk(`${answer.lines.length} of ${answer.size} lines, ${method}, seed ${seed}`);
  if (answer.unreadable > 0) {
    terminal.talk(`${answer.unreadable} lines could not be read, and are in no sample.`);
  }
  const lines = await nameLines(answer, inOrder);
  if (values.json) {
    terminal.printJson({
      schemaVersion,
      population: {
        query: answer.query,
        queryDigest: answer.queryDigest,
        size: answer.size,
        files: inOrder.map(({ name, origin, searched, verdict }) => ({
          name,
          origin,
          fileSha256: searched.fileSha256,
          headline: verdict.headline,
        })),
      },
      method,
      stratifiedBy: order.stratifiedBy,
      seed,
      lines: lines.map(({ bundle, seq, leaf, time, stratum }) => ({
        file: bundle.name,
        origin: bundle.origin,
        seq,
        leaf,
        time,
        stratum,
      })),
    });
    return done;
  }
  if (values.csv) terminal.printBytes(renderCsvRow(csvHead).text);
  for (const { bundle, seq, leaf, time, stratum } of lines) {
    const cells = [bundle.name, bundle.origin, String(seq ?? ''), leaf, time ?? '', stratum];
    if (values.csv) terminal.printBytes(renderCsvRow(cells).text);
    else terminal.print(cells.filter((cell) => cell !== '').join('  '));
  }
  return done;
};

const csvHead = ['file', 'origin', 'seq', 'leaf (SHA-256)', 'time (UTC)', 'stratum'];

async function nameLines(
  { lines }: DrawnSample,
  bundles: readonly ReadForSearch[],
): Promise<readonly NamedLine[]> {
  const leaves = new Map<ReadForSearch, ReadonlyMap<number, DigestHex>>();
  for (const bundle of bundles) {
    const ordinals = lines.flatMap(({ row }) => (bundleOf(bundles, row) === bundle ? [row.ordinal] : []));
    const read = await withBundle(bundle.path, (source) => readLeaves(source, bundle.searched, ordinals));
    leaves.set(bundle, read);
  }
  return lines.map(({ row, stratum }) => {
    const bundle = bundleOf(bundles, row);
    return {
      bundle,
      seq: row.seq,
      leaf: leaves.get(bundle)?.get(row.ordinal) ?? '',
      time: row.time === null ? null : renderUtcTime(row.time),
      stratum,
    };
  });
}

const printSize: Command = async (args, { terminal }) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      population: { type: 'string' },
      confidence: { type: 'string', default: '95' },
      tolerable: { type: 'string', default: '5' },
      accept: { type: 'string', default: '0' },
    },
  });
  const size = sampleSize({
    populationSize: readCount(requireOption(values.population, 'population'), 'population'),
    confidence: readPercent(values.confidence, 'confidence'),
    tolerableRate: readPercent(values.tolerable, 'tolerable'),
    acceptedDeviations: readCount(values.accept, 'accept'),
  });
  terminal.print(String(size));
  return done;
};

function readMethod(text: string, stratifiedBy: string): SampleMethod {
  const method = sampleMethods.find((each) => each === text);
  if (method === undefined) throw new UsageError(`--method is one of ${sampleMethods.join(', ')}.`);
  if ((method === 'stratified') !== (stratifiedBy !== '')) {
    throw new UsageError('--stratify-by names the field of a stratified sample, and of no other.');
  }
  return method;
}

function readCount(text: string, name: string): number {
  if (!/^(?:0|[1-9][0-9]{0,11})$/.test(text))
    throw new UsageError(`--${name} needs a whole number such as 60.`);
  return Number(text);
}

function readPercent(text: string, name: string): number {
  const percent = /^\d{1,2}(?:\.\d{1,4})?$/.test(text) ? Number(text) : 0;
  if (percent > 0) return percent / 100;
  throw new UsageError(`--${name} needs a percentage between 0 and 100 such as 95.`);
}
