import { eventFields } from '../adapters/event-field.ts';
import { readEventFields } from '../adapters/read-event.ts';
import { readLine } from '../bundle/read-line.ts';
import { limits } from '../bytes/limits.ts';
import type { EntrySeq } from '../bytes/units.ts';
import { locateLines } from '../report/locate-lines.ts';
import { leafOfLine, nameRows } from '../report/name-rows.ts';
import type {
  ReportedBundle,
  ReportedEntry,
  ReportedExhibit,
  ReportedSample,
  ReportRecord,
} from '../report/record.ts';
import type { EvidenceBundle, ReportEvidence } from '../report/report-evidence.ts';
import { readyQuery } from '../search/answer-search.ts';
import { drawFromPopulation } from '../search/draw-population.ts';
import { questionDigest } from '../search/question-digest.ts';
import type { SearchCall } from '../search/searcher.ts';
import { matchReceipt } from './match-receipt.ts';
import { passOr, type ReportCheck, type ReportCheckCode, type ReportPlace } from './report-check.ts';
import { entryKey } from './reported-lines.ts';

/**
 * Whether a report says of the evidence what can be computed from it again: verdicts, receipts, entries, exhibits, samples,
 * searches. The evidence must have been verified with the trust that the report states (`trustOfReport`), as of its time.
 */
export async function matchEvidence(
  record: ReportRecord,
  evidence: ReportEvidence,
  call: SearchCall,
): Promise<readonly ReportCheck[]> {
  const held = new Map(evidence.bundles.map((bundle) => [bundle.fileSha256, bundle]));
  const bundles = record.bundles.flatMap((reported) => {
    const bundle = held.get(reported.fileSha256);
    return bundle === undefined ? [notHeld(reported)] : matchBundle(reported, bundle);
  });
  const entries = await matchEntries(record, evidence, call);
  // A question over other files is another question.
  const isSame =
    evidence.bundles.length === record.bundles.length &&
    record.bundles.every(({ fileSha256 }) => held.has(fileSha256));
  if (!isSame) return [...bundles, ...entries, ...unasked(record)];
  const results: ReportCheck[] = [...bundles, ...entries];
  for (const exhibit of record.exhibits) {
    if (exhibit.query !== '') results.push(await matchExhibit(exhibit, evidence, call));
  }
  for (const sample of record.samples) results.push(await matchSample(sample, evidence, call));
  for (const search of record.searches) {
    const asked = await ask(search, evidence, call);
    const place = { kind: 'part', name: search.name } as const;
    if (typeof asked === 'string') results.push(say('evidence-search', 'unknown', place, asked));
    else {
      const isRight = asked.total === search.lines;
      const statement = `The search "${search.name}" finds ${asked.total} lines.`;
      results.push({
        ...say('evidence-search', isRight ? 'pass' : 'fail', place, statement),
        ...{ expected: String(search.lines), found: String(asked.total) },
      });
    }
  }
  return results;
}

function notHeld({ fileName, fileSha256 }: ReportedBundle): ReportCheck {
  const statement = `${fileName} is not among the bundles at hand, so nothing that the report says of it was compared.`;
  return { ...say('evidence-file', 'unknown', part(fileName), statement), expected: fileSha256 };
}

/** Results that follow from what else somebody has seen or was told, which is not in the report. */
const fromMemory: readonly string[] = [
  'head',
  'head-memory',
  'rollback',
  'fork',
  'expected-size',
  'expected-root',
];

function matchBundle(reported: ReportedBundle, bundle: EvidenceBundle): readonly ReportCheck[] {
  const place = part(reported.fileName);
  const expected = reported.verdict.headline;
  const found = bundle.verdict.headline;
  const isByMemory = reported.verdict.results.some(
    ({ code, outcome }) => outcome === 'fail' && fromMemory.includes(code),
  );
  const verdict = found === expected ? 'pass' : isByMemory ? 'unknown' : 'fail';
  const statement =
    found === expected
      ? `${reported.fileName} is ${found}, with the keys that the report trusts.`
      : `${reported.fileName} is ${found}, with the keys that the report trusts, and not ${expected}.`;
  return [
    say('evidence-file', 'pass', place, `${reported.fileName} is at hand, byte for byte.`),
    { ...say('evidence-verdict', verdict, place, statement), expected, found },
    matchReceipt(reported, bundle),
  ];
}

async function matchEntries(
  { entries }: ReportRecord,
  evidence: ReportEvidence,
  call: SearchCall,
): Promise<readonly ReportCheck[]> {
  const objections: ReportCheck[] = [];
  let compared = 0;
  for (const bundle of evidence.bundles) {
    const own = entries.filter(({ fileSha256 }) => fileSha256 === bundle.fileSha256);
    if (own.length === 0) continue;
    compared += own.length;
    const there = await linesOf(bundle, new Set(own.map(({ seq }) => seq)), evidence, call);
    for (const entry of own) {
      const bytes = there.get(`${entry.seq} ${entry.leaf}`);
      const difference =
        bytes === undefined ? 'the bundle does not have' : fieldsDiffer(entry, bytes, bundle);
      if (difference === null) continue;
      const statement = `The report has an entry ${entry.seq} that ${difference}.`;
      const place = { kind: 'entry', origin: entry.origin, seq: entry.seq } as const;
      objections.push(say('evidence-entry', 'fail', place, statement));
    }
    await call.step();
  }
  if (compared === 0) return [];
  return passOr(
    'evidence-entry',
    objections,
    `${compared} entries of the report are those of the bundles at hand.`,
  );
}

