import type { HostQuestion, HostReply } from '../../shared/contract/host-port.ts';

/** The end of a port that is served. */
type HostPort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>;

/** Passes what the case worker asks of the program around the window on to it, and back: of journals, or of secrets. Decides nothing. */
export function serveHost<Operation, Answer>(
  port: HostPort,
  run: (operation: Operation) => Promise<Answer>,
): void {
  port.addEventListener('message', (event) => {
    const { id, operation } = (event as MessageEvent<HostQuestion<Operation>>).data;
    const reply = (message: HostReply<Answer>) => port.postMessage(message);
    run(operation).then(
      (answer) => reply({ id, answer }),
      (thrown: unknown) => reply({ id, error: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  });
  port.start();
}
