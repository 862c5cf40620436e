import type { App, BrowserWindow, Dialog } from 'electron';
import { text } from './text.ts';

/** What happens around a crash of the page. */
export interface CrashPlatform {
  readonly app: Pick<App, 'on' | 'quit'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  currentWindow(): BrowserWindow | null;
  /** Called before the person is asked: whatever counted on the page must stop doing so. */
  windowGone(): void;
}

/** Position of "start again" among the buttons. */
const startAgain = 0;

/**
 * Says aloud when the window's process ended: evidence is hostile input and may make it end, and an empty window
 * could be taken for an empty case. The person decides; starting again by itself could go on for ever.
 */
export function setupCrashNotice(platform: CrashPlatform): void {
  platform.app.on('render-process-gone', (_event, contents, details) => {
    const window = platform.currentWindow();
    if (details.reason === 'clean-exit' || window === null || contents !== window.webContents) return;
    platform.windowGone();
    void askAndContinue(platform, window);
  });
}

async function askAndContinue(platform: CrashPlatform, window: BrowserWindow): Promise<void> {
  const { response } = await platform.dialog.showMessageBox(window, {
    type: 'error',
    message: text.crashedMessage,
    detail: text.crashedDetail,
    buttons: [text.startAgain, text.quit],
    defaultId: startAgain,
    cancelId: startAgain,
    noLink: true,
  });
  if (response === startAgain) window.webContents.reload();
  else platform.app.quit();
}
