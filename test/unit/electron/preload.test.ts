import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const originalArguments = process.argv;
/** The bridge as a hostile page sees it: it may call anything with anything. */
type LooseBridge = Record<
  'save' | 'setUnsavedChanges' | 'readyForFiles' | 'journal' | 'secrets',
  (...args: unknown[]) => Promise<unknown>
>;

let exposed: [name: string, value: unknown][];
let sent: unknown[][];

beforeEach(async () => {
  exposed = [];
  sent = [];
  process.argv = ['vouch', '--type=renderer', '--vouch-version=1.2.3'];
  vi.resetModules();
  vi.doMock('electron', () => ({
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => void exposed.push([name, value]),
    },
    ipcRenderer: {
      async invoke(...message: unknown[]) {
        sent.push(message);
        return 'answer of main';
      },
    },
  }));
  await import('../../../electron/preload/preload.ts');
});

afterEach(() => {
  process.argv = originalArguments;
  vi.doUnmock('electron');
});

describe('the preload', () => {
  it('exposes exactly one frozen object with exactly the names of the bridge', () => {
    expect(exposed.map(([name]) => name)).toEqual(['vouchBridge']);
    const bridge = exposed[0]?.[1];
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(Object.keys(bridge as object).sort()).toEqual([
      'appVersion',
      'journal',
      'platform',
      'readyForFiles',
      'save',
      'secrets',
      'setUnsavedChanges',
    ]);
  });

  it('says the version that main put on the command line, and the platform', () => {
    expect(exposed[0]?.[1]).toMatchObject({ appVersion: '1.2.3', platform: process.platform });
  });

  it('lets the page choose arguments but no channel', async () => {
    const bridge = exposed[0]?.[1] as LooseBridge;
    const operation = { kind: 'begin', name: 'report.zip' };
    expect(await bridge.save(operation, 'vouch:other')).toBe('answer of main');
    await bridge.setUnsavedChanges(true, 'vouch:other');
    await bridge.readyForFiles('vouch:other');
    await bridge.journal({ kind: 'names' }, 'vouch:other');
    await bridge.secrets({ kind: 'standing' }, 'vouch:other');
    expect(sent).toEqual([
      ['vouch:save', operation],
      ['vouch:set-unsaved-changes', true],
      ['vouch:ready-for-files'],
      ['vouch:journal', { kind: 'names' }],
      ['vouch:secrets', { kind: 'standing' }],
    ]);
  });
});
