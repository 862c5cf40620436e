import { describe, expect, test } from 'vitest';
import { connectCaseClient } from '../../../renderer/client/case-client.ts';
import type { FromWorker, ToWorker } from '../../../shared/contract/case-protocol.ts';

/** The worker's end of the channel, in the hands of the test. */
function createPort() {
  const target = new EventTarget();
  const sent: ToWorker[] = [];
  let isTerminated = false;
  return {
    sent,
    isTerminated: () => isTerminated,
    say: (message: FromWorker) => target.dispatchEvent(new MessageEvent('message', { data: message })),
    fail: (type: 'error' | 'messageerror') => target.dispatchEvent(new Event(type)),
    port: {
      postMessage: (message: ToWorker) => void sent.push(message),
      addEventListener: target.addEventListener.bind(target),
      terminate: () => {
        isTerminated = true;
      },
    },
  };
}

describe('the case client', () => {
  test('gives each answer to the call that asked, in whatever order they come', async () => {
    const { port, say } = createPort();
    const client = connectCaseClient(port);
    const cases = client.call('listCases', {});
    const custody = client.call('listCustody', { caseId: 'c' });
    say({ kind: 'answer', id: 2, value: { records: [], brokenAt: 4, newer: null } });
    say({ kind: 'answer', id: 1, value: [] });
    expect(await custody).toEqual({ records: [], brokenAt: 4, newer: null });
    expect(await cases).toEqual([]);
  });

  test('keeps code and place of an error', async () => {
    const { port, say } = createPort();
    const call = connectCaseClient(port).call('openCase', { caseId: 'c' });
    const error = {
      kind: 'format',
      code: 'zip-name',
      message: 'm',
      place: { member: 'a', offset: 3 },
    } as const;
    say({ kind: 'error', id: 1, error });
    await expect(call).rejects.toMatchObject({ wire: error });
  });

  test('hands progress to its own call only', () => {
    const { port, say } = createPort();
    const client = connectCaseClient(port);
    const seen: number[] = [];
    void client.call('openCase', { caseId: 'a' }, { onProgress: ({ entries }) => seen.push(entries) });
    void client.call('openCase', { caseId: 'b' });
    const progress = { stage: 'verifying', bytesDone: 1, bytesTotal: 2, entries: 7 } as const;
    say({ kind: 'progress', id: 2, progress: { ...progress, entries: 8 } });
    say({ kind: 'progress', id: 1, progress });
    expect(seen).toEqual([7]);
  });

  test('asks the worker to stop and rejects when the worker says that it has', async () => {
    const { port, say, sent } = createPort();
    const stop = new AbortController();
    const call = connectCaseClient(port).call('openCase', { caseId: 'c' }, { signal: stop.signal });
    stop.abort();
    expect(sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
    say({ kind: 'error', id: 1, error: { kind: 'cancelled', message: 'Cancelled.' } });
    await expect(call).rejects.toMatchObject({ wire: { kind: 'cancelled' } });
  });

  test('sends nothing for a call that was stopped before it began', async () => {
    const { port, sent } = createPort();
    const call = connectCaseClient(port).call('listCases', {}, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ wire: { kind: 'cancelled' } });
    expect(sent).toEqual([]);
  });

  test.each(['error', 'messageerror'] as const)(
    'rejects open and later calls as a bug after %s',
    async (type) => {
      const { port, fail } = createPort();
      const client = connectCaseClient(port);
      const open = client.call('listCases', {});
      fail(type);
      await expect(open).rejects.toMatchObject({ wire: { kind: 'bug' } });
      await expect(client.call('listCases', {})).rejects.toMatchObject({ wire: { kind: 'bug' } });
    },
  );

  test('rejects calls to a worker that could not be loaded before anybody listened to it', async () => {
    const { port } = createPort();
    const client = connectCaseClient(port, Promise.resolve(new Event('error')));
    await expect(client.call('listCases', {})).rejects.toMatchObject({ wire: { kind: 'bug' } });
    await expect(client.call('listCases', {})).rejects.toMatchObject({ wire: { kind: 'bug' } });
  });

  test('leaves no call waiting when it is closed', async () => {
    const { port, isTerminated } = createPort();
    const client = connectCaseClient(port);
    const open = client.call('listCases', {});
    client.close();
    await expect(open).rejects.toMatchObject({ wire: { kind: 'bug' } });
    expect(isTerminated()).toBe(true);
  });
});
