#!/usr/bin/env node
// A second verifier for EVB/1 bundles, written from docs/format.md alone. It shares no line with Vouch, so that one
// misunderstanding cannot hide in both. It needs Node 18 or newer and nothing else; read it from top to bottom.
//
//   node verify.mjs BUNDLE... [--vkey log.vkey] [--signers allowed_signers] [--json]
//
// BUNDLE is a .evb.zip or a folder. Ends with 0 verified, 1 failed, 2 usage, 3 unreadable, 4 not verifiable.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInflateRaw } from 'node:zlib';

const MiB = 2 ** 20;
const limits = { entryBytes: 65_535, lineBytes: 16 * MiB, jsonDepth: 32, resultsOfOneKind: 100 };
const zipLimits = { members: 100_000, nameBytes: 1_024, totalBytes: 2 ** 40, ratio: 1_032 };
const memberLimits = {
  otherBytes: 256 * MiB,
  manifestLines: 200_000,
  noteBytes: 65_536,
  noteSignatures: 64,
  keyNotes: 64,
};
const packerNamespace = 'evidence-bundle@v1';
const exitCodes = { verified: 0, failed: 1, usage: 2, unreadable: 3, 'not-verifiable': 4 };

/** The bytes are no bundle, or no readable one. Inside a readable bundle the same becomes a failed result. */
class Refusal extends Error {
  constructor(code, message, place = {}) {
    super(message);
    this.code = code;
    this.place = place;
  }
}
class UsageError extends Error {}

async function main(args) {
  const { paths, keys, isJson } = readArguments(args);
  const states = [];
  for (const path of paths) {
    const answer = await judge(path, keys);
    states.push(answer.state);
    console.log(isJson ? JSON.stringify(answer) : describe(answer));
  }
  const worst = ['failed', 'unreadable', 'not-verifiable', 'verified'].find((state) =>
    states.includes(state),
  );
  return exitCodes[worst];
}

async function judge(path, keys) {
  const name = basename(path);
  try {
    const source = openSource(path);
    try {
      return { name, ...decide(await checkBundle(source, keys)) };
    } finally {
      source.close();
    }
  } catch (error) {
    const { code, message, place = {} } = toRefusal(error);
    return {
      name,
      state: 'unreadable',
      headline: 'UNREADABLE',
      results: [],
      error: { code, message, place },
    };
  }
}

/** Evidence must never end in a stack trace: what is neither a refusal nor a word of the system is named as our defect. */
function toRefusal(error) {
  if (error instanceof Refusal) return error;
  const isSystem = typeof error.code === 'string' && error.syscall !== undefined;
  if (isSystem) return new Refusal('source-unreadable', `The system refuses: ${error.code}.`);
  return new Refusal('source-unreadable', `A defect of this verifier stopped it: ${error.message}`);
}

function describe({ name, headline, results, axes, error }) {
  const lines = [`${name}: ${headline}`];
  if (error) lines.push(`  nothing was decided. ${error.message} [${error.code}]`);
  for (const [axis, words] of Object.entries(axes ?? {})) lines.push(`  ${axis}: ${words}`);
  for (const { code, outcome, place, statement } of results.filter((result) => result.outcome !== 'pass')) {
    const where = place.kind === 'bundle' ? '' : ` ${place.member}${place.line ? `:${place.line}` : ''}`;
    lines.push(`  [${outcome}] ${code}${where}: ${statement}`);
  }
  // A control character in evidence could move the cursor of a terminal and write a better verdict over this one.
  return lines.map((line) => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter)).join('\n');
}

function escapeCharacter(character) {
  return `\\u{${character.codePointAt(0).toString(16)}}`;
}

// ---- Arguments and trust: only what a person names here is ever trusted ----

function readArguments(args) {
  const paths = [];
  const keys = { log: [], packer: [] };
  let isJson = false;
  for (let index = 0; index < args.length; index += 1) {
    const option = args[index];
    if (option === '--json') isJson = true;
    else if (option === '--vkey' || option === '--signers') {
      index += 1;
      if (args[index] === undefined) throw new UsageError(`${option} needs a file.`);
      const lines = readKeyFile(args[index]);
      if (option === '--vkey') keys.log.push(...lines.map(readTrustedVerifierKey));
      else keys.packer.push(...lines.map(readAllowedSigner));
    } else if (option.startsWith('-')) throw new UsageError(`${option} is no option.`);
    else paths.push(option);
  }
  if (paths.length === 0) throw new UsageError('Name at least one bundle.');
  return { paths, keys, isJson };
}

function readKeyFile(path) {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n').map((line) => line.trim());
  const used = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (used.length === 0) throw new UsageError(`${basename(path)} holds no key.`);
  return used;
}

function readTrustedVerifierKey(text) {
  const key = parseVerifierKey(text);
  if (key === null || !isSoundPoint(key.raw)) throw new UsageError('The log key is no sound verifier key.');
  return key;
}

/** ssh-keygen(1), ALLOWED SIGNERS. A line that cannot be honoured to the letter is refused, never read more widely. */
function readAllowedSigner(line) {
  const fields = /^(?:"[^"]*"|[^\s"]+)\s+(?:(\S*"[^"]*"\S*|cert-authority)\s+)?ssh-ed25519\s+(\S+)/.exec(
    line,
  );
  const raw = fields && readSshPublicKey(fromBase64(fields[2]));
  if (!raw || !isSoundPoint(raw))
    throw new UsageError('A line of the signers file names no sound ssh-ed25519 key.');
  const signer = { raw, validAfter: '', validBefore: '\uffff' };
  const options = fields[1] ?? '';
  const parts = options.match(/[a-z-]+="[^"]*"/g) ?? [];
  if (parts.join(',') !== options) throw new UsageError(`The options ${options} are not supported.`);
  for (const part of parts) {
    const [name, value] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('"') + 1, -1)];
    if (name === 'valid-after') signer.validAfter = readSshTime(value);
    else if (name === 'valid-before') signer.validBefore = readSshTime(value);
    else if (name !== 'namespaces') throw new UsageError(`The option ${name} is not supported.`);
    else if (!value.split(',').includes(packerNamespace))
      throw new UsageError(`The key is for ${value} only.`);
  }
  return signer;
}

/** YYYYMMDD[HHMM[SS]][Z], local time without the Z, to an ISO text that sorts as time does. */
function readSshTime(value) {
  const fields = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/.exec(value);
  if (fields === null) throw new UsageError(`${value} is no time.`);
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = fields;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(date.getTime())) throw new UsageError(`${value} is no time.`);
  return date.toISOString();
}

// ---- Sources: a folder, or a ZIP that can be read one way only ----

function openSource(path) {
  if (lstatSync(path).isDirectory()) return openFolder(path);
  const file = openSync(path, 'r');
  try {
    const before = fstatSync(file);
    if (!before.isFile()) throw new Refusal('source-unreadable', 'This is no regular file.');
    const members = readZip(file, before.size);
    const close = () => closeSync(file);
    const assertUnchanged = () => {
      const { size, mtimeMs } = fstatSync(file);
      if (size !== before.size || mtimeMs !== before.mtimeMs)
        throw new Refusal('source-changed', 'The file changed while it was read.');
    };
    return { members, open: (member) => readZipMember(file, member), assertUnchanged, close };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function openFolder(root) {
  const members = [];
  const folders = [''];
  while (folders.length > 0) {
    const folder = folders.pop();
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder + entry.name;
      if (entry.isDirectory()) folders.push(`${path}/`);
      else if (!entry.isFile())
        throw new Refusal('member-unexpected', 'Links and devices are refused.', { member: path });
      else members.push({ path, size: lstatSync(join(root, path)).size });
    }
    if (members.length + folders.length > zipLimits.members)
      throw new Refusal('member-limit', 'Too many files.');
  }
  const open = async function* ({ path, size }) {
    const file = openSync(join(root, path), 'r');
    try {
      if (fstatSync(file).size !== size)
        throw new Refusal('source-changed', 'A file changed.', { member: path });
      yield* readPieces(file, 0, size);
    } finally {
      closeSync(file);
    }
  };
  return { members, open, assertUnchanged() {}, close() {} };
}

function readAt(file, offset, length) {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, offset + filled);
    if (count === 0) throw new Refusal('source-changed', 'The file became shorter while it was read.');
    filled += count;
  }
  return bytes;
}

