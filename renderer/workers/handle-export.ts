import { toHex } from '../../shared/bytes/hex.ts';
import type { ByteCount } from '../../shared/bytes/units.ts';
import type { BundleView } from '../../shared/contract/case-protocol.ts';
import type { ExportOrder, PersonalField, PlanOrder } from '../../shared/contract/export-protocol.ts';
import { createExport } from '../../shared/export/create-export.ts';
import { exportCustodyEntry } from '../../shared/export/export-custody.ts';
import {
  type ExportForm,
  type ExportOptions,
  type ExportWriter,
  fileEndingOf,
} from '../../shared/export/export-form.ts';
import { exportPages, type PageSource } from '../../shared/export/export-pages.ts';
import type { ExportedBundle, ExportedLine } from '../../shared/export/exported-line.ts';
import { looksPersonal } from '../../shared/export/personal-fields.ts';
import { type ExportFacts, exportNamespace, renderSidecar } from '../../shared/export/sidecar.ts';
import { signFile } from '../../shared/identity/identity.ts';
import { queryInWords } from '../../shared/query/query-in-words.ts';
import type { Query } from '../../shared/query/query-tree.ts';
import { readyQuery } from '../../shared/search/answer-search.ts';
import { questionDigest } from '../../shared/search/question-digest.ts';
import type { HeldResult, SearchCall, Searcher } from '../../shared/search/searcher.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { toPlatformFile } from './case-file/platform-file.ts';
import { previewCaseView } from './case-preview.ts';
import { readRowLines } from './export-lines.ts';
import { unlockedIdentity } from './handle-identity.ts';
import { foregroundSearch } from './handle-search.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** Enough to guess from how large all of them are. */
const watchedLines = 256;
/** Event fields that say who did it, from where, and in which session. */
const personalEventFields = ['actor', 'address', 'session'] as const;

export const planExport: CaseHandler<'planExport'> = async (context, order, call) => {
  const found = await findLines(context, order, call);
  const { searcher, result, rows } = found;
  const { total } = result.found;
  const entries = await countOf(found, { kind: 'state', state: 'entry', span: nowhere }, call);
  const personalColumns: PersonalField[] = [];
  for (const name of [...personalEventFields, ...order.fields.filter(looksPersonal)]) {
    const lines = await countOf(
      found,
      { kind: 'presence', field: name, presence: 'text', span: nowhere },
      call,
    );
    if (lines > 0) personalColumns.push({ name, lines });
  }
  const first: ExportedLine[] = [];
  const source = { ...pageSource(context, order, found), most: watchedLines };
  for await (const page of exportPages(source, patientCall(context, call))) first.push(...page);
  return {
    lines: total,
    otherLines: total - entries,
    bytes: first.length === 0 ? null : guessBytes(first, total, optionsOf(order, '')),
    personalColumns,
    personalFields: (await searcher.fields())
      .filter(({ name }) => looksPersonal(name))
      .map(({ name, lines }) => ({ name, lines })),
    unchecked: rows.flatMap((row) => (context.opened.known(row) === null ? [row.receipt.fileName] : [])),
  };
};

/** The record is written before the file is handed over: what leaves is in the log of the case. */
export const makeExport: CaseHandler<'makeExport'> = async (context, order, call) => {
  refuseLong(order);
  const identity = order.isSigned ? await unlockedIdentity(context) : null;
  const { database, platform } = context;
  const { caseId, form } = order;
  const { name } = await loadCase(database, caseId);
  const found = await findLines(context, order, call);
  const options = optionsOf(order, order.appVersion);
  const writer = createExport(form, options);
  const digest = platform.digests.createSha256();
  let bytes: ByteCount = 0;
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of writtenChunks(context, order, { found, writer }, call)) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const fileName = `${name} export${fileEndingOf(form)}`;
  const file = await toPlatformFile(fileName, chunks(), mediaTypes[form]);
  const sha256 = toHex(digest.digest());
  const claimedTime = platform.now();
  const facts: ExportFacts = {
    ...order,
    ...{ fileName, sha256, bytes, claimedTime, writer, options },
    words: queryInWords(found.query),
    queryDigest: questionDigest(
      found.query,
      found.rows.map(({ fileSha256 }) => fileSha256),
    ),
    bundles: found.rows.map((row, index) => ({
      fileName: row.receipt.fileName,
      fileSha256: row.fileSha256,
      origin: found.views.get(row.bundleId)?.origin ?? '',
      headline: found.views.get(row.bundleId)?.verdict?.headline ?? null,
      found: found.result.found.byBundle[index] ?? 0,
      searched: found.searcher.lines.bundles[index]?.lines ?? 0,
    })),
    found: found.result.found.total,
    pseudonyms: [],
    madeBy: identity === null ? null : { name: identity.name, fingerprint: identity.fingerprint },
  };
  const sidecar = renderSidecar(facts);
  const sidecarName = `${fileName}.export.json`;
  const files = [file, new File([sidecar.slice()], sidecarName, { type: 'application/json' })];
  if (identity !== null) {
    const signature = signFile(identity, sidecar, exportNamespace);
    files.push(new File([signature.slice()], `${sidecarName}.sig`, { type: 'text/plain' }));
  }
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [exportCustodyEntry(facts, order.acknowledgedBy)]),
  );
  const { leftOut, guarded } = writer;
  const lines = found.result.found.total - leftOut;
  return { files, sha256, lines, leftOut, guarded, signedBy: identity?.fingerprint ?? null };
};

