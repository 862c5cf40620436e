import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createThreadPool } from '../../../cli/platform/thread-pool.ts';
import type { ScanPool } from '../../../shared/bundle/scan-pool.ts';

const pools: ScanPool<null>[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.end();
});

/** Threads of Node that run these lines, one after the other of them; `port` is the way to the main thread. */
function poolOf(width: number, ...programs: readonly string[]): ScanPool<null> {
  let started = 0;
  const pool = createThreadPool(() => {
    const program = programs[Math.min(started, programs.length - 1)];
    started += 1;
    const port = "const port = require('node:worker_threads').parentPort;";
    return new Worker(`${port} ${program}`, { eval: true });
  }, width);
  pools.push(pool);
  return pool;
}

const job = () => ({ member: 'data/segments/000000000000.ndjson', bytes: new Uint8Array(3), rootSizes: [] });
const works = `port.on('message', ({ bytes }) =>
  port.postMessage({ kind: 'done', value: { read: null, memory: bytes.buffer } }, [bytes.buffer]));`;

describe('The threads of the command line', () => {
  it('answer, and give the memory of a job back', async () => {
    const pool = poolOf(1, works);
    const { bytes } = await Promise.all([pool.scan(job()), pool.scan(job())]).then(([{ memory }]) => ({
      bytes: memory?.byteLength,
    }));
    expect(bytes).toBe(3);
  });

  it.each([
    ['throws', "port.on('message', () => { throw new Error('out of order'); });", /out of order/],
    ['leaves without an error', "port.on('message', () => process.exit(0));", /exit code 0/],
    ['leaves before it has read a message', 'process.exit(7);', /exit code 7/],
    ['ends because it waits for nothing', '', /exit code 0/],
    ['cannot be started', 'this is no program', /SyntaxError/],
  ])('are named when one %s, and another takes its place', async (_what, program, reason) => {
    const pool = poolOf(1, program, works);
    const jobs = [pool.scan(job()), pool.scan(job())];
    for (const each of jobs) {
      await expect(each).rejects.toMatchObject({ name: 'BugError', message: expect.stringMatching(reason) });
    }
    expect(await pool.scan(job())).toMatchObject({ read: null });
  });

  it('end when they are told to, also in the middle of a job, and nobody waits for them', async () => {
    const pool = poolOf(2, "port.on('message', () => { for (;;); });");
    const waiting = pool.scan(job());
    pool.end();
    await expect(waiting).rejects.toMatchObject({ name: 'CancelledError' });
  });
});
