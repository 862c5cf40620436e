import { type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';

export interface StartOptions {
  readonly kind: 'start';
  /** `any` prefers the desktop edition. */
  readonly edition: 'any' | 'desktop' | 'browser';
  /** Absolute paths of the bundles to open. */
  readonly files: readonly string[];
}

export type ParsedOptions =
  | StartOptions
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly sentence: string };

export const helpText = `Starts Vouch. Nothing is sent anywhere, in either edition.

  npm start                       the desktop edition, or the browser edition where Electron cannot be had
  npm start -- FILE.evb.zip ...   the same, and opens these bundles
  npm start -- --browser          the browser edition: the same window in an installed Chromium-family browser
  npm start -- --desktop          the desktop edition or nothing; tries again to fetch Electron
  npm start -- --help             this text

  VOUCH_BROWSER        the browser to use for the browser edition, as a path
  VOUCH_BROWSER_ARGS   more arguments for it, separated by spaces

Without a window: npx vouch verify FILE.evb.zip`;

/** Reads the arguments of `npm start` and looks at each file, so that a wrong one is named before anything opens. */
export function parseOptions(args: readonly string[], folder: string): ParsedOptions {
  const switches = args.filter((arg) => arg.startsWith('-') && arg !== '--');
  if (switches.includes('--help') || switches.includes('-h')) return { kind: 'help' };
  const unknown = switches.find((name) => name !== '--browser' && name !== '--desktop');
  if (unknown !== undefined) return refused(`There is no option ${unknown}; npm start -- --help lists them.`);
  if (switches.includes('--browser') && switches.includes('--desktop')) {
    return refused('Choose one of --browser and --desktop.');
  }
  const files = args.filter((arg) => !arg.startsWith('-')).map((path) => resolve(folder, path));
  for (const file of files) {
    const sentence = whyNotOpenable(file);
    if (sentence !== null) return refused(sentence);
  }
  const edition = switches.includes('--browser')
    ? 'browser'
    : switches.includes('--desktop')
      ? 'desktop'
      : 'any';
  return { kind: 'start', edition, files };
}

function whyNotOpenable(file: string): string | null {
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch {
    return `There is no file ${file}.`;
  }
  if (stats.isDirectory()) {
    return `${file} is a folder; the window opens bundle files. A folder can be checked with: npx vouch verify ${file}`;
  }
  return stats.isFile() ? null : `${file} is not a regular file.`;
}

function refused(sentence: string): ParsedOptions {
  return { kind: 'refused', sentence };
}
