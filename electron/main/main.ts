import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, protocol, safeStorage, session } from 'electron';
import { appSchemePrivileges, startAddress } from './app-address.ts';
import { loadBundledFiles } from './bundled-files.ts';
import { setupCommandLine } from './command-line.ts';
import { createWindow } from './create-window.ts';
import { handOverFiles } from './hand-over-files.ts';
import { setupIpc } from './ipc.ts';
import { openJournalFolder } from './journal-folder.ts';
import { menuTemplate } from './menu.ts';
import { createOpenFiles } from './open-files.ts';
import { isOpenableFile, openableExtensions } from './openable-file.ts';
import { createSavedFiles } from './saved-files.ts';
import { openSecretStore } from './secret-store.ts';
import { setupCrashNotice } from './setup-crash-notice.ts';
import { setupNavigation } from './setup-navigation.ts';
import { setupHostResolver, setupNetworkKill } from './setup-network-kill.ts';
import { setupOpenRequests } from './setup-open-requests.ts';
import { setupPermissions } from './setup-permissions.ts';
import { setupProtocol } from './setup-protocol.ts';
import { menuShortcuts, renderShortcuts } from './shortcuts.ts';
import { text } from './text.ts';
import { createUnsavedChanges } from './unsaved-changes.ts';

/** The only window, from its creation until it closes. */
let mainWindow: BrowserWindow | null = null;

const unsavedChanges = createUnsavedChanges(dialog);

const savedFiles = createSavedFiles(dialog, existingWindow);

const openFiles = createOpenFiles({
  isOpenable: isOpenableFile,
  handOver: (paths) => handOverFiles(existingWindow().webContents, paths),
  tell: (sentences) => dialog.showErrorBox(text.notOpenedMessage, sentences.join('\n')),
});

// A second window would be a second owner of the database: the first copy takes over what the second was asked.
if (app.requestSingleInstanceLock()) start();
else app.quit();

/** What Electron accepts only before ready. */
function start(): void {
  app.enableSandbox();
  setupCommandLine(app.commandLine, app.isPackaged);
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  setupOpenRequests(app, openFiles, { args: process.argv, folder: process.cwd() }, showWindow);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(onReady).catch(stopWithMessage);
}

/** Everything that guards a window stands before there is one. */
async function onReady(): Promise<void> {
  const evidenceSession = session.fromPartition('persist:evidence', { cache: false });
  // The default session has no window, but it exists, and a request through it would be a request.
  for (const each of [session.defaultSession, evidenceSession]) {
    setupPermissions(each);
    setupNetworkKill(each, app.isPackaged);
  }
  setupHostResolver(app);
  setupNavigation(app);
  setupProtocol(evidenceSession.protocol, loadBundledFiles(builtPath('renderer')));
  setupIpc(() => mainWindow?.webContents ?? null, {
    save: savedFiles.run,
    setUnsavedChanges: (value) => unsavedChanges.set(value),
    readyForFiles: () => openFiles.windowReady(),
    journal: openJournalFolder(join(app.getPath('userData'), 'journal')),
    secrets: openSecretStore(safeStorage, process.platform),
  });
  setupCrashNotice({
    app,
    dialog,
    currentWindow: () => mainWindow,
    windowGone,
  });
  setupMenu();
  await openWindow(evidenceSession);
}

function setupMenu(): void {
  const actions = { openFiles: () => void chooseFiles(), showShortcuts: () => void showShortcuts() };
  const facts = { platform: process.platform, isPackaged: app.isPackaged };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, facts)));
}

async function openWindow(evidenceSession: Electron.Session): Promise<void> {
  const window = createWindow(BrowserWindow, {
    session: evidenceSession,
    preloadPath: builtPath('electron/preload.cjs'),
    appVersion: app.getVersion(),
    isPackaged: app.isPackaged,
  });
  mainWindow = window;
  unsavedChanges.guard(window);
  window.once('closed', () => {
    mainWindow = null;
    windowGone();
  });
  await window.loadURL(startAddress);
}

async function chooseFiles(): Promise<void> {
  const choice = await dialog.showOpenDialog(existingWindow(), {
    title: text.openTitle,
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [{ name: text.bundles, extensions: [...openableExtensions] }],
  });
  if (!choice.canceled) await openFiles.offer(choice.filePaths);
}

async function showShortcuts(): Promise<void> {
  const detail = renderShortcuts(menuShortcuts, process.platform);
  await dialog.showMessageBox(existingWindow(), { message: text.shortcuts, detail, noLink: true });
}

/** Nothing goes on that needs the page which was there. */
function windowGone(): void {
  openFiles.windowGone();
  void savedFiles.dropAll();
}

function showWindow(): void {
  if (mainWindow === null) return;
  if (mainWindow.isMinimized()) mainWindow.restore();
  mainWindow.focus();
}

function existingWindow(): BrowserWindow {
  if (mainWindow === null) throw new Error('There is no window');
  return mainWindow;
}

/** The built files, beside package.json in the sources and inside the archive of an installed copy. */
function builtPath(path: string): string {
  return join(app.getAppPath(), 'build', path);
}

function stopWithMessage(error: unknown): void {
  dialog.showErrorBox(text.failedToStart, error instanceof Error ? error.message : String(error));
  app.exit(1);
}
