import { expect, test } from 'vitest';
import { connectCaseClient } from '../../../renderer/client/case-client.ts';
import { endOf } from '../../../renderer/client/worker-end.ts';
import { tellAlive } from '../../../renderer/workers/tell-alive.ts';
import type { WorkerAlive } from '../../../shared/contract/case-protocol.ts';

/** Locks as the platform gives them, each to one after the other; `end` is what it does when a worker ends. */
function createLocks() {
  const waiting = new Map<string, (() => unknown)[]>();
  const asked: string[] = [];
  return {
    asked,
    end(name: string) {
      const [next, ...rest] = waiting.get(name) ?? [];
      waiting.set(name, rest);
      next?.();
    },
    request: async (name: string, work: () => unknown) => {
      asked.push(name);
      const others = waiting.get(name);
      if (others === undefined) {
        waiting.set(name, []);
        work();
      } else others.push(work);
    },
  };
}

/** A worker with a lock of its life, and the window that hears it. */
function startWorker() {
  const target = new EventTarget();
  const locks = createLocks();
  const end = endOf({ addEventListener: target.addEventListener.bind(target) }, locks);
  const said: WorkerAlive[] = [];
  const scope = {
    postMessage: (data: WorkerAlive) => {
      said.push(data);
      target.dispatchEvent(new MessageEvent('message', { data }));
    },
  };
  const port = {
    postMessage: () => {},
    addEventListener: target.addEventListener.bind(target),
    terminate: () => {},
  };
  return { target, locks, end, said, scope, port };
}

test('a worker that goes without a word leaves no call waiting, and the window says that it stopped', async () => {
  const { locks, end, said, scope, port } = startWorker();
  const client = connectCaseClient(port, end);
  tellAlive(scope, locks, '1');
  expect(said).toEqual([{ kind: 'alive', lock: 'vouch-worker-1' }]);
  const call = client.call('listCases', {});
  locks.end('vouch-worker-1');
  const stopped = {
    wire: { kind: 'bug', message: expect.stringContaining('The case worker stopped. Nothing that was') },
  };
  await expect(call).rejects.toMatchObject(stopped);
  await expect(client.call('listCases', {})).rejects.toMatchObject(stopped);
});

test('the window waits for a lock only once the worker holds it, and for none when other things are said', () => {
  const { target, locks, scope } = startWorker();
  const answer = { kind: 'answer', id: 1, value: [] };
  target.dispatchEvent(new MessageEvent('message', { data: answer }));
  expect(locks.asked).toEqual([]);
  tellAlive(scope, locks, '2');
  expect(locks.asked).toEqual(['vouch-worker-2', 'vouch-worker-2']);
});

test('an error that nobody caught ends it as well', async () => {
  const { target, end } = startWorker();
  target.dispatchEvent(new Event('error'));
  expect((await end).type).toBe('error');
});

test('a worker that gets no lock says nothing, and goes on', async () => {
  const said: WorkerAlive[] = [];
  tellAlive(
    { postMessage: (message) => void said.push(message) },
    { request: () => Promise.reject(new Error('no locks')) },
    '3',
  );
  await Promise.resolve();
  expect(said).toEqual([]);
});
