import { describe, expect, it } from 'vitest';
import { workerDigests } from '../../../renderer/workers/worker-digests.ts';
import { readLine } from '../../../shared/bundle/read-line.ts';
import { scanSegment } from '../../../shared/bundle/scan-segment.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { firstDifference } from '../../../shared/index/compare-parts.ts';
import { type IndexPart, lineCount, partWeight } from '../../../shared/index/index-part.ts';
import { PartBuilder } from '../../../shared/index/part-builder.ts';
import { StreamedParts } from '../../../shared/index/streamed-parts.ts';
import { otherValuesOf, pathTexts } from '../../support/other-columns.ts';

const member = 'data/segments/000000000000.ndjson';
const options = { mapping: {}, seed: 99, jsonDepth: limits.jsonDepth };
const start = `{"seq":0,"prev":"${'a'.repeat(64)}","ts":"2026-07-01T00:00:00Z"`;

/** The parts of lines that all begin alike. */
function partsOf(rests: readonly string[]): readonly IndexPart[] {
  const bytes = encodeUtf8(rests.map((rest) => `${start}${rest}}\n`).join(''));
  const sink = new PartBuilder(member, options);
  const scan = { limits, digests: workerDigests, rootSizes: [], sink };
  return sink.build(scanSegment(member, bytes, scan)?.starts ?? new Uint32Array(0));
}

function onlyPart(rests: readonly string[]): IndexPart {
  const [part, ...others] = partsOf(rests);
  if (part === undefined || others.length > 0) throw new Error('there is not one part');
  return part;
}

/** All memory that an index holds. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + bytesOf(each), 0);
}

describe('the values of lines that were made to be costly', () => {
  it('are all kept of an entry with thousands of fields', () => {
    const names = Array.from({ length: 6_000 }, (_, name) => `,"f${name}":7`);
    const { others } = onlyPart([names.join(''), ',"f5999":8']);
    expect(others.paths.ends).toHaveLength(6_000);
    expect(otherValuesOf(others, 0)).toHaveLength(6_000);
    expect(otherValuesOf(others, 1)).toEqual([{ path: '/f5999', value: { kind: 'text', text: '8' } }]);
  });

  it('are all kept of an entry whose list is as long as a line can be', () => {
    const { others } = onlyPart([`,"a":[${'1,'.repeat(32_000)}2]`]);
    expect(others.sparse.rows).toHaveLength(32_001);
    expect(pathTexts(others)).toEqual(['/a/~2']);
  });

  it('have their paths, also where a million are different', () => {
    const lines = Array.from({ length: 25_000 }, (_, line) =>
      Array.from({ length: 40 }, (_, name) => `,"${line * 40 + name}":1`).join(''),
    );
    const before = performance.now();
    const parts = partsOf(lines);
    const millis = performance.now() - before;
    expect(parts.reduce((sum, { others }) => sum + others.paths.ends.length, 0)).toBe(1_000_000);
    expect(parts.reduce((sum, part) => sum + lineCount(part), 0)).toBe(25_000);
    // Twenty times what it takes, and far below what looking through a list of names would.
    expect(millis).toBeLessThan(20_000);
  });

  it('share a place where a name is too long to be repeated for each of them', () => {
    const deep = Array.from({ length: 2_000 }, (_, name) => `"${name}":${name}`).join(',');
    const { others } = onlyPart([
      `,"${'n'.repeat(30_000)}":{${deep}},"b":{"${'m'.repeat(1_015)}":{"x":1,"yy":2}}`,
    ]);
    const name = 'm'.repeat(1_015);
    expect(pathTexts(others)).toEqual(['/~3', `/b/${name}/x`, `/b/${name}/yy`].map(cutAtRest));
    expect(otherValuesOf(others, 0)).toHaveLength(2_002);
    expect(others.texts.ends).toHaveLength(2_000);
  });

  it('share a place where a line would need many times its own bytes for their paths', () => {
    const lines = Array.from({ length: 100 }, (_, line) => {
      const names = Array.from({ length: 900 }, (_, name) => `"${line}.${name}":${name}`).join(',');
      return `,"${'n'.repeat(1_000)}":{${names}}`;
    });
    const parts = partsOf(lines);
    const bytes = lines.reduce((sum, rest) => sum + start.length + rest.length + 1, 0);
    expect(parts.reduce((sum, { others }) => sum + others.paths.bytes.length, 0)).toBeLessThan(16 * bytes);
    const found = parts.flatMap(({ others, starts }) =>
      Array.from({ length: starts.length - 1 }, (_, index) => otherValuesOf(others, index).length),
    );
    expect(found).toEqual(lines.map(() => 900));
    expect(
      pathTexts(parts[0]?.others ?? { paths: { bytes: new Uint8Array(0), ends: new Uint32Array(0) } }),
    ).toContain('/~3');
  });

  it('end a part before it is too large to be stored, at the same line for every reader', () => {
    // 40 megabytes of text: one part could hold it by its lines, not by its bytes.
    const rests = Array.from({ length: 700 }, (_, line) => `,"text":"${`${line}`.padEnd(60_000, 'x')}"`);
    const parts = partsOf(rests);
    expect(parts.map(lineCount)).toEqual([560, 140]);
    expect(parts.map(({ firstLine }) => firstLine)).toEqual([1, 561]);
    for (const part of parts) expect(bytesOf(part)).toBeLessThan(partWeight + 100_000);
    const streamed = new StreamedParts(member, options);
    let offset = 0;
    const found = rests.flatMap((rest, index) => {
      const bytes = encodeUtf8(`${start}${rest}}`);
      const line = {
        ordinal: index,
        bytes,
        offset,
        line: index + 1,
        isEndedByLf: true,
        leaf: new Uint8Array(32),
      };
      offset += bytes.length + 1;
      return streamed.add([{ ...readLine(bytes, limits), ...line }]);
    });
    const all = [...found, ...streamed.finish()];
    expect(all).toHaveLength(2);
    expect(parts.map((part, index) => firstDifference(part, all[index] ?? part))).toEqual([null, null]);
  });

  it('are the first 65,535 bytes of a line that is too long to be read', () => {
    const { others } = onlyPart([`,"a":"${'x'.repeat(70_000)}"`]);
    expect(pathTexts(others)).toEqual(['']);
    const [only] = otherValuesOf(others, 0);
    expect(only?.value).toEqual({
      kind: 'text',
      text: `${start},"a":"${'x'.repeat(70_000)}"}`.slice(0, 65_535),
    });
  });
});

function cutAtRest(path: string): string {
  return path.length > 1_024 ? `${path.slice(0, path.lastIndexOf('/'))}/~3` : path;
}
