import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { sealSmall } from '../../../scripts/vectors/small-log.ts';
import { renderLogKeyFile, renderSignersFile } from '../../../scripts/vectors/vector-keys.ts';
import { answerOfCore } from '../../vectors/answer-of-core.ts';
import {
  type BuiltEnd,
  type BuiltMember,
  buildZip,
  extraField,
  record,
  zip64End,
} from '../archive/zip-builder.ts';

// A sound bundle in a ZIP with one trick. What the core refuses, the second verifier must not call verified; what
// both accept is a bundle that both verify. Each ZIP is judged by a process of its own kind: files and nothing else.
const folder = mkdtempSync(join(tmpdir(), 'vouch-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (words: string) => Buffer.from(words);

const members: readonly BuiltMember[] = [...(await sealSmall()).members].map(([name, data]) => ({
  name,
  data,
}));
const [first = { name: '' }, ...others] = members;
const plain = Buffer.from(first.data ?? []);
const deflated = deflateRawSync(plain);
const truth = [crc32(plain), deflated.length, plain.length] as const;
const packed = { ...first, data: deflated, method: 8, size: plain.length, crc: truth[0] };
const streamed = { ...packed, flags: 8, local: { crc: 0, size: 0, compressedSize: 0 } };
const ones = { needed: 45, crc: 0, size: 0xffffffff, compressedSize: 0xffffffff };
const wide = { ...streamed, local: { ...ones, extra: extraField(1, Buffer.alloc(16)) } };
const behindWide = record([4, 0x08074b50], [4, truth[0]], [8, truth[1]], [8, truth[2]]);
const directory = members.reduce((sum, { name, data }) => sum + 30 + name.length + (data?.length ?? 0), 0);
const entries = members.reduce((sum, { name }) => sum + 46 + name.length, 0);
const honest = { count: members.length, directoryOffset: directory, directorySize: entries };

function zipOf(changed: Partial<BuiltMember>, end: BuiltEnd = {}): Uint8Array {
  return buildZip([{ ...first, ...changed }, ...others], end);
}

const accepted: Record<string, Uint8Array> = {
  'nothing false': buildZip(members),
  'a deflated member': zipOf(packed),
  'a data descriptor': zipOf({ ...streamed, behind: record([4, truth[0]], [4, truth[1]], [4, truth[2]]) }),
  'a data descriptor with a signature': zipOf({
    ...streamed,
    behind: record([4, 0x08074b50], [4, truth[0]], [4, truth[1]], [4, truth[2]]),
  }),
  'a data descriptor of 64 bits': zipOf({ ...wide, behind: behindWide }),
  'a data descriptor of 64 bits that nothing announces': zipOf({ ...streamed, behind: behindWide }),
  'times in extra fields': zipOf({ extra: extraField(0x5455, Buffer.alloc(5)) }),
  'a folder that holds a file': buildZip([{ name: 'data/' }, ...members]),
};

const junk = text('<script>');
const refused: Record<string, Uint8Array> = {
  'bytes before': Buffer.concat([junk, buildZip(members)]),
  'bytes behind': Buffer.concat([buildZip(members), junk]),
  'a comment': buildZip(members, { comment: junk }),
  'a comment with a second end record': buildZip(members, { comment: buildZip([]).subarray(-22) }),
  'bytes between members': zipOf({ behind: junk }),
  'a member between that is not listed': zipOf({
    behind: buildZip([{ name: 'x', data: junk }]).subarray(0, 39),
  }),
  'bytes before the end record': buildZip(members, { before: junk }),
  'bytes behind deflate data': zipOf({ ...packed, data: Buffer.concat([deflated, junk]) }),
  'deflate data that ends early': zipOf({ ...packed, data: deflated.subarray(0, -1) }),
  'no deflate data': zipOf({ ...packed, data: new Uint8Array(0), size: 0, crc: 0 }),
  'an extra field that nobody knows': zipOf({ extra: extraField(0xcafe, junk) }),
  'a Unicode path field': zipOf({ extra: extraField(0x7075, junk) }),
  'an extra field that is cut': zipOf({ extra: record([2, 0x5455], [2, 40]) }),
  'a comment of a member': zipOf({ central: { comment: 'hi' } }),
  'two names for one local header': buildZip([...members, { ...first, central: { localOffset: 0 } }]),
  'a name twice': buildZip([...members, first]),
  'a name in another case': buildZip([...members, { ...first, name: String(first.name).toUpperCase() }]),
  'an empty folder': buildZip([...members, { name: 'data/keys/' }]),
  'a folder with content': buildZip([{ name: 'data/', data: junk }, ...members]),
  'a file that is also a folder': buildZip([
    ...members,
    { name: 'data/provenance/a' },
    { name: 'data/provenance/a/b' },
  ]),
  'a path that climbs': buildZip([...members, { name: 'data/provenance/../../x' }]),
  'a device name': buildZip([...members, { name: 'data/provenance/AUX.txt' }]),
  'a name that is not UTF-8': buildZip([...members, { name: Buffer.from('data/provenance/\xff', 'latin1') }]),
  'a name beyond ASCII without the flag': buildZip([...members, { name: 'data/provenance/\u00e9' }]),
  encryption: zipOf({ flags: 1 }),
  'another method': zipOf({ method: 12 }),
  'a later version': zipOf({ needed: 63 }),
  'a symbolic link': zipOf({ central: { external: 0o120777 * 0x10000 } }),
  'a DOS device': zipOf({ central: { madeBy: 20, external: 0x40 } }),
  'internal attributes': zipOf({ central: { internal: 2 } }),
  'another disk': zipOf({ central: { disk: 1 } }),
  'another local name': zipOf({ local: { name: 'bagit.tx_' } }),
  'another local method': zipOf({ local: { method: 8 } }),
  'other local flags': zipOf({ local: { flags: 0x800 } }),
  'another local time': zipOf({ local: { time: 0x0021_0001 } }),
  'another local CRC': zipOf({ local: { crc: 1 } }),
  'another local size': zipOf({ local: { size: 1 } }),
  'no local sizes and no descriptor': zipOf({ local: { crc: 0, size: 0, compressedSize: 0 } }),
  'another CRC': zipOf({ crc: 1 }),
  'a size that is too small': zipOf({ ...packed, size: plain.length - 1 }),
  'a size that is too large': zipOf({ ...packed, size: plain.length + 1 }),
  'a size that deflate cannot reach': zipOf({ ...packed, size: deflated.length * 1_032 + 1 }),
  'a bomb': zipOf({ ...packed, data: deflateRawSync(Buffer.alloc(64 * 1024 * 1024)) }),
  'no data descriptor': zipOf(streamed),
  'a false data descriptor': zipOf({ ...streamed, behind: record([4, 1], [4, truth[1]], [4, truth[2]]) }),
  'ones without the field of ZIP64': zipOf({ ...wide, local: ones, behind: behindWide }),
  'a field of ZIP64 with sizes': zipOf({
    ...wide,
    local: { ...ones, extra: extraField(1, record([8, 1], [8, 1])) },
    behind: behindWide,
  }),
  'one member less': buildZip(members, { count: members.length - 1 }),
  'one member more': buildZip(members, { count: members.length + 1 }),
  'a count on another disk': buildZip(members, { countHere: 1 }),
  'several disks': buildZip(members, { disk: 1 }),
  'a directory that begins earlier': buildZip(members, { directoryOffset: 0 }),
  'ones in the end record without ZIP64': buildZip(members, { directoryOffset: 0xffffffff }),
  'ZIP64 records that lie': buildZip(members, { before: zip64End({ ...honest, count: 1 }) }),
};

const written: readonly (readonly [string, string, Uint8Array])[] = Object.entries({
  ...accepted,
  ...refused,
}).map(([name, zip], index) => {
  const path = join(folder, `${index}.evb.zip`);
  writeFileSync(path, zip);
  return [name, path, zip];
});
const big = join(folder, 'zip64.evb.zip');
writeFileSync(big, buildZip(members, { before: zip64End(honest) }));

const keyFiles = { '--vkey': renderLogKeyFile(), '--signers': renderSignersFile() };
const keys = Object.entries(keyFiles).flatMap(([option, content]) => {
  writeFileSync(join(folder, option), content);
  return [option, join(folder, option)];
});
const paths = [...written.map(([, path]) => path), big];
const { stdout, stderr } = spawnSync(process.execPath, ['cli/standalone/verify.mjs', ...paths, ...keys], {
  encoding: 'utf8',
});
const states = [...stdout.matchAll(/^state +(.*)$/gm)].map(([, state]) => state);

describe('A sound bundle in a ZIP', () => {
  it('is judged to the end, whatever the ZIPs before it were', () => {
    expect(stderr).toBe('');
    expect(states).toHaveLength(paths.length);
  });

  for (const [index, [name, , zip]] of written.entries()) {
    it(`with ${name} is ${name in accepted ? 'verified' : 'refused'} by both verifiers`, async () => {
      const [core, standalone] = name in accepted ? ['verified', 'verified'] : ['refused', 'unreadable'];
      expect((await answerOfCore(zip)).state).toBe(core);
      expect(states[index]).toBe(standalone);
    });
  }

  it('with end records of ZIP64 is not read by the second one, which says what to do instead', () => {
    expect(states.at(-1)).toBe('unreadable');
    expect(stdout).toContain('What it unpacks to can be named as a folder.');
  });
});
