import { expect, test } from 'vitest';
import { openFileSource } from '../../../renderer/workers/file-source.ts';
import { explainFullStorage } from '../../../renderer/workers/storage-full.ts';
import { toWireError } from '../../../renderer/workers/wire-error.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';

/** A file whose reads fail from the n-th on, as Chromium reports it. */
function failingFile(name: string, errorName: string, goodReads = 0): DeliveredFile {
  let reads = 0;
  return {
    name,
    size: 4_096,
    slice: (start, end) => ({
      arrayBuffer: async () => {
        reads += 1;
        if (reads > goodReads) throw new DOMException('cannot', errorName);
        return new ArrayBuffer(end - start);
      },
    }),
  };
}

test('a file gives exactly the range that was asked for', async () => {
  const source = openFileSource(new File([new Uint8Array([1, 2, 3, 4])], 'a.zip'));
  expect([...(await source.read(1, 2))]).toEqual([2, 3]);
});

test('a file that became shorter is an error at the place, never a short answer', async () => {
  const shorter: DeliveredFile = { name: 'a.zip', size: 99, slice: () => new Blob(['abc']) };
  await expect(openFileSource(shorter).read(10, 50)).rejects.toMatchObject({
    code: 'source-changed',
    place: { offset: 10 },
  });
});

test.each([
  ['a file that was changed after it was chosen', 'q3.evb.zip', 'NotReadableError', 1, 'source-changed'],
  ['a file that was removed', 'q3.evb.zip', 'NotFoundError', 0, 'source-changed'],
  ['a file that may not be read', 'q3.evb.zip', 'SecurityError', 0, 'source-unreadable'],
  ['a folder', 'q3', 'NotReadableError', 0, 'is-a-directory'],
  [
    'a file without an ending that was changed between two reads',
    'q3',
    'NotReadableError',
    1,
    'source-changed',
  ],
] as const)('%s is named as such', async (_what, name, errorName, goodReads, code) => {
  const source = openFileSource(failingFile(name, errorName, goodReads));
  for (let read = 0; read < goodReads; read++) await source.read(0, 10);
  await expect(source.read(20, 10)).rejects.toMatchObject({ name: 'FormatError', code });
});

test('a full disk is told with the bytes that are needed and those that are there', async () => {
  const wrapped = Object.assign(new Error('aborted'), {
    name: 'AbortError',
    inner: new DOMException('', 'QuotaExceededError'),
  });
  const platform = { storageRoom: async () => ({ usedBytes: 1, availableBytes: 1_234 }) };
  const error = toWireError(await explainFullStorage(wrapped, 5_000, platform));
  expect(error.kind).toBe('storage');
  expect(error.message).toContain('5,000 bytes are needed');
  expect(error.message).toContain('1,234 bytes are available');
});

test('an error that nobody foresaw is called a bug and keeps its words', () => {
  expect(toWireError(new TypeError('x is not a function'))).toEqual({
    kind: 'bug',
    message: 'TypeError: x is not a function',
  });
  expect(toWireError('thrown text')).toEqual({ kind: 'bug', message: 'thrown text' });
});
