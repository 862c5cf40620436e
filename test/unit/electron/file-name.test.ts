import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainFileName } from '../../../electron/main/file-name.ts';

describe('a proposed file name', () => {
  it.each([
    'report.zip',
    'acme-2026-q3.evb.zip',
    'Prüfbericht März.html',
    'レポート.csv',
    'console.txt',
    'a',
  ])('is taken when it is one plain name: %s', (name) => expect(isPlainFileName(name)).toBe(true));

  it.each([
    ['nothing', ''],
    ['this folder', '.'],
    ['the folder above', '..'],
    ['a path', 'a/b.zip'],
    ['a Windows path', 'a\\b.zip'],
    ['a drive', 'C:report.zip'],
    ['an alternate stream', 'report.zip:hidden'],
    ['a hidden file', '.bashrc'],
    ['a NUL', 'report.zip\0.exe'],
    ['a line end', 'report\n.zip'],
    ['a wildcard', 'report*.zip'],
    ['a trailing dot, which Windows drops', 'report.exe.'],
    ['a trailing space, which Windows drops', 'report.exe '],
    ['a device', 'NUL'],
    ['a device with an ending', 'com1.zip'],
    ['a device with a superscript digit', 'COM¹.zip'],
    ['a name that is shown backwards', 'report\u202Epiz.exe'],
    ['an invisible character', 'report\u200B.zip'],
    ['half a character', 'report\uD800.zip'],
    ['256 bytes', 'a'.repeat(256)],
    ['256 bytes in 128 characters', 'ä'.repeat(128)],
  ])('is refused when it is %s', (_what, name) => expect(isPlainFileName(name)).toBe(false));

  it('never lets a separator, a control character or an unpaired surrogate through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        if (!isPlainFileName(name)) return;
        expect(name).not.toMatch(/[/\\:\p{Cc}\p{Cs}]/u);
        expect(name).not.toMatch(/^\./);
      }),
    );
  });
});
