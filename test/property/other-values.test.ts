import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventMapping } from '../../shared/adapters/read-event.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { scanSegment } from '../../shared/bundle/scan-segment.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { portableBatchDigests } from '../../shared/crypto/batch-digests.ts';
import type { OtherValues } from '../../shared/index/other-values.ts';
import { PartBuilder } from '../../shared/index/part-builder.ts';
import { anyLine, anyMapping } from '../support/any-lines.ts';
import { otherValuesOf } from '../support/other-columns.ts';
import { plainOthers, toPlainOthers } from '../support/plain-others.ts';

const member = 'data/segments/000000000000.ndjson';
function segmentOf(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((bytes) => [bytes, encodeUtf8('\n')]));
}

/** As a segment is read that is held whole. */
function scanned(lines: readonly Uint8Array[], map: EventMapping): OtherValues {
  const sink = new PartBuilder(member, { mapping: map, seed: 77, jsonDepth: limits.jsonDepth });
  const scan = { limits, digests: portableBatchDigests, rootSizes: [], sink };
  const starts = scanSegment(member, segmentOf(lines), scan)?.starts ?? new Uint32Array(0);
  const [part] = sink.build(starts);
  if (part === undefined) throw new Error('there is no part');
  return part.others;
}

/** Each line parsed first. */
function parsed(lines: readonly Uint8Array[], map: EventMapping): OtherValues {
  const builder = new PartBuilder(member, { mapping: map, seed: 5, jsonDepth: limits.jsonDepth });
  for (const bytes of lines) builder.other(readLine(bytes, limits), bytes);
  const [part] = builder.build(new Uint32Array(lines.length + 1));
  if (part === undefined) throw new Error('there is no part');
  return part.others;
}

describe('the values of lines that no event field holds', () => {
  it('are those that going through every parsed line finds, whether a line was parsed or only scanned', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 10 }), anyMapping, (lines, map) => {
        const expected = plainOthers(lines, map);
        const found = scanned(lines, map);
        expect(toPlainOthers(found)).toEqual(expected);
        expect(parsed(lines, map)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same again when one line is asked for', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 10 }), anyMapping, (lines, map) => {
        const found = scanned(lines, map);
        const { paths } = plainOthers(lines, map);
        for (const [index, bytes] of lines.entries()) {
          const { sparse, dense } = plainOthers([bytes], map);
          const ofLine = [
            ...dense.flatMap(({ path, values: [only = null] }) => (only === null ? [] : [[path, only]])),
            ...sparse.map(([path, , text]) => [path, text]),
          ];
          const expected = paths.flatMap((path) => ofLine.filter(([at]) => at === path));
          expect(
            otherValuesOf(found, index).map(({ path, value: { kind, ...rest } }) => [
              path,
              'text' in rest ? `=${rest.text}` : kind,
            ]),
          ).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
