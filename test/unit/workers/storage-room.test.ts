import { expect, test } from 'vitest';
import { deflateRaw } from '../../../renderer/workers/deflate.ts';
import { explainFullStorage, StorageFullError } from '../../../renderer/workers/storage-full.ts';
import { expectedIndexBytes, requireRoom, watchRoom } from '../../../renderer/workers/storage-room.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { sealSmall, smallZip } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf } from './worker-bench.ts';

const roomOf = (availableBytes: number) => ({
  storageRoom: async () => ({ usedBytes: 0, availableBytes }),
});

test('the index is expected at 90 bytes for each 400 bytes of log', () => {
  expect(expectedIndexBytes(400_000)).toBe(90_000);
  expect(expectedIndexBytes(0)).toBe(0);
});

test('a file is refused for want of room with both numbers, and how they were come by', async () => {
  // 1,000,000 bytes and 2,500 entries of 90 bytes each.
  const refused = requireRoom(1_000_000, roomOf(1_224_999));
  await expect(refused).rejects.toThrow(StorageFullError);
  await expect(refused).rejects.toThrow(/1,225,000 bytes are needed, 1,224,999 bytes are available/);
  await expect(refused).rejects.toThrow(/1,000,000 for the file and about 225,000 for its index/);
  await expect(refused).rejects.toThrow(/90 bytes for each 400 bytes of log/);
  await expect(requireRoom(1_000_000, roomOf(1_225_000))).resolves.toBeUndefined();
});

test('where the browser does not tell its room, nothing is refused beforehand', async () => {
  await expect(requireRoom(1e15, { storageRoom: async () => null })).resolves.toBeUndefined();
});

test('an import without room is refused before a byte of the file is read, and leaves nothing', async () => {
  const worker = await createComputer().startWorker(roomOf(1_000));
  const file = fileOf(await smallZip({ entries: 5 }));
  let reads = 0;
  const slice = file.slice.bind(file);
  const watched: DeliveredFile = Object.assign(file, {
    slice(start: number, end: number) {
      reads += 1;
      return slice(start, end);
    },
  });
  const refused = worker.request('importBundle', { caseId: null, source: watched });
  await expect(refused).rejects.toThrow(/1,000 bytes are available/);
  expect(reads).toBe(0);
  expect(await countRows(worker)).toEqual(emptyDatabase);
});

test('a ZIP that is compressed is refused once it says how much log comes of it', async () => {
  const { members } = await sealSmall({ entries: 400 });
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputsOf(members), { deflate: deflateRaw })) chunks.push(chunk);
  const zip = concatBytes(chunks);
  const logBytes = members.get('data/segments/000000000000.ndjson')?.length ?? 0;
  expect(zip.length).toBeLessThan(logBytes / 2);
  // Enough for the file taken as a log, one byte too little for the log that is in it.
  const needed = zip.length + Math.ceil(logBytes / 400) * 90;
  const worker = await createComputer().startWorker(roomOf(needed - 1));
  const refused = worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  await expect(refused).rejects.toThrow(`${needed.toLocaleString('en-US')} bytes are needed`);
  expect(await countRows(worker)).toEqual(emptyDatabase);
});

test('room that others take while a bundle is imported ends the import, and nothing is left', async () => {
  let clock = 0;
  let asked = 0;
  const worker = await createComputer().startWorker({
    elapsed: () => {
      clock += 600;
      return clock;
    },
    storageRoom: async () => {
      asked += 1;
      return { usedBytes: 0, availableBytes: asked <= 2 ? 1_000_000_000 : 10 };
    },
  });
  const zip = await smallZip({ entries: 60, segmentLines: 5 });
  const refused = worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  await expect(refused).rejects.toThrow(/10 bytes are available/);
  await expect(refused).rejects.toThrow(`${zip.length.toLocaleString('en-US')} for the file`);
  expect(await countRows(worker)).toEqual(emptyDatabase);
});

test('a figure that the browser states for every disk is no measurement, and refuses nothing', async () => {
  const platform = { storageRoom: async () => ({ usedBytes: 7, availableBytes: null }) };
  await expect(requireRoom(1e15, platform)).resolves.toBeUndefined();
  const thrown = new DOMException('no room', 'QuotaExceededError');
  expect(String(await explainFullStorage(thrown, 5_000, platform))).toContain(
    '5,000 bytes are needed, an unknown number of bytes are available',
  );
});

test('the browser is asked at most once a second on the way', async () => {
  let clock = 0;
  let asked = 0;
  const platform = {
    elapsed: () => clock,
    storageRoom: async () => {
      asked += 1;
      return null;
    },
  };
  const requireRest = watchRoom(platform, 4_000, 1_000);
  for (; clock < 5_000; clock += 50) await requireRest(0);
  expect(asked).toBe(4);
});

test('the window is told what is used and what is available', async () => {
  const worker = await createComputer().startWorker({
    storageRoom: async () => ({ usedBytes: 7, availableBytes: 1_000_000 }),
  });
  expect(await worker.request('storageRoom', {})).toEqual({ usedBytes: 7, availableBytes: 1_000_000 });
});

async function* inputsOf(members: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of members) {
    yield {
      path,
      chunks: (async function* () {
        yield bytes;
      })(),
    };
  }
}
