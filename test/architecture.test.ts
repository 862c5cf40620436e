import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foldersWithCode, importsOf, sourceFiles, wordsOfNames } from './support/source-files.ts';

const shipped = sourceFiles('shared', 'renderer', 'electron', 'cli');
const all = [...shipped, ...sourceFiles('scripts', 'test', 'bench')];
const imports = all.flatMap(importsOf);

describe('Inside shared', () => {
  it('the imports are found at all', () => {
    expect(imports.length).toBeGreaterThan(all.length);
  });

  /** A folder imports from the groups before its own, and from no other folder of its group. */
  const order: readonly (readonly string[])[] = [
    ['bytes'],
    ['json', 'archive', 'markdown'],
    ['crypto'],
    ['chain', 'adapters'],
    ['certificates'],
    ['trust', 'identity', 'vault'],
    ['bundle'],
    ['verify', 'index'],
    ['query', 'readiness', 'sampling'],
    ['search'],
    ['case'],
    ['casework'],
    ['export'],
    ['redaction'],
    ['report'],
    ['case-file'],
    ['pack', 'lens'],
    ['contract', 'samples'],
  ];
  const rankOf = (path: string) => order.findIndex((group) => group.includes(folderOf(path)));
  const folderOf = (path: string) => path.split('/')[1] ?? '';
  const inside = imports.filter(({ from, to }) => from.startsWith('shared/') && to.startsWith('shared/'));

  it('every folder has its place in the order', () => {
    const unknown = foldersWithCode('shared').filter((folder) => rankOf(`${folder}/`) === -1);
    expect(unknown).toEqual([]);
  });

  it('nothing imports from a later folder', () => {
    const wrong = inside.filter(({ from, to, isTypeOnly }) => {
      // The case protocol is types alone; whoever makes an answer may name its type.
      if (isTypeOnly && to.startsWith('shared/contract/')) return false;
      return folderOf(from) !== folderOf(to) && rankOf(from) <= rankOf(to);
    });
    expect(wrong.map(toWords)).toEqual([]);
  });

  it('the case protocol holds types alone, so that the exception above stays harmless', () => {
    const { text = '' } = shipped.find(({ path }) => path === 'shared/contract/case-protocol.ts') ?? {};
    expect(text).not.toBe('');
    expect(text.match(/^export (?!interface|type).*$/gm)).toBeNull();
  });
});

describe('Between runtimes', () => {
  /** What the files below a folder may import: own folders and packages, by the beginning of their names. */
  const rules: readonly { readonly from: string; readonly mayImport: readonly string[] }[] = [
    { from: 'shared/', mayImport: ['shared/', '@noble/', 'pkijs', 'asn1js', 'pdfkit', 'hyparquet-writer'] },
    { from: 'renderer/data/', mayImport: ['renderer/data/', 'shared/', 'dexie'] },
    {
      from: 'renderer/workers/',
      mayImport: [
        ...['renderer/workers/', 'renderer/data/', 'shared/'],
        ...['virtual:crc-kernel', 'virtual:digest-kernel', 'virtual:index-kernel', 'virtual:text-kernel'],
        'virtual:report-fonts',
        'virtual:report-programs',
      ],
    },
    { from: 'renderer/client/', mayImport: ['renderer/client/', 'shared/', 'react'] },
    { from: 'renderer/host/', mayImport: ['renderer/host/', 'shared/contract/'] },
    {
      from: 'renderer/text/',
      mayImport: ['renderer/text/', 'renderer/views/common/format-', 'shared/', 'docs/query.md?raw'],
    },
    {
      from: 'renderer/views/',
      mayImport: [
        'renderer/views/',
        'renderer/text/',
        'renderer/client/',
        'renderer/host/host.ts',
        'shared/',
        'react',
      ],
    },
    { from: 'electron/main/', mayImport: ['electron/main/', 'shared/contract/host-', 'electron', 'node:'] },
    { from: 'electron/preload/', mayImport: ['shared/contract/host-', 'electron'] },
    {
      from: 'cli/',
      mayImport: ['cli/', 'shared/', 'node:', 'virtual:report-fonts', 'virtual:report-programs'],
    },
    { from: 'cli/standalone/', mayImport: ['node:'] },
    {
      from: 'scripts/',
      mayImport: ['scripts/', 'shared/', 'cli/', 'node:', 'vite', '@vitejs/'],
    },
  ];

  for (const { from, mayImport } of rules) {
    it(`${from} imports only what it may`, () => {
      const wrong = imports.filter(
        (each) => each.from.startsWith(from) && !mayImport.some((allowed) => each.to.startsWith(allowed)),
      );
      expect(wrong.map(toWords)).toEqual([]);
    });
  }

  it('only shared/certificates sees the libraries for certificates: they are laxer than what is decided here', () => {
    const wrong = imports.filter(
      ({ from, to }) => /^(?:pkijs|asn1js)$/.test(to) && !/^(?:shared\/certificates|test)\//.test(from),
    );
    expect(wrong.map(toWords)).toEqual([]);
  });

  it('only one file sees the library that writes PDF', () => {
    const seeing = imports.filter(({ to }) => to === 'pdfkit').map(({ from }) => from);
    expect(seeing).toEqual(['shared/report/pdf/pdfkit-writer.ts']);
  });

  it('only one file sees the library that writes Parquet', () => {
    const seeing = imports.filter(({ to }) => to === 'hyparquet-writer').map(({ from }) => from);
    expect(seeing).toEqual(['shared/export/parquet-export.ts']);
  });

  it('nobody imports a test', () => {
    const wrong = imports.filter(({ from, to }) => !from.startsWith('test/') && to.startsWith('test/'));
    expect(wrong.map(toWords)).toEqual([]);
  });

  it('the database, the bridge and the messages to main each have one owner', () => {
    const naming = (word: string) =>
      shipped.filter(({ text }) => text.includes(word)).map(({ path }) => path);
    expect(naming('new Dexie(')).toEqual(['renderer/data/database.ts']);
    expect(naming('ipcMain.handle')).toEqual(['electron/main/ipc.ts']);
    expect(naming('exposeInMainWorld')).toEqual(['electron/preload/preload.ts']);
  });
});

