import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { assertPolicyHolds } from './build/assert-policy-holds.ts';
import { type BuildFacts, type BuildPart, buildParts } from './build/build-parts.ts';
import { digestSources } from './build/source-digest.ts';

/** `npm run build`: makes build/renderer, build/electron and build/cli, unless they are already up to date. */
export async function main(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const outcome = await buildAll(process.cwd(), { force: args.includes('--force') });
  for (const failure of outcome.failures) console.error(`build: ${failure}`);
  if (outcome.failures.length > 0) return 1;
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(outcome.wasStale ? `build: made in ${seconds} s` : 'build: up to date');
  return 0;
}

export interface BuildOutcome {
  readonly wasStale: boolean;
  /** One text for each part that could not be built; the other parts are there. */
  readonly failures: readonly string[];
}

/** Builds every part, or none when the sources are the ones of the last build. */
export async function buildAll(root: string, { force }: { readonly force: boolean }): Promise<BuildOutcome> {
  // Written last, so its presence means that the build is whole.
  const info: BuildFacts = { version: packageVersion(root), sources: digestSources(root) };
  const infoFile = join(root, 'build/build-info.json');
  const parts = buildParts(root, info);
  const infoText = `${JSON.stringify(info, null, 2)}\n`;
  if (!force && isUpToDate(root, infoFile, infoText, parts)) return { wasStale: false, failures: [] };

  rmSync(infoFile, { force: true });
  // Vite's module loader, which runs this script, leaves "development" here, and React believes it.
  Object.assign(process.env, { NODE_ENV: 'production' });
  const failures: string[] = [];
  for (const part of parts) {
    try {
      await buildPart(root, part);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (failures.length === 0) writeFileSync(infoFile, infoText);
  return { wasStale: true, failures };
}

function isUpToDate(root: string, infoFile: string, infoText: string, parts: readonly BuildPart[]): boolean {
  if (!existsSync(infoFile) || readFileSync(infoFile, 'utf8') !== infoText) return false;
  return parts.every((part) => part.outputs.every((output) => existsSync(join(root, part.folder, output))));
}

async function buildPart(root: string, part: BuildPart): Promise<void> {
  if (!existsSync(join(root, part.entry))) throw new Error(`the ${part.name} has no ${part.entry}`);
  mkdirSync(join(root, part.folder), { recursive: true });
  for (const output of part.outputs) rmSync(join(root, part.folder, output), { force: true });
  await build(part.config);
  const found = readdirSync(join(root, part.folder));
  const missing = part.outputs.filter((output) => !found.includes(output));
  const unplanned = part.name === 'window' ? found.filter((file) => !part.outputs.includes(file)) : [];
  if (missing.length + unplanned.length > 0) {
    throw new Error(
      `the ${part.name} should be ${part.outputs.join(', ')} in ${part.folder}, found: ${found.join(', ')}`,
    );
  }
  if (part.name === 'window') assertPolicyHolds(join(root, part.folder));
  if (part.name === 'command line') makeExecutable(join(root, part.folder, 'vouch.mjs'));
}

/** npm links `npx vouch` to this file; the system then starts it by its first line. */
function makeExecutable(program: string): void {
  const code = readFileSync(program, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(program, `#!/usr/bin/env node\n${code}`);
  chmodSync(program, 0o755);
}

function packageVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }; // ours
  return version;
}