function* readPieces(file, offset, length) {
  for (let at = 0; at < length; at += 262_144)
    yield readAt(file, offset + at, Math.min(262_144, length - at));
}

/** Every byte of the file must be explained by the end records, the directory and the members that it lists. */
function readZip(file, size) {
  if (size === 0) throw new Refusal('empty', 'The file has no byte.');
  const begin = size < 4 ? 0 : readAt(file, 0, 4).readUInt32LE(0);
  const isBegun = begin === 0x04034b50 || begin === 0x06054b50;
  const end = readZipEnd(file, size, isBegun ? 'zip-truncated' : 'not-a-zip');
  if (end.count > zipLimits.members || end.size > 256 * MiB)
    throw new Refusal('zip-limit', 'Too many members.');
  const directory = readAt(file, end.offset, end.size);
  const members = [];
  let at = 0;
  for (let index = 0; index < end.count; index += 1) {
    const member = readCentralHeader(directory, at);
    at += member.headerBytes;
    members.push(member);
  }
  assertLayout(at === end.size, 'The directory does not end where its last entry ends');
  let total = 0;
  let position = 0;
  for (const member of [...members].sort((left, right) => left.offset - right.offset)) {
    total += member.size;
    if (total > zipLimits.totalBytes || member.size > member.compressedSize * zipLimits.ratio)
      throw new Refusal('zip-limit', 'A member declares more bytes than allowed.', { member: member.path });
    assertLayout(member.offset === position, 'Members overlap or leave a gap', member);
    position = readLocalHeader(file, member, end.offset);
  }
  assertLayout(position === end.offset, 'There are bytes between the last member and the directory');
  refuseNameConflicts(members);
  return members.filter(({ isFolder }) => !isFolder);
}

function assertLayout(isSo, message, member) {
  if (!isSo) throw new Refusal('zip-layout', `${message}.`, member ? { member: member.path } : {});
}

function readZipEnd(file, size, codeWithout) {
  const tail = readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1');
  if (size < 22 || at === -1) throw new Refusal(codeWithout, 'The end records of a ZIP are not there.');
  const end = tail.subarray(at);
  assertLayout(end.length === 22 && end.readUInt16LE(20) === 0, 'There are bytes behind the end record');
  let fields = [
    end.readUInt16LE(4),
    end.readUInt16LE(6),
    end.readUInt16LE(8),
    end.readUInt16LE(10),
    end.readUInt32LE(12),
    end.readUInt32LE(16),
  ];
  let directoryEnd = size - 22;
  const locator = size >= 98 ? readAt(file, size - 42, 20) : Buffer.alloc(20);
  if (locator.readUInt32LE(0) === 0x07064b50) {
    directoryEnd = size - 98;
    const big = readAt(file, directoryEnd, 56);
    assertLayout(
      locator.readUInt32LE(4) === 0 &&
        locator.readUInt32LE(16) === 1 &&
        big.readUInt32LE(0) === 0x06064b50 &&
        readBig(locator, 8) === directoryEnd &&
        readBig(big, 4) === 44,
      'The ZIP64 end records contradict the file',
    );
    const wide = [
      big.readUInt32LE(16),
      big.readUInt32LE(20),
      ...[24, 32, 40, 48].map((place) => readBig(big, place)),
    ];
    const agrees = fields.every(
      (field, index) => field === wide[index] || field === (index < 4 ? 0xffff : 0xffffffff),
    );
    assertLayout(agrees, 'The end records contradict each other');
    fields = wide;
  }
  const [disk, startDisk, countHere, count, length, offset] = fields;
  assertLayout(disk === 0 && startDisk === 0 && countHere === count, 'The ZIP spans several disks');
  assertLayout(offset + length === directoryEnd, 'The directory is not where the end record says');
  return { count, size: length, offset };
}

function readBig(bytes, offset) {
  const value = bytes.readBigUInt64LE(offset);
  assertLayout(value <= BigInt(Number.MAX_SAFE_INTEGER), 'A number is beyond any file');
  return Number(value);
}

function readCentralHeader(directory, at) {
  assertLayout(
    at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50,
    'The directory is damaged',
  );
  const [nameBytes, extraBytes, comment, disk] = [28, 30, 32, 34].map((field) =>
    directory.readUInt16LE(at + field),
  );
  const headerBytes = 46 + nameBytes + extraBytes;
  assertLayout(
    at + headerBytes <= directory.length && comment === 0 && disk === 0,
    'The directory is damaged',
  );
  const rawName = directory.subarray(at + 46, at + 46 + nameBytes);
  const common = directory.subarray(at + 6, at + 28);
  const flags = common.readUInt16LE(2);
  const { path, isFolder } = readMemberName(rawName, flags);
  const extra = readExtra(directory.subarray(at + 46 + nameBytes, at + headerBytes), path);
  const [compressedSize, size, offset] = resolveSizes(
    [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 42)],
    extra,
    path,
  );
  const member = {
    path,
    isFolder,
    rawName,
    common,
    flags,
    method: common.readUInt16LE(4),
    crc: common.readUInt32LE(10),
    size,
    compressedSize,
    offset,
    headerBytes,
  };
  refuseKind(
    member,
    directory.readUInt16LE(at + 36),
    directory.readUInt16LE(at + 4) >> 8,
    directory.readUInt32LE(at + 38),
  );
  return member;
}

function refuseKind(
  { path, isFolder, common, flags, method, size, compressedSize },
  internal,
  system,
  attributes,
) {
  const mode = system === 3 || system === 19 ? attributes >>> 28 : 0;
  const isRegular = mode === 0 || mode === (isFolder ? 4 : 8);
  // DOS: a volume label (0x08), a folder (0x10) or a device (0x40).
  const isDosFile = (attributes & (isFolder ? 0x48 : 0x58)) === 0;
  const isKnown = (flags & ~0x080e) === 0 && (method === 0 || method === 8) && common.readUInt16LE(0) <= 45;
  // APPNOTE 4.4.14: of the internal attributes only the bit for text has a meaning.
  const isPlain = isKnown && internal <= 1;
  if (!isPlain || !isRegular || !isDosFile || (isFolder && size !== 0))
    throw new Refusal('zip-method', 'Only plain, regular, unencrypted files are read.', { member: path });
  assertLayout(method === 8 || size === compressedSize, 'A stored member has two sizes', { path });
}

