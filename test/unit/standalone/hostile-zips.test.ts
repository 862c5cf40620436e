import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { sealSmall, zipMembers, zipStreamed } from '../../../scripts/vectors/small-log.ts';
import { renderLogKeyFile, renderSignersFile } from '../../../scripts/vectors/vector-keys.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { answerOfCore } from '../../vectors/answer-of-core.ts';
import {
  type BuiltEnd,
  type BuiltMember,
  buildZip,
  extraField,
  record,
  zip64End,
} from '../archive/zip-builder.ts';

// A sound bundle in a ZIP with one trick. What the core refuses, the second verifier must not call verified. It reads a
// ZIP only as Vouch writes it, so all else must stand there as Vouch writes it: no trick is refused for another reason.
const folder = mkdtempSync(join(tmpdir(), 'vouch-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (words: string) => Buffer.from(words);

/** Version 4.5, a name in UTF-8, by Unix: the fields that the builder sets otherwise where nothing is said. */
function asVouchWrites(member: BuiltMember): BuiltMember {
  const own = { needed: 45, flags: 0x800, ...member };
  return { ...own, central: { madeBy: 0x032d, ...member.central } };
}

const sound = (await sealSmall()).members;
const members: readonly BuiltMember[] = [...sound].map(([name, data]) => asVouchWrites({ name, data }));
const [first = { name: '' }, ...others] = members;
const [last = { name: '' }] = members.slice(-1);
const plain = Buffer.from(first.data ?? []);
const deflated = deflateRawSync(plain);
const truth = [crc32(plain), deflated.length, plain.length] as const;
const packed = { ...first, data: deflated, method: 8, size: plain.length, crc: truth[0] };
const streamed = { ...packed, flags: 0x808, local: { crc: 0, size: 0, compressedSize: 0 } };
const ones = { needed: 45, crc: 0, size: 0xffffffff, compressedSize: 0xffffffff };
const wide = { ...streamed, local: { ...ones, extra: extraField(1, Buffer.alloc(16)) } };
const behindWide = descriptorOf(truth[0]);
const directory = members.reduce((sum, { name, data }) => sum + 30 + name.length + (data?.length ?? 0), 0);
const entries = members.reduce((sum, { name }) => sum + 46 + name.length, 0);
const honest = { count: members.length, directoryOffset: directory, directorySize: entries };

function zipOf(changed: Partial<BuiltMember>, end: BuiltEnd = {}): Uint8Array {
  const { name, data } = first;
  return buildZip([asVouchWrites({ name, ...(data ? { data } : {}), ...changed }), ...others], end);
}

function descriptorOf(crc: number, more = 0): Uint8Array {
  return record([4, 0x08074b50], [4, crc], [8, truth[1]], [8, truth[2] + more]);
}

function zipAnd(...more: readonly BuiltMember[]): Uint8Array {
  return buildZip([...members, ...more.map(asVouchWrites)]);
}

/** Members above 4 MiB are written so: their sums follow the data, though it is not deflated. */
async function zipStoredAndStreamed(): Promise<Uint8Array> {
  const inputs = async function* () {
    for (const [path, bytes] of sound) yield { path, chunks: new Blob([new Uint8Array(bytes)]).stream() };
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputs(), { deflate: null, heldBytes: 0 })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const accepted: Record<string, Uint8Array> = {
  'all that Vouch writes, stored': await zipMembers(sound),
  'all that Vouch writes, deflated and streamed': await zipStreamed(sound),
  'all that Vouch writes, stored and streamed': await zipStoredAndStreamed(),
  'nothing false': buildZip(members),
  'a deflated member': zipOf(packed),
  'a data descriptor of 64 bits': zipOf({ ...wide, behind: behindWide }),
};

/** Sound, and not as Vouch writes it: the tools of others write ZIPs so. */
const foreign: Record<string, Uint8Array> = {
  'an older version': zipOf({ needed: 20 }),
  'another system': zipOf({ central: { madeBy: 0x031e } }),
  'another time': zipOf({ time: 0x5b21_0000 }),
  'another mode': zipOf({ central: { external: 0o100600 * 0x10000 } }),
  'a name in ASCII without the flag': zipOf({ flags: 0 }),
  'a data descriptor': zipOf({ ...streamed, behind: record([4, truth[0]], [4, truth[1]], [4, truth[2]]) }),
  'a data descriptor with a signature': zipOf({
    ...streamed,
    behind: record([4, 0x08074b50], [4, truth[0]], [4, truth[1]], [4, truth[2]]),
  }),
  'a data descriptor of 64 bits that nothing announces': zipOf({ ...streamed, behind: behindWide }),
  'times in extra fields': zipOf({ extra: extraField(0x5455, Buffer.alloc(5)) }),
  'an owner and a group in extra fields': zipOf({
    extra: extraField(0x7875, Buffer.from('0104e803000004e8030000', 'hex')),
  }),
  'a folder that holds a file': buildZip([asVouchWrites({ name: 'data/' }), ...members]),
};

const junk = text('<script>');
const refused: Record<string, Uint8Array> = {
  'bytes before': Buffer.concat([junk, buildZip(members)]),
  'bytes behind': Buffer.concat([buildZip(members), junk]),
  'a comment': buildZip(members, { comment: junk }),
  'a comment that is not there': withCommentLength(buildZip(members), 1),
  'a comment with a second end record': buildZip(members, { comment: buildZip([]).subarray(-22) }),
  'bytes between members': zipOf({ behind: junk }),
  'a member between that is not listed': zipOf({
    behind: buildZip([{ name: 'x', data: junk }]).subarray(0, 39),
  }),
  'bytes behind the last member': buildZip([...members.slice(0, -1), { ...last, behind: junk }]),
  'bytes before the end record': buildZip(members, { before: junk }),
  'bytes behind deflate data': zipOf({ ...packed, data: Buffer.concat([deflated, junk]) }),
  'deflate data that ends early': zipOf({ ...packed, data: deflated.subarray(0, -1) }),
  'no deflate data': zipOf({ ...packed, data: new Uint8Array(0), size: 0, crc: 0 }),
  'an extra field that nobody knows': zipOf({ extra: extraField(0xcafe, junk) }),
  'a Unicode path field': zipOf({ extra: extraField(0x7075, junk) }),
  'an extra field that is cut': zipOf({ extra: record([2, 0x5455], [2, 40]) }),
  'a comment of a member': zipOf({ central: { comment: 'hi' } }),
  'two names for one local header': zipAnd({ ...first, central: { localOffset: 0 } }),
  'a name twice': zipAnd(first),
  'a name in another case': zipAnd({ ...first, name: String(first.name).toUpperCase() }),
  'a name longer than its directory': withLongerLastName(buildZip(members)),
  'an empty folder': zipAnd({ name: 'data/keys/' }),
  'a folder with content': buildZip([asVouchWrites({ name: 'data/', data: junk }), ...members]),
  'a file that is also a folder': zipAnd({ name: 'data/provenance/a' }, { name: 'data/provenance/a/b' }),
  'a file that is also a folder, with a name that sorts between': zipAnd(
    ...['a', 'a-b', 'a/b'].map((name) => ({ name: `data/provenance/${name}` })),
  ),
  'a path that climbs': zipAnd({ name: 'data/provenance/../../x' }),
  'a path with a dot': zipAnd({ name: 'data/provenance/./x' }),
  'a device name': zipAnd({ name: 'data/provenance/AUX.txt' }),
  'a device name in lower case': zipAnd({ name: 'data/provenance/aux.txt' }),
  'the name of a device as a folder': zipAnd({ name: 'data/provenance/com1/x' }),
  'a name that is not UTF-8': zipAnd({ name: Buffer.from('data/provenance/\xff', 'latin1') }),
  'a name beyond ASCII without the flag': zipAnd({ name: 'data/provenance/\u00e9', flags: 0 }),
  encryption: zipOf({ flags: 0x801 }),
  'another method': zipOf({ method: 12 }),
  'a later version': zipOf({ needed: 63 }),
  'a symbolic link': zipOf({ central: { external: 0o120777 * 0x10000 } }),
  'a DOS device': zipOf({ central: { madeBy: 20, external: 0x40 } }),
  'internal attributes': zipOf({ central: { internal: 2 } }),
  'another disk': zipOf({ central: { disk: 1 } }),
  'another local name': zipOf({ local: { name: 'bagit.tx_' } }),
  'another local method': zipOf({ local: { method: 8 } }),
  'other local flags': zipOf({ local: { flags: 0 } }),
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
  'a false CRC in a data descriptor of 64 bits': zipOf({ ...wide, behind: descriptorOf(1) }),
  'false sizes in a data descriptor of 64 bits': zipOf({ ...wide, behind: descriptorOf(truth[0], 1) }),
  'no data descriptor where 64 bits are announced': zipOf(wide),
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

function withCommentLength(zip: Uint8Array, length: number): Uint8Array {
  const stated = Buffer.from(zip);
  stated.writeUInt16LE(length, stated.length - 2);
  return stated;
}

/** Both headers of the last member state one byte more than its name has; the directory ends where the name does. */
function withLongerLastName(zip: Uint8Array): Uint8Array {
  const [longer, name] = [Buffer.from(zip), String(last.name)];
  longer.writeUInt16LE(name.length + 1, longer.indexOf(name) - 30 + 26);
  longer.writeUInt16LE(name.length + 1, longer.lastIndexOf(name) - 46 + 28);
  return longer;
}

const written: readonly (readonly [string, string, Uint8Array])[] = Object.entries({
  ...accepted,
  ...foreign,
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
    const core = name in refused ? 'refused' : 'verified';
    const standalone = name in refused ? 'unreadable' : 'verified';
    it(`with ${name} is ${core} by the core, and ${standalone} to the second verifier`, async () => {
      expect((await answerOfCore(zip)).state).toBe(core);
      expect(states[index]).toBe(standalone);
    });
  }

  it('with end records of ZIP64 is not read by the second one, which says what to do instead', () => {
    expect(states.at(-1)).toBe('unreadable');
    expect(stdout).toContain('What a ZIP unpacks to can be named as a folder.');
  });
});
