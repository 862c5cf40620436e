import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Finding } from './run-fuzz.ts';

/** Where inputs are kept that broke a promise. */
export const keepFolder = join(import.meta.dirname, '../../build/fuzz');

/** Writes the input beside what it broke and how to try it again. Gives back the folder and the command. */
export function keepFinding(seed: number, { target, index, broken, files }: Finding): string {
  const folder = join(keepFolder, `${target}-${seed}-${index}`);
  for (const [path, bytes] of files) {
    // Names of hostile members must not leave the folder.
    const kept = join(folder, path.replaceAll(/[^\w./-]/g, '_').replaceAll('..', '__'));
    try {
      mkdirSync(dirname(kept), { recursive: true });
      writeFileSync(kept, bytes);
    } catch {
      // A name that is a file and a folder at once; the command makes the input again.
    }
  }
  const again = `npm run fuzz -- --only ${target} --seed ${seed} --at ${index}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'what.txt'), `${broken}\n\n${again}\n`);
  return `${broken.slice(0, 600)}\n  kept in ${relative(process.cwd(), folder)}; again: ${again}`;
}
