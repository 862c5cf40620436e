import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import { openBrace } from '../../../shared/bytes/ascii.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { packPaths } from '../../../shared/pack/pack-layout.ts';
import type { HandedReport } from '../../../shared/pack/verify-report.ts';
import { reportFormat } from '../../../shared/report/record.ts';
import { StoreError } from '../../data/store-error.ts';
import { openFileSource } from '../file-source.ts';
import type { Call, CaseContext } from '../request-context.ts';

type Kind = HandedReport['kind'];

/** A file that somebody handed over, and what it is by its first bytes. */
export interface ReadDelivery {
  readonly fileName: string;
  readonly delivery: HandedReport;
}

const headBytes = 512;

/**
 * What these files are together: a pack, a PDF, or a `report.json` with the signatures that lie beside it. Throws StoreError for
 * what is none of them.
 */
export async function readDelivery(
  context: CaseContext,
  files: readonly DeliveredFile[],
  call: Call,
): Promise<ReadDelivery> {
  const kinds = await Promise.all(files.map(kindOf));
  const at = kinds.findIndex((kind) => kind !== null);
  const main = files[at];
  const kind = kinds[at];
  if (main === undefined || kind === undefined || kind === null) {
    throw refusal(
      'This is no report: it is neither a report.json, nor an evidence pack, nor a report in PDF. A signature alone says nothing; choose it together with the report.json that it is of.',
    );
  }
  refuseLarge(files);
  const fileName = main.name;
  switch (kind) {
    case 'pack':
      return { fileName, delivery: { kind, files: await packFiles(context, main, call) } };
    case 'pdf':
      return { fileName, delivery: { kind, bytes: await wholeFile(main) } };
    case 'record':
      return { fileName, delivery: await recordOf(main, files) };
    default:
      return kind satisfies never;
  }
}

/** Whether a file is for the check of reports, and no bundle. By its bytes: names are anybody's. */
export async function isReportFile(file: DeliveredFile): Promise<boolean> {
  return (await kindOf(file)) !== null;
}

async function kindOf(file: DeliveredFile): Promise<Kind | null> {
  const bytes = await openFileSource(file).read(0, Math.min(headBytes, file.size));
  const head = new TextDecoder('latin1').decode(bytes);
  if (head.startsWith('%PDF-')) return 'pdf';
  // A pack begins with its report: the name of the first member of a ZIP stands thirty bytes behind its start.
  if (head.startsWith('PK\x03\x04')) return head.startsWith(packPaths.report, 30) ? 'pack' : null;
  return bytes[0] === openBrace && head.includes(`"${reportFormat}"`) ? 'record' : null;
}

/** Each member whole, once; a pack has no large ones. */
async function packFiles(
  { platform }: CaseContext,
  file: DeliveredFile,
  { pace }: Call,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const source = await openZipBundle(openFileSource(file), platform.inflate, limits, platform.crc32).catch(
    (thrown: unknown) => {
      if (thrown instanceof FormatError) throw refusal(`The pack cannot be read: ${thrown.message}`);
      throw thrown;
    },
  );
  const total = source.members.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.otherMembersBytes) throw refusal(largeStatement(total));
  const files = new Map<string, Uint8Array>();
  for (const { path } of source.members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open(path)) chunks.push(chunk);
    files.set(path, concatBytes(chunks));
    await pace.step();
  }
  return files;
}

/** Signatures are known by their names: `report.json.sig` is beside `report.json`, whatever the file here is called. */
async function recordOf(main: DeliveredFile, files: readonly DeliveredFile[]): Promise<HandedReport> {
  const beside = new Map<string, Uint8Array>();
  for (const file of files) {
    if (file === main) continue;
    const name = file.name.startsWith(`${main.name}.`)
      ? `report.json${file.name.slice(main.name.length)}`
      : file.name;
    beside.set(name, await wholeFile(file));
  }
  return { kind: 'record', bytes: await wholeFile(main), beside };
}

function wholeFile(file: DeliveredFile): Promise<Uint8Array> {
  return openFileSource(file).read(0, file.size);
}

function refuseLarge(files: readonly DeliveredFile[]): void {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.otherMembersBytes) throw refusal(largeStatement(total));
}

function largeStatement(bytes: number): string {
  return `There are ${bytes} bytes, and a report of more than ${limits.otherMembersBytes} is not read here. Use "vouch verify" on the command line.`;
}

function refusal(statement: string): StoreError {
  return new StoreError('report-refused', statement);
}
