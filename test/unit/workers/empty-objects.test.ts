import { expect, test } from 'vitest';
import { deflateRaw } from '../../../renderer/workers/deflate.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import type { IndexPart } from '../../../shared/index/index-part.ts';
import { sealSmall } from './small-bundle.ts';
import { createComputer, type TestWorker } from './worker-bench.ts';

/** `VOUCH_TORTURE=1` takes ten million lines in both forms, which takes minutes; `npm test` some more than are held at once. */
const { VOUCH_TORTURE } = process.env;
const isThorough = VOUCH_TORTURE !== undefined;
const lineCount = isThorough ? 10_000_000 : limits.scannedSegmentLines + 100_000;
const forms = isThorough ? (['stored', 'deflated'] as const) : (['deflated'] as const);
const patience = isThorough ? 1_800_000 : 120_000;

const mebibyte = 1024 ** 2;
const segmentPath = 'data/segments/000000000000.ndjson';

/**
 * What an import may take on top of the memory that there was before it, however many lines there are. A collector that
 * is not pressed lets garbage lie, so most of the first is no need: some 50 bytes kept of each of ten million lines would
 * be as much again.
 */
const mostMemory = { rss: 768 * mebibyte, arrayBuffers: 192 * mebibyte };
const memoryNames = ['rss', 'arrayBuffers'] as const;

/** A sound bundle whose only segment is exchanged for so many empty objects. */
async function deliveredFile(form: 'stored' | 'deflated'): Promise<DeliveredFile> {
  const { members } = await sealSmall({ entries: 3 });
  async function* inputs() {
    for (const [path, bytes] of members) {
      yield { path, chunks: path === segmentPath ? emptyObjects() : only(bytes) };
    }
  }
  const chunks: BlobPart[] = [];
  for await (const chunk of writeZip(inputs(), { deflate: form === 'deflated' ? deflateRaw : null })) {
    chunks.push(chunk.slice());
  }
  return new File(chunks, 'delivered.evb.zip');
}

async function* emptyObjects(): AsyncGenerator<Uint8Array> {
  const most = 100_000;
  const many = Buffer.from('{}\n'.repeat(most));
  for (let left = lineCount; left > 0; left -= most) yield many.subarray(0, 3 * Math.min(left, most));
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A database of memory would keep the index there: this one counts its lines and forgets it. */
function forgetParts({ context }: TestWorker): { lines: number } {
  const stored = { lines: 0 };
  Object.assign(context.database.parts, {
    add: async ({ reading }: IndexPart) => {
      stored.lines += reading.length;
    },
  });
  return stored;
}

/** Looks at the memory while some work runs, and says by how much there was more of it at most. */
async function watchMemory<Answer>(work: () => Promise<Answer>) {
  const before = process.memoryUsage();
  const most = { rss: 0, arrayBuffers: 0 };
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    const now = process.memoryUsage();
    for (const name of memoryNames) most[name] = Math.max(most[name], now[name] - before[name]);
  }, 20);
  try {
    return { answer: await work(), most, looks };
  } finally {
    clearInterval(timer);
  }
}

test.each(forms)(
  'more empty objects than anybody has entries, %s in a ZIP, are imported as a broken log within bounded memory',
  async (form) => {
    const source = await deliveredFile(form);
    const worker = await createComputer().startWorker();
    const stored = forgetParts(worker);
    const { answer, most, looks } = await watchMemory(() =>
      worker.request('importBundle', { caseId: null, source }),
    );

    const [bundle] = answer.view.bundles;
    expect(bundle?.verdict.headline).toBe('BROKEN');
    expect(bundle?.verdict.axes.bytes.words).toBe(`broken at line 1 of ${segmentPath}`);
    expect(bundle?.verdict.results.length).toBeLessThan(2 * limits.keptProblems);
    expect(bundle?.receipt).toMatchObject({ entries: 0, rejectCount: lineCount });
    expect(stored.lines).toBe(lineCount);
    expect(looks).toBeGreaterThan(20);
    for (const name of memoryNames) expect(most[name], name).toBeLessThan(mostMemory[name]);
    if (isThorough) {
      const [rss, arrayBuffers] = memoryNames.map((name) => Math.round(most[name] / mebibyte));
      console.log(
        `${lineCount} empty objects, ${form}: ${rss} MiB more memory, ${arrayBuffers} MiB in buffers`,
      );
    }
  },
  patience,
);
