import { open, rm } from 'node:fs/promises';
import { openAtomicFile } from '../../electron/main/atomic-file.ts';

/** Saves over the named file and is killed, as by a power cut, after the bytes are written and before the rename. */
export async function main([path]: readonly string[]): Promise<number> {
  if (path === undefined) throw new Error('usage: killed-save PATH');
  const file = await openAtomicFile(path, {
    open,
    rm,
    rename: () => {
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  });
  await file.append(new TextEncoder().encode('new content'));
  await file.finish();
  return 0;
}
