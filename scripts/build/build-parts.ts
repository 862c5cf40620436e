import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { workerFiles } from '../../shared/contract/host-bridge.ts';
import { kernelPlugin } from './kernel-plugin.ts';
import { programsPlugin } from './programs-plugin.ts';
import { reportPlugin } from './report-plugin.ts';
import { windowFiles, windowOutput } from './window-parts.ts';
import { laterFiles, workerOutput } from './worker-parts.ts';

/** One of the programs that Vouch consists of. */
export interface BuildPart {
  readonly name: 'window' | 'desktop main' | 'desktop preload' | 'command line';
  /** The source that everything else of the part is reached from, relative to the checkout. */
  readonly entry: string;
  /** Where the results go, relative to the checkout. The part owns this folder or the files named in it. */
  readonly folder: string;
  /** Exactly what the build must yield. A file more is a chunk nobody planned and nobody serves. */
  readonly outputs: readonly string[];
  readonly config: InlineConfig;
}

/** Electron 45 carries Chromium 153; the browser edition runs in what the machine has, a few versions older. */
const windowTarget = 'chrome128';
const nodeTarget = 'node20';

/** What is built: the version is compiled into the window and the command line, the digest of the sources is in names of files. */
export interface BuildFacts {
  readonly version: string;
  readonly sources: string;
}

/** The four builds, as Vite is to run them. */
export function buildParts(root: string, { version, sources }: BuildFacts): readonly BuildPart[] {
  const common = { root, configFile: false, envDir: false, logLevel: 'warn', mode: 'production' } as const;
  const define = { __VOUCH_VERSION__: JSON.stringify(version) };
  return [
    {
      name: 'window',
      entry: 'renderer/main.tsx',
      folder: 'build/renderer',
      outputs: [...workerFiles, ...laterFiles(sources), ...windowFiles(sources), 'index.html', 'main.css'],
      config: {
        ...common,
        define,
        root: join(root, 'renderer'),
        base: './',
        publicDir: false,
        plugins: [react(), kernelPlugin(root), reportPlugin(root)],
        worker: {
          format: 'es',
          // A worker is a build of its own, with plugins of its own.
          plugins: () => [kernelPlugin(root), reportPlugin(root), programsPlugin(root)],
          rolldownOptions: { output: workerOutput(root, sources) },
        },
        build: {
          outDir: join(root, 'build/renderer'),
          emptyOutDir: true,
          target: windowTarget,
          // Inline data would be refused by the content policy, and so would the inline polyfill.
          assetsInlineLimit: 0,
          modulePreload: false,
          cssCodeSplit: false,
          reportCompressedSize: false,
          chunkSizeWarningLimit: 2_000,
          rolldownOptions: {
            input: join(root, 'renderer/index.html'),
            output: windowOutput(sources),
          },
        },
      },
    },
    {
      name: 'desktop main',
      entry: 'electron/main/main.ts',
      folder: 'build/electron',
      outputs: ['main.mjs'],
      config: { ...common, ...programBuild(root, 'electron/main/main.ts', 'build/electron/main.mjs', 'es') },
    },
    {
      name: 'desktop preload',
      entry: 'electron/preload/preload.ts',
      folder: 'build/electron',
      outputs: ['preload.cjs'],
      config: {
        ...common,
        ...programBuild(root, 'electron/preload/preload.ts', 'build/electron/preload.cjs', 'cjs'),
      },
    },
    {
      name: 'command line',
      entry: 'cli/main.ts',
      folder: 'build/cli',
      outputs: ['vouch.mjs'],
      config: {
        ...common,
        define,
        plugins: [reportPlugin(root), programsPlugin(root)],
        ...programBuild(root, 'cli/main.ts', 'build/cli/vouch.mjs', 'es'),
      },
    },
  ];
}

/** One file that needs nothing at run time but Node or Electron itself. */
function programBuild(root: string, entry: string, output: string, format: 'es' | 'cjs'): InlineConfig {
  const [, folder = '', fileName = ''] = /^(.*)\/([^/]+)$/.exec(output) ?? [];
  return {
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: join(root, entry),
      outDir: join(root, folder),
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format, entryFileNames: fileName, codeSplitting: false },
      },
    },
  };
}
