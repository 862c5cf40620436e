// Runs a TypeScript file of this project: Node 20 cannot, Vite's own module loader can.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE [ARGUMENT...]');
const options = { configFile: false, logLevel: 'error' };
// The plugins are TypeScript, too: they are loaded first, without themselves.
const { module: kernel } = await runnerImport(resolve('scripts/build/kernel-plugin.ts'), options);
const { module: report } = await runnerImport(resolve('scripts/build/report-plugin.ts'), options);
const plugins = [kernel.kernelPlugin(process.cwd()), report.reportPlugin(process.cwd())];
const { module } = await runnerImport(resolve(file), { ...options, plugins });
process.exitCode = await module.main(args);
