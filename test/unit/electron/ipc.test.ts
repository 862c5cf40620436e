import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostActions } from '../../../electron/main/ipc.ts';
import { hostChannels } from '../../../shared/contract/host-bridge.ts';
import {
  asElectron,
  createFakeElectron,
  type FakeFrame,
  FakeWebContents,
  type IpcHandler,
} from '../../support/fake-electron.ts';

let contents: FakeWebContents;
let current: FakeWebContents | null;
let handlers: Map<string, IpcHandler>;
let done: string[];

beforeEach(async () => {
  const fake = createFakeElectron({ appPath: '', isPackaged: true, isFirstInstance: true });
  vi.resetModules();
  vi.doMock('electron', () => fake.modules);
  const { setupIpc } = await import('../../../electron/main/ipc.ts');
  contents = new FakeWebContents();
  current = contents;
  done = [];
  const actions: HostActions = {
    save: async (operation) => {
      done.push(`save ${operation.kind}`);
      return 1;
    },
    setUnsavedChanges: (value) => void done.push(`setUnsavedChanges ${value}`),
    readyForFiles: async () => void done.push('readyForFiles'),
    journal: async (operation) => {
      done.push(`journal ${operation.kind}`);
      return null;
    },
    secrets: async (operation) => {
      done.push(`secrets ${operation.kind}`);
      return null;
    },
  };
  setupIpc(() => asElectron<WebContents | null>(current), actions);
  handlers = fake.ipcHandlers;
});

const bytes = new Uint8Array([1, 2, 3]);

describe('a request of our own window', () => {
  it('is answered on every channel of the contract, and there is no other channel', async () => {
    expect([...handlers.keys()].sort()).toEqual(Object.values(hostChannels).sort());
    expect(await call(hostChannels.save, { kind: 'begin', name: 'report.zip' })).toBe(1);
    await call(hostChannels.setUnsavedChanges, true);
    await call(hostChannels.readyForFiles);
    await call(hostChannels.journal, { kind: 'names' });
    await call(hostChannels.secrets, { kind: 'standing' });
    expect(done).toEqual([
      'save begin',
      'setUnsavedChanges true',
      'readyForFiles',
      'journal names',
      'secrets standing',
    ]);
  });
});

describe('a sender that is not the main frame of our window', () => {
  const main: FakeFrame = { parent: null, origin: 'app://bundle', url: 'app://bundle/index.html' };
  const senders: readonly (readonly [string, (own: FakeWebContents) => unknown])[] = [
    ['a frame that is gone', (own) => ({ sender: own, senderFrame: null })],
    ['a sub-frame of our own page', (own) => ({ sender: own, senderFrame: { ...main, parent: main } })],
    [
      'an about:blank sub-frame, which inherits our origin',
      (own) => ({ sender: own, senderFrame: { ...main, parent: main, url: 'about:blank' } }),
    ],
    ['a look-alike frame', (own) => ({ sender: own, senderFrame: { ...main } })],
    ['a main frame that has a parent all the same', (own) => senderWith(own, { ...main, parent: main })],
    [
      'another window that names our main frame',
      (own) => ({ sender: new FakeWebContents(), senderFrame: own.mainFrame }),
    ],
    ['another window with the same address', () => senderWith(new FakeWebContents(), main)],
    ['a foreign origin', (own) => senderWith(own, { ...main, origin: 'https://example.com' })],
    ['an opaque origin', (own) => senderWith(own, { ...main, origin: 'null' })],
    ['a longer host', (own) => senderWith(own, { ...main, origin: 'app://bundle.example' })],
    ['a main frame at about:blank', (own) => senderWith(own, { ...main, url: 'about:blank' })],
    ['a main frame without an address', (own) => senderWith(own, { ...main, url: '' })],
    ['a main frame at a data address', (own) => senderWith(own, { ...main, url: 'data:text/html,x' })],
    ['a main frame elsewhere', (own) => senderWith(own, { ...main, url: 'app://bundle.example/' })],
  ];

  it.each(senders)('is refused on every channel: %s', (_what, eventOf) => {
    const event = eventOf(contents);
    for (const handler of handlers.values()) {
      expect(() => handler(event, 'report.zip', bytes)).toThrow(
        'Request refused: the sender is not in order',
      );
    }
    expect(done).toEqual([]);
  });

  it('is refused while there is no window at all', () => {
    current = null;
    expect(() => call(hostChannels.readyForFiles)).toThrow('Request refused: the sender is not in order');
  });
});

