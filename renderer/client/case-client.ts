import type {
  CaseRequestName,
  CaseRequests,
  FromWorker,
  Progress,
  ToWorker,
  WorkerAlive,
} from '../../shared/contract/case-protocol.ts';
import { CaseError } from './case-error.ts';

interface CallOptions {
  /** Aborting asks the worker to stop; the call rejects when the worker has stopped and left nothing. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface CaseClient {
  /** Rejects with CaseError only. */
  call<Name extends CaseRequestName>(
    name: Name,
    args: CaseRequests[Name]['args'],
    options?: CallOptions,
  ): Promise<CaseRequests[Name]['answer']>;
  /** Ends the worker; open calls reject. */
  close(): void;
}

/** The part of `Worker` that the client uses. */
export type CaseWorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

interface OpenCall {
  resolve(value: unknown): void;
  reject(error: CaseError): void;
  onProgress(progress: Progress): void;
}

const stopped = 'The case worker stopped. Nothing that was confirmed is lost; reload to go on.';
const unreadable = 'A message between the window and the case worker could not be read.';

/**
 * Speaks the case protocol over a worker: each call gets its own id, so answers may come in any order.
 * When the worker crashes, every open and every later call rejects with kind `bug`: no call waits for ever. `workerEnd` is the
 * crash of a worker that was started before anybody listened to it here, or the end of one that went without a word.
 */
export function connectCaseClient(worker: CaseWorkerPort, workerEnd?: Promise<Event>): CaseClient {
  const openCalls = new Map<number, OpenCall>();
  let lastId = 0;
  let ended: CaseError | null = null;

  const end = (message: string) => {
    ended ??= new CaseError({ kind: 'bug', message });
    for (const call of openCalls.values()) call.reject(ended);
    openCalls.clear();
  };

  worker.addEventListener('message', (event) => deliver(openCalls, (event as MessageEvent).data));
  worker.addEventListener('error', (event) => end(crashMessage(event)));
  void workerEnd?.then((event) => end(crashMessage(event)));
  worker.addEventListener('messageerror', () => end(unreadable));

  return {
    call: <Name extends CaseRequestName>(
      name: Name,
      args: CaseRequests[Name]['args'],
      options: CallOptions = {},
    ) =>
      new Promise<CaseRequests[Name]['answer']>((resolve, reject) => {
        if (ended !== null) return reject(ended);
        if (options.signal?.aborted) {
          return reject(new CaseError({ kind: 'cancelled', message: 'Cancelled.' }));
        }
        lastId += 1;
        const id = lastId;
        const cancel = () => send(worker, { kind: 'cancel', id });
        const settle = () => {
          openCalls.delete(id);
          options.signal?.removeEventListener('abort', cancel);
        };
        openCalls.set(id, {
          resolve: (value) => {
            settle();
            // The contract pairs each name with its answer, and the worker's handlers are typed by the same table.
            resolve(value as CaseRequests[Name]['answer']);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
          onProgress: (progress) => options.onProgress?.(progress),
        });
        options.signal?.addEventListener('abort', cancel);
        try {
          send(worker, { kind: 'request', id, name, args });
        } catch (cause) {
          settle();
          reject(new CaseError({ kind: 'bug', message: `The request ${name} cannot be sent: ${cause}.` }));
        }
      }),
    close: () => {
      worker.terminate();
      end('The case worker was closed.');
    },
  };
}

function deliver(openCalls: ReadonlyMap<number, OpenCall>, message: FromWorker | WorkerAlive): void {
  // For whoever watches the worker.
  if (message.kind === 'alive') return;
  const call = openCalls.get(message.id);
  // A call that is no longer open was settled by a crash or by close(); a late message has nobody to go to.
  if (call === undefined) return;
  switch (message.kind) {
    case 'answer':
      call.resolve(message.value);
      break;
    case 'error':
      call.reject(new CaseError(message.error));
      break;
    case 'progress':
      call.onProgress(message.progress);
      break;
    default:
      message satisfies never;
  }
}

function send(worker: CaseWorkerPort, message: ToWorker): void {
  worker.postMessage(message);
}

function crashMessage(event: Event): string {
  const detail = 'message' in event ? String(event.message) : '';
  return detail === '' ? stopped : `${stopped} (${detail})`;
}
