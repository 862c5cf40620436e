import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../renderer/data/store-error.ts';
import { caseHandlers } from '../../../renderer/workers/case-handlers.ts';
import type { CaseContext } from '../../../renderer/workers/request-context.ts';
import { serveRequests } from '../../../renderer/workers/serve-requests.ts';
import type { FromWorker, ToWorker } from '../../../shared/contract/case-protocol.ts';
import { smallZip } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf } from './worker-bench.ts';

/** A window that talks to a worker: what it says, and what it hears until every request has ended. */
function createWindow(context: Promise<CaseContext>, platform: CaseContext['platform']) {
  const listeners: ((event: { data: ToWorker }) => void)[] = [];
  const heard: FromWorker[] = [];
  const ends = new Map<number, (message: FromWorker) => void>();
  serveRequests(
    {
      postMessage: (message) => {
        heard.push(message);
        if (message.kind !== 'progress') ends.get(message.id)?.(message);
      },
      addEventListener: (_type, listener) => void listeners.push(listener),
    },
    context,
    caseHandlers,
    platform,
  );
  const say = (data: ToWorker) => {
    for (const listener of listeners) listener({ data });
  };
  return {
    heard,
    say,
    ask: (id: number, name: string, args: unknown) =>
      new Promise<FromWorker>((resolve) => {
        ends.set(id, resolve);
        // A window of another version could ask for a request that this worker does not know.
        say({ kind: 'request', id, name, args } as ToWorker);
      }),
  };
}

async function startWindow() {
  const worker = await createComputer().startWorker();
  return { worker, window: createWindow(Promise.resolve(worker.context), worker.context.platform) };
}

describe('the case worker', () => {
  test('answers each request once, also while another one runs', async () => {
    const { window } = await startWindow();
    const source = fileOf(await smallZip({ entries: 2_000 }));
    const importing = window.ask(1, 'importBundle', { caseId: null, source });
    expect(await window.ask(2, 'listCases', {})).toEqual({ kind: 'answer', id: 2, value: [] });
    expect(await importing).toMatchObject({ kind: 'answer', id: 1 });
    expect(window.heard.filter(({ kind }) => kind !== 'progress')).toHaveLength(2);
  });

  test('stops an import within 200 ms of the cancel and leaves nothing', async () => {
    const { worker, window } = await startWindow();
    // No threads here: a cancel waits for the segment that is being read.
    const source = fileOf(await smallZip({ entries: 20_000, segmentLines: 500 }));
    const importing = window.ask(1, 'importBundle', { caseId: null, source });
    await new Promise((resolve) => setTimeout(resolve, 120));
    const cancelledAt = performance.now();
    window.say({ kind: 'cancel', id: 1 });
    expect(await importing).toMatchObject({ kind: 'error', error: { kind: 'cancelled' } });
    expect(performance.now() - cancelledAt).toBeLessThan(200);
    expect(await countRows(worker)).toEqual(emptyDatabase);
  });

  test('sends code and place of what is wrong with a file', async () => {
    const { window } = await startWindow();
    const source = fileOf(new Uint8Array(0));
    expect(await window.ask(1, 'importBundle', { caseId: null, source })).toEqual({
      kind: 'error',
      id: 1,
      error: { kind: 'format', code: 'empty', message: expect.any(String), place: {} },
    });
  });

  test.each(['noSuchRequest', 'toString', '__proto__'])(
    'answers the unknown request %s as a bug',
    async (name) => {
      const { window } = await startWindow();
      expect(await window.ask(1, name, {})).toMatchObject({ kind: 'error', error: { kind: 'bug' } });
    },
  );

  test('says with every request why the database cannot be opened', async () => {
    const { worker } = await startWindow();
    const refused = Promise.reject(new StoreError('newer-schema', 'stored by a newer Vouch'));
    const window = createWindow(refused, worker.context.platform);
    for (const id of [1, 2]) {
      expect(await window.ask(id, 'listCases', {})).toMatchObject({
        error: { kind: 'storage', message: 'stored by a newer Vouch' },
      });
    }
  });

  test('ignores the cancel of a request that has ended', async () => {
    const { window } = await startWindow();
    await window.ask(1, 'listCases', {});
    expect(() => window.say({ kind: 'cancel', id: 1 })).not.toThrow();
  });
});
