import { EventEmitter } from 'node:events';

/**
 * A stand-in for the `electron` module that does nothing and writes down, in order, what was asked of it. Tests
 * raise the platform's events with `emit` and call the handlers that main installed.
 */
export function createFakeElectron(options: FakeElectronOptions) {
  const log: string[] = [];
  const record = (line: string) => void log.push(line);
  const windows: FakeWindow[] = [];
  const sessions = new Map<string, FakeSession>();
  const defaultSession = new FakeSession('default', record);
  const ipcHandlers = new Map<string, IpcHandler>();
  const dialog = new FakeDialog(record);
  const app = new FakeApp(record, options);

  const BrowserWindow: new (windowOptions: object) => FakeWindow = class extends FakeWindow {
    constructor(windowOptions: object) {
      record('new BrowserWindow');
      super(windowOptions, record);
      windows.push(this);
      app.emit('web-contents-created', fakeEvent(), this.webContents);
    }
  };

  const modules = {
    app,
    BrowserWindow,
    dialog,
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) =>
        record(`protocol.registerSchemesAsPrivileged ${JSON.stringify(schemes)}`),
    },
    session: {
      defaultSession,
      fromPartition(partition: string, sessionOptions: unknown) {
        record(`session.fromPartition ${partition} ${JSON.stringify(sessionOptions)}`);
        const session = sessions.get(partition) ?? new FakeSession(partition, record);
        sessions.set(partition, session);
        return session;
      },
    },
    safeStorage: new FakeSafeStorage(record),
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => record('Menu.setApplicationMenu'),
    },
    ipcMain: {
      handle(channel: string, handler: IpcHandler) {
        record(`ipcMain.handle ${channel}`);
        ipcHandlers.set(channel, handler);
      },
    },
  };
  return { log, windows, sessions, defaultSession, ipcHandlers, dialog, app, modules };
}

export interface FakeElectronOptions {
  readonly appPath: string;
  readonly isPackaged: boolean;
  readonly isFirstInstance: boolean;
}

export type IpcHandler = (event: unknown, ...args: unknown[]) => unknown;
type Recorder = (line: string) => void;

/** Passes a fake where Electron's own type is asked for: a fake has only the members that the code under test uses. */
export function asElectron<Type>(fake: unknown): Type {
  return fake as Type;
}

/** An event that remembers whether its default was prevented. */
export function fakeEvent() {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

class FakeApp extends EventEmitter {
  readonly isPackaged: boolean;
  readonly commandLine: {
    appendSwitch(name: string, value?: string): void;
    removeSwitch(name: string): void;
  };
  private readonly record: Recorder;
  private readonly options: FakeElectronOptions;

  constructor(record: Recorder, options: FakeElectronOptions) {
    super();
    this.record = record;
    this.options = options;
    this.isPackaged = options.isPackaged;
    this.commandLine = {
      appendSwitch: (name, value) => record(`appendSwitch ${name}${value === undefined ? '' : `=${value}`}`),
      removeSwitch: (name) => record(`removeSwitch ${name}`),
    };
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    this.record(`app.on ${event}`);
    return super.on(event, listener as (...args: unknown[]) => void);
  }
  requestSingleInstanceLock(): boolean {
    this.record('app.requestSingleInstanceLock');
    return this.options.isFirstInstance;
  }
  enableSandbox(): void {
    this.record('app.enableSandbox');
  }
  configureHostResolver(options: unknown): void {
    this.record(`app.configureHostResolver ${JSON.stringify(options)}`);
  }
  whenReady(): Promise<void> {
    this.record('app.whenReady');
    return Promise.resolve().then(() => this.record('ready'));
  }
  quit(): void {
    this.record('app.quit');
  }
  exit(code: number): void {
    this.record(`app.exit ${code}`);
  }
  getAppPath(): string {
    return this.options.appPath;
  }
  getPath(name: string): string {
    return `/profile/${name}`;
  }
  getVersion(): string {
    return '1.2.3';
  }
}

type RequestListener = (details: { url: string }, decide: (answer: { cancel?: boolean }) => void) => void;
type ProtocolHandler = (request: { method: string; url: string }) => Response;

export class FakeSession extends EventEmitter {
  readonly webRequest: { onBeforeRequest(listener: RequestListener): void };
  readonly protocol: { handle(scheme: string, handler: ProtocolHandler): void };
  readonly protocolHandlers = new Map<string, ProtocolHandler>();
  requestListener: RequestListener | null = null;
  permissionRequest:
    | ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void)
    | null = null;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  displayMedia: ((request: unknown, choose: (streams: unknown) => void) => void) | null = null;
  private readonly name: string;
  private readonly record: Recorder;

  constructor(name: string, record: Recorder = () => undefined) {
    super();
    this.name = name;
    this.record = record;
    this.webRequest = {
      onBeforeRequest: (listener) => {
        record(`${name}: onBeforeRequest`);
        this.requestListener = listener;
      },
    };
    this.protocol = {
      handle: (scheme, handler) => {
        record(`${name}: protocol.handle ${scheme}`);
        this.protocolHandlers.set(scheme, handler);
      },
    };
  }

  setPermissionRequestHandler(handler: FakeSession['permissionRequest']): void {
    this.record(`${this.name}: setPermissionRequestHandler`);
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: FakeSession['permissionCheck']): void {
    this.record(`${this.name}: setPermissionCheckHandler`);
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: FakeSession['devicePermission']): void {
    this.record(`${this.name}: setDevicePermissionHandler`);
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: FakeSession['displayMedia']): void {
    this.record(`${this.name}: setDisplayMediaRequestHandler`);
    this.displayMedia = handler;
  }
  enableNetworkEmulation(options: unknown): void {
    this.record(`${this.name}: enableNetworkEmulation ${JSON.stringify(options)}`);
  }
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.record(`${this.name}: setSpellCheckerEnabled ${isEnabled}`);
  }
}

