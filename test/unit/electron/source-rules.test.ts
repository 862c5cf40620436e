import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = ['electron/main', 'electron/preload'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      path: `${folder}/${name}`,
      code: withoutComments(readFileSync(join(folder, name), 'utf8')),
    })),
);

describe('the sources of the desktop host', () => {
  it('were found', () => {
    expect(sources.length).toBeGreaterThan(15);
    expect(sources.map(({ path }) => path)).toContain('electron/main/main.ts');
  });

  it.each([
    ['opens another program', /\bshell\b|\bopenExternal\b|\bopenPath\b|child_process/],
    ['reports crashes to anybody', /\bcrashReporter\b/],
    ['updates itself', /\bautoUpdater\b|electron-updater/],
    ['runs text as code in the page', /\bexecuteJavaScript\b|\binsertCSS\b|executeInMainWorld/],
    ['runs text as code in main', /\beval\b|\bnew Function\b|\bnode:vm\b/],
    ['reaches for the network', /\bnet\b['"]?[.,} ]|node:(?:http|https|net|dgram|tls|dns)\b|\bfetch\(/],
    ['loads a page from a file', /\bloadFile\b|file:\/\//],
    [
      'lets a page skip its policy',
      /\bbypassCSP\b|\bwebSecurity: false|contextIsolation: false|sandbox: false/,
    ],
    ['listens to a message that is not answered', /\bipcMain\.(?:on|once|addListener)\b/],
    [
      'opens the database or parses evidence',
      /dexie|indexeddb|JSON\.parse|shared\/(?!contract\/host-(?:bridge|journal|save|secrets)\.ts)/i,
    ],
  ])('hold nothing that %s', (_what, forbidden) => {
    for (const { path, code } of sources) expect(forbidden.exec(code)?.[0], path).toBeUndefined();
  });

  it('receive messages in one file only', () => {
    const receiving = sources.filter(({ code }) => /\bipcMain\b/.test(code)).map(({ path }) => path);
    expect(receiving).toEqual(['electron/main/ipc.ts']);
  });

  it('take values of Electron in three files only, so that all others run without it', () => {
    const importing = sources
      .filter(({ code }) =>
        /import \{[^}]*\} from 'electron'/.test(
          code.replaceAll(/import type \{[^}]*\} from 'electron'/g, ''),
        ),
      )
      .map(({ path }) => path);
    expect(importing.sort()).toEqual([
      'electron/main/ipc.ts',
      'electron/main/main.ts',
      'electron/preload/preload.ts',
    ]);
  });

  it('expose one object to the page, once', () => {
    const exposing = sources.flatMap(({ code }) => code.match(/exposeInMainWorld/g) ?? []);
    expect(exposing).toHaveLength(1);
  });

  it('let main alone make a window, once', () => {
    const making = sources.flatMap(({ code }) => code.match(/new (?:WindowClass|BrowserWindow)\b/g) ?? []);
    expect(making).toEqual(['new WindowClass']);
  });
});

/** The rules are about code; the comments explain what is not done, by name. */
function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
