import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { findBrowser } from '../start/find-browser.ts';

export interface TestBrowser {
  readonly path: string;
  /** To be added to the environment of the browser process. */
  readonly environment: { readonly [name: string]: string };
}

const root = resolve(import.meta.dirname, '../..');

/**
 * The browser of the tests. On Linux for x64 it is the one that the development dependencies bring: the same one everywhere, and a window of it
 * takes a third of the processor time (measured). Elsewhere, and where `VOUCH_BROWSER` names one or `VOUCH_TEST_BROWSER` says `installed`, it is one of
 * the machine. Whoever measures prefers that: it is what people use.
 */
export function findChromium(preferred: 'packed' | 'installed' = preferredKind()): TestBrowser {
  const isPackable = process.platform === 'linux' && process.arch === 'x64';
  if (isPackable && preferred === 'packed') return packedChromium();
  const installed = findBrowser({ platform: process.platform, environment: process.env });
  if (installed !== null) return { path: installed, environment: {} };
  if (isPackable) return packedChromium();
  throw new Error('No Chromium-family browser was found: install one, or name one in VOUCH_BROWSER.');
}

function preferredKind(): 'packed' | 'installed' {
  const { VOUCH_BROWSER = '', VOUCH_TEST_BROWSER } = process.env;
  return VOUCH_TEST_BROWSER === 'installed' || VOUCH_BROWSER !== '' ? 'installed' : 'packed';
}

/**
 * The browser inside @sparticuz/chromium, unpacked once. It is Chromium's headless shell, and needs of the system
 * only glibc and libgcc: the other libraries, and fonts, are packed with it.
 */
function packedChromium(): TestBrowser {
  const folder = join(root, 'node_modules/.cache/vouch-chromium');
  if (!existsSync(folder)) unpack(folder);
  const { LD_LIBRARY_PATH } = process.env;
  return {
    path: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

function unpack(folder: string): void {
  const parent = join(folder, '..');
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, 'unpacking-'));
  // The package unpacks into the temporary folder of its process, and its libraries only where it takes the
  // machine for the hosting service it was made for. Hence a process that is told both.
  const packed = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const code = `require(${JSON.stringify(packed)}).executablePath()`;
  execFileSync(process.execPath, ['--eval', code], {
    cwd: root,
    env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration(folder));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another test process was quicker.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The packed configuration names folders of the hosting service. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}
