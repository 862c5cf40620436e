import type { HostQuestion, HostReply } from '../../shared/contract/host-port.ts';

/** The worker's end of a port to the program around the window. */
export type HostPort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>;

/** Answers each question once; what the program refuses is thrown as `refused` makes it. */
export function askHost<Operation, Answer>(
  port: HostPort,
  refused: (reason: string) => Error,
): (operation: Operation) => Promise<Answer> {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let lastId = 0;
  port.addEventListener('message', (event) => {
    const reply = (event as MessageEvent<HostReply<Answer>>).data;
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(refused(reply.error));
    else call?.resolve(reply.answer);
  });
  port.start();
  return (operation) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      port.postMessage({ id: lastId, operation } satisfies HostQuestion<Operation>);
    });
}
