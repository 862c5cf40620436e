// Runs a TypeScript file of this project: Node 20 cannot, Vite's own module loader can.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE [ARGUMENT...]');
const options = { configFile: false, logLevel: 'error' };
// The plugins are TypeScript, too: they are loaded first, without themselves.
const { module: kernel } = await runnerImport(resolve('scripts/build/kernel-plugin.ts'), options);
const { module: report } = await runnerImport(resolve('scripts/build/report-plugin.ts'), options);
const { module: programs } = await runnerImport(resolve('scripts/build/programs-plugin.ts'), options);
const root = process.cwd();
const plugins = [kernel.kernelPlugin(root), report.reportPlugin(root), programs.programsPlugin(root)];
const { module } = await runnerImport(resolve(file), { ...options, plugins });
process.exitCode = await module.main(args);
