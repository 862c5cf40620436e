import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assertPolicyHolds } from '../../../scripts/build/assert-policy-holds.ts';
import { readBuiltFiles } from '../../../scripts/build/built-files.ts';
import { digestSources } from '../../../scripts/build/source-digest.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-build-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['<script>go()</script>', 'an inline script'],
  ['<script type="module">go()</script>', 'an inline script'],
  ['<style>p { color: red }</style>', 'an inline style sheet'],
  ['<p style="color: red">', 'a style attribute'],
  ['<p onclick="go()">', 'an inline event handler'],
  ['<script src="https://elsewhere.example/a.js"></script>', 'an address outside the build'],
  ['<link rel="icon" href="data:,">', 'an address outside the build'],
  ['<img src="//elsewhere.example/a.png">', 'an address outside the build'],
  ['<base href="/">', 'a base address'],
])('refuses a page with %s', (markup, what) => {
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Vouch</title>${markup}`);
  expect(() => assertPolicyHolds(folder)).toThrow(what);
});

it('accepts a page with its own files, and does not read comments', () => {
  const page = '<!-- <style> --><script type="module" src="./main.js"></script><link href="./main.css">';
  writeFileSync(join(folder, 'index.html'), page);
  expect(() => assertPolicyHolds(folder)).not.toThrow();
});

it('serves no file of an unknown kind', () => {
  writeFileSync(join(folder, 'index.html'), '');
  writeFileSync(join(folder, 'notes.md'), '');
  expect(() => readBuiltFiles(folder)).toThrow('notes.md');
});

it('finds a build stale when a byte moves from one source file to the next', () => {
  writeFileSync(join(folder, 'package.json'), 'ab');
  writeFileSync(join(folder, 'package-lock.json'), 'c');
  const before = digestSources(folder);
  writeFileSync(join(folder, 'package.json'), 'a');
  writeFileSync(join(folder, 'package-lock.json'), 'bc');
  expect(digestSources(folder)).not.toBe(before);
});
