import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names on the PATH, the most common and least restricted first. */
const commandNames = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'brave',
  'vivaldi-stable',
  'chromium',
  'chromium-browser',
  'ungoogled-chromium',
];

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
  'Vivaldi.app/Contents/MacOS/Vivaldi',
  'Chromium.app/Contents/MacOS/Chromium',
];

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  'Vivaldi\\Application\\vivaldi.exe',
  'Chromium\\Application\\chrome.exe',
];

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** The path of an installed Chromium-family browser, or null. `VOUCH_BROWSER` wins when it is set. */
export function findBrowser(machine: Machine): string | null {
  const { VOUCH_BROWSER } = machine.environment;
  if (VOUCH_BROWSER !== undefined && VOUCH_BROWSER !== '') {
    return isProgram(VOUCH_BROWSER) ? VOUCH_BROWSER : null;
  }
  return candidates(machine).find(isProgram) ?? null;
}

/** Snap confines a browser to its own folder: it can neither read nor write the usual places for user data. */
export function isSnap(browser: string): boolean {
  return browser.startsWith('/snap/') || realpathSync(browser).startsWith('/usr/bin/snap');
}

function candidates({ platform, environment }: Machine): readonly string[] {
  if (platform === 'darwin') {
    const { HOME } = environment;
    const folders = ['/Applications', ...(HOME === undefined ? [] : [join(HOME, 'Applications')])];
    return folders.flatMap((folder) => macApplications.map((name) => join(folder, name)));
  }
  if (platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': programFilesX86 } = environment;
    const folders = [PROGRAMFILES, programFilesX86, LOCALAPPDATA].filter((folder) => folder !== undefined);
    return windowsPrograms.flatMap((name) => folders.map((folder) => join(folder, name)));
  }
  const { PATH = '' } = environment;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  return commandNames.flatMap((name) => [...folders, '/snap/bin'].map((folder) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