describe('malformed arguments', () => {
  it.each([
    ['no operation', undefined],
    ['another kind', { kind: 'open', name: 'report.zip' }],
    ['no name', { kind: 'begin' }],
    ['a path', { kind: 'begin', name: '../report.zip' }],
    ['an absolute path', { kind: 'begin', name: '/etc/cron.d/x' }],
    ['a name that is an object', { kind: 'begin', name: { toString: (): string => 'report.zip' } }],
    ['a place beside the name', { kind: 'begin', name: 'report.zip', folder: '/tmp' }],
    ['no save', { kind: 'append', bytes }],
    ['a save that is no count', { kind: 'drop', save: 0.5 }],
    ['a save before the first', { kind: 'finish', save: -1, size: 3 }],
    ['no size', { kind: 'finish', save: 1 }],
    ['a size that is a text', { kind: 'finish', save: 1, size: '3' }],
    ['more than it needs', { kind: 'drop', save: 1, path: '/tmp' }],
  ])('are refused when saving: %s', (_what, operation) => {
    expect(() => call(hostChannels.save, operation)).toThrow('Request refused: the operation');
    expect(done).toEqual([]);
  });

  it.each([
    ['text', 'PK'],
    ['a plain buffer', new ArrayBuffer(3)],
    ['an array', [1, 2, 3]],
    ['wider numbers', new Uint16Array(3)],
    ['nothing', undefined],
    ['something that claims to be bytes', { byteLength: 3, __proto__: null }],
  ])('are refused when the bytes to save are %s', (_what, value) => {
    const operation = { kind: 'append', save: 1, bytes: value };
    expect(() => call(hostChannels.save, operation)).toThrow('Request refused: the operation');
  });

  it('are refused when a piece is longer than any', () => {
    const operation = { kind: 'append', save: 1, bytes: new Uint8Array(2 ** 23 + 1) };
    expect(() => call(hostChannels.save, operation)).toThrow('Request refused: the operation');
  });

  it.each([['true'], [1], [null], [undefined], [{}]])(
    'are refused as an answer about unsaved work: %j',
    (value) => {
      expect(() => call(hostChannels.setUnsavedChanges, value)).toThrow('Request refused: the answer');
      expect(done).toEqual([]);
    },
  );

  it.each([
    ['nothing', undefined],
    ['a word', 'names'],
    ['another kind', { kind: 'rename', name: 'a.journal' }],
    ['a folder above', { kind: 'read', name: '../vault' }],
    ['a hidden file', { kind: 'read', name: '.bashrc' }],
    ['a path', { kind: 'read', name: 'a/b.journal' }],
    ['a path of Windows', { kind: 'read', name: 'a\\b' }],
    ['a stream of Windows', { kind: 'read', name: 'a.journal:b' }],
    ['an end of text', { kind: 'remove', name: 'a\0.journal' }],
    ['a name of 300 characters', { kind: 'remove', name: 'a'.repeat(300) }],
    ['a place before the beginning', { kind: 'write', name: 'a.journal', offset: -1, bytes }],
    ['a place between two bytes', { kind: 'write', name: 'a.journal', offset: 0.5, bytes }],
    ['bytes that are none', { kind: 'write', name: 'a.journal', offset: 0, bytes: 'text' }],
    ['more than it needs', { kind: 'size', name: 'a.journal', mode: 0o777 }],
  ])('are refused of the journal: %s', (_what, operation) => {
    expect(() => call(hostChannels.journal, operation)).toThrow('Request refused: the operation');
    expect(done).toEqual([]);
  });

  it('are refused when there are more than the contract knows', () => {
    const message = 'Request refused: the number of arguments';
    expect(() => call(hostChannels.save, { kind: 'drop', save: 1 }, '/tmp')).toThrow(message);
    expect(() => call(hostChannels.setUnsavedChanges, true, 1)).toThrow(message);
    expect(() => call(hostChannels.readyForFiles, undefined)).toThrow(message);
    expect(() => call(hostChannels.journal, { kind: 'names' }, 1)).toThrow(message);
    expect(done).toEqual([]);
  });
});

function senderWith(sender: FakeWebContents, frame: FakeFrame): unknown {
  sender.mainFrame = frame;
  return { sender, senderFrame: frame };
}

function call(channel: string, ...args: unknown[]): unknown {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`no handler for ${channel}`);
  return handler({ sender: contents, senderFrame: contents.mainFrame }, ...args);
}