/** Extra fields could carry a second name or a second content; only times, owners and ZIP64 cannot. */
function readExtra(bytes, path) {
  const known = new Set([0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875]);
  let big = null;
  for (let at = 0; at < bytes.length; ) {
    assertLayout(at + 4 <= bytes.length, 'An extra field is cut', { path });
    const [id, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
    assertLayout(known.has(id) && at + 4 + length <= bytes.length && !(id === 1 && big), 'An extra field', {
      path,
    });
    if (id === 1) big = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return big;
}

/** A field of all ones stands in the ZIP64 extra field, in the order plain size, compressed size, offset. */
function resolveSizes([compressedSize, size, offset], big, path) {
  const resolved = { size, compressedSize, offset };
  let at = 0;
  for (const name of ['size', 'compressedSize', 'offset']) {
    if (resolved[name] !== 0xffffffff || big === null) continue;
    assertLayout(at + 8 <= big.length, 'A ZIP64 field is missing', { path });
    resolved[name] = readBig(big, at);
    at += 8;
  }
  assertLayout(big === null || at === big.length, 'A ZIP64 field explains nothing', { path });
  return [resolved.compressedSize, resolved.size, resolved.offset];
}

/** Checks one local header and data descriptor against the directory; gives where the next member must begin. */
function readLocalHeader(file, member, limit) {
  assertLayout(member.offset + 30 <= limit, 'A member lies outside of the file', member);
  const header = readAt(file, member.offset, 30);
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  member.dataOffset = member.offset + 30 + nameBytes + extraBytes;
  const dataEnd = member.dataOffset + member.compressedSize;
  assertLayout(dataEnd <= limit, 'A member lies outside of the file', member);
  const variable = readAt(file, member.offset + 30, nameBytes + extraBytes);
  const big = readExtra(variable.subarray(nameBytes), member.path);
  const hasDescriptor = (member.flags & 8) !== 0;
  const [compressedSize, size] = resolveSizes(
    [header.readUInt32LE(18), header.readUInt32LE(22), 0],
    big,
    member.path,
  );
  const [crc, sizes] = hasDescriptor ? [0, [0, 0]] : [member.crc, [member.compressedSize, member.size]];
  assertLayout(
    header.readUInt32LE(0) === 0x04034b50 &&
      header.readUInt16LE(4) <= 45 &&
      variable.subarray(0, nameBytes).equals(member.rawName) &&
      header.subarray(6, 14).equals(member.common.subarray(2, 10)) &&
      header.readUInt32LE(14) === crc &&
      compressedSize === sizes[0] &&
      size === sizes[1],
    'The two headers of a member differ',
    member,
  );
  if (!hasDescriptor) return dataEnd;
  const width = big === null ? 4 : 8;
  const stated = Buffer.alloc(4 + 2 * width);
  stated.writeUInt32LE(member.crc);
  for (const [index, value] of [member.compressedSize, member.size].entries())
    stated.writeUIntLE(value, 4 + index * width, width === 4 ? 4 : 6);
  const found = readAt(file, dataEnd, Math.min(20 + 4, limit - dataEnd));
  const signature = found.subarray(0, 4).equals(Buffer.from('PK\x07\x08', 'latin1')) ? 4 : 0;
  const isStated = found.subarray(signature, signature + stated.length).equals(stated);
  assertLayout(isStated, 'A data descriptor is missing or contradicts the directory', member);
  return dataEnd + signature + stated.length;
}

function readMemberName(bytes, flags) {
  const text = decodeUtf8(bytes, 'zip-name');
  const isFolder = text.endsWith('/');
  const path = isFolder ? text.slice(0, -1) : text;
  const isAscii = bytes.every((byte) => byte < 0x80);
  const isSound = path
    .split('/')
    .every(
      (part) =>
        !['', '.', '..'].includes(part) &&
        !/[\\:\p{Cc}]|[. ]$/u.test(part) &&
        !/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i.test(part),
    );
  if (!isSound || bytes.length > zipLimits.nameBytes || (!isAscii && (flags & 0x800) === 0))
    throw new Refusal('zip-name', 'The name of a member is not safe on every system.', { member: path });
  return { path, isFolder };
}

function refuseNameConflicts(members) {
  const kinds = new Map();
  const fold = (path) => path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  const refuse = (path) => {
    throw new Refusal('zip-name', 'Two names conflict, or a folder holds nothing.', { member: path });
  };
  for (const { path, isFolder } of members) {
    if (kinds.has(fold(path))) refuse(path);
    kinds.set(fold(path), isFolder ? 'empty folder' : 'file');
  }
  for (const { path, isFolder } of members) {
    if (isFolder) continue;
    const parts = fold(path).split('/');
    while (parts.pop() !== undefined && parts.length > 0) {
      const folder = parts.join('/');
      if (kinds.get(folder) === 'file') refuse(path);
      kinds.set(folder, 'folder');
    }
  }
  for (const { path } of members) if (kinds.get(fold(path)) === 'empty folder') refuse(path);
}

async function* readZipMember(file, member) {
  const pieces = readPieces(file, member.dataOffset, member.compressedSize);
  const place = { member: member.path };
  let [size, crc] = [0, 0xffffffff];
  for await (const piece of member.method === 0 ? pieces : inflate(pieces, member)) {
    size += piece.length;
    if (size > member.size) throw new Refusal('member-size', 'A member is longer than it declares.', place);
    // An index is six times faster than an iterator here, and every byte of a bundle passes.
    for (let at = 0; at < piece.length; at += 1) crc = crcTable[(crc ^ piece[at]) & 0xff] ^ (crc >>> 8);
    yield piece;
  }
  if (size !== member.size) throw new Refusal('member-size', 'A member is shorter than it declares.', place);
  if ((crc ^ 0xffffffff) >>> 0 !== member.crc)
    throw new Refusal('member-crc', 'A member has another CRC-32.', place);
}

/** Feeds piece by piece, so that a bomb is stopped by its reader after one piece and not after it is all in memory. */
async function* inflate(pieces, member) {
  const inflater = createInflateRaw();
  let [output, isDone, fault, wake] = [[], false, null, () => {}];
  inflater.on('data', (chunk) => output.push(chunk));
  inflater.on('end', () => {
    isDone = true;
    wake();
  });
  inflater.on('error', (error) => {
    fault = error;
    wake();
  });
  const step = (feed) =>
    new Promise((resolve) => {
      wake = resolve;
      feed(resolve);
    });
  for (const piece of pieces) {
    if (!isDone && !fault) await step((done) => inflater.write(piece, done));
    yield* output.splice(0);
  }
  if (!isDone && !fault) await step(() => inflater.end());
  yield* output.splice(0);
  if (fault || inflater.bytesWritten !== member.compressedSize)
    throw new Refusal('member-inflate', 'Deflate data is damaged or does not end where it should.', {
      member: member.path,
    });
}

const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

// ---- Observing: every byte once, small members held, segments streamed ----

const roles = {
  tag: /^(bagit\.txt|bag-info\.txt|manifest-sha256\.txt)$/,
  seal: /^tagmanifest-sha256\.txt(\.sig(\.tsr)?)?$/,
  descriptor: /^data\/bundle\.json$/,
  note: /^data\/checkpoints\/(0|[1-9]\d{0,15})\.note$/,
  segment: /^data\/segments\/\d{12}\.ndjson$/,
  disclosure: /^data\/disclosures\/\d{12}\.ndjson$/,
  keyNote: /^data\/keys\/[^/]+\.note$/,
  other: /^data\/(attachments\/[0-9a-f]{64}|provenance\/.+)$/,
};
const manifestPath = 'manifest-sha256.txt';
const tagManifestPath = 'tagmanifest-sha256.txt';
const signaturePath = `${tagManifestPath}.sig`;

/** Runs every check and gives their results; throws a Refusal only when there is no readable bundle at all. */
async function checkBundle(source, keys) {
  const members = source.members.map((member) => ({ ...member, role: roleOf(member.path) }));
  if (!members.some(({ role }) => role === 'descriptor'))
    throw new Refusal('not-a-bundle', 'There is no data/bundle.json.');
  const stray = members.find(({ role }) => role === undefined);
  if (stray)
    throw new Refusal('member-unexpected', 'A member has no place in a bundle.', { member: stray.path });
  const others = members.filter(({ role }) => role !== 'segment');
  if (others.reduce((total, { size }) => total + size, 0) > memberLimits.otherBytes)
    throw new Refusal('member-limit', 'The members besides the segments are too large.');

  const [digests, held] = [new Map(), new Map()];
  for (const member of others) {
    const hash = createHash('sha256');
    const pieces = [];
    for await (const piece of source.open(member)) {
      hash.update(piece);
      if (member.role !== 'other') pieces.push(piece);
    }
    digests.set(member.path, hash.digest('hex'));
    held.set(member.path, Buffer.concat(pieces));
  }
  const descriptor = asDescriptor(() => readDescriptor(held.get('data/bundle.json')));
  const results = new Results();
  const notes = readNotes(others, held, descriptor, results);
  const walk = startWalk(descriptor, notes);
  const segments = members
    .filter(({ role }) => role === 'segment')
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const segment of segments) {
    const hash = createHash('sha256');
    const disclosurePath = segment.path.replace('segments', 'disclosures');
    const disclosed = readDisclosures(disclosurePath, held.get(disclosurePath), results);
    held.delete(disclosurePath);
    const { expected, unnumbered } = walk.order;
    const name = Number(segment.path.slice(-19, -7));
    walk.segment = {
      path: segment.path,
      name,
      due: expected + unnumbered,
      unnumberedBefore: unnumbered,
      isNamed: false,
    };
    for await (const line of linesOf(source.open(segment), hash, segment.path))
      checkLine(walk, line, disclosed, results);
    checkSegmentName(walk, null, results);
    finishDisclosures(disclosurePath, disclosed, results);
    digests.set(segment.path, hash.digest('hex'));
  }
  finishOrder(walk, results);
  for (const [path, bytes] of held)
    if (roles.disclosure.test(path)) finishDisclosures(path, readDisclosures(path, bytes, results), results);
  source.assertUnchanged();
  checkManifests(digests, held, results);
  checkBag(held, descriptor, results);
  checkHeads(walk, notes, descriptor, results);
  checkLogSignatures(notes, held, keys.log, descriptor, results);
  checkPacker(held, keys.packer, results);
  return { results, walk };
}

function roleOf(path) {
  return Object.keys(roles).find((role) => roles[role].test(path));
}

/** What a code is about; about the bytes when it is not here. */
const axes = {
  'log-signature': 'signer',
  'log-key': 'signer',
  'key-note': 'signer',
  'packer-signature': 'signer',
  'packer-key': 'signer',
  truncated: 'completeness',
  'unsigned-tail': 'completeness',
  head: 'completeness',
  'claimed-time': 'time',
};

/** Keeps results in the words of docs/format.md, at most a hundred of a kind, so that a flood stays readable. */
class Results {
  list = [];
  counts = new Map();

  add(outcome, code, place, statement, axis = axes[code] ?? 'bytes') {
    const kind = `${code} ${outcome}`;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= limits.resultsOfOneKind) this.list.push({ code, axis, outcome, place, statement });
  }

  has(code, outcome) {
    return this.counts.has(`${code} ${outcome}`);
  }

  /** Counts what was not kept, and gives all. */
  finish() {
    for (const [kind, count] of this.counts) {
      const [code, outcome] = kind.split(' ');
      const more = count - limits.resultsOfOneKind;
      if (more > 0)
        this.list.push({
          code,
          axis: axes[code] ?? 'bytes',
          outcome,
          place: wholeBundle,
          statement: `${more} more.`,
        });
    }
    return this.list;
  }

  /** A claim passes when nothing spoke against it. */
  pass(code, statement) {
    if (!['fail', 'unknown', 'warning'].some((outcome) => this.has(code, outcome)))
      this.add('pass', code, wholeBundle, statement);
  }
}

