import type { Readable, Writable } from 'node:stream';

/** A session with a browser over `--remote-debugging-pipe`: JSON messages, each ended by a NUL byte. */
export interface DebugPipe {
  /** Resolves with the `result` of the answer; rejects when the browser refuses or the pipe ends. */
  send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>>;
  onEvent(listener: (method: string, params: Record<string, unknown>) => void): void;
}

interface Waiting {
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Speaks over file descriptors 3 (to the browser) and 4 (from it). */
export function openDebugPipe(toBrowser: Writable, fromBrowser: Readable): DebugPipe {
  const waiting = new Map<number, Waiting>();
  const listeners: ((method: string, params: Record<string, unknown>) => void)[] = [];
  let lastId = 0;
  let rest = '';

  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) receive(JSON.parse(message) as Message);
  });
  fromBrowser.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser closed its pipe'));
    waiting.clear();
  });
  // A browser that has just ended cannot be written to; the caller learns it from its exit.
  for (const stream of [toBrowser, fromBrowser]) stream.on('error', () => undefined);

  function receive(message: Message): void {
    if (message.id === undefined) {
      for (const listener of listeners) listener(message.method ?? '', message.params ?? {});
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) caller?.resolve(message.result ?? {});
    else caller?.reject(new Error(message.error.message));
  }

  return {
    send(method, params, sessionId) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
    },
    onEvent: (listener) => void listeners.push(listener),
  };
}

/** The shape of the protocol itself; the browser is our own child, not evidence. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}
