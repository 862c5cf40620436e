import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Each is a file in `kernel/` from which all that belongs to it is reached. */
export type KernelName = 'crc-kernel' | 'digest-kernel' | 'index-kernel' | 'text-kernel';

const options = [
  // `--runtime stub` and no `abort`: nothing is allocated and nothing imported, the module is code and memory alone.
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd'],
];

/**
 * A kernel as WebAssembly. It is compiled once for each state of its sources and kept below `node_modules`, because the
 * compiler takes two seconds and every process of the tests asks for it. Throws with the compiler's words.
 */
export function compileKernel(root: string, name: KernelName): Uint8Array {
  const cache = join(root, 'node_modules/.cache/vouch');
  const kept = join(cache, `${name}-${keyOf(root)}.wasm`);
  try {
    return readFileSync(kept);
  } catch {
    mkdirSync(cache, { recursive: true });
    // Two processes may get here at once: each renames a whole file into place.
    const folder = mkdtempSync(join(cache, 'compile-'));
    try {
      const made = join(folder, `${name}.wasm`);
      compile(root, name, made);
      renameSync(made, kept);
    } finally {
      rmSync(folder, { recursive: true });
    }
    return readFileSync(kept);
  }
}

/** Everything that the result depends on. */
function keyOf(root: string): string {
  const folder = join(root, 'kernel');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const sources = names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  const compiler = readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8');
  const everything = JSON.stringify([sources, options, compiler]);
  return createHash('sha256').update(everything).digest('hex').slice(0, 32);
}

/** In a process of its own: what Vite has loaded (`scripts/run.mjs`) can import nothing more once it runs. */
function compile(root: string, name: KernelName, made: string): void {
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const args = [compiler, `kernel/${name}.ts`, '--outFile', made, ...options];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  // A warning is a conversion that nobody looked at. That its last round gained nothing is none.
  const warnings = stderr.replace('Last converge was suboptimal.', '').trim();
  if (status !== 0 || warnings !== '')
    throw new Error(`kernel: the compiler ended with ${status}\n${stderr}`);
}