const memberPlace = (member, line) => ({ kind: 'member', member, ...(line === undefined ? {} : { line }) });
const wholeBundle = { kind: 'bundle' };

/** Whatever is wrong with the descriptor has one code, unless it is of a format that is not known (R9). */
function asDescriptor(read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'unsupported-format') throw error;
    throw new Refusal('descriptor', error.message, error.place);
  }
}

function readDescriptor(bytes) {
  const place = { member: 'data/bundle.json' };
  const fields = parseJson(bytes, place);
  if (!(fields instanceof Map)) throw new Refusal('descriptor', 'The descriptor is no object.', place);
  if (fields.get('format') !== 'evb/1')
    throw new Refusal('unsupported-format', 'The format is not evb/1.', place);
  const [origin, title, range, frontier = [], mapping = new Map(), offered = ''] = [
    'origin',
    'title',
    'range',
    'frontier',
    'mapping',
    'offeredLogKey',
  ].map((name) => fields.get(name));
  const isText = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 1_000;
  const isSize = (value) => Number.isSafeInteger(value) && value >= 0;
  const [start, end] = range instanceof Map ? [range.get('start'), range.get('end')] : [];
  const ones = isSize(start) ? start.toString(2).replaceAll('0', '').length : 0;
  const pointers = ['actor', 'action', 'target', 'outcome', 'service', 'address', 'session'];
  const isPointer = (value) => typeof value === 'string' && /^(\/([^~]|~[01])*)?$/s.test(value);
  const wrong = Object.entries({
    origin: isText(origin),
    title: isText(title),
    range: isSize(start) && isSize(end) && start <= end,
    frontier: Array.isArray(frontier) && frontier.length === ones && frontier.every(isDigest),
    mapping:
      mapping instanceof Map && [...mapping].every(([name, to]) => pointers.includes(name) && isPointer(to)),
    offeredLogKey: typeof offered === 'string',
  }).flatMap(([name, isRight]) => (isRight ? [] : [name]));
  if (wrong.length > 0) throw new Refusal('descriptor', `Wrong fields: ${wrong.join(', ')}.`, place);
  return { origin, start, end, frontier, offered };
}

const isDigest = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** Cuts at LF and nowhere else, and takes the digest of the very bytes that it gives on. */
async function* linesOf(pieces, hash, member) {
  let [held, heldBytes, offset, line] = [[], 0, 0, 1];
  const finish = (bytes, isEnded) => {
    const answer = { bytes, isEnded, member, offset, line };
    offset += bytes.length + 1;
    line += 1;
    return answer;
  };
  for await (const piece of pieces) {
    hash.update(piece);
    let from = 0;
    for (let to = piece.indexOf(10); ; to = piece.indexOf(10, from)) {
      heldBytes += (to === -1 ? piece.length : to) - from;
      if (heldBytes > limits.lineBytes)
        throw new Refusal('member-limit', 'A line is too long.', { member, line });
      held.push(piece.subarray(from, to === -1 ? piece.length : to));
      if (to === -1) break;
      yield finish(held.length === 1 ? held[0] : Buffer.concat(held), true);
      [held, heldBytes, from] = [[], 0, to + 1];
    }
  }
  if (heldBytes > 0) yield finish(Buffer.concat(held), false);
}

// ---- Lines, chain and tree: R1 to R5, R7 ----

function startWalk({ origin, start, frontier }, notes) {
  const stack = [];
  for (let height = 52, next = 0; height >= 0; height -= 1) {
    if (Math.floor(start / 2 ** height) % 2 === 1)
      stack.push({ height, digest: Buffer.from(frontier[next++], 'hex') });
  }
  const first = createHash('sha256').update(`evb/1\n${origin}\n`).digest();
  // The last digest of the frontier of an odd size is the leaf that the first entry of the range links to.
  const lastLeaf = start === 0 ? first : start % 2 === 1 ? stack.at(-1).digest : null;
  const roots = new Map(notes.map((note) => [note.size, note]));
  const tree = { stack, size: start, roots };
  const counts = { lines: 0, withheld: 0, committed: 0, undisclosed: 0 };
  const order = { expected: start, unnumbered: 0, lastLeaf, last: null, rival: null, gaps: [] };
  compareRoot(tree);
  return { start, tree, counts, order, lastTime: null, segment: null };
}

function checkLine(walk, line, disclosed, results) {
  const { member, offset, line: number } = line;
  const reading = readLine(line.bytes);
  const seq = reading.seq ?? null;
  const place = { kind: 'line', member, line: number, offset, ordinal: walk.counts.lines, seq };
  const leaf = reading.leaf ?? createHash('sha256').update('\0').update(line.bytes).digest();
  walk.counts.lines += 1;
  if (!line.isEnded) results.add('fail', 'line-form', place, 'The line is not ended by LF.');
  if (reading.kind === 'reject') results.add('fail', 'entry-unreadable', place, reading.why);
  if (reading.kind === 'ambiguous') results.add('unknown', 'entry-ambiguous', place, reading.why);
  if (reading.kind === 'withheld') walk.counts.withheld += 1;
  if (reading.kind === 'entry') {
    checkSegmentName(walk, seq, results);
    checkOrder(walk.order, { ...reading, place, leaf }, results);
    if (walk.lastTime !== null && reading.time < walk.lastTime)
      results.add('warning', 'claimed-time', place, 'The stated time goes back.');
    walk.lastTime = reading.time;
    countDisclosures(walk.counts, reading, disclosed);
  } else {
    walk.order.unnumbered += 1;
    Object.assign(walk.order, { lastLeaf: leaf, last: { place } });
  }
  appendLeaf(walk.tree, leaf);
}

