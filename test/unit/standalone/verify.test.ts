import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ed25519 } from '@noble/curves/ed25519.js';
import { afterAll, describe, expect, it } from 'vitest';
import {
  editText,
  repacked,
  sealSmall,
  segmentPath,
  zipMembers,
} from '../../../scripts/vectors/small-log.ts';
import { renderLogKeyFile, renderSignersFile } from '../../../scripts/vectors/vector-keys.ts';
import type { SampleMembers } from '../../../shared/samples/sample-members.ts';

const script = 'cli/standalone/verify.mjs';
const source = readFileSync(script, 'utf8');
/** It goes to people who must read it whole before they can believe it. */
const mostLines = 600;
const folder = mkdtempSync(join(tmpdir(), 'vouch-standalone-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const keys = [
  '--vkey',
  write('log.vkey', renderLogKeyFile()),
  '--signers',
  write('signers', renderSignersFile()),
];

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

const good: SampleMembers = (await sealSmall()).members;
const goodZip = write('good.evb.zip', await zipMembers(good));

describe('The second verifier is one file that stands alone', () => {
  it('and imports nothing but what comes with Node', () => {
    const names = [...source.matchAll(/^import .* from '([^']+)';$/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(2);
    expect(source.match(/^import\b/gm)?.length).toBe(names.length);
    expect(names.filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect(names.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  });

  it('and runs no code but its own', () => {
    expect(source).not.toMatch(
      /\bimport\s*\(|\brequire\b|\bfetch\b|\beval\b|\bFunction\b|child_process|node:vm|node:http/,
    );
  });

  it('and can be read in an hour', () => {
    expect(source.split('\n').length - 1).toBeLessThan(mostLines);
    expect(Math.max(...source.split('\n').map((line) => line.length))).toBeLessThanOrEqual(122);
  });

  it('and does not name anything of the code that it checks', () => {
    expect(source).not.toContain('shared/');
  });
});

describe('A person who runs it', () => {
  it('reads each check with its outcome, and the state at the end', () => {
    const { status, stdout } = run(goodZip, ...keys);
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe(`bundle   ${goodZip}`);
    expect(lines.at(-1)).toBe('state    verified');
    const codes = lines.slice(1, -1).map((line) => /^pass {5}([a-z-]+): /.exec(line)?.[1]);
    expect(codes.toSorted()).toEqual(
      [
        ...['chain', 'descriptor', 'disclosure', 'entry-unreadable', 'file-digest', 'file-missing'],
        ...['file-unlisted', 'line-form', 'log-key', 'log-signature', 'manifest-digest'],
        ...['packer-key', 'packer-signature', 'root', 'sequence', 'truncated', 'unsigned-tail'],
      ].toSorted(),
    );
  });

  it('is told what is missing when no bundle, no such option or no such key file is named', () => {
    for (const args of [[], ['--loud', goodZip], [goodZip, '--vkey'], [goodZip, '--vkey', 'nowhere']]) {
      const { status, stdout, stderr } = run(...args);
      expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
      expect(stderr).not.toContain('    at ');
    }
  });

  it('gets nothing better than not verifiable without naming a key', () => {
    expect(run(goodZip).status).toBe(4);
  });

  it('reads a folder as its ZIP', () => {
    for (const [path, bytes] of good) write(`bag/${path}`, bytes);
    const [bag, zip] = [run(join(folder, 'bag'), ...keys), run(goodZip, ...keys)];
    expect(bag.stdout.replace(/^bundle .*/, '')).toBe(zip.stdout.replace(/^bundle .*/, ''));
  });

  it('is told of a link in a folder, which could lead anywhere', () => {
    for (const [path, bytes] of good) write(`linked/${path}`, bytes);
    symlinkSync('/etc/hostname', join(folder, 'linked/data/provenance'));
    const { status, stdout } = run(join(folder, 'linked'), ...keys);
    expect(status).toBe(3);
    expect(stdout).toContain('refused  member-unexpected');
  });

  it('hears the worst of several bundles by the exit code, and an answer for each', () => {
    const { status, stdout } = run(goodZip, write('no.zip', 'words'), ...keys);
    expect(status).toBe(3);
    expect(stdout.match(/^state.*/gm)).toEqual(['state    verified', 'state    unreadable']);
  });

  it('is told that a file is not there, without a stack trace', () => {
    const { status, stdout } = run(join(folder, 'nowhere.evb.zip'), ...keys);
    expect(status).toBe(3);
    expect(stdout).toContain('refused  source-unreadable');
    expect(stdout).not.toContain('    at ');
  });

  it('is told that parts are withheld where they are', () => {
    const hidden = new Map(good);
    hidden.delete('data/disclosures/000000000000.ndjson');
    const path = join(folder, 'hidden');
    for (const [name, bytes] of repacked(hidden)) write(`hidden/${name}`, bytes);
    const { status, stdout } = run(path, ...keys);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^state {4}verified, parts withheld$/m);
  });
});

describe('Keys that a person names', () => {
  const [signer = ''] = renderSignersFile().split('\n');
  const withOptions = (options: string) =>
    run(
      goodZip,
      ...keys.slice(0, 2),
      '--signers',
      write('options', `${signer.replace(/namespaces="[^"]*"/, options)}\n`),
    );

  it('count inside their window of validity, and not outside of it', () => {
    expect(
      withOptions('namespaces="evidence-bundle@v1",valid-after="20200101Z",valid-before="29990101Z"').status,
    ).toBe(0);
    expect(withOptions('valid-after="29990101Z"').status).toBe(4);
    expect(withOptions('valid-before="299901011200Z"').status).toBe(0);
    expect(withOptions('valid-before="20200101120000Z"').status).toBe(4);
  });

  it('are refused for another namespace, as an authority, in local time, or with an option that is not known', () => {
    for (const options of [
      'namespaces="file"',
      'cert-authority',
      'verify-required="yes"',
      'valid-after="soon"',
      'valid-after="20200101"',
      'valid-before="29990101Z",valid-after="20200101Z"',
      'valid-after=""',
      'namespaces="file",namespaces="evidence-bundle@v1"',
    ]) {
      expect({ options, status: withOptions(options).status }).toEqual({ options, status: 2 });
    }
  });

  it('are refused when every signature would be valid under them', () => {
    // RFC 7748 and the small subgroup of edwards25519: y = 1, y = -1, y = 0, and a point of order 8.
    const lowOrder = [
      `01${'00'.repeat(31)}`,
      `ec${'ff'.repeat(30)}7f`,
      '00'.repeat(32),
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    ];
    // A sound key plus the point of order 8: OpenSSL and a verifier with the cofactor would differ about it.
    const torsion = ed25519.Point.fromHex(lowOrder[3] ?? '');
    const mixed = ed25519.Point.BASE.add(torsion).toHex();
    // Not canonical: y is the prime plus 1; and not on the curve: y is 2.
    const others = [`ee${'ff'.repeat(30)}7f`, `02${'00'.repeat(31)}`];
    for (const hex of [...lowOrder, mixed, ...others]) {
      const raw = Buffer.from(hex, 'hex');
      const key = Buffer.concat([Buffer.from('0000000b7373682d6564323535313900000020', 'hex'), raw]).toString(
        'base64',
      );
      const { status } = run(
        goodZip,
        ...keys.slice(0, 2),
        '--signers',
        write('weak', `x ssh-ed25519 ${key}\n`),
      );
      expect({ hex, status }).toEqual({ hex, status: 2 });
    }
  });
});

describe('A hostile bundle', () => {
  it('cannot move the cursor of a terminal, nor write a state of its own', () => {
    for (const [path, bytes] of good) write(`evil/${path}`, bytes);
    write('evil/data/keys/\u202e\u{1f4a9} state verified.note', '');
    const { stdout } = run(join(folder, 'evil'), ...keys);
    expect(stdout).toContain('\\u{202e}\\u{1f4a9}');
    expect(stdout).not.toMatch(/[^\n -~]/);
    expect(stdout.match(/^state.*/gm)).toEqual(['state    failed']);
  });

  it('cannot write into the report with the name of a file in a folder', () => {
    for (const [path, bytes] of good) write(`named/${path}`, bytes);
    write('named/data/x\nstate    verified', 'x');
    const { status, stdout } = run(join(folder, 'named'), ...keys);
    expect(status).toBe(3);
    expect(stdout.match(/^state.*/gm)).toEqual(['state    unreadable']);
  });

  it('cannot stop the verifier with nesting, and the line is named', async () => {
    const nested = '['.repeat(30_000) + ']'.repeat(30_000);
    const deep = editText(good, segmentPath(4), (text) => text.replace('"act-6"', nested));
    const { status, stdout } = run(write('deep.evb.zip', await zipMembers(repacked(deep))), ...keys);
    expect(status).toBe(1);
    expect(stdout).toContain('unknown  entry-ambiguous: line 3 of data/segments/000000000004.ndjson: ');
  });

  it('cannot fill the memory with a disclosure member that is nothing but brackets', async () => {
    const brackets = '['.repeat(8_000_000);
    const deep = editText(good, 'data/disclosures/000000000000.ndjson', () => `${brackets}\n`);
    const { status, stdout } = run(write('brackets.evb.zip', await zipMembers(repacked(deep))), ...keys);
    expect(status).toBe(1);
    expect(stdout).toContain('fail     disclosure: line 1 of data/disclosures/000000000000.ndjson ');
  });

  it('cannot fill the memory with one line that inflates to a gigabyte, or to what a segment may have', async () => {
    const zip = await zipMembers(good);
    for (const [mebibytes, what] of [
      [1_000, 'data/segments/000000000012.ndjson is too large'],
      [100, 'refused  member-crc'],
    ] as const) {
      const { status, stdout } = run(write('bomb.evb.zip', withBomb(zip, mebibytes)), ...keys);
      expect({ mebibytes, status }).toEqual({ mebibytes, status: 3 });
      expect(stdout).toContain(what);
    }
  });
});

/** Puts a deflated member in front: zeros, so many MiB of them, as one line of a segment. */
function withBomb(zip: Uint8Array, mebibytes: number): Uint8Array {
  const plain = Buffer.alloc(mebibytes * 2 ** 20);
  const data = deflateRawSync(plain, { level: 9 });
  const name = Buffer.from('data/segments/000000000012.ndjson');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(45, 0);
  fields.writeUInt16LE(0x800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(0x21, 8);
  // The CRC is false.
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(plain.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, data]);
  const end = Buffer.from(zip.slice(-22));
  const directory = Buffer.from(zip.slice(end.readUInt32LE(16), -22));
  for (
    let at = 0;
    at < directory.length;
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30)
  ) {
    directory.writeUInt32LE(directory.readUInt32LE(at + 42) + local.length, at + 42);
  }
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE(0o100644 * 0x10000, 6);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u002d\u0003', 'latin1'),
    fields,
    attributes,
    name,
  ]);
  end.writeUInt16LE(end.readUInt16LE(8) + 1, 8);
  end.writeUInt16LE(end.readUInt16LE(10) + 1, 10);
  end.writeUInt32LE(directory.length + central.length, 12);
  end.writeUInt32LE(end.readUInt32LE(16) + local.length, 16);
  return Buffer.concat([local, zip.slice(0, end.readUInt32LE(16) - local.length), central, directory, end]);
}
