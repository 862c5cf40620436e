import type {
  JournalAnswer,
  JournalOperation,
  JournalQuestion,
  JournalReply,
} from '../../shared/contract/host-journal.ts';

/** The end of a port that is served. */
type JournalPort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>;

/** Passes what the case worker asks of its journals on to the program around the window, and back. Decides nothing. */
export function serveJournals(
  port: JournalPort,
  run: (operation: JournalOperation) => Promise<JournalAnswer>,
): void {
  port.addEventListener('message', (event) => {
    const { id, operation } = (event as MessageEvent<JournalQuestion>).data;
    const reply = (message: JournalReply) => port.postMessage(message);
    run(operation).then(
      (answer) => reply({ id, answer }),
      (thrown: unknown) => reply({ id, error: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  });
  port.start();
}
