import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handOverFiles } from '../../../electron/main/hand-over-files.ts';
import { createOpenFiles, maximumWaitingFiles } from '../../../electron/main/open-files.ts';
import { isOpenableFile, pathsFromArguments } from '../../../electron/main/openable-file.ts';
import { asElectron, FakeWebContents } from '../../support/fake-electron.ts';

describe('files to open', () => {
  it('wait until the window says that it listens, then come in the order in which they were named', async () => {
    const { openFiles, handedOver } = queue();
    await openFiles.offer(['/a.evb']);
    await openFiles.offer(['/b.evb']);
    expect(handedOver).toEqual([]);
    await openFiles.windowReady();
    expect(handedOver).toEqual([['/a.evb', '/b.evb']]);
  });

  it('come at once when the window listens already, each of them once', async () => {
    const { openFiles, handedOver } = queue();
    await openFiles.windowReady();
    await openFiles.offer(['/a.evb', '/a.evb']);
    await openFiles.windowReady();
    expect(handedOver).toEqual([['/a.evb']]);
  });

  it('wait again when the window is gone', async () => {
    const { openFiles, handedOver } = queue();
    await openFiles.windowReady();
    openFiles.windowGone();
    await openFiles.offer(['/a.evb']);
    expect(handedOver).toEqual([]);
    await openFiles.windowReady();
    expect(handedOver).toEqual([['/a.evb']]);
  });

  it('that come while others are handed over are a batch of their own, after it', async () => {
    const open: (() => void)[] = [];
    const { openFiles, handedOver } = queue({ handOver: () => new Promise<void>((done) => open.push(done)) });
    await openFiles.windowReady();
    const first = openFiles.offer(['/a.evb']);
    await Promise.resolve();
    await openFiles.offer(['/b.evb']);
    expect(handedOver).toEqual([['/a.evb']]);
    open[0]?.();
    await expect.poll(() => handedOver).toEqual([['/a.evb'], ['/b.evb']]);
    open[1]?.();
    await first;
  });

  it('that are no bundles are named to the person, and the others are opened all the same', async () => {
    const { openFiles, handedOver, told } = queue({ isOpenable: async (path) => path.endsWith('.evb') });
    await openFiles.windowReady();
    await openFiles.offer(['/secret/notes.txt', '/a.evb']);
    expect(handedOver).toEqual([['/a.evb']]);
    expect(told).toEqual([['notes.txt: not a file that ends in .evb.zip, .evb or .zip']]);
  });

  it('beyond the limit are named, not dropped in silence', async () => {
    const { openFiles, handedOver, told } = queue();
    const paths = Array.from({ length: maximumWaitingFiles + 2 }, (_, index) => `/${index}.evb`);
    await openFiles.offer(paths);
    await openFiles.windowReady();
    expect(handedOver).toEqual([paths.slice(0, maximumWaitingFiles)]);
    expect(told).toEqual([['32.evb: more than 32 files at once', '33.evb: more than 32 files at once']]);
  });

  it('that the window does not take are named, and the next ones still come', async () => {
    const { openFiles, handedOver, told } = queue({
      handOver: async (paths) => {
        if (paths.includes('/a.evb')) throw new Error('no such input');
      },
    });
    await openFiles.windowReady();
    await openFiles.offer(['/a.evb']);
    await openFiles.offer(['/b.evb']);
    expect(handedOver).toEqual([['/a.evb'], ['/b.evb']]);
    expect(told).toEqual([['a.evb: the window did not take the file; open it there instead']]);
  });
});

describe('handing files to the page', () => {
  it('puts them into the hidden input as a person would, and leaves no debugger behind', async () => {
    const contents = new FakeWebContents();
    await handOverFiles(asElectron(contents), ['/a.evb', '/b.evb']);
    expect(contents.debugger.commands).toEqual([
      ['attach', '1.3'],
      ['DOM.getDocument', { depth: 0 }],
      ['DOM.querySelector', { nodeId: 1, selector: 'input#open-request' }],
      ['DOM.setFileInputFiles', { nodeId: 7, files: ['/a.evb', '/b.evb'] }],
      ['detach', null],
    ]);
  });

  it('fails, and still leaves no debugger behind, when the page has no such input', async () => {
    const contents = new FakeWebContents();
    contents.debugger.inputNodeId = 0;
    await expect(handOverFiles(asElectron(contents), ['/a.evb'])).rejects.toThrow(
      'The page has no input for opened files',
    );
    expect(contents.debugger.isAttached).toBe(false);
    expect(contents.debugger.commands.map(([method]) => method)).not.toContain('DOM.setFileInputFiles');
  });

  it('fails without touching the page when somebody else is debugging it', async () => {
    const contents = new FakeWebContents();
    contents.debugger.attach('1.3');
    await expect(handOverFiles(asElectron(contents), ['/a.evb'])).rejects.toThrow('already attached');
    expect(contents.debugger.commands).toEqual([['attach', '1.3']]);
    expect(contents.debugger.isAttached).toBe(true);
  });
});

describe('a path', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vouch-open-'));
    for (const name of ['a.evb.zip', 'b.evb', 'c.zip', 'D.EVB.ZIP', 'notes.txt', 'a.evb.zip.exe', '.zip']) {
      writeFileSync(join(folder, name), 'PK');
    }
    mkdirSync(join(folder, 'folder.evb'));
    symlinkSync(join(folder, 'folder.evb'), join(folder, 'linked-folder.evb'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.evb'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['a.evb.zip', 'b.evb', 'c.zip', 'D.EVB.ZIP'])(
    'is opened when it is a bundle by its ending: %s',
    async (name) => expect(await isOpenableFile(join(folder, name))).toBe(true),
  );

  it.each([
    'notes.txt',
    'a.evb.zip.exe',
    '.zip',
    'folder.evb',
    'linked-folder.evb',
    'broken.evb',
    'missing.evb',
    'a.evb.zip\0',
  ])('is not opened when it is something else, a folder or missing: %j', async (name) =>
    expect(await isOpenableFile(join(folder, name))).toBe(false),
  );

  it('is not opened when it is a socket, which would block whoever reads it', async () => {
    const path = join(folder, 'socket.evb');
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    expect(await isOpenableFile(path)).toBe(false);
    await new Promise((closed) => server.close(closed));
  });

  it('is taken from the command line by its ending; switches and the program itself are not', () => {
    const args = [
      '/opt/own.zip',
      '--user-data-dir=/x.evb',
      '.',
      '-v.zip',
      'sub/a.evb.zip',
      '/abs/b.evb',
      'n.txt',
    ];
    expect(pathsFromArguments(args, '/home/someone')).toEqual(['/home/someone/sub/a.evb.zip', '/abs/b.evb']);
  });
});

function queue(
  platform: {
    isOpenable?: (path: string) => Promise<boolean>;
    handOver?: (paths: readonly string[]) => Promise<void>;
  } = {},
) {
  const handedOver: (readonly string[])[] = [];
  const told: (readonly string[])[] = [];
  const openFiles = createOpenFiles({
    isOpenable: platform.isOpenable ?? (async () => true),
    async handOver(paths) {
      handedOver.push(paths);
      await platform.handOver?.(paths);
    },
    tell: (sentences) => void told.push(sentences),
  });
  return { openFiles, handedOver, told };
}
