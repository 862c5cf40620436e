import { beforeAll, describe, expect, it } from 'vitest';
import { deflateRawNode, inflateRawNode } from '../../../cli/platform/inflate.ts';
import { observeBundle } from '../../../shared/bundle/observe-bundle.ts';
import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import type { DeflateRaw } from '../../../shared/bytes/byte-source.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { type SampleName, sampleVariants, zipSample } from '../../../shared/samples/sample-bundles.ts';
import { sampleTrustedKeys } from '../../../shared/samples/sample-keys.ts';
import type { CheckResult } from '../../../shared/verify/check-result.ts';
import { verifyBundle } from '../../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../../shared/verify/verify-input.ts';
import { makeAllSamples, type SampleFiles, segment } from './sample-bundle.ts';

let samples: ReadonlyMap<SampleName, SampleFiles>;

beforeAll(async () => {
  samples = await makeAllSamples();
}, 60_000);

/** Through a ZIP and back, as a recipient gets it. */
async function judge(name: SampleName, deflate: DeflateRaw | null = null) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipSample(samples.get(name)?.members ?? new Map(), deflate)) chunks.push(chunk);
  const source = await openZipBundle(memorySource('sample.zip', concatBytes(chunks)), inflateRawNode, limits);
  const observation = await observeBundle(source, { limits, onLines() {}, onProgress() {} });
  return verifyBundle(withKeysOnly({ observation, arrival: null }, sampleTrustedKeys(), 0));
}

/** The line of a segment that holds some text, counted as editors do. */
function lineWith(name: SampleName, text: string): number {
  return (
    (samples
      .get(name)
      ?.lines(segment)
      .findIndex((line) => line.includes(text)) ?? -2) + 1
  );
}

/** Code and place of every result that is a failure or could not be decided for want of a key. */
function complaints(results: readonly CheckResult[]): readonly string[] {
  return results
    .filter(({ outcome, code }) => outcome === 'fail' || (outcome === 'unknown' && code.endsWith('-key')))
    .map(({ code, place }) => {
      if (place.kind === 'bundle') return `${code} bundle`;
      return place.kind === 'line' ? `${code} ${place.member}:${place.line}` : `${code} ${place.member}`;
    });
}

const head = 'data/checkpoints/25000.note';

describe('the verdict on the sample', () => {
  it('is VERIFIED as the sender sealed it, deflated or not', async () => {
    for (const deflate of [null, deflateRawNode]) {
      const verdict = await judge('good', deflate);
      expect(verdict).toMatchObject({ state: 'verified', headline: 'VERIFIED' });
      expect(complaints(verdict.results)).toEqual([]);
    }
  });

  it('names the edited entry', async () => {
    const verdict = await judge('tampered-edited');
    expect(verdict).toMatchObject({ state: 'failed', headline: 'BROKEN' });
    expect(complaints(verdict.results)).toEqual([
      `file-digest ${segment}`,
      `chain ${segment}:${lineWith('tampered-edited', '"rows":4812,')}`,
      `root ${head}`,
    ]);
  });

  it('names the place where entries are missing, and which', async () => {
    const verdict = await judge('tampered-deleted');
    expect(verdict).toMatchObject({ state: 'failed', headline: 'BROKEN' });
    const firstUse = lineWith('good', '"ip":"203.0.113.140"');
    // The line that stands where the first use stood is the first one behind the gap.
    expect(complaints(verdict.results)).toEqual([
      `sequence ${segment}:${firstUse}`,
      `chain ${segment}:${firstUse}`,
      `root ${head}`,
    ]);
    const group = (seq: number) => seq.toLocaleString('en');
    expect(verdict.axes.completeness).toMatchObject({
      tone: 'bad',
      words: expect.stringContaining(`7 entries missing: ${group(firstUse - 1)} to ${group(firstUse + 5)}`),
    });
  });

  it('names the inserted entry, and the stale signature', async () => {
    const verdict = await judge('tampered-inserted');
    expect(verdict).toMatchObject({ state: 'failed', headline: 'BROKEN' });
    expect(complaints(verdict.results)).toEqual([
      `sequence ${segment}:${lineWith('tampered-inserted', 'export.approve')}`,
      `chain ${segment}:${lineWith('tampered-inserted', 'export.approve')}`,
      `root ${head}`,
      'packer-signature tagmanifest-sha256.txt.sig',
    ]);
  });

  it('says how much of a truncated log is missing', async () => {
    const verdict = await judge('tampered-truncated');
    expect(verdict).toMatchObject({ state: 'failed', headline: 'INCOMPLETE' });
    expect(complaints(verdict.results)).toEqual([`truncated ${head}`]);
    const left = lineWith('good', '"ts":"2026-09-24T') - 1;
    expect(verdict.axes.completeness.words).toContain(`${(25_000 - left).toLocaleString('en')} entries`);
  });

  it('sees through a forged head although every digest, link and root fits', async () => {
    const verdict = await judge('tampered-forged-head');
    expect(verdict).toMatchObject({ state: 'failed', headline: 'BROKEN' });
    expect(complaints(verdict.results)).toEqual(['log-signature data/checkpoints/24944.note']);
  });

  it('is neither green nor red for a signer whom nobody vouches for', async () => {
    const verdict = await judge('unknown-signer');
    expect(verdict).toMatchObject({ state: 'not-verifiable', headline: 'INTACT, SIGNER NOT TRUSTED' });
    expect(complaints(verdict.results)).toEqual([`log-key ${head}`, 'packer-key tagmanifest-sha256.txt.sig']);
  });
});

describe('the list of variants', () => {
  it('has one good bundle, five tampered ones that say so in their name, and one by a stranger', () => {
    expect(sampleVariants.map(({ fileName }) => fileName)).toEqual([
      'acme-q3.evb.zip',
      'acme-q3-tampered-edited.evb.zip',
      'acme-q3-tampered-deleted.evb.zip',
      'acme-q3-tampered-inserted.evb.zip',
      'acme-q3-tampered-truncated.evb.zip',
      'acme-q3-tampered-forged-head.evb.zip',
      'acme-q3-unknown-signer.evb.zip',
    ]);
  });

  it('every variant that is not good has another name, title and description', () => {
    for (const field of ['name', 'fileName', 'title', 'whatWasDone'] as const) {
      expect(new Set(sampleVariants.map((variant) => variant[field])).size).toBe(sampleVariants.length);
    }
  });
});