/** A segment is named after its first entry: by the number that is due there, or by the one that stands there. */
function checkSegmentName({ order, segment }, seq, results) {
  if (segment.isNamed) return;
  segment.isNamed = true;
  const leading = order.unnumbered - segment.unnumberedBefore;
  const first = seq === null ? segment.due : seq - leading;
  if (segment.name !== segment.due && segment.name !== first)
    results.add('fail', 'sequence', memberPlace(segment.path), `It begins with entry ${first}.`);
}

/**
 * Decides number and link of an entry. A line whose number has passed is set aside, so that one inserted, repeated or
 * moved line is one result; a gap stays open until the end, because a moved line may still close it.
 */
function checkOrder(order, entry, results) {
  const due = order.expected + order.unnumbered;
  if (entry.seq < order.expected) return setAside(order, entry, results);
  if (order.rival) settleRival(order, entry.prev, results);
  const isLinked = order.lastLeaf === null || entry.prev === order.lastLeaf.toString('hex');
  if (entry.seq > due && order.gaps.length < limits.resultsOfOneKind)
    order.gaps.push({ from: due, to: entry.seq, place: entry.place });
  else if (entry.seq > due) reportGap({ from: due, to: entry.seq, place: entry.place }, results);
  else if (!isLinked && entry.seq === due)
    results.add('fail', 'chain', order.last?.place ?? entry.place, 'The next prev is not its leaf.');
  if (entry.seq < due) reportMisplaced(order.last.place, results);
  Object.assign(order, { expected: entry.seq + 1, unnumbered: 0, lastLeaf: entry.leaf, last: entry });
}

function setAside(order, entry, results) {
  if (order.rival) settleRival(order, null, results);
  // Two entries in a row with one number: the link of the next one tells which of them is the intruder.
  if (order.last?.seq === entry.seq) order.rival = entry;
  else reportMisplaced(entry.place, results);
  order.gaps = order.gaps.flatMap(({ from, to, place }) =>
    entry.seq < from || entry.seq >= to
      ? [{ from, to, place }]
      : [
          { from, to: entry.seq, place },
          { from: entry.seq + 1, to, place },
        ].filter((gap) => gap.from < gap.to),
  );
}

function settleRival(order, nextPrev, results) {
  const { rival, last } = order;
  order.rival = null;
  const isRivalGenuine = nextPrev === rival.leaf.toString('hex') && !rival.leaf.equals(order.lastLeaf);
  reportMisplaced(isRivalGenuine ? last.place : rival.place, results);
  if (isRivalGenuine) Object.assign(order, { lastLeaf: rival.leaf, last: rival });
}

function reportMisplaced(place, results) {
  results.add('fail', 'sequence', place, 'Its number is that of another place or of another entry.');
  results.add('fail', 'chain', place, 'The chain has no place for it here.');
}

function reportGap({ from, to, place }, results) {
  results.add(
    'fail',
    'sequence',
    place,
    `Entries ${from} to ${to - 1} are missing before it.`,
    'completeness',
  );
  results.add('fail', 'chain', place, 'The entry that it links to is missing.');
}

function finishOrder({ order }, results) {
  if (order.rival) settleRival(order, null, results);
  for (const gap of order.gaps) reportGap(gap, results);
}

function appendLeaf(tree, leaf) {
  let node = { height: 0, digest: leaf };
  while (tree.stack.at(-1)?.height === node.height) {
    node = { height: node.height + 1, digest: hashNode(tree.stack.pop().digest, node.digest) };
  }
  tree.stack.push(node);
  tree.size += 1;
  compareRoot(tree);
}

function hashNode(left, right) {
  return createHash('sha256').update('\x01').update(left).update(right).digest();
}

function compareRoot({ stack, size, roots }) {
  const note = roots.get(size);
  if (note === undefined) return;
  const digests = stack.map(({ digest }) => digest);
  const root =
    digests.length === 0
      ? createHash('sha256').digest()
      : digests.reduceRight((right, left) => hashNode(left, right));
  note.hasRoot = root.equals(note.root);
}

function readLine(bytes) {
  if (bytes[0] === 0x23) {
    const leaf = /^#withheld ([0-9a-f]{64})$/.exec(bytes.length === 74 ? bytes.toString('latin1') : '')?.[1];
    return leaf
      ? { kind: 'withheld', leaf: Buffer.from(leaf, 'hex') }
      : { kind: 'reject', why: 'This is no stub.' };
  }
  if (bytes[0] !== 0x7b || bytes.length > limits.entryBytes || bytes.at(-1) === 13)
    return { kind: 'reject', why: 'The line is no entry and no stub.' };
  try {
    return readEntry(parseJson(bytes, {}));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: isOrdinaryJson(bytes) ? 'ambiguous' : 'reject', why: error.message };
  }
}

function isOrdinaryJson(bytes) {
  try {
    JSON.parse(decodeUtf8(bytes, 'utf8'));
    return true;
  } catch {
    return false;
  }
}

function readEntry(fields) {
  const [seq, prev, ts] = ['seq', 'prev', 'ts'].map((name) => fields.get(name));
  const time = typeof ts === 'string' ? readTime(ts) : null;
  if (!Number.isSafeInteger(seq) || seq < 0 || !isDigest(prev) || time === null)
    return { kind: 'reject', why: 'seq, prev or ts is missing or malformed.' };
  return { kind: 'entry', seq, prev, time, fields };
}

/** A text that sorts as time does, or null when there is no such moment. */
function readTime(text) {
  const fields = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (fields === null) return null;
  const [year, month, day, hour, minute, second] = fields.slice(1, 7).map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return null;
  return text.slice(0, 19) + (fields[7] ?? '').padEnd(9, '0');
}

// ---- Disclosures ----

/** Reads the lines of a disclosure member into seq -> digest -> use. */
function readDisclosures(path, bytes, results) {
  const disclosed = new Map();
  const known = new Set();
  if (bytes === undefined || bytes.length === 0) return disclosed;
  const lines = bytes.toString('latin1').split('\n');
  if (lines.pop() !== '')
    results.add(
      'fail',
      'disclosure',
      memberPlace(path, lines.length + 1),
      'The last line is not ended by LF.',
    );
  for (const [index, text] of lines.entries()) {
    const fail = (why) => results.add('fail', 'disclosure', memberPlace(path, index + 1), why);
    // An object and its list: deeper, a small file could hold more objects than the memory does.
    const fields = text.length > limits.lineBytes ? null : tryParse(Buffer.from(text, 'latin1'), 2);
    const [seq, list] = fields instanceof Map ? [fields.get('seq'), fields.get('d')] : [];
    if (!Number.isSafeInteger(seq) || seq < 0 || !Array.isArray(list) || disclosed.has(seq)) {
      fail('The line is malformed, or repeats an entry.');
      continue;
    }
    const ofEntry = new Map();
    for (const disclosure of list) {
      if (!isDisclosure(disclosure) || known.has(disclosure))
        fail('A disclosure is malformed or stands there twice.');
      else {
        const digest = createHash('sha256').update(disclosure, 'latin1').digest('base64url');
        ofEntry.set(digest, { line: index + 1, uses: 0 });
      }
      known.add(disclosure);
    }
    disclosed.set(seq, ofEntry);
  }
  return disclosed;
}

function isDisclosure(text) {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]+$/.test(text)) return false;
  const bytes = Buffer.from(text, 'base64url');
  const pair = bytes.toString('base64url') === text ? tryParse(bytes) : null;
  return Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string';
}

