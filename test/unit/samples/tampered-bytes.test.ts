import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SampleName } from '../../../shared/samples/sample-bundles.ts';
import {
  disclosures,
  makeAllSamples,
  makeSample,
  manifest,
  packerSignature,
  type SampleFiles,
  segment,
  tagManifest,
} from './sample-bundle.ts';

/** What was done to each variant, found by comparing bytes: nothing here asks the verifier. */

let samples: ReadonlyMap<SampleName, SampleFiles>;
let good: SampleFiles;
let goodLines: readonly string[];

beforeAll(async () => {
  samples = await makeAllSamples();
  good = sample('good');
  goodLines = good.lines(segment);
}, 60_000);

function sample(name: SampleName): SampleFiles {
  const files = samples.get(name);
  if (files === undefined) throw new Error(`There is no sample ${name}.`);
  return files;
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

function changedMembers(files: SampleFiles): readonly string[] {
  const paths = new Set([...good.members.keys(), ...files.members.keys()]);
  return [...paths].filter((path) => good.text(path) !== files.text(path)).sort();
}

function staleDigests(files: SampleFiles): readonly string[] {
  return [...files.lines(manifest), ...files.lines(tagManifest)]
    .map((line) => ({ digest: line.slice(0, 64), path: line.slice(66) }))
    .filter(({ digest, path }) => sha256(files.text(path)) !== digest)
    .map(({ path }) => path);
}

describe('making the samples twice', () => {
  it('gives the same bytes', async () => {
    const again = await makeSample('good');
    expect([...again.members.keys()]).toEqual([...good.members.keys()]);
    expect(changedMembers(again)).toEqual([]);
  });
});

describe('the tampered bundles', () => {
  it('edited: one line differs in one number, and the manifest is the old one', () => {
    const edited = sample('tampered-edited');
    expect(changedMembers(edited)).toEqual([segment]);
    expect(staleDigests(edited)).toEqual([segment]);
    const lines = edited.lines(segment);
    const differing = lines.flatMap((line, index) => (line === goodLines[index] ? [] : [index]));
    expect(differing).toHaveLength(1);
    const [at = -1] = differing;
    expect(lines[at]).toBe(goodLines[at]?.replace('"rows":4812330', '"rows":4812'));
  });

  it('deleted: the seven uses of the token are gone with their disclosures, and every digest is fresh', () => {
    const deleted = sample('tampered-deleted');
    const kept = new Set(deleted.lines(segment));
    const gone = goodLines.filter((line) => !kept.has(line)).map((line) => JSON.parse(line));
    expect(gone.map(({ source }) => source.ip)).toEqual(Array(7).fill('203.0.113.140'));
    expect(deleted.lines(segment)).toEqual(goodLines.filter((line) => kept.has(line)));
    expect(good.lines(disclosures).length - deleted.lines(disclosures).length).toBe(7);
    expect(staleDigests(deleted)).toEqual([]);
    expect(changedMembers(deleted)).toContain(packerSignature);
    expect(changedMembers(deleted)).not.toContain('data/checkpoints/25000.note');
  });

  it('inserted: one more line that links as it should, fresh digests, and the old signature of the packer', () => {
    const inserted = sample('tampered-inserted');
    const lines = inserted.lines(segment);
    const at = lines.findIndex((line, index) => line !== goodLines[index]);
    expect([...lines.slice(0, at), ...lines.slice(at + 1)]).toEqual(goodLines);
    const before = createHash('sha256')
      .update(Buffer.of(0))
      .update(lines[at - 1] ?? '');
    expect(JSON.parse(lines[at] ?? '')).toMatchObject({
      seq: JSON.parse(goodLines[at] ?? '').seq,
      prev: before.digest('hex'),
      action: 'export.approve',
    });
    expect(staleDigests(inserted)).toEqual([]);
    expect(changedMembers(inserted)).toContain(tagManifest);
    expect(changedMembers(inserted)).not.toContain(packerSignature);
  });

  it('truncated: the last week is gone, the head still states 25,000', () => {
    const truncated = sample('tampered-truncated');
    const lines = truncated.lines(segment);
    expect(lines).toEqual(goodLines.slice(0, lines.length));
    expect(JSON.parse(lines.at(-1) ?? '').ts < '2026-09-24').toBe(true);
    expect(JSON.parse(goodLines[lines.length] ?? '').ts).toMatch(/^2026-09-24/);
    expect(staleDigests(truncated)).toEqual([]);
    expect(changedMembers(truncated)).not.toContain('data/checkpoints/25000.note');
  });

  it('forged head: a whole chain without the break-in, under the name and key hash of the log, but by another key', () => {
    const forged = sample('tampered-forged-head');
    expect(forged.lines(segment)).toHaveLength(25_000 - 56);
    expect(forged.text(segment)).not.toContain('203.0.113.77');
    expect(staleDigests(forged)).toEqual([]);
    const signatureOf = (note: string) =>
      Buffer.from(note.trimEnd().split('\n').at(-1)?.split(' ')[2] ?? '', 'base64');
    const [genuine, other] = [
      signatureOf(good.text('data/checkpoints/25000.note')),
      signatureOf(forged.text('data/checkpoints/24944.note')),
    ];
    expect(other.subarray(0, 4)).toEqual(genuine.subarray(0, 4));
    expect(other).toHaveLength(68);
    const offered = (files: SampleFiles) => JSON.parse(files.text('data/bundle.json')).offeredLogKey;
    expect(offered(forged)).toBe(offered(good));
  });

  it('unknown signer: the same entries and the same root, signed by others', () => {
    const unknown = sample('unknown-signer');
    const textOf = (files: SampleFiles) => files.text('data/checkpoints/25000.note').split('\n\n')[0];
    expect(unknown.text(segment)).toBe(good.text(segment));
    expect(textOf(unknown)).toBe(textOf(good));
    expect(changedMembers(unknown)).toContain('data/checkpoints/25000.note');
    expect(changedMembers(unknown)).toContain(packerSignature);
  });
});
