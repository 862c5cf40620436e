import { availableParallelism, loadavg } from 'node:os';
import { buildAll } from '../scripts/build.ts';
import { measureAdapter } from './measure-adapter.ts';
import { measureDelete } from './measure-delete.ts';
import { measureDigest } from './measure-digest.ts';
import { measureImport } from './measure-import.ts';
import { measureKeystroke } from './measure-keystroke.ts';
import { measureOpen } from './measure-open.ts';
import { measurePack } from './measure-pack.ts';
import { measureReverify } from './measure-reverify.ts';
import { measureSeal } from './measure-seal.ts';
import { measureSearch } from './measure-search.ts';
import { measureUi } from './measure-ui.ts';
import { measureVerify } from './measure-verify.ts';
import type { Measurement } from './measurement.ts';
import { parseOptions } from './options.ts';
import { prepareBundle } from './prepare-bundle.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const measurements = {
  verify: measureVerify,
  seal: measureSeal,
  import: measureImport,
  adapter: measureAdapter,
  open: measureOpen,
  reverify: measureReverify,
  delete: measureDelete,
  ui: measureUi,
  keystroke: measureKeystroke,
  search: measureSearch,
  pack: measurePack,
  digest: measureDigest,
} as const satisfies Record<string, Measurement>;

/** Of the names that `--only` takes. */
const names = Object.keys(measurements) as (keyof typeof measurements)[]; // keys of the object above

/** `npm run bench -- [--only name,...] [--size 1000000] [--pairs 5] [--json]`: see README.md for how to read it. */
export async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, names);
  const { failures } = await buildAll(process.cwd(), { force: false });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const talk = (text: string) => console.error(text);
  const [load = 0] = loadavg();
  if (load > availableParallelism() / 2)
    talk(`The load is ${load.toFixed(1)}: others use this machine, so the numbers are not to be relied on.`);
  return withTemporaryFolder(async (folder) => {
    const bundle = await prepareBundle(folder, options.size);
    talk(`${bundle.entries} entries: ${(bundle.bytes / 1e6).toFixed(0)} MB sealed`);
    const results: Record<string, number> = {};
    for (const name of options.only) {
      const measured = await measurements[name]({ bundle, pairs: options.pairs, talk });
      for (const [key, value] of Object.entries(measured)) results[`${prefixOf(options.size)}${key}`] = value;
    }
    if (options.isJson) console.log(JSON.stringify(results));
    else for (const [name, value] of Object.entries(results)) console.log(`${name.padEnd(32)} ${value}`);
    return 0;
  });
}

/** The numbers of the larger log stand beside those of the usual one in the same table. */
function prefixOf(size: number): string {
  return size === 5_000_000 ? '5m.' : '';
}
