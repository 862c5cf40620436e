import { BugError } from '../../shared/bytes/errors.ts';
import type { CaseRequestName, FromWorker, ToWorker } from '../../shared/contract/case-protocol.ts';
import { runAcknowledged } from './journal/run-acknowledged.ts';
import { throughLens } from './lens/through-lens.ts';
import { createPace } from './pace.ts';
import type { Call, CaseContext, CaseHandlers } from './request-context.ts';
import { toWireError } from './wire-error.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** Both ends of a channel to the window: the worker's own scope, or a `MessagePort`. */
export interface MessageChannelEnd {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

/**
 * Answers the requests of a window, each with exactly one answer or error. Requests run side by side,
 * so that a table scrolls while a bundle is imported. When the context cannot be had, every request says why.
 */
export function serveRequests(
  channel: MessageChannelEnd,
  context: Promise<CaseContext>,
  handlers: CaseHandlers,
  platform: WorkerPlatform,
): void {
  const running = new Map<number, AbortController>();
  // Each request reports this failure itself; without a first handler it would also count as unhandled.
  context.catch(() => {});

  channel.addEventListener('message', ({ data }) => {
    if (data.kind === 'start') return;
    if (data.kind === 'cancel') {
      running.get(data.id)?.abort();
      return;
    }
    const { id, name, args } = data;
    const stop = new AbortController();
    running.set(id, stop);
    const send = (progress: Parameters<Call['pace']['report']>[0]) =>
      channel.postMessage({ kind: 'progress', id, progress });
    const call: Call = { signal: stop.signal, pace: createPace(platform, stop.signal, send) };
    context
      .then((ready) => runHandler(handlers, name, ready, args, call))
      .then(
        (value): FromWorker => ({ kind: 'answer', id, value }),
        (thrown: unknown): FromWorker => ({ kind: 'error', id, error: toWireError(thrown) }),
      )
      .then((message) => {
        running.delete(id);
        channel.postMessage(message);
      });
  });
}

async function runHandler(
  handlers: CaseHandlers,
  name: CaseRequestName,
  context: CaseContext,
  args: unknown,
  call: Call,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, name)) throw new BugError(`There is no request named ${String(name)}.`);
  // The one place where the table of requests meets a message: the client is typed by the same table,
  // and only our own window can post to this worker.
  const handler = handlers[name] as (context: CaseContext, args: unknown, call: Call) => Promise<unknown>;
  // What is answered was done, and what was done must not be lost with the database.
  return runAcknowledged(context, { name, args, signal: call.signal }, (own) =>
    throughLens(own, name, args, (asked) => handler(own, asked, call)),
  );
}
