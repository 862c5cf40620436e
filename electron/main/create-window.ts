import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebPreferences } from 'electron';
import { appVersionArgument } from '../../shared/contract/host-bridge.ts';

/** What the window is made of. */
export interface WindowParts {
  readonly session: Session;
  readonly preloadPath: string;
  readonly appVersion: string;
  readonly isPackaged: boolean;
}

/**
 * Makes the only window, hidden and empty. The caller installs what guards it and then loads the page; it shows
 * itself when there is something to see.
 */
export function createWindow<Window extends BrowserWindow>(
  WindowClass: new (options: BrowserWindowConstructorOptions) => Window,
  parts: WindowParts,
): Window {
  const window = new WindowClass({
    title: 'Vouch',
    width: 1280,
    height: 860,
    minWidth: 880,
    minHeight: 600,
    show: false,
    webPreferences: webPreferences(parts),
  });
  window.once('ready-to-show', () => window.show());
  // Pinching would scale the page without the page knowing; the View menu zooms it properly.
  window.webContents.on('did-finish-load', () => void window.webContents.setVisualZoomLevelLimits(1, 1));
  return window;
}

/** Most of these are Electron's defaults, written down because a default can change with a version. */
function webPreferences(parts: WindowParts): WebPreferences {
  return {
    session: parts.session,
    preload: parts.preloadPath,
    additionalArguments: [`${appVersionArgument}${parts.appVersion}`],
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    webgl: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    devTools: !parts.isPackaged,
    zoomFactor: 1,
  };
}