/** Lines that have one of these numbers, or stand in its place, by number and leaf. */
async function linesOf(
  bundle: EvidenceBundle,
  seqs: ReadonlySet<EntrySeq>,
  { searcher, readLines }: ReportEvidence,
  call: SearchCall,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const searched = searcher.lines.bundles.find(({ bundleId }) => bundleId === bundle.bundleId);
  if (searched === undefined) return new Map();
  const start = bundle.range?.start ?? 0;
  const lines = await readLines(bundle, locateLines(searched, start, seqs), call);
  return new Map(
    [...lines].map(([ordinal, { bytes }]) => {
      const seq = readLine(bytes, limits).claimedSeq ?? start + ordinal;
      return [`${seq} ${leafOfLine(bytes)}`, bytes];
    }),
  );
}

function fieldsDiffer(
  { content }: ReportedEntry,
  bytes: Uint8Array,
  { mapping }: EvidenceBundle,
): string | null {
  if (content.kind !== 'line') return null;
  const { event, reading } = readLine(bytes, limits);
  const fields = readEventFields(event, mapping, reading);
  const expected = eventFields.flatMap((field) => {
    const value = fields[field];
    if (value.kind === 'text') return [{ field, value: value.text }];
    return value.kind === 'empty' ? [{ field, value: '' }] : [];
  });
  return JSON.stringify(expected) === JSON.stringify(content.event) ? null : 'it shows with other fields';
}

async function matchExhibit(
  exhibit: ReportedExhibit,
  evidence: ReportEvidence,
  call: SearchCall,
): Promise<ReportCheck> {
  const place = part(exhibit.number);
  const asked = await ask(exhibit, evidence, call);
  if (typeof asked === 'string') return say('evidence-exhibit', 'unknown', place, asked);
  const rows = await asked.rows();
  const found = new Set(
    (await nameRows(evidence, rows, call)).flatMap((name) => (name === null ? [] : [entryKey(name)])),
  );
  const isSame =
    found.size === exhibit.entries.length && exhibit.entries.every((name) => found.has(entryKey(name)));
  const statement = isSame
    ? `The query of ${exhibit.number} finds its lines and no others.`
    : `The query of ${exhibit.number} finds other lines than it has.`;
  return {
    ...say('evidence-exhibit', isSame ? 'pass' : 'fail', place, statement),
    ...{ expected: `${exhibit.entries.length} lines`, found: `${found.size} lines` },
  };
}

async function matchSample(
  { title, population, method, seed, stratifiedBy, lines }: ReportedSample,
  evidence: ReportEvidence,
  call: SearchCall,
): Promise<ReportCheck> {
  const place = part(title);
  const files = new Set(population.files.map(({ fileSha256 }) => fileSha256));
  if (
    files.size !== evidence.bundles.length ||
    evidence.bundles.some(({ fileSha256 }) => !files.has(fileSha256))
  ) {
    return say(
      'evidence-sample',
      'unknown',
      place,
      `"${title}" was drawn from other files than the report speaks of.`,
    );
  }
  const order = { query: population.query, method, seed, count: lines.length, stratifiedBy };
  const drawn = await drawFromPopulation(evidence.searcher, order, call);
  if (drawn.kind !== 'drawn')
    return say('evidence-sample', 'unknown', place, `"${title}" could not be drawn again.`);
  if (drawn.size !== population.size) {
    const statement = `The population of "${title}" has another size.`;
    return {
      ...say('evidence-sample', 'fail', place, statement),
      ...{ expected: String(population.size), found: String(drawn.size) },
    };
  }
  const again = await nameRows(
    evidence,
    drawn.lines.map(({ row }) => row),
    call,
  );
  const isSame = again.length === lines.length && again.every((name, index) => isLine(name, lines[index]));
  const statement = isSame
    ? `The seed draws the same ${lines.length} of ${drawn.size} lines.`
    : `The seed draws other lines than "${title}" has.`;
  return say('evidence-sample', isSame ? 'pass' : 'fail', place, statement);
}

function isLine(
  name: Parameters<typeof entryKey>[0] | null,
  line: ReportedSample['lines'][number] | undefined,
): boolean {
  return name !== null && line !== undefined && entryKey(name) === entryKey(line);
}

/** What a question finds, or why it is not the one that the report asked. */
async function ask(
  { query, queryDigest }: { readonly query: string; readonly queryDigest: string },
  { searcher }: ReportEvidence,
  call: SearchCall,
) {
  const ready = readyQuery(query);
  if (ready.kind === 'invalid') return 'The query cannot be read by this version.';
  const files = searcher.lines.bundles.map(({ fileSha256 }) => fileSha256);
  if (questionDigest(ready.query, files) !== queryDigest) {
    return 'The query was asked of other files than the report speaks of, or means something else here.';
  }
  const result = await searcher.find(ready.query, ready.expressions, call);
  if (result === 'stopped') return 'The query took too long.';
  const { total } = result.found;
  const rows = async () => {
    const order = await searcher.order(result, { by: 'log', isDescending: false }, call);
    return searcher.rows(order, { first: 0, count: total, fields: [] }, call);
  };
  return { total, rows };
}

function unasked({ exhibits, samples, searches }: ReportRecord): readonly ReportCheck[] {
  if (exhibits.every(({ query }) => query === '') && samples.length + searches.length === 0) return [];
  const statement =
    'Queries and samples were not asked again: they are of all bundles of the report, and other ones are at hand.';
  return [say('evidence-search', 'unknown', { kind: 'report' }, statement)];
}

function part(name: string): ReportPlace {
  return { kind: 'part', name };
}

function say(
  code: ReportCheckCode,
  outcome: ReportCheck['outcome'],
  place: ReportPlace,
  statement: string,
): ReportCheck {
  return { code, outcome, place, statement };
}
