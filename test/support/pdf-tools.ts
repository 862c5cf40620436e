import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReportFonts } from '../../cli/platform/report-fonts.ts';
import { type Identity, makeIdentity } from '../../shared/identity/identity.ts';
import type { Block, ReportDocument, Run } from '../../shared/report/document.ts';
import { renderPdf } from '../../shared/report/pdf/render-pdf.ts';

/** Programs of others, which say what they think of a file that is ours. Tests skip aloud where they are missing. */
export const hasPdfTools = ['pdfsig', 'pdftotext', 'pdfinfo', 'qpdf'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

export function runOn(file: Uint8Array, program: string, ...args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-pdf-'));
  try {
    const path = join(folder, 'file.pdf');
    writeFileSync(path, file);
    const command = args.map((arg) => (arg === 'FILE' ? path : arg));
    const options = { encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
    const { stdout, stderr } = spawnSync(program, command, options);
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function textOf(file: Uint8Array, ...options: readonly string[]): string {
  return runOn(file, 'pdftotext', ...options, 'FILE', '-');
}

export const pdfTime = '2026-07-01T10:20:30.123Z';
export const recordDigest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export function signerOf(name: string, byte = 7): Identity {
  const identity = makeIdentity(name, new Uint8Array(32).fill(byte), Date.UTC(2026, 0, 2));
  if (identity === null) throw new Error('The key is none.');
  return identity;
}

export function run(text: string, style: Run['style'] = 'plain'): Run {
  return { text, style };
}

export function paragraph(...runs: readonly Run[]): Block {
  return { kind: 'paragraph', runs };
}

export function heading(level: 1 | 2 | 3, id: string, text: string): Block {
  return { kind: 'heading', level, id, runs: [run(text)] };
}

export function documentOf(blocks: readonly Block[], title = 'Audit report'): ReportDocument {
  return { language: 'en', title, running: 'R-2026-07', recordSha256: recordDigest, blocks };
}

export async function pdfOf(document: ReportDocument, signer: Identity | null = null): Promise<Uint8Array> {
  return renderPdf(document, { fonts: await loadReportFonts(), claimedTime: pdfTime, signer });
}
