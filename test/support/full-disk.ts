import { openAtomicFile } from '../../electron/main/atomic-file.ts';
import { openJournalFolder } from '../../electron/main/journal-folder.ts';

/**
 * Run under a limit of one MiB for each file, where the system takes a part of what is written and refuses the rest, as a full
 * disk does: a journal gets a line, and then one that does not fit; a file is saved that does not fit either.
 */
export async function main([folder, saved]: readonly string[]): Promise<number> {
  if (folder === undefined || saved === undefined) throw new Error('usage: full-disk FOLDER FILE');
  const tooMuch = new Uint8Array(1 << 21).fill(0x61);
  const run = openJournalFolder(folder);
  const line = new TextEncoder().encode('{"acknowledged":true}\n');
  await run({ kind: 'write', name: 'case.journal', offset: 0, bytes: line });
  const write = run({ kind: 'write', name: 'case.journal', offset: line.length, bytes: tooMuch });
  console.log(await write.then(() => 'written', String));
  const file = await openAtomicFile(saved);
  console.log(await file.append(tooMuch).then(() => 'saved', systemCode));
  return 0;
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
