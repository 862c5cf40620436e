import type { BrowserWindow, Dialog } from 'electron';
import { text } from './text.ts';

/** What the window last said about its work, and the question that follows from it. */
export interface UnsavedChanges {
  set(hasUnsavedChanges: boolean): void;
  /** From now on, closing the window, by its button, the menu or the system, asks first when there is a need. */
  guard(window: BrowserWindow): void;
}

/** Position of "keep working" among the buttons: also what Escape and the dialog's own close button mean. */
const keepWorking = 0;

/** Keeps the flag in main, so that a window that hangs cannot close unasked. */
export function createUnsavedChanges(dialog: Pick<Dialog, 'showMessageBoxSync'>): UnsavedChanges {
  let hasUnsavedChanges = false;
  return {
    set(value) {
      hasUnsavedChanges = value;
    },
    guard(window) {
      // The synchronous question keeps a running "quit" alive: after an asynchronous one, quitting has to be begun anew.
      window.on('close', (event) => {
        if (hasUnsavedChanges && !confirmsClosing(dialog, window)) event.preventDefault();
      });
    },
  };
}

function confirmsClosing(dialog: Pick<Dialog, 'showMessageBoxSync'>, window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: text.unsavedMessage,
    detail: text.unsavedDetail,
    buttons: [text.keepWorking, text.closeAnyway],
    defaultId: keepWorking,
    cancelId: keepWorking,
    noLink: true,
  });
  return answer !== keepWorking;
}
