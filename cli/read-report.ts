import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { tryParse } from '../shared/bytes/try-parse.ts';
import { parseStrictObject } from '../shared/json/parse-json.ts';
import { packPaths } from '../shared/pack/pack-layout.ts';
import type { HandedReport } from '../shared/pack/verify-report.ts';
import { withBundle } from './platform/open-bundle.ts';
import { readWhole } from './read-identity.ts';

/** Of all members together: a pack is held as a whole while it is checked. */
const mostPackBytes = 512 * 1024 * 1024;

/** A report under a path, by what lies there and not by its name: a pack, `report.json`, a PDF. Null for anything else. */
export async function readReport(path: string): Promise<HandedReport | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  if (found.isDirectory()) return readFolder(path);
  if (!found.isFile()) return null;
  const start = await readStart(path);
  if (start.startsWith('%PDF-')) return { kind: 'pdf', bytes: await readWhole(path) };
  if (start.startsWith('{')) return readRecord(path);
  return start.startsWith('PK') ? readZip(path) : null;
}

async function readStart(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readFolder(path: string): Promise<HandedReport | null> {
  const names = await readdir(path);
  if (names.includes('report.json') && !names.includes('data')) return readRecord(join(path, 'report.json'));
  const isPack = await stat(join(path, packPaths.report)).then(
    (found) => found.isFile(),
    () => false,
  );
  return isPack ? withBundle(path, readPack) : null;
}

/** What cannot be read as a ZIP is for whoever reads bundles to refuse. */
async function readZip(path: string): Promise<HandedReport | null> {
  try {
    return await withBundle(path, async (source) =>
      source.members.some((member) => member.path === packPaths.report) ? readPack(source) : null,
    );
  } catch (error) {
    if (error instanceof FormatError && error.code.startsWith('zip-')) return null;
    throw error;
  }
}

async function readPack(source: BundleSource): Promise<HandedReport> {
  const total = source.members.reduce((sum, { size }) => sum + size, 0);
  if (total > mostPackBytes) {
    throw new FormatError('member-limit', `The pack has more than ${mostPackBytes} bytes.`);
  }
  const files = new Map<string, Uint8Array>();
  for (const { path } of source.members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open(path)) chunks.push(chunk);
    files.set(path, concatBytes(chunks));
  }
  return { kind: 'pack', files };
}

/** Null for JSON that is no report. What lies beside it is found by its name. */
async function readRecord(path: string): Promise<HandedReport | null> {
  const bytes = await readWhole(path);
  const parsed = tryParse(() => parseStrictObject(bytes, limits.jsonDepth));
  const format = parsed.kind === 'value' ? parsed.value.get('format') : null;
  const isReport = typeof format === 'string' && format.startsWith('evidence-report/');
  if (!isReport && basename(path) !== 'report.json') return null;
  const beside = new Map<string, Uint8Array>();
  const folder = dirname(path);
  const own = basename(path);
  for (const end of ['.sig', '.p7s', '.sig.tsr', '.reviewer.sig', '.reviewer.p7s', '.reviewer.sig.tsr']) {
    const content = await readIfThere(join(folder, own + end));
    if (content !== null) beside.set(`report.json${end}`, content);
  }
  for (const name of ['report.html', 'report.pdf']) {
    const content = own === 'report.json' ? await readIfThere(join(folder, name)) : null;
    if (content !== null) beside.set(name, content);
  }
  return { kind: 'record', bytes, beside };
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  return readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}