/** An object with the one name "..." and a text as its value, standing in a list, is a commitment. */
function countDisclosures(counts, { seq, fields }, disclosed) {
  const values = [fields];
  while (values.length > 0) {
    const value = values.pop();
    if (value instanceof Map) values.push(...value.values());
    if (!Array.isArray(value)) continue;
    for (const item of value) {
      const digest = item instanceof Map && item.size === 1 ? item.get('...') : undefined;
      if (typeof digest !== 'string') {
        values.push(item);
        continue;
      }
      counts.committed += 1;
      const use = disclosed.get(seq)?.get(digest);
      if (use) use.uses += 1;
      else counts.undisclosed += 1;
    }
  }
}

function finishDisclosures(path, disclosed, results) {
  for (const ofEntry of disclosed.values())
    for (const { line, uses } of ofEntry.values())
      if (uses !== 1)
        results.add(
          'fail',
          'disclosure',
          memberPlace(path, line),
          `Referenced ${uses} times, not once, in its entry.`,
        );
}

// ---- Manifests ----

function checkManifests(digests, held, results) {
  const paths = [...digests.keys()];
  const payload = new Set(paths.filter((path) => path.startsWith('data/')));
  const tags = new Set(paths.filter((path) => roles.tag.test(path)));
  checkManifest(tagManifestPath, 'manifest-digest', tags, digests, held, results);
  for (const path of payload)
    if (path.startsWith('data/attachments/') && !path.endsWith(digests.get(path)))
      results.add('fail', 'file-digest', memberPlace(path), 'Its digest is not its name.');
  checkManifest(manifestPath, 'file-digest', payload, digests, held, results);
}

function checkManifest(path, code, covered, digests, held, results) {
  const bytes = held.get(path);
  if (bytes === undefined) {
    results.add('fail', 'file-missing', memberPlace(path), 'The manifest is not there.');
    return;
  }
  const listed = readManifest(path, bytes, code, results);
  if (listed === null) return;
  for (const [member, digest] of listed) {
    // A missing manifest is named once, by its own check.
    if (member === manifestPath && !held.has(member)) continue;
    if (!digests.has(member))
      results.add('fail', 'file-missing', memberPlace(member), `${path} lists it; it is not there.`);
    else if (digests.get(member) !== digest)
      results.add('fail', code, memberPlace(member), `Not the digest that ${path} states.`);
    else if (!covered.has(member))
      results.add('fail', code, memberPlace(member), `${path} should not list it.`);
  }
  for (const member of covered)
    if (!listed.has(member))
      results.add('fail', 'file-unlisted', memberPlace(member), `${path} does not list it.`);
  results.pass(code, 'Each listed file has the stated digest.');
}

function readManifest(path, bytes, code, results) {
  const listed = new Map();
  const lines = bytes.toString('utf8').split('\n');
  const wellFormed = lines.pop() === '' && lines.length <= memberLimits.manifestLines && isUtf8(bytes);
  for (const [index, line] of wellFormed ? lines.entries() : [[0, '']]) {
    const [, digest, member] = /^([0-9a-f]{64}) [ *]([^\r]+)$/.exec(line) ?? [];
    if (member === undefined || listed.has(member)) {
      results.add(
        'fail',
        code,
        memberPlace(path),
        `Line ${index + 1} is not in the one spelling of a manifest.`,
      );
      return null;
    }
    listed.set(member, digest);
  }
  return listed;
}

// ---- Checkpoints and keys: R6, R8 ----

function readNotes(members, held, { origin }, results) {
  const notes = [];
  for (const { path, role } of members) {
    if (role !== 'note') continue;
    const size = Number(roles.note.exec(path)[1]);
    const note = parseNote(held.get(path));
    const [, name, stated, blob] = /^(.+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/=]+)\n$/.exec(note?.text ?? '') ?? [];
    const root = blob && fromBase64(blob);
    const isCheckpoint = root?.length === 32 && Number(stated) === size && Number.isSafeInteger(size);
    if (!isCheckpoint) results.add('fail', 'root', memberPlace(path), 'This is no checkpoint of that size.');
    else if (name !== origin)
      results.add('fail', 'descriptor', memberPlace(path), 'A checkpoint of another log.');
    if (isCheckpoint) notes.push({ path, size, root, ...note });
  }
  return notes.sort((left, right) => left.size - right.size);
}

/** C2SP signed-note, in its one spelling; null when it is not one. */
function parseNote(bytes) {
  if (bytes.length > memberLimits.noteBytes || !isUtf8(bytes)) return null;
  const all = bytes.toString('utf8');
  const cut = all.lastIndexOf('\n\n');
  if (cut < 0 || !all.endsWith('\n') || /[^\P{Cc}\n]/u.test(all)) return null;
  const lines = all.slice(cut + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name, blob] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    const decoded = name === undefined ? null : fromBase64(blob);
    return decoded && decoded.length > 4
      ? { name, id: decoded.toString('hex', 0, 4), signature: decoded.subarray(4) }
      : null;
  });
  if (signatures.length > memberLimits.noteSignatures || signatures.includes(null)) return null;
  return { text: all.slice(0, cut + 1), signatures };
}

