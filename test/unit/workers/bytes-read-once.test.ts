import { expect, test } from 'vitest';
import { roleOfMember } from '../../../shared/bundle/bundle-layout.ts';
import type { JsonObject } from '../../../shared/json/json-value.ts';
import { sealEvents, zipOf } from './small-bundle.ts';
import { createComputer } from './worker-bench.ts';

/** As `openArrivalSource` and `readAhead` read. */
const windowBytes = 8 * 1024 * 1024;
const lookBytes = 64 * 1024;

type Range = readonly [start: number, end: number];

/** A file that keeps count of the ranges that were read of it. */
class CountedFile extends File {
  readonly ranges: Range[] = [];

  override slice(start: number, end: number): Blob {
    const slice = super.slice(start, end);
    const count = () => void this.ranges.push([start, end]);
    return Object.assign(slice, {
      arrayBuffer() {
        count();
        return Blob.prototype.arrayBuffer.call(this);
      },
      stream() {
        count();
        return Blob.prototype.stream.call(this);
      },
    });
  }
}

/** Entries of 60,000 bytes, so that few of them fill several windows. */
async function* largeEvents(count: number): AsyncGenerator<JsonObject> {
  for (let seq = 0; seq < count; seq++) {
    yield new Map<string, string>([
      ['ts', new Date(Date.UTC(2025, 10, 20, 0, seq)).toISOString()],
      ['action', 'db.query'],
      ['text', `${seq % 10}`.repeat(60_000)],
    ]);
  }
}

function isWindow([start, end]: Range, size: number): boolean {
  return start % windowBytes === 0 && end === Math.min(start + windowBytes, size);
}

test('an import reads each byte of a sound file once, besides two looks of 64 KiB for each segment', async () => {
  const { members } = await sealEvents(largeEvents(450), { segmentLines: 90 });
  const zip = await zipOf(members);
  const windows = Math.ceil(zip.length / windowBytes);
  expect(windows).toBeGreaterThan(3);
  const file = new CountedFile([zip.slice()], 'delivered.evb.zip');
  const worker = await createComputer().startWorker();
  const { view } = await worker.request('importBundle', { caseId: null, source: file });
  expect(view.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');

  // They lie side by side, so this is every byte, and none twice.
  const read = file.ranges.filter((range) => isWindow(range, zip.length));
  expect(read.map(([start]) => start / windowBytes)).toEqual(Array.from({ length: windows }, (_, at) => at));

  // Small members and the headers of the container lie between segments, and the end records behind the last: each such
  // place is looked at once to find the members, and once for what they say.
  const looks = file.ranges.filter((range) => !isWindow(range, zip.length));
  const segments = [...members.keys()].filter((path) => roleOfMember(path) === 'segment').length;
  expect(segments).toBe(5);
  expect(looks.length).toBeLessThanOrEqual(2 * segments);
  expect(Math.max(...looks.map(([start, end]) => end - start))).toBeLessThanOrEqual(lookBytes);
});
