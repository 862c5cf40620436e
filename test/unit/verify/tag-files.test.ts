import { beforeAll, describe, expect, it } from 'vitest';
import { memberPaths } from '../../../shared/bundle/bundle-layout.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { readText, replaceText, signAsPacker } from '../../../shared/samples/sample-members.ts';
import {
  editText,
  type Members,
  objections,
  origin,
  packerKey,
  repacked,
  sealSmall,
  segmentPath,
  verify,
  without,
} from '../../support/bundle-builder.ts';

let good: Members;
beforeAll(async () => {
  good = (await sealSmall({ entries: 8 })).members;
});

/** Members that the packer signed as they are: only the tag manifest is made anew. */
function signed(members: Members): Members {
  return repacked(members);
}

async function objectionsTo(members: Members): Promise<readonly string[]> {
  return objections(await verify(members));
}

const badSignature = 'fail packer-signature tagmanifest-sha256.txt.sig';

describe('The manifest', () => {
  const withManifest = (edit: (text: string) => string) => editText(good, memberPaths.manifest, edit);
  const staleTag = 'fail manifest-digest manifest-sha256.txt';

  it('that is missing leaves no file with a stated digest', async () => {
    expect(await objectionsTo(without(good, memberPaths.manifest))).toEqual([
      'fail file-missing manifest-sha256.txt',
    ]);
    const both = await verify(without(good, memberPaths.manifest, memberPaths.tagManifest));
    expect(objections(both)).toEqual([
      'fail file-missing manifest-sha256.txt',
      'fail file-missing tagmanifest-sha256.txt',
      'unknown packer-signature tagmanifest-sha256.txt.sig',
    ]);
    expect(both.headline).toBe('BROKEN');
  });

  it.each([
    ['./data/', 'data/segments', './data/segments'],
    ['backslashes', 'data/segments/0', 'data\\segments\\0'],
    ['another letter case', 'data/segments', 'Data/segments'],
  ])('that lists a segment with %s does not cover it', async (_how, from, to) => {
    const found = await objectionsTo(withManifest((text) => text.replace(from, to)));
    expect(found[0]).toBe(staleTag);
    expect(found[1]).toMatch(/^fail file-missing /);
    expect(found.slice(2)).toEqual(['fail file-unlisted segments/000']);
  });

  it('that lists text in place of a path is quoted, and the place is the manifest', async () => {
    const verdict = await verify(withManifest((text) => `${text}${'0'.repeat(64)}  \u202egnp.x\u001b[2J\n`));
    expect(objections(verdict)).toEqual([staleTag, 'fail file-missing manifest-sha256.txt']);
    expect(verdict.results.find(({ code }) => code === 'file-missing')?.statement).toContain(
      '"\\u202egnp.x\\u001b[2J" is listed',
    );
  });

  it('that lists a tag file covers something that is not its own', async () => {
    expect(await objectionsTo(withManifest((text) => `${text}${'0'.repeat(64)}  bagit.txt\n`))).toEqual([
      staleTag,
      'fail file-missing bagit.txt',
    ]);
  });

  it('that lists more than there is names the first hundred and counts the others', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `${'0'.repeat(64)}  data/provenance/${index}\n`);
    const { results } = await verify(withManifest((text) => text + many.join('')));
    expect(results.filter(({ code }) => code === 'file-missing')).toHaveLength(101);
    expect(results.findLast(({ code }) => code === 'file-missing')?.statement).toMatch(/^150 more places/);
  });

  it('that cannot be read is named with the line', async () => {
    const verdict = await verify(withManifest((text) => text.replace('  data', ' data')));
    expect(objections(verdict)).toEqual([staleTag, 'fail file-digest manifest-sha256.txt']);
    expect(verdict.results.find(({ code }) => code === 'file-digest')?.statement).toContain(
      'line 1: expected',
    );
  });
});