/** name+id+base64(01 || key); null when it is not in its one spelling. */
function parseVerifierKey(text) {
  const [, name, id, blob] = /^([^\s+\p{Cc}]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
  const bytes = name === undefined ? null : fromBase64(blob);
  if (bytes?.length !== 33 || bytes[0] !== 1) return null;
  const expected = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  return id === expected ? { name, id, text, raw: bytes.subarray(1) } : null;
}

function checkLogSignatures(notes, held, trusted, { origin, offered }, results) {
  const pinned = trusted.filter(({ name }) => name === origin);
  const offer = parseVerifierKey(offered);
  const offers = offer?.name === origin && isSoundPoint(offer.raw) ? [offer] : [];
  const [unsigned, foreign] = [[], []];
  let isProven = notes.length > 0;
  for (const note of notes) {
    const place = memberPlace(note.path);
    const [byPinned, byOffered] = [signaturesBy(note, pinned), signaturesBy(note, offers)];
    const all = [...byPinned, ...byOffered];
    // R8: one bad signature by a known key rejects the note, whatever else stands under it.
    if (all.some(({ isValid }) => !isValid))
      results.add('fail', 'log-signature', place, 'A signature of the log is bad.');
    else if (!note.signatures.some(({ name }) => name === origin)) unsigned.push(place);
    else if (byPinned.length === 0) foreign.push(place);
    if (all.length === 0) isProven = false;
  }
  if (notes.length === 0) unsigned.push(wholeBundle);
  if (unsigned.length > 0)
    results.add('unknown', 'log-signature', unsigned[0], 'No signature carries the name of the log.');
  if (foreign.length > 0)
    results.add('unknown', 'log-key', foreign[0], 'Signed by a key that was not named.');
  const revoked = checkKeyNotes(held, pinned, origin, results);
  const newest = notes.at(-1);
  if (newest && signaturesBy(newest, pinned).some(({ key }) => revoked.has(key)))
    results.add('unknown', 'log-key', memberPlace(newest.path), 'The log itself revoked its key.');
  if (!isProven) return;
  results.pass('log-signature', 'Every checkpoint is signed by the log.');
  results.pass('log-key', 'The key of the log was named.');
}

function signaturesBy({ text, signatures }, keys) {
  return signatures.flatMap(({ name, id, signature }) =>
    keys
      .filter((key) => key.name === name && key.id === id)
      .map((key) => ({ key, isValid: verifyEd25519(key.raw, Buffer.from(text), signature) })),
  );
}

/** Statements in the bundle can only take trust away: gives the keys that revoke themselves by now. */
function checkKeyNotes(held, pinned, origin, results) {
  const revoked = new Set();
  const paths = [...held.keys()].filter((path) => roles.keyNote.test(path));
  if (paths.length > memberLimits.keyNotes)
    results.add('unknown', 'key-note', wholeBundle, 'There are more statements about keys than are read.');
  for (const path of paths.slice(0, memberLimits.keyNotes)) {
    const note = parseNote(held.get(path));
    const signed = note === null ? [] : signaturesBy(note, pinned);
    const isBad = signed.some(({ isValid }) => !isValid);
    results.add(isBad ? 'fail' : 'warning', 'key-note', memberPlace(path), 'A statement about keys.');
    const [title, name, key, time] = note?.text.split('\n') ?? [];
    if (isBad || title !== 'evb/1 key revocation' || name !== origin || readTime(time ?? '') === null)
      continue;
    const isByNow = Date.parse(time) <= Date.now();
    for (const each of signed) if (isByNow && each.key.text === key) revoked.add(each.key);
  }
  return revoked;
}

// ---- The packer ----

function checkPacker(held, trusted, results) {
  const place = memberPlace(signaturePath);
  const add = (outcome, code, statement) => results.add(outcome, code, place, statement);
  const open = trusted.length > 0 ? 'unknown' : 'warning';
  const [bytes, manifest] = [held.get(signaturePath), held.get(tagManifestPath)];
  if (bytes === undefined) return add(open, 'packer-signature', 'The packer did not sign.');
  const signature = parseSshSignature(bytes);
  if (signature === null) return add('fail', 'packer-signature', 'This is no SSH signature.');
  if (!signature.isSupported)
    return add(open, 'packer-signature', 'A kind of signature that is not supported.');
  const digest = manifest && createHash(signature.hash).update(manifest).digest();
  const signed =
    digest &&
    Buffer.concat([
      Buffer.from('SSHSIG'),
      ...[packerNamespace, '', signature.hash, digest].map((field) => sshString(Buffer.from(field))),
    ]);
  if (
    signature.namespace !== packerNamespace ||
    !signed ||
    !isSoundPoint(signature.raw) ||
    !verifyEd25519(signature.raw, signed, signature.signature)
  )
    return add('fail', 'packer-signature', 'The signature of the packer is bad.');
  results.pass('packer-signature', 'The tag manifest is signed.');
  const now = new Date().toISOString();
  const signers = trusted.filter(({ raw }) => raw.equals(signature.raw));
  // Nobody vouches for the time of the signature, so a window of validity is held against now.
  if (signers.length === 0) return add(open, 'packer-key', 'The key of the packer was not named.');
  if (!signers.some(({ validAfter, validBefore }) => validAfter <= now && now < validBefore))
    return add(open, 'packer-key', 'The key is not valid now.');
  results.pass('packer-key', 'The key of the packer was named.');
}

/** OpenSSH PROTOCOL.sshsig; null when malformed, else whether this verifier knows its kind. */
function parseSshSignature(bytes) {
  const [, body] =
    /^-----BEGIN SSH SIGNATURE-----\n((?:[A-Za-z0-9+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?$/.exec(
      bytes.toString('latin1'),
    ) ?? [];
  const blob = body && fromBase64(body.replaceAll('\n', ''));
  if (!blob || blob.length < 10 || blob.toString('latin1', 0, 6) !== 'SSHSIG') return null;
  if (blob.readUInt32BE(6) !== 1) return { isSupported: false };
  const fields = sshFields(blob.subarray(10), 5);
  const [key, signature] = fields ? [sshFields(fields[0]), sshFields(fields[4])] : [];
  if (!key || !signature) return null;
  const [namespace, reserved, hash] = fields.slice(1, 4).map((field) => field.toString('latin1'));
  // RFC 4251, section 6: names of algorithms are printable US-ASCII.
  if (/[^!-~]/.test(hash)) return null;
  const types = [key[0], signature[0]].map((type) => type?.toString('latin1'));
  const isSupported =
    types.every((type) => type === 'ssh-ed25519') && ['sha256', 'sha512'].includes(hash) && reserved === '';
  if (
    isSupported &&
    (key.length !== 2 || key[1].length !== 32 || signature.length !== 2 || signature[1].length !== 64)
  )
    return null;
  return { isSupported, namespace, hash, raw: key[1], signature: signature[1] };
}

const sshString = (bytes) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

function sshFields(bytes, count) {
  const fields = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length || at + 4 + bytes.readUInt32BE(at) > bytes.length) return null;
    fields.push(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at)));
    at += 4 + bytes.readUInt32BE(at);
  }
  return count === undefined || fields.length === count ? fields : null;
}

function readSshPublicKey(bytes) {
  const [type, raw, more] = (bytes && sshFields(bytes)) ?? [];
  return type?.toString('latin1') === 'ssh-ed25519' && raw?.length === 32 && more === undefined ? raw : null;
}

// ---- Ed25519, RFC 8032 section 5.1, strict ----

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const curveD = modulo(-121665n * power(121666n, prime - 2n));
const soundPoints = new Map();

/**
 * node:crypto compares the encoding of R with that of sB - kA. Under a key of the prime-order group that leaves no R
 * with a low-order part and no second spelling, so beyond the key only S has to be checked.
 */