/** A record that is too long for an entry of a log could not leave the case any more. */
function refuseLong({ purpose, receivedBy, acknowledgedBy }: ExportOrder): void {
  if ([purpose, receivedBy, acknowledgedBy].every(({ length }) => length <= mostText)) return;
  throw new StoreError('search-refused', `Purpose and receiver have at most ${mostText} characters.`);
}

const mostText = 1_000;

const mediaTypes: Readonly<Record<ExportForm, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  ecs: 'application/x-ndjson',
  ocsf: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

const nowhere = { start: 0, end: 0 };

interface Found {
  readonly query: Query;
  readonly searcher: Searcher;
  readonly result: HeldResult;
  /** The searched bundles, in their order. */
  readonly rows: readonly BundleRow[];
  readonly views: ReadonlyMap<string, BundleView>;
}

async function findLines(context: CaseContext, order: PlanOrder, call: Call): Promise<Found> {
  const ready = readyQuery(order.query);
  if (ready.kind === 'invalid') throw new StoreError('search-refused', ready.error.message);
  const { query, expressions } = ready;
  const found = await foregroundSearch(context, order, call, async ({ searcher }, searchCall) => {
    const result = await searcher.find(query, expressions, searchCall);
    if (result === 'stopped')
      throw new StoreError('search-refused', 'The search was given up by its limit of time.');
    return { searcher, result };
  });
  const known = new Map(
    (await loadBundles(context.database, order.caseId)).map((row) => [row.bundleId, row]),
  );
  const rows = found.searcher.lines.bundles.flatMap(({ bundleId }) => known.get(bundleId) ?? []);
  const { bundles } = await previewCaseView(context, order.caseId);
  return { query, ...found, rows, views: new Map(bundles.map((view) => [view.bundleId, view])) };
}

/** Of the result, the lines that also answer another question. */
async function countOf({ searcher, result }: Found, also: Query, call: Call): Promise<number> {
  const others = await searcher.findOnce(also, { step: () => call.pace.step(), deadline: never });
  if (others === 'stopped') return 0;
  return result.found.sets.reduce((sum, set, index) => {
    const other = others.sets[index];
    return sum + (other === undefined ? 0 : set.copy().and(other).count());
  }, 0);
}

const never = { isOver: () => false };

/** Of long work that gives way to whoever types. */
function patientCall({ foreground }: CaseContext, { pace }: Call): SearchCall {
  return {
    async step() {
      await foreground.free();
      await pace.step();
    },
    deadline: never,
  };
}

function pageSource(
  context: CaseContext,
  order: PlanOrder,
  { searcher, result, rows, views }: Found,
): PageSource {
  const byId = new Map(rows.map((row) => [row.bundleId, row]));
  const bundles = new Map(
    searcher.lines.bundles.map(({ bundleId, fileSha256, mapping }): [string, ExportedBundle] => {
      const { fileName = '', origin = '' } = views.get(bundleId) ?? {};
      return [bundleId, { fileName, fileSha256, origin, mapping }];
    }),
  );
  return {
    searcher,
    result,
    further: order.fields,
    bundles,
    digests: context.platform.digests,
    pseudonyms: null,
    readBytes: (page) => readRowLines(context.lines, byId, page),
  };
}

async function* writtenChunks(
  context: CaseContext,
  order: PlanOrder,
  { found, writer }: { readonly found: Found; readonly writer: ExportWriter },
  call: Call,
): AsyncGenerator<Uint8Array, void> {
  const { total } = found.result.found;
  let done = 0;
  yield writer.begin();
  for await (const page of exportPages(pageSource(context, order, found), patientCall(context, call))) {
    yield writer.lines(page);
    done += page.length;
    call.pace.report({ stage: 'exporting', bytesDone: done, bytesTotal: total, entries: done });
  }
  yield writer.end();
}

function optionsOf(order: PlanOrder & Partial<ExportOrder>, version: string): ExportOptions {
  return {
    further: order.fields,
    hasByteOrderMark: order.hasByteOrderMark ?? false,
    tool: { name: 'Vouch', version },
  };
}

function guessBytes(
  lines: readonly ExportedLine[],
  total: number,
  options: ExportOptions,
): Readonly<Record<ExportForm, ByteCount>> {
  const guess = (form: ExportForm) => {
    const writer = createExport(form, options);
    const written = writer.begin().length + writer.lines(lines).length + writer.end().length;
    return Math.round((written / lines.length) * total);
  };
  return {
    csv: guess('csv'),
    ndjson: guess('ndjson'),
    ecs: guess('ecs'),
    ocsf: guess('ocsf'),
    parquet: guess('parquet'),
  };
}
