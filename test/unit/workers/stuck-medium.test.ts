import { expect, test } from 'vitest';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { sealSmall, smallZip, zipOf } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf, type TestWorker } from './worker-bench.ts';

/** As `openArrivalSource` reads a file, unless it is told otherwise. */
const windowBytes = 8 * 1024 * 1024;

/** A file on a medium that does not answer any more: reads that `isStuck` never end, and the first of them is told. */
class StuckFile extends File {
  readonly #isStuck: (start: number, end: number) => boolean;
  readonly #onStuck: () => void;

  constructor(bytes: Uint8Array, isStuck: (start: number, end: number) => boolean, onStuck: () => void) {
    super([bytes.slice()], 'delivered.evb.zip');
    this.#isStuck = isStuck;
    this.#onStuck = onStuck;
  }

  override slice(start: number, end: number): Blob {
    const slice = super.slice(start, end);
    if (!this.#isStuck(start, end)) return slice;
    const never = () => {
      this.#onStuck();
      return new Promise<never>(() => {});
    };
    const stream = () => new ReadableStream({ type: 'bytes', pull: never });
    return Object.assign(slice, { arrayBuffer: never, stream });
  }
}

/** Imports from a medium that is stuck, cancels as soon as it is and nothing else is left to do, and says what came of it. */
async function cancelWhenStuck(
  worker: TestWorker,
  caseId: string | null,
  bytes: Uint8Array,
  isStuck: (start: number, end: number) => boolean,
): Promise<{ readonly millis: number; readonly error: unknown }> {
  const stop = new AbortController();
  let source: DeliveredFile | null = null;
  const stuck = new Promise<void>((resolve) => {
    source = new StuckFile(bytes, isStuck, resolve);
  });
  if (source === null) throw new Error('there is no file');
  const ended = worker.request('importBundle', { caseId, source }, { signal: stop.signal }).then(
    () => null,
    (error: unknown) => error,
  );
  await stuck;
  // A window is fetched before it is waited for: what comes before it is done by then.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const cancelledAt = performance.now();
  stop.abort();
  const error = await ended;
  return { millis: performance.now() - cancelledAt, error };
}

function expectAtOnce({ millis, error }: { readonly millis: number; readonly error: unknown }): void {
  expect(error).toMatchObject({ name: 'CancelledError' });
  expect(millis).toBeLessThan(200);
}

test('a cancel does not wait for a file that is digested because the case has one of its size', async () => {
  const worker = await createComputer().startWorker();
  const zip = await smallZip({ entries: 3 });
  const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  const before = await countRows(worker);
  expectAtOnce(await cancelWhenStuck(worker, view.case.caseId, zip, () => true));
  expect(await countRows(worker)).toEqual(before);
});

test('a cancel does not wait for the first look at a file, and leaves nothing', async () => {
  const worker = await createComputer().startWorker();
  const zip = await smallZip({ entries: 3 });
  expectAtOnce(await cancelWhenStuck(worker, null, zip, () => true));
  expect(await countRows(worker)).toEqual(emptyDatabase);
  // Whatever still reads holds no lock.
  await expect(worker.request('importBundle', { caseId: null, source: fileOf(zip) })).resolves.toBeDefined();
});

test('a cancel does not wait for the rest of a file whose entries are read, and leaves nothing', async () => {
  const worker = await createComputer().startWorker();
  const { members } = await sealSmall({ entries: 3 });
  // Behind the segments, and longer than what is fetched with them.
  const attachment = new Uint8Array(windowBytes + 300_000);
  const zip = await zipOf(new Map([...members, [`data/attachments/${'a'.repeat(64)}`, attachment]]));
  const isRest = (start: number, end: number) => start === windowBytes && end === zip.length;
  expectAtOnce(await cancelWhenStuck(worker, null, zip, isRest));
  expect(await countRows(worker)).toEqual(emptyDatabase);
});