function verifyEd25519(raw, data, signature) {
  if (signature.length !== 64 || toNumber(signature.subarray(32)) >= order) return false;
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return verify(null, data, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** Canonical, on the curve, and of the prime order: neither of low order nor with a low-order part. */
function isSoundPoint(raw) {
  const name = raw.toString('hex');
  if (!soundPoints.has(name)) soundPoints.set(name, hasPrimeOrder(raw));
  return soundPoints.get(name);
}

function hasPrimeOrder(raw) {
  const encoded = toNumber(raw);
  const [y, isOdd] = [encoded % 2n ** 255n, encoded >> 255n];
  const [u, v] = [modulo(y * y - 1n), modulo(curveD * y * y + 1n)];
  let x = modulo(u * power(v, 3n) * power(u * power(v, 7n), (prime - 5n) / 8n));
  if (modulo(v * x * x) === modulo(-u)) x = modulo(x * power(2n, (prime - 1n) / 4n));
  if (y >= prime || modulo(v * x * x) !== u || x === 0n) return false;
  if ((x & 1n) !== isOdd) x = prime - x;
  let [sum, addend] = [
    [0n, 1n, 1n, 0n],
    [x, y, 1n, modulo(x * y)],
  ];
  for (let scalar = order; scalar > 0n; scalar >>= 1n) {
    if (scalar & 1n) sum = addPoints(sum, addend);
    addend = addPoints(addend, addend);
  }
  return sum[0] === 0n && sum[1] === sum[2];
}

/** RFC 8032, section 5.1.4, in extended coordinates. */
function addPoints([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [modulo((y1 - x1) * (y2 - x2)), modulo((y1 + x1) * (y2 + x2))];
  const [c, d] = [modulo(2n * t1 * t2 * curveD), modulo(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function modulo(value) {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}

function power(base, exponent) {
  let [result, factor] = [1n, modulo(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = modulo(result * factor);
    factor = modulo(factor * factor);
  }
  return result;
}

const toNumber = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

// ---- Deciding ----

function checkHeads(walk, notes, { end }, results) {
  const newest = notes.at(-1);
  const place = newest ? memberPlace(newest.path) : wholeBundle;
  const reached = walk.order.expected + walk.order.unnumbered;
  const bytes = (outcome, code, where, why) => results.add(outcome, code, where, why);
  if (newest && newest.size !== end)
    bytes(
      'fail',
      'descriptor',
      memberPlace('data/bundle.json'),
      'range.end is not the size of the newest head.',
    );
  for (const head of notes) {
    if (head.size < walk.start)
      results.add('unknown', 'root', memberPlace(head.path), 'It covers only what is before.');
    const isMissed = head.hasRoot === undefined && head.size > walk.start && head.size <= reached;
    if (head.hasRoot === false || isMissed)
      results.add('fail', 'root', memberPlace(head.path), 'The lines do not have the root that it states.');
  }
  // R7: without the head that was signed at its start, nothing says that the range goes on from there.
  if (walk.start > 0 && !notes.some(({ size }) => size === walk.start))
    results.add('unknown', 'root', memberPlace(`data/checkpoints/${walk.start}.note`), 'It is not there.');
  if (!notes.some(({ size, hasRoot }) => hasRoot && (size > walk.start || walk.counts.lines === 0)))
    if (!results.has('root', 'fail'))
      results.add('unknown', 'root', wholeBundle, 'No root is stated for these lines.');
  if (walk.counts.lines === 0)
    results.add('unknown', 'line-form', wholeBundle, 'There is no line to verify.');
  const extent = `Signed ${newest?.size ?? 'nothing'}, present ${reached}.`;
  if (newest && newest.size > reached) results.add('fail', 'truncated', place, extent);
  else if (newest && newest.size < reached) results.add('fail', 'unsigned-tail', place, extent);
  else results.add('unknown', 'head', place, 'Whether the log went on is not known from within.');
  results.add('unknown', 'claimed-time', wholeBundle, 'Times are those that the sender states.');
  const claims = ['descriptor', 'line-form', 'sequence', 'chain', 'root'];
  for (const code of claims) results.pass(code, 'Nothing speaks against it.');
  if (walk.counts.committed > 0) results.pass('disclosure', 'Each disclosure is used once, in its entry.');
}

/** RFC 8493, sections 2.1.1 and 2.2.2: other readers of bags go by these two files. */
function checkBag(held, { origin }, results) {
  const expected = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8';
  const add = (outcome, path, why) => results.add(outcome, 'descriptor', memberPlace(path), why);
  for (const path of ['bagit.txt', 'bag-info.txt']) {
    const bytes = held.get(path);
    if (bytes === undefined) continue;
    const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
    const stated = [...text.matchAll(/^External-Identifier:(.*)$/gim)].map(([, value]) => value.trim());
    if (!isUtf8(bytes)) add('fail', path, 'It is not UTF-8.');
    else if (path === 'bagit.txt' && text.trimEnd() !== expected)
      add('unknown', path, 'A bag of another version.');
    else if (path !== 'bagit.txt' && (stated.length !== 1 || stated[0] !== origin))
      add('fail', path, 'Another log.');
  }
}

/** The first row of docs/format.md, Verdict, that applies. */
function decide({ results, walk }) {
  const list = results.finish();
  const any = (outcome, ...codes) => codes.some((code) => results.has(code, outcome));
  const failed = (axis) => list.some((result) => result.axis === axis && result.outcome === 'fail');
  // An ambiguous entry has a headline of its own; every other open claim about the bytes forbids the word intact.
  const isOpen = (axis) =>
    list.some(
      ({ axis: of, outcome, code }) => of === axis && outcome === 'unknown' && code !== 'entry-ambiguous',
    );
  const claims = ['root', 'chain', 'sequence', 'file-digest', 'manifest-digest', 'log-signature', 'log-key'];
  const needed = [...claims, 'descriptor', 'line-form'];
  const rows = [
    ['BROKEN', 'failed', failed('bytes') || failed('signer')],
    ['INCOMPLETE', 'failed', failed('completeness')],
    ['INTACT, UNSIGNED', 'not-verifiable', any('unknown', 'log-signature')],
    ['NOT VERIFIABLE', 'not-verifiable', isOpen('bytes')],
    [
      'INTACT, SIGNER NOT TRUSTED',
      'not-verifiable',
      any('unknown', 'log-key', 'key-note', 'packer-key', 'packer-signature'),
    ],
    ['SIGNED, AMBIGUOUS', 'not-verifiable', any('unknown', 'entry-ambiguous')],
    ['NOT VERIFIABLE', 'not-verifiable', !needed.every((code) => any('pass', code))],
    ['VERIFIED, PARTS WITHHELD', 'verified', walk.counts.withheld + walk.counts.undisclosed > 0],
    ['VERIFIED', 'verified', true],
  ];
  const [headline, state] = rows.find(([, , applies]) => applies);
  return { state, headline, axes: toAxes(results, walk, failed, isOpen), results: list };
}

function toAxes(results, walk, failed, isOpen) {
  const parts = [
    [walk.counts.withheld, 'withheld'],
    [walk.counts.undisclosed, 'hidden fields'],
  ];
  const said = parts.flatMap(([count, what]) => (count > 0 ? [`, ${count} ${what}`] : [])).join('');
  const isTrusted = results.has('log-key', 'pass');
  return {
    bytes: failed('bytes')
      ? 'broken'
      : `${isOpen('bytes') ? 'not decided' : 'intact'}, ${walk.counts.lines} lines${said}`,
    signer: failed('signer')
      ? 'bad signature'
      : isTrusted
        ? 'a log key that was named'
        : 'not in the trust store',
    completeness: failed('completeness')
      ? 'not the whole of what was signed'
      : 'to the head in the bundle, at most',
    time: results.has('claimed-time', 'warning') ? 'claimed only, and goes back' : 'claimed only',
  };
}

// ---- Strict JSON and other spellings ----

function decodeUtf8(bytes, code) {
  if (!isUtf8(bytes)) throw new Refusal(code, 'The bytes are not UTF-8.');
  return bytes.toString('utf8');
}

function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** One spelling only: padded, no stray bits. Null otherwise. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function tryParse(bytes, maxDepth) {
  try {
    return parseJson(bytes, {}, maxDepth);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** RFC 8259 without anything that two readers could read differently. Objects become maps. */
function parseJson(bytes, place, maxDepth = limits.jsonDepth) {
  const text = decodeUtf8(bytes, 'utf8');
  let at = 0;
  const fail = (why) => {
    throw new Refusal('json', `${why}, at character ${at}.`, place);
  };
  const skip = () => {
    while (' \t\n\r'.includes(text[at] ?? '!')) at += 1;
  };
  const take = (token) => {
    skip();
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };
  const readString = () => {
    if (!take('"')) fail('A string was expected');
    const from = at;
    for (; text[at] !== '"'; at += text[at] === '\\' ? 2 : 1)
      if (!(text[at] >= ' ')) fail('A string is cut or has a control character');
    const raw = text.slice(from, at);
    at += 1;
    const value = raw.includes('\\') ? (parseToken(`"${raw}"`) ?? fail('An escape is malformed')) : raw;
    return /\p{Surrogate}/u.test(value) ? fail('A surrogate stands alone') : value;
  };
  const readNumber = () => {
    const token = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    token.lastIndex = at;
    const found = token.exec(text)?.[0] ?? fail('A value was expected');
    at += found.length;
    return Math.abs(Number(found)) <= Number.MAX_SAFE_INTEGER
      ? Number(found)
      : fail('A number is out of range');
  };
  const readList = (depth) => {
    if (depth > maxDepth) fail('Nested too deeply');
    const items = [];
    if (take(']')) return items;
    do items.push(readValue(depth + 1));
    while (take(','));
    return take(']') ? items : fail('A list is not closed');
  };
  const readObject = (depth) => {
    if (depth > maxDepth) fail('Nested too deeply');
    const fields = new Map();
    if (take('}')) return fields;
    do {
      skip();
      const name = readString();
      if (fields.has(name) || name === '__proto__') fail('A name stands there twice or is __proto__');
      if (!take(':')) fail('A colon is missing');
      fields.set(name, readValue(depth + 1));
    } while (take(','));
    return take('}') ? fields : fail('An object is not closed');
  };
  const readValue = (depth) => {
    if (take('{')) return readObject(depth);
    if (take('[')) return readList(depth);
    if (text[at] === '"') return readString();
    for (const [token, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ])
      if (take(token)) return value;
    return readNumber();
  };
  const value = readValue(1);
  skip();
  return at === text.length ? value : fail('Something follows the value');
}

function parseToken(token) {
  try {
    return JSON.parse(token);
  } catch {
    return undefined;
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof UsageError ? error.message : `Cannot start: ${error.message}`);
    process.exitCode = exitCodes.usage;
  },
);