export interface FakeFrame {
  readonly parent: FakeFrame | null;
  readonly origin: string;
  readonly url: string;
}

export class FakeWebContents extends EventEmitter {
  mainFrame: FakeFrame = { parent: null, origin: 'app://bundle', url: 'app://bundle/index.html' };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  webRtcPolicy: string | null = null;
  visualZoomLimits: readonly [number, number] | null = null;
  reloads = 0;
  readonly debugger = new FakeDebugger();

  setWindowOpenHandler(handler: FakeWebContents['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
  setVisualZoomLevelLimits(minimum: number, maximum: number): Promise<void> {
    this.visualZoomLimits = [minimum, maximum];
    return Promise.resolve();
  }
  reload(): void {
    this.reloads += 1;
  }
}

/** Answers like a page that has the hidden file input, unless told otherwise. */
class FakeDebugger {
  readonly commands: (readonly [method: string, params: unknown])[] = [];
  isAttached = false;
  inputNodeId = 7;

  attach(version: string): void {
    if (this.isAttached) throw new Error('Another debugger is already attached');
    this.commands.push(['attach', version]);
    this.isAttached = true;
  }
  detach(): void {
    this.commands.push(['detach', null]);
    this.isAttached = false;
  }
  sendCommand(method: string, params: unknown): Promise<unknown> {
    if (!this.isAttached) return Promise.reject(new Error('No target available'));
    this.commands.push([method, params]);
    if (method === 'DOM.getDocument') return Promise.resolve({ root: { nodeId: 1 } });
    if (method === 'DOM.querySelector') return Promise.resolve({ nodeId: this.inputNodeId });
    return Promise.resolve({});
  }
}

export class FakeWindow extends EventEmitter {
  readonly options: object;
  readonly webContents = new FakeWebContents();
  private readonly record: Recorder;

  constructor(options: object, record: Recorder = () => undefined) {
    super();
    this.options = options;
    this.record = record;
  }

  loadURL(url: string): Promise<void> {
    this.record(`window.loadURL ${url}`);
    return Promise.resolve();
  }
  show(): void {
    this.record('window.show');
  }
  focus(): void {
    this.record('window.focus');
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.record('window.restore');
  }
}

export class FakeDialog {
  saveAnswer = { canceled: true, filePath: '' };
  openAnswer: { canceled: boolean; filePaths: string[] } = { canceled: true, filePaths: [] };
  buttonPressed = 0;
  readonly asked: { readonly kind: string; readonly options: unknown }[] = [];
  private readonly record: Recorder;

  constructor(record: Recorder = () => undefined) {
    this.record = record;
  }

  showSaveDialog(_window: unknown, options: unknown) {
    this.asked.push({ kind: 'save', options });
    return Promise.resolve(this.saveAnswer);
  }
  showOpenDialog(_window: unknown, options: unknown) {
    this.asked.push({ kind: 'open', options });
    return Promise.resolve(this.openAnswer);
  }
  showMessageBox(_window: unknown, options: unknown) {
    this.asked.push({ kind: 'message', options });
    return Promise.resolve({ response: this.buttonPressed, checkboxChecked: false });
  }
  showMessageBoxSync(_window: unknown, options: unknown): number {
    this.asked.push({ kind: 'message', options });
    return this.buttonPressed;
  }
  showErrorBox(title: string, content: string): void {
    this.record(`showErrorBox ${title} ${content}`);
  }
}

/** Protects by turning bytes around, and says what it was asked. */
export class FakeSafeStorage {
  isAvailable = true;
  backend = 'gnome_libsecret';
  private readonly record: Recorder;

  constructor(record: Recorder = () => undefined) {
    this.record = record;
  }
  isEncryptionAvailable(): boolean {
    this.record('safeStorage.isEncryptionAvailable');
    return this.isAvailable;
  }
  getSelectedStorageBackend(): string {
    this.record('safeStorage.getSelectedStorageBackend');
    return this.backend;
  }
  encryptString(text: string): Buffer {
    this.record('safeStorage.encryptString');
    return Buffer.concat([Buffer.from('v10'), Buffer.from(text, 'utf8').reverse()]);
  }
  decryptString(encrypted: Buffer): string {
    this.record('safeStorage.decryptString');
    if (!encrypted.subarray(0, 3).equals(Buffer.from('v10'))) throw new Error('Error while decrypting');
    return Buffer.from(encrypted.subarray(3)).reverse().toString('utf8');
  }
}
