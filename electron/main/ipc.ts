import { type IpcMainInvokeEvent, ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { type HostChannel, hostChannels } from '../../shared/contract/host-bridge.ts';
import type { JournalAnswer, JournalOperation } from '../../shared/contract/host-journal.ts';
import type { SaveAnswer, SaveOperation } from '../../shared/contract/host-save.ts';
import type { SecretAnswer, SecretOperation } from '../../shared/contract/host-secrets.ts';
import { appOrigin } from './app-address.ts';
import { parseJournalOperation } from './journal-folder.ts';
import { parseSaveOperation } from './saved-files.ts';
import { parseSecretOperation } from './secret-store.ts';

/** What main does for the window, once a request has been found to be in order. */
export interface HostActions {
  save(operation: SaveOperation): Promise<SaveAnswer>;
  setUnsavedChanges(hasUnsavedChanges: boolean): void;
  readyForFiles(): Promise<void>;
  journal(operation: JournalOperation): Promise<JournalAnswer>;
  secrets(operation: SecretOperation): Promise<SecretAnswer>;
}

/**
 * Installs one handler for each channel of the contract: the only door from the window into main. A request is
 * refused with an exception, before anything is done, when it does not come from the main frame of our own window
 * or when its arguments have another shape than the contract says.
 *
 * @param mainContents The contents of our window, or null while there is none; then every request is refused.
 */
export function setupIpc(mainContents: () => WebContents | null, actions: HostActions): void {
  const handlers: Record<HostChannel, (args: readonly unknown[]) => unknown> = {
    [hostChannels.save]: ([value, ...rest]) => {
      const operation = parseSaveOperation(value);
      if (operation === null) throw refused('the operation');
      if (rest.length > 0) throw refused('the number of arguments');
      return actions.save(operation);
    },
    [hostChannels.setUnsavedChanges]: ([hasUnsavedChanges, ...rest]) => {
      if (typeof hasUnsavedChanges !== 'boolean') throw refused('the answer');
      if (rest.length > 0) throw refused('the number of arguments');
      actions.setUnsavedChanges(hasUnsavedChanges);
    },
    [hostChannels.readyForFiles]: (args) => {
      if (args.length > 0) throw refused('the number of arguments');
      return actions.readyForFiles();
    },
    [hostChannels.journal]: ([value, ...rest]) => {
      const operation = parseJournalOperation(value);
      if (operation === null) throw refused('the operation');
      if (rest.length > 0) throw refused('the number of arguments');
      return actions.journal(operation);
    },
    [hostChannels.secrets]: ([value, ...rest]) => {
      const operation = parseSecretOperation(value);
      if (operation === null) throw refused('the operation');
      if (rest.length > 0) throw refused('the number of arguments');
      return actions.secrets(operation);
    },
  };
  for (const channel of Object.values(hostChannels)) {
    ipcMain.handle(channel, (event, ...args: readonly unknown[]) => {
      if (!isFromMainFrame(event, mainContents())) throw refused('the sender');
      return handlers[channel](args);
    });
  }
}

/**
 * The frame is gone (null) or a sub-frame, the contents are another window's, the document is empty or
 * `about:blank`: each is refused, without exception. Origin alone would not do, since an `about:blank` frame
 * inherits it, and the address alone would not do either, since a sandboxed document keeps it.
 */
function isFromMainFrame(event: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  const frame: WebFrameMain | null = event.senderFrame;
  if (frame === null || contents === null || event.sender !== contents) return false;
  return (
    frame === contents.mainFrame &&
    frame.parent === null &&
    frame.origin === appOrigin &&
    frame.url.startsWith(`${appOrigin}/`)
  );
}

function refused(what: string): Error {
  return new Error(`Request refused: ${what} is not in order`);
}
