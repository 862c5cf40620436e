import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const options = [
  // `--runtime stub` and no `abort`: nothing is allocated and nothing imported, the module is code and memory alone.
  ...['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd'],
];

/**
 * The digest kernel as WebAssembly. It is compiled once for each state of its sources and kept below `node_modules`,
 * because the compiler takes two seconds and every process of the tests asks for it. Throws with the compiler's words.
 */
export async function compileDigestKernel(root: string): Promise<Uint8Array> {
  const folder = join(root, 'kernel');
  const sources = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const cache = join(root, 'node_modules/.cache/vouch');
  const kept = join(cache, `digest-kernel-${keyOf(root, sources)}.wasm`);
  try {
    return readFileSync(kept);
  } catch {
    const wasm = await compile(sources);
    mkdirSync(cache, { recursive: true });
    // Two processes may get here at once: each renames a whole file into place.
    writeFileSync(`${kept}.${process.pid}`, wasm);
    renameSync(`${kept}.${process.pid}`, kept);
    return wasm;
  }
}

/** Everything that the result depends on. */
function keyOf(root: string, sources: ReadonlyMap<string, string>): string {
  const compiler = readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8');
  const everything = JSON.stringify([[...sources], options, compiler]);
  return createHash('sha256').update(everything).digest('hex').slice(0, 32);
}

async function compile(sources: ReadonlyMap<string, string>): Promise<Uint8Array> {
  // Loaded only where it is needed: the compiler is fifteen megabytes.
  const { main } = await import('assemblyscript/asc');
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await main(['digest-kernel.ts', '--outFile', 'digest-kernel.wasm', ...options], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => [],
  });
  // A warning is a conversion that nobody looked at.
  const words = stderr.toString();
  if (error !== null || wasm === undefined || words !== '')
    throw new Error(`kernel: ${error?.message ?? ''}\n${words}`);
  return wasm;
}