describe('Files', () => {
  const lengths = all.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

  it('none is longer than 400 lines', () => {
    // The second verifier is one file on purpose: it is handed on, read and run by itself.
    const long = lengths.filter(({ path, lines }) => lines > 400 && path !== 'cli/standalone/verify.mjs');
    expect(long).toEqual([]);
  });

  it('half are at most 120 lines, and nine of ten at most 250', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(120);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(250);
  });

  it('none only passes on what others export', () => {
    const barrels = all.filter(({ text }) => /^export (?:\*|(?:type )?\{[^}]*\}) from /m.test(text));
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it('none is a drawer for what has no place', () => {
    const drawers = all.filter(({ path }) =>
      /\b(?:utils?|helpers?|misc|common|types|index)\.tsx?$/.test(path),
    );
    expect(drawers.map(({ path }) => path).filter((path) => !path.startsWith('renderer/text/'))).toEqual([]);
  });

  it('no name uses a word that the glossary gives up for another, or an abbreviation', () => {
    const refused = [
      // For digest, opened file, checkpoint and redaction.
      ...['checksum', 'upload', 'sth', 'masking'],
      ...['cfg', 'ctx', 'btn', 'idx', 'tmp', 'msg', 'req', 'evt', 'cb', 'fn', 'buf', 'arr', 'obj', 'mgr'],
    ];
    const found = shipped.flatMap((file) => {
      const words = wordsOfNames(file);
      return refused.filter((word) => words.has(word)).map((word) => `${file.path}: ${word}`);
    });
    expect(found).toEqual([]);
  });

  it('a finding is what a person concludes: nothing that checks evidence has one', () => {
    const checking = shipped.filter(({ path }) =>
      /^shared\/(?:verify|chain|trust|bundle|crypto|certificates|archive)\//.test(path),
    );
    const found = checking.filter((file) =>
      ['finding', 'findings'].some((word) => wordsOfNames(file).has(word)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('Folders', () => {
  it('every folder with code says in a README what lives there, or the folder above does', () => {
    const silent = foldersWithCode(
      'shared',
      'renderer',
      'electron',
      'cli',
      'scripts',
      'test',
      'bench',
    ).filter((folder) => {
      const above = folder.replace(/\/[^/]+$/, '');
      // The folders of these two differ too much for one text above them.
      const speaksForItself = /^(?:shared|renderer)\/[^/]+$/.test(folder);
      return !existsSync(`${folder}/README.md`) && (speaksForItself || !existsSync(`${above}/README.md`));
    });
    expect(silent).toEqual([]);
  });

  it('no README of a folder is longer than 15 lines', () => {
    const long = foldersWithCode('shared', 'renderer', 'electron', 'cli', 'scripts', 'test', 'bench')
      .map((folder) => `${folder}/README.md`)
      .filter((path) => existsSync(path) && readFileSync(path, 'utf8').trimEnd().split('\n').length > 15);
    expect(long).toEqual([]);
  });
});

describe('Packages', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  }
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

  it('every version is exact', () => {
    const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(ranges).toEqual([]);
  });

  it('the lock file names no host to install from', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": *"(?!file:)|:\/\/registry\./);
  });

  it('docs/dependencies.md has a line for every package', () => {
    const text = readFileSync('docs/dependencies.md', 'utf8');
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !text.split('\n').some((line) => line.startsWith('|') && line.includes(`\`${name}\``)),
    );
    expect(missing).toEqual([]);
  });
});

function toWords({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} imports ${to}`;
}
