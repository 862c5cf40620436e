import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { parseHex, toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { disclosureDigest } from '../../shared/crypto/disclosure.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { fingerprintOf } from '../../shared/trust/fingerprint.ts';
import { checkCodes } from '../../shared/verify/codes.ts';

const format = readFileSync('docs/format.md', 'utf8');

describe('docs/format.md', () => {
  it('explains every check code, and none that does not exist', () => {
    expect(firstColumn(tableUnder('Deciding'))).toEqual([...checkCodes]);
  });

  it('explains every code of a refused file, and none that does not exist', () => {
    expect(firstColumn(tableUnder('When a file is refused'))).toEqual(
      unionMembers('FormatErrorCode', 'shared/bytes/errors.ts'),
    );
  });

  it('names every headline of a verdict, and none that does not exist', () => {
    const headlines = unionMembers('Headline', 'shared/verify/verdict.ts');
    const described = tableUnder('Verdict').map(([headline = '']) => headline);
    // A headline may stand in several rows: the first row that applies decides.
    expect([...new Set(described)].sort()).toEqual([...headlines].sort());
  });

  it('states every limit with its value', () => {
    const stated = tableUnder('Limits').map(([name = '', value = '']) => [
      unquote(name),
      Number(value.replaceAll(',', '')),
    ]);
    expect(stated).toEqual(Object.entries(limits));
  });
});

describe('The known answers in docs/format.md', () => {
  const answers = new Map(
    tableUnder('Known answers').map(([what = '', value = '']) => [what, unquote(value)]),
  );
  const origin = /The origin is `([^`]+)`/.exec(format)?.[1] ?? '';
  const line = Buffer.from(/```text\n(.+)\n```/.exec(format)?.[1] ?? '');
  const other = Buffer.from('{}');

  /** The value in the row that begins so: an answer that was removed must not go unnoticed. */
  function answer(beginning: string): string {
    const found = [...answers].find(([what]) => what.startsWith(beginning))?.[1];
    if (found === undefined) throw new Error(`docs/format.md has no known answer "${beginning}"`);
    return found;
  }

  function rootOver(lines: readonly Uint8Array[]): Uint8Array {
    const tree = createCompactRange();
    for (const each of lines) tree.append(leafDigest(each));
    return tree.root();
  }

  it('are nine', () => {
    expect(answers.size).toBe(9);
  });

  it('for the chain are those of the code', () => {
    expect(toHex(firstLink(origin))).toBe(answer('`prev` of entry 0'));
    expect(toHex(leafDigest(line))).toBe(answer('leaf of line 0'));
    expect(line.toString()).toContain(`"prev":"${answer('`prev` of entry 0')}"`);
  });

  it('for the tree are those of the code', () => {
    expect(toHex(leafDigest(other))).toBe(answer('leaf of the two bytes'));
    expect(toBase64(rootOver([line, other]))).toBe(answer('root over line 0'));
    expect(toHex(rootOver([]))).toBe(answer('root over no line'));
  });

  it('for keys are those of the code', () => {
    const secretKey = Uint8Array.from({ length: 32 }, (_, index) => index);
    const key = renderVerifierKey(toVerifierKey(origin, publicKeyOf(secretKey)));
    expect(key).toBe(answer('verifier key'));
    expect(fingerprintOf(key, 'log')).toBe(answer('its fingerprint'));
  });

  it('for a disclosure are those of the code', () => {
    expect(disclosureDigest(answer('disclosure'))).toBe(answer('its digest'));
    expect(parseHex(answer('leaf of line 0'))).toHaveLength(32);
  });
});

describe('Documentation', () => {
  const pages = [...markdownIn('.')];

  it('was found', () => {
    expect(pages).toContain('docs/format.md');
    expect(pages.filter((page) => page.endsWith('README.md')).length).toBeGreaterThan(10);
  });

  it.each(pages)('links to what exists: %s', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it.each(pages.filter((page) => page.startsWith('docs/')))('names only files that exist: %s', (page) => {
    expect(pathsIn(readFileSync(page, 'utf8')).filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** Rows of the first table below a heading, without the head of the table. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const start = format.search(new RegExp(`^#+ ${heading}$`, 'm'));
  if (start === -1) throw new Error(`docs/format.md has no heading "${heading}"`);
  const table = /(?:^\|.*\|\n)+/m.exec(format.slice(start))?.[0] ?? '';
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function firstColumn(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map(([cell = '']) => unquote(cell));
}

function unquote(cell: string): string {
  return cell.replaceAll('`', '');
}

/** A union of words exists only for the compiler, so it is read from its source. */
function unionMembers(name: string, file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const declaration = new RegExp(`export type ${name} =([^;]+);`).exec(source)?.[1] ?? '';
  return [...declaration.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
}

function* markdownIn(folder: string): Generator<string> {
  const foreign = ['node_modules', 'build', 'coverage', 'test-results', '.git'];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = normalize(join(folder, entry.name));
    if (entry.isDirectory() && !foreign.includes(entry.name)) yield* markdownIn(path);
    else if (entry.isFile() && entry.name.endsWith('.md')) yield path;
  }
}

function brokenLinks(page: string): readonly string[] {
  const text = withoutCode(readFileSync(page, 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(page, target));
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  if (anchor === undefined || !statSync(file).isFile()) return true;
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)];
  return headings.some(([, heading = '']) => toAnchor(heading) === anchor);
}

/** As code hosts make anchors from headings. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function withoutCode(text: string): string {
  return text.replace(/```.*?```/gs, '').replace(/`[^`\n]*`/g, '');
}

/** Words in backticks that spell a path from the root of the checkout. A pattern (`*`) or a placeholder is none. */
function pathsIn(text: string): readonly string[] {
  const prose = text.replace(/```.*?```/gs, '');
  const quoted = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word);
  return quoted.filter((word) =>
    /^(?:shared|renderer|electron|cli|scripts|test|tsconfig|docs)\/[\w./-]+$/.test(word),
  );
}
