import { basename } from 'node:path';
import { CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import type { ByteCount, DigestHex, EntryOrdinal } from '../shared/bytes/units.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import type { HitRow } from '../shared/contract/search-protocol.ts';
import { createExport } from '../shared/export/create-export.ts';
import type { ExportOptions, ExportWriter } from '../shared/export/export-form.ts';
import { exportPages, type PageSource } from '../shared/export/export-pages.ts';
import { exportNamespace, renderSidecar } from '../shared/export/sidecar.ts';
import { type Identity, signFile } from '../shared/identity/identity.ts';
import { queryInWords } from '../shared/query/query-in-words.ts';
import { Pseudonyms } from '../shared/redaction/pseudonyms.ts';
import { readyQuery } from '../shared/search/answer-search.ts';
import { questionDigest } from '../shared/search/question-digest.ts';
import type { HeldResult } from '../shared/search/searcher.ts';
import { done } from './exit-codes.ts';
import { type ExportRequest, readExportRequest } from './export-options.ts';
import { bundleOf, type OpenSearch, openSearch, patientCall, type ReadForSearch } from './open-search.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { type GrowingFile, openGrowingFile } from './platform/growing-file.ts';
import { openBundle } from './platform/open-bundle.ts';
import { startProgress } from './progress.ts';
import { readIdentity } from './read-identity.ts';
import { readSomeLines } from './read-lines.ts';
import type { Command, CommandContext } from './run-command.ts';
import { problemWords } from './search.ts';

const pseudonymKeyBytes = 32;

/** `vouch export`: the lines that answer a query, as a file for other programs, and beside it what it is. */
export const exportLines: Command = async (args, context) => {
  const request = readExportRequest(args);
  const { path = null, passphraseFile = '' } = request.identity ?? {};
  const identity = path === null ? null : await readIdentity(path, passphraseFile);
  const ready = readyQuery(request.query);
  if (ready.kind === 'invalid') throw new UsageError(problemWords(request.query, ready.error));
  const open = await openSearch(request.paths, request.store, context);
  const result = await open.searcher.find(ready.query, ready.expressions, patientCall);
  if (result === 'stopped') throw new UsageError('The query took too long.');

  const options: ExportOptions = {
    ...request,
    tool: { name: 'Vouch', version: context.version },
  };
  const writer = createExport(request.form, options);
  const names = request.pseudonyms === null ? null : new Pseudonyms(context.randomBytes(pseudonymKeyBytes));
  const sidecarOut = `${request.out}.export.json`;
  const file = await openGrowingFile(request.out);
  const besides: GrowingFile[] = [];
  const writeBeside = async (out: string, bytes: Uint8Array) => {
    const beside = await openGrowingFile(out);
    besides.push(beside);
    await beside.append(bytes);
  };
  try {
    const pseudonyms =
      names === null || request.pseudonyms === null
        ? null
        : {
            columns: request.pseudonyms.columns,
            nameOf: (kind: string, value: string) => names.nameOf(kind, value),
          };
    const written = await writeLines(open, { result, writer, file, request, pseudonyms }, context);
    const sidecar = renderSidecar({
      ...request,
      ...written,
      fileName: basename(request.out),
      claimedTime: context.now(),
      words: queryInWords(ready.query),
      queryDigest: questionDigest(
        ready.query,
        open.bundles.map(({ searched }) => searched.fileSha256),
      ),
      bundles: open.bundles.map(({ name, origin, searched, verdict }, index) => ({
        fileName: name,
        fileSha256: searched.fileSha256,
        origin,
        headline: verdict.headline,
        found: result.found.byBundle[index] ?? 0,
        searched: searched.lines,
      })),
      found: result.found.total,
      writer,
      options,
      pseudonyms: request.pseudonyms?.columns ?? [],
      madeBy: identity === null ? null : { name: identity.name, fingerprint: identity.fingerprint },
    });
    await writeBeside(sidecarOut, sidecar);
    if (identity !== null) await writeBeside(`${sidecarOut}.sig`, sign(identity, sidecar));
    if (names !== null && request.pseudonyms !== null)
      await writeBeside(request.pseudonyms.table, encodeUtf8(names.renderTable()));
    for (const each of [file, ...besides]) await each.keep();
  } finally {
    for (const each of [file, ...besides]) await each.close();
  }
  report(request, { result, writer, identity }, context);
  return done;
};

interface WriteOrder {
  readonly result: HeldResult;
  readonly writer: ExportWriter;
  readonly file: GrowingFile;
  readonly request: ExportRequest;
  readonly pseudonyms: PageSource['pseudonyms'];
}

async function writeLines(
  open: OpenSearch,
  { result, writer, file, request, pseudonyms }: WriteOrder,
  context: CommandContext,
): Promise<{ readonly sha256: DigestHex; readonly bytes: ByteCount }> {
  const digest = nodeDigests.createSha256();
  const progress = startProgress(context);
  const reader = readInOrder(open, result);
  let bytes = 0;
  let lines = 0;
  const taken = (chunk: Uint8Array) => {
    digest.update(chunk);
    bytes += chunk.length;
    return chunk;
  };
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    yield taken(writer.begin());
    const pages = exportPages(
      {
        ...open,
        result,
        further: request.further,
        digests: nodeDigests,
        pseudonyms,
        bundles: new Map(
          open.bundles.map(({ name, origin, searched: { bundleId, fileSha256, mapping } }) => [
            bundleId,
            { fileName: name, fileSha256, origin, mapping },
          ]),
        ),
        readBytes: (rows) => reader.read(rows),
      },
      {
        ...patientCall,
        async step() {
          // Without this turn, an interrupt would not be heard.
          await new Promise((resolve) => setImmediate(resolve));
          if (context.signal.aborted) throw new CancelledError();
          progress.step(`Wrote ${lines} of ${result.found.total} lines`);
        },
      },
    );
    for await (const page of pages) {
      lines += page.length;
      yield taken(writer.lines(page));
    }
    yield taken(writer.end());
  }
  try {
    await file.write(chunks());
  } finally {
    progress.end();
    await reader.end();
  }
  return { sha256: toHex(digest.digest()), bytes };
}

