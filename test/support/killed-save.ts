import { open, rm } from 'node:fs/promises';
import { writeAtomically } from '../../electron/main/write-atomically.ts';

/** Saves over the named file and is killed, as by a power cut, after the bytes are written and before the rename. */
export async function main([path]: readonly string[]): Promise<number> {
  if (path === undefined) throw new Error('usage: killed-save PATH');
  await writeAtomically(path, new TextEncoder().encode('new content'), {
    open,
    rm,
    rename: () => {
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  });
  return 0;
}