describe('A file', () => {
  it('that no manifest lists is named', async () => {
    expect(await objectionsTo(new Map(good).set('data/provenance/x', encodeUtf8('x')))).toEqual([
      'fail file-unlisted provenance/x',
    ]);
  });

  it('that a manifest lists and that is not there is named, beside what is missing in the log', async () => {
    expect(await objectionsTo(without(good, segmentPath(4)))).toEqual([
      'fail file-missing segments/004',
      'fail truncated checkpoints/8.note',
    ]);
  });

  it('that is an attachment must have the digest that is its name', async () => {
    // printf hello | sha256sum
    const digest = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const path = `data/attachments/${digest}`;
    expect(await objectionsTo(signed(new Map(good).set(path, encodeUtf8('hello'))))).toEqual([]);
    expect(await objectionsTo(signed(new Map(good).set(path, encodeUtf8('jello'))))).toEqual([
      `fail file-digest attachments/${digest}`,
    ]);
  });
});

describe('The bag', () => {
  const bagit = (text: string) => signed(replaceText(good, memberPaths.bagDeclaration, text));
  const info = (text: string) => signed(replaceText(good, memberPaths.bagInfo, text));

  it('of another version is NOT VERIFIABLE, because its manifests may mean something else', async () => {
    const verdict = await verify(bagit('BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n'));
    expect(objections(verdict)).toEqual(['unknown descriptor bagit.txt']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('may have line ends of Windows in its declaration', async () => {
    expect(await objectionsTo(bagit('BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n'))).toEqual(
      [],
    );
  });

  it.each([memberPaths.bagDeclaration, memberPaths.bagInfo])('without %s is no bag', async (path) => {
    const unlisted = editText(without(good, path), memberPaths.tagManifest, (text) =>
      text.replace(new RegExp(`.*  ${path}\\n`), ''),
    );
    const verdict = await verify(signAsPacker(unlisted, packerKey));
    expect(objections(verdict)).toEqual([`fail file-missing ${path}`]);
    expect(verdict.headline).toBe('BROKEN');
    expect(objections(await verify(without(good, path)))).toEqual([`fail file-missing ${path}`]);
  });

  it.each([
    ['another log', 'External-Identifier: audit.example.com/other\n', '"audit.example.com/other"'],
    ['no log', 'Bagging-Date: 2025-11-20\n', 'no External-Identifier'],
    ['two logs', `External-Identifier: ${origin}\nexternal-identifier: x\n`, `"${origin}", "x"`],
  ])('that names %s contradicts the description', async (_what, text, found) => {
    const verdict = await verify(info(text));
    expect(objections(verdict)).toEqual(['fail descriptor bag-info.txt']);
    expect(verdict.results.find(({ outcome }) => outcome === 'fail')).toMatchObject({
      expected: `"${origin}"`,
      found,
    });
    expect(verdict.headline).toBe('BROKEN');
  });

  it('may spell the label in any letter case', async () => {
    expect(await objectionsTo(info(`external-identifier:\t${origin}\r\n`))).toEqual([]);
  });

  it('with a description that is no text is named', async () => {
    const bytes = signed(
      new Map(good).set(memberPaths.bagInfo, encodeUtf8(readText(good, memberPaths.bagInfo))),
    );
    const broken = new Map(bytes).set(memberPaths.bagInfo, Uint8Array.of(0xff));
    expect(await objectionsTo(broken)).toEqual([
      'fail manifest-digest bag-info.txt',
      'fail descriptor bag-info.txt',
    ]);
  });

  it('whose tag manifest was made anew by somebody else no longer has the packer’s signature', async () => {
    const changed = signed(
      replaceText(good, memberPaths.bagInfo, `External-Identifier: ${origin}\nNote: x\n`),
    );
    const genuine = good.get(memberPaths.packerSignature) ?? new Uint8Array(0);
    expect(await objectionsTo(new Map(changed).set(memberPaths.packerSignature, genuine))).toEqual([
      badSignature,
    ]);
  });
});