/** Streams each bundle once, as rows ask for their lines in the order of the log. */
function readInOrder(open: OpenSearch, { found }: HeldResult) {
  let current: { readonly bundleId: string; readonly lines: LineStream } | null = null;
  const streamOf = async (row: HitRow): Promise<LineStream> => {
    if (current?.bundleId === row.bundleId) return current.lines;
    await current?.lines.return();
    const bundle = bundleOf(open.bundles, row);
    const { start, end } = open.searcher.lines.rowsOf(open.bundles.indexOf(bundle));
    const rows = found.allRows().filter((each) => each >= start && each < end);
    const ordinals = Array.from(rows, (each) => each - start);
    current = { bundleId: row.bundleId, lines: streamLines(bundle, ordinals) };
    return current.lines;
  };
  return {
    async read(rows: readonly HitRow[]): Promise<readonly Uint8Array[]> {
      const lines: Uint8Array[] = [];
      for (const row of rows) {
        const next = await (await streamOf(row)).next();
        if (next.done !== true) lines.push(next.value);
      }
      return lines;
    },
    async end(): Promise<void> {
      await current?.lines.return();
    },
  };
}

type LineStream = AsyncGenerator<Uint8Array, void>;

async function* streamLines(
  { path, searched }: ReadForSearch,
  ordinals: readonly EntryOrdinal[],
): AsyncGenerator<Uint8Array, void> {
  const { source, close } = await openBundle(path);
  try {
    for await (const { bytes } of readSomeLines(source, searched, ordinals)) yield bytes;
  } finally {
    await close();
  }
}

/** Signs what is said of a file; `ssh-keygen -Y verify` checks it. */
function sign(identity: Identity, sidecar: Uint8Array): Uint8Array {
  return signFile(identity, sidecar, exportNamespace);
}

function report(
  { out, form, pseudonyms }: ExportRequest,
  {
    result,
    writer,
    identity,
  }: Pick<WriteOrder, 'result' | 'writer'> & { readonly identity: Identity | null },
  { terminal }: CommandContext,
): void {
  const { total } = result.found;
  terminal.talk(`Wrote ${total - writer.leftOut} of ${total} lines as ${form} into ${basename(out)}.`);
  if (writer.leftOut > 0)
    terminal.talk(`${writer.leftOut} lines are no entries, and this form has no place for them.`);
  if (writer.guarded > 0) {
    terminal.talk(
      `${writer.guarded} cells begin like a formula or a remark and have an apostrophe in front.`,
    );
  }
  if (pseudonyms !== null)
    terminal.talk(`Who is who stands in ${basename(pseudonyms.table)}: keep it apart.`);
  terminal.talk(
    identity === null
      ? `${basename(out)}.export.json says what it is; nobody signed that (--identity).`
      : `${basename(out)}.export.json says what it is, signed by ${identity.name}, ${identity.fingerprint}.`,
  );
}
