// Runs a TypeScript file of this project: Node 20 cannot, Vite's own module loader can.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE [ARGUMENT...]');
const options = { configFile: false, logLevel: 'error' };
// The plugin is TypeScript, too: it is loaded first, without itself.
const { module: build } = await runnerImport(resolve('scripts/build/kernel-plugin.ts'), options);
const plugins = [build.kernelPlugin(process.cwd())];
const { module } = await runnerImport(resolve(file), { ...options, plugins });
process.exitCode = await module.main(args);
