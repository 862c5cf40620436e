import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { editDescriptor, editText, repacked, sealSmall, zipMembers, zipStreamed } from './small-log.ts';
import { refused, type VectorCase } from './vector-case.ts';
import { editCentralHeader, findCentralHeader, insertBytes, renameMember } from './zip-tamper.ts';

const descriptorPath = 'data/bundle.json';

/** Files about which no verdict is possible, because there is no bundle or more than one way to read it. */
export const containerCases: readonly VectorCase[] = [
  refused('empty-file', 'empty', 'A file without a byte.', async () => new Uint8Array(0)),
  refused('not-a-zip', 'not-a-zip', 'A text file with the name of a bundle.', async () =>
    encodeUtf8('No ZIP, just words.\n'),
  ),
  refused(
    'truncated-zip',
    'zip-truncated',
    'The second half of the file is missing, as after a cut download.',
    async () => cut(await zipped(), 0.5),
  ),
  refused('truncated-zip-by-one-byte', 'zip-truncated', 'The last byte of the file is missing.', async () =>
    (await zipped()).slice(0, -1),
  ),
  refused(
    'bytes-in-front',
    'zip-layout',
    'A line of text stands in front of the ZIP, as in a self-extracting file.',
    async () => insertBytes(await zipped(), 0, encodeUtf8('#!/bin/sh\n')),
  ),
  refused('bytes-behind', 'zip-layout', 'A line of text stands behind the ZIP.', async () => {
    const zip = await zipped();
    return insertBytes(zip, zip.length, encodeUtf8('more\n'));
  }),
  refused(
    'gap-between-members',
    'zip-layout',
    'Bytes that no record explains lie in front of the directory.',
    async () => {
      const zip = await zipped();
      return insertBytes(zip, findCentralHeader(zip, 0), encodeUtf8('hidden'), { shiftsDirectory: true });
    },
  ),
  refused(
    'headers-differ',
    'zip-layout',
    'The directory names another CRC than the header of the member.',
    async () => editCentralHeader(await zipped(), 'bagit.txt', (header) => header.setUint32(16, 0, true)),
  ),
  refused('member-twice', 'zip-name', 'Two members have the same name.', async () =>
    renameMember(
      await zipped(more({ 'data/keys/a.note': 'a', 'data/keys/b.note': 'b' })),
      'data/keys/b.note',
      'data/keys/a.note',
    ),
  ),
  refused(
    'names-differ-in-case',
    'zip-name',
    'Two names differ only in case: on some systems they are one file.',
    async () =>
      renameMember(
        await zipped(more({ 'data/keys/a.note': 'a', 'data/keys/b.note': 'b' })),
        'data/keys/b.note',
        'data/keys/A.note',
      ),
  ),
  refused(
    'path-traversal',
    'zip-name',
    'A name leads out of the folder that it is unpacked into.',
    async () =>
      renameMember(
        await zipped(more({ 'data/keys/ab/c.note': 'a' })),
        'data/keys/ab/c.note',
        'data/keys/../c.note',
      ),
  ),
  refused('encrypted-member', 'zip-method', 'A member says that it is encrypted.', async () =>
    editBothHeaders(await zipped(), 'bagit.txt', 6, 0x0001),
  ),
  refused('symbolic-link', 'zip-method', 'A member is a symbolic link.', async () =>
    editCentralHeader(await zipped(), 'bagit.txt', (header) => {
      header.setUint8(5, 3);
      header.setUint32(38, (0o120777 << 16) >>> 0, true);
    }),
  ),
  refused(
    'wrong-crc',
    'member-crc',
    'Both headers of a member state a CRC that its content does not have.',
    async () => editBothHeaders(await zipped(), 'bagit.txt', 14, 0x1234),
  ),
  refused('damaged-deflate', 'member-inflate', 'A byte of a deflated segment was changed.', async () => {
    const zip = await zipStreamed((await sealSmall({ entries: 4 })).members);
    const view = new DataView(zip.buffer, zip.byteOffset);
    const at = 30 + view.getUint16(26, true) + view.getUint16(28, true);
    // A deflate block of type 3 does not exist: RFC 1951, section 3.2.3.
    return zip.with(at, (zip[at] ?? 0) | 0b110);
  }),
  refused('extra-member', 'member-unexpected', 'A member has no place in a bundle.', async () =>
    zipped(more({ 'data/readme.txt': 'Trust me.\n' })),
  ),
  refused('no-descriptor', 'not-a-bundle', 'A ZIP that holds a letter and no bundle.', async () =>
    zipMembers(new Map([['letter.txt', encodeUtf8('The logs follow.\n')]])),
  ),
  refused('unknown-format', 'unsupported-format', 'The descriptor states a later format.', () =>
    described((members) => editDescriptor(members, { format: 'evb/2' })),
  ),
  refused(
    'descriptor-wrong-fields',
    'descriptor',
    'The descriptor has a range that ends before it starts, and no title.',
    () => described((members) => editDescriptor(members, { range: { start: 4, end: 0 }, title: '' })),
  ),
  refused('descriptor-ambiguous', 'descriptor', 'The descriptor names its origin twice.', () =>
    described((members) =>
      editText(members, descriptorPath, (text) => text.replace('"title"', '"origin": "other", "title"')),
    ),
  ),
  refused('descriptor-not-text', 'descriptor', 'The descriptor is not UTF-8.', () =>
    described((members) => new Map(members).set(descriptorPath, Uint8Array.of(0x7b, 0xff, 0x7d))),
  ),
];

async function zipped(
  change: (members: SampleMembers) => SampleMembers = (members) => members,
): Promise<Uint8Array> {
  return zipMembers(change((await sealSmall({ entries: 4 })).members));
}

function more(texts: Readonly<Record<string, string>>): (members: SampleMembers) => SampleMembers {
  const added = Object.entries(texts).map(([path, text]) => [path, encodeUtf8(text)] as const);
  return (members) => repacked(new Map([...members, ...added]));
}

function described(change: (members: SampleMembers) => SampleMembers): Promise<Uint8Array> {
  return zipped((members) => repacked(change(members)));
}

function cut(bytes: Uint8Array, part: number): Uint8Array {
  return bytes.slice(0, Math.floor(bytes.length * part));
}

/** Sets a 16-bit field of the local header, and the same field of the central one, which lies two bytes later. */
function editBothHeaders(zip: Uint8Array, path: string, field: number, value: number): Uint8Array {
  return editCentralHeader(zip, path, (central, local) => {
    central.setUint16(field + 2, value, true);
    local.setUint16(field, value, true);
  });
}
