#!/usr/bin/env node
// Verifies evidence bundles (EVB/1) by the rules of docs/format.md, R1 to R9. It shares no line with Vouch, so that one
// mistake cannot hide in both. It needs Node 20.15 or newer, no network and nothing else. Read it from top to bottom.
//
//   node verify.mjs BUNDLE... [--vkey log.vkey] [--signers allowed_signers]     (BUNDLE is a .evb.zip or a folder)
//
//   1. Container: a folder without links, or a ZIP that can be read in one way only. Each byte is read once.
//   2. Descriptor (R9). Lines, one by one: form (R1, R2), links (R3, R4), tree (R5, R7), disclosed values.
//   3. Manifests and bag: each file has its stated digest, none is missing, none is unlisted.
//   4. Checkpoints (R6): each signed root is that of these lines, and the newest one is where they end.
//   5. Signatures (R8): the log's by a key in --vkey, the packer's by a key in --signers. No other key is trusted.
//
// It prints each check with its outcome and the first thing found wrong, then the state, and exits with 0 verified,
// 1 failed, 2 usage, 3 unreadable or unsupported, 4 not verifiable. It does NOT check times, witnesses, RFC 3161 tokens,
// whether the log went on or told others something else, or whether what an entry says is true. Nor does it read ZIP64.

import { isUtf8 } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';

const limits = { entry: 65_535, line: 2 ** 24, depth: 32, note: 65_536, small: 2 ** 24, others: 2 ** 28 };
const counts = { manifestLines: 200_000, disclosureLines: 65_536, noteSignatures: 64, keyNotes: 64 };
const zipLimits = { members: 100_000, name: 1_024, directory: 2 ** 28, total: 2 ** 40, ratio: 1_032 };

/** What must have passed before a bundle is verified. The codes are those of docs/format.md, Deciding. */
const claims = {
  'file-missing': 'every file is there that a manifest lists or that every bundle has',
  'file-unlisted': 'no file is there that its manifest does not list',
  'manifest-digest': 'the tag files have the digests that the tag manifest states',
  'file-digest': 'the files under data/ have the digests that the manifest states',
  descriptor: 'descriptor, bag and checkpoints speak of one log and one size',
  'line-form': 'R1: every line is ended by LF',
  'entry-unreadable': 'R2: every line is an entry or a stub',
  sequence: 'R2: the numbers run without a gap, a repetition or a change of order',
  chain: 'R3, R4: each entry links to the line before it, the first one to the origin',
  root: 'R5, R7: the tree over the lines has the root of each checkpoint',
  truncated: 'R6: the lines reach to the newest checkpoint',
  'unsigned-tail': 'R6: the lines do not go on beyond the newest checkpoint',
  'log-signature': 'R8: each checkpoint is signed by the log',
  'log-key': 'R8: the key of the log was named',
};
const outcomes = ['pass', 'warning', 'unknown', 'fail'];
const results = new Map();

/** Of each check the worst outcome stays, with the first sentence that led to it. */
function report(outcome, code, sentence) {
  const known = outcomes.indexOf(results.get(code)?.outcome);
  if (outcomes.indexOf(outcome) > known) results.set(code, { outcome, sentence });
}
const fail = (code, sentence) => report('fail', code, sentence);
const open = (code, sentence) => report('unknown', code, sentence);
const pass = (...codes) =>
  codes.map((code) => report('pass', code, claims[code] ?? 'nothing speaks against it'));

/** Thrown when there is no readable bundle. In a readable one, whatever is wrong is the outcome of a check. */
function refuse(refusal, sentence) {
  throw Object.assign(new Error(sentence), { refusal });
}

// ---- The order of the checks, and what follows from them ----

async function checkBundle(source, keys) {
  const { held, digests, segments } = await readMembers(source);
  const descriptor = readDescriptor(held.get(descriptorPath));
  const notes = readCheckpoints(held, descriptor);
  const log = startLog(descriptor, notes);
  for (const segment of segments) {
    const disclosures = readDisclosures(segment.path.replace('segments', 'disclosures'), held);
    digests.set(segment.path, await readSegment(source, segment, log, disclosures));
    checkDisclosuresUsed(disclosures);
  }
  for (const path of pathsOf(held, 'disclosure')) checkDisclosuresUsed(readDisclosures(path, held));
  source.assertUnchanged();
  checkManifests(digests, held);
  checkBag(held, descriptor);
  checkExtent(log, notes, descriptor);
  checkLogSignatures(notes, held, keys.log, descriptor);
  checkPacker(held, keys.packer);
  if (held.has(`${tagManifest}.sig.tsr`))
    report('warning', 'time-stamp', 'there is one; it is not read here');
  const found = [...results.values()].map(({ outcome }) => outcome);
  if (found.includes('fail')) return 'failed';
  const isWhole = Object.keys(claims).every((code) => results.get(code)?.outcome === 'pass');
  if (!isWhole || found.includes('unknown')) return 'not-verifiable';
  return log.withheld > 0 ? 'verified, parts withheld' : 'verified';
}

// ---- Container: a folder, or a ZIP that can be read in one way only (APPNOTE 4.3) ----

function openSource(path) {
  if (lstatSync(path).isDirectory()) return openFolder(path);
  const file = openSync(path, 'r');
  const { size, mtimeMs } = fstatSync(file);
  if (!fstatSync(file).isFile()) refuse('source-unreadable', 'This is no regular file.');
  const assertUnchanged = () => {
    const now = fstatSync(file);
    if (now.size !== size || now.mtimeMs !== mtimeMs) refuse('source-changed', 'The file changed.');
  };
  return { members: readZip(file, size), open: (member) => readZipMember(file, member), assertUnchanged };
}

function openFolder(root) {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const members = entries.flatMap((entry) => {
    const at = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) return [];
    if (!entry.isFile()) refuse('member-unexpected', `${quote(at)} is a link or a device.`);
    return [{ at, path: relative(root, at).replaceAll(sep, '/'), size: lstatSync(at).size }];
  });
  if (members.length > zipLimits.members) refuse('member-limit', 'There are too many files.');
  const open = function* ({ at, size }) {
    const file = openSync(at, 'r');
    if (fstatSync(file).size !== size) refuse('source-changed', 'A file changed while it was read.');
    yield* readPieces(file, 0, size);
    closeSync(file);
  };
  return { members, open, assertUnchanged() {} };
}

function readAt(file, from, to) {
  const bytes = Buffer.alloc(to - from);
  for (let filled = 0; filled < bytes.length; ) {
    const count = readSync(file, bytes, filled, bytes.length - filled, from + filled);
    if (count === 0) refuse('source-changed', 'The file became shorter while it was read.');
    filled += count;
  }
  return bytes;
}

function* readPieces(file, from, to) {
  for (let at = from; at < to; at += 2 ** 18) yield readAt(file, at, Math.min(at + 2 ** 18, to));
}

function demand(isSo, sentence) {
  if (!isSo) refuse('zip-layout', `${sentence}. What it unpacks to can be named as a folder.`);
}

/** Members, data descriptors, directory and end record must tile the file from its first byte to its last. */
function readZip(file, fileSize) {
  const { count, from, to } = readZipEnd(file, fileSize);
  if (count > zipLimits.members || to - from > zipLimits.directory) refuse('zip-limit', 'Too many members.');
  const directory = readAt(file, from, to);
  const members = [];
  for (let at = 0; at < directory.length; at += members.at(-1).headerBytes)
    members.push(readCentralHeader(directory.subarray(at)));
  demand(members.length === count, 'The directory has another number of members');
  let [total, position] = [0, 0];
  for (const member of members.sort((left, right) => left.offset - right.offset)) {
    total += member.size;
    if (total > zipLimits.total || member.size > member.packed * zipLimits.ratio)
      refuse('zip-limit', `${quote(member.path)} declares more bytes than are read.`);
    demand(member.offset === position, 'Members overlap or leave a gap');
    position = readLocalHeader(file, member, from);
  }
  demand(position === from, 'There are bytes between the last member and the directory');
  refuseNameConflicts(members);
  return members.filter(({ isFolder }) => !isFolder);
}

/** One disk, no comment, no ZIP64, and the directory right before the end record. */
function readZipEnd(file, fileSize) {
  if (fileSize === 0) refuse('empty', 'The file has no byte.');
  const tail = readAt(file, Math.max(0, fileSize - 65_557), fileSize);
  const [begin, end] = [readAt(file, 0, Math.min(4, fileSize)).toString('latin1'), tail.subarray(-22)];
  if (!end.toString('latin1').startsWith('PK\x05\x06') || end.length < 22) {
    demand(!tail.subarray(0, -18).includes('PK\x05\x06'), 'There are bytes behind the end record');
    const isZip = begin === 'PK\x03\x04' || begin === 'PK\x05\x06';
    refuse(isZip ? 'zip-truncated' : 'not-a-zip', 'The end record of a ZIP is not there.');
  }
  const [count, length, from] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const isPlain = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === count && end.readUInt16LE(20) === 0;
  demand(isPlain && count < 0xffff && from + length === fileSize - 22, 'The end record contradicts the file');
  return { count, from, to: from + length };
}

function readCentralHeader(bytes) {
  demand(bytes.length >= 46 && bytes.readUInt32LE(0) === 0x02014b50, 'The directory is damaged');
  const [made, needed, flags, method] = [4, 6, 8, 10].map((at) => bytes.readUInt16LE(at));
  const [crc, packed, size, external, offset] = [16, 20, 24, 38, 42].map((at) => bytes.readUInt32LE(at));
  const [nameBytes, comment, disk, internal] = [28, 32, 34, 36].map((at) => bytes.readUInt16LE(at));
  const headerBytes = 46 + nameBytes + bytes.readUInt16LE(30);
  demand(headerBytes <= bytes.length && comment === 0 && disk === 0, 'The directory is damaged');
  const name = bytes.subarray(46, 46 + nameBytes);
  demand(readExtra(bytes.subarray(46 + nameBytes, headerBytes)) === null, 'ZIP64 is not read here');
  const { path, isFolder } = readName(name, flags);
  // Unix (3) and macOS (19) state the kind of a file in the upper bits; DOS knows labels, folders and devices.
  const kind = [3, 19].includes(made >> 8) ? external >>> 28 : 0;
  const isRegular = [0, isFolder ? 4 : 8].includes(kind) && (external & (isFolder ? 0x48 : 0x58)) === 0;
  const isPlain = (flags & ~0x80e) === 0 && [0, 8].includes(method) && needed <= 45 && internal <= 1;
  if (!isPlain || !isRegular || (isFolder && size > 0))
    refuse('zip-method', `${quote(path)} is no plain, regular, unencrypted file.`);
  demand(method === 8 || size === packed, 'A stored member has two sizes');
  const [fields, sums] = [bytes.subarray(8, 16), bytes.subarray(16, 28)];
  return { path, isFolder, name, fields, sums, flags, method, crc, packed, size, offset, headerBytes };
}

/** Extra fields could carry a second name or content; times and owners cannot. Gives that of ZIP64, if there is one. */
function readExtra(bytes) {
  let [at, wide] = [0, null];
  for (; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
    const id = bytes.readUInt16LE(at);
    if (id === 0x0001 && wide === null) wide = bytes.subarray(at + 4, at + 4 + bytes.readUInt16LE(at + 2));
    else demand([0x000a, 0x5455, 0x5855, 0x7855, 0x7875].includes(id), 'There is an unknown extra field');
  }
  demand(at === bytes.length, 'An extra field is cut');
  return wide;
}

/** Flags, method, time, CRC and sizes are the bytes 8 to 28 of the directory; sums may follow the data instead. */
function readLocalHeader(file, member, limit) {
  const nameAt = member.offset + 30;
  demand(nameAt <= limit, 'A member lies outside of the file');
  const local = readAt(file, member.offset, nameAt);
  const [nameBytes, extraBytes] = [local.readUInt16LE(26), local.readUInt16LE(28)];
  member.from = nameAt + nameBytes + extraBytes;
  member.to = member.from + member.packed;
  demand(member.to <= limit, 'A member lies outside of the file');
  const rest = readAt(file, nameAt, member.from);
  const wide = readExtra(rest.subarray(nameBytes));
  const hasDescriptor = (member.flags & 8) !== 0;
  // Whoever streams does not know the sizes yet, and may announce that they will follow in 64 bits.
  demand(wide === null || (hasDescriptor && wide.equals(Buffer.alloc(16))), 'ZIP64 is not read here');
  const later = Buffer.concat([Buffer.alloc(4), Buffer.alloc(8, wide === null ? 0 : 0xff)]);
  const sums = hasDescriptor ? later : member.sums;
  const isSame =
    local.subarray(6, 26).equals(Buffer.concat([member.fields, sums])) && local.readUInt16LE(4) <= 45;
  const isNamed = rest.subarray(0, nameBytes).equals(member.name) && local.readUInt32LE(0) === 0x04034b50;
  demand(isSame && isNamed, 'The two headers of a member differ');
  return hasDescriptor ? readDataDescriptor(file, member, limit) : member.to;
}

/** CRC and sizes, with or without a signature, each size in 32 or 64 bits; gives where it ends. */
function readDataDescriptor(file, { to, sums }, limit) {
  const found = readAt(file, to, Math.min(to + 24, limit));
  const at = found.toString('latin1', 0, 4) === 'PK\x07\x08' ? 4 : 0;
  const zeros = Buffer.alloc(4);
  const forms = [Buffer.concat([sums.subarray(0, 8), zeros, sums.subarray(8), zeros]), sums];
  const form = forms.find((each) => found.subarray(at, at + each.length).equals(each));
  demand(form !== undefined, 'A data descriptor differs from the directory');
  return to + at + form.length;
}

function readName(bytes, flags) {
  const text = bytes.toString();
  const isFolder = text.endsWith('/');
  const path = isFolder ? text.slice(0, -1) : text;
  const isSafe = (part) =>
    !['', '.', '..'].includes(part) &&
    !/[\\:\p{Cc}]|[. ]$/u.test(part) &&
    !/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i.test(part);
  const isSpelled = isUtf8(bytes) && ((flags & 0x800) !== 0 || bytes.every((byte) => byte < 0x80));
  if (!isSpelled || bytes.length > zipLimits.name || !path.split('/').every(isSafe))
    refuse('zip-name', `The name ${quote(path)} is not safe on every system.`);
  return { path, isFolder };
}

/** No two names may be one on some system, and none may be both a file and a folder, or a folder without a file. */
function refuseNameConflicts(members) {
  const [names, folders] = [new Set(), new Set()];
  const fold = (path) => path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  for (const { path, isFolder } of members) {
    const name = fold(path);
    if (names.has(name)) refuse('zip-name', `${quote(path)} stands there twice.`);
    names.add(name);
    const parts = isFolder ? [] : name.split('/');
    for (let count = 1; count < parts.length; count += 1) folders.add(parts.slice(0, count).join('/'));
  }
  for (const { path, isFolder } of members)
    if (folders.has(fold(path)) !== isFolder)
      refuse('zip-name', `${quote(path)} is a file and a folder, or empty.`);
}

async function* readZipMember(file, member) {
  const { path, method, from, to } = member;
  let [size, crc] = [0, 0];
  for await (const piece of method === 0 ? readPieces(file, from, to) : inflate(file, member)) {
    size += piece.length;
    if (size > member.size) refuse('member-size', `${quote(path)} is longer than declared.`);
    crc = zlib.crc32(piece, crc);
    yield piece;
  }
  if (size !== member.size) refuse('member-size', `${quote(path)} is shorter than declared.`);
  if (crc !== member.crc) refuse('member-crc', `${quote(path)} has another CRC-32.`);
}

async function* inflate(file, { path, from, to, packed }) {
  const inflater = zlib.createInflateRaw({ chunkSize: 2 ** 18 });
  try {
    yield* pipeline(readPieces(file, from, to), inflater, () => {});
  } catch (error) {
    if (error.code?.startsWith('Z_')) refuse('member-inflate', `The data of ${quote(path)} is damaged.`);
    throw error;
  }
  if (inflater.bytesWritten !== packed) refuse('member-inflate', `Bytes follow the data of ${quote(path)}.`);
}

// ---- Members: what they are follows from their paths ----

const roles = {
  tag: /^(bagit\.txt|bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt(\.sig(\.tsr)?)?)$/,
  descriptor: /^data\/bundle\.json$/,
  note: /^data\/checkpoints\/(0|[1-9]\d{0,15})\.note$/,
  keyNote: /^data\/keys\/[^/]+\.note$/,
  provenance: /^data\/provenance\/.+$/,
  attachment: /^data\/attachments\/[0-9a-f]{64}$/,
  disclosure: /^data\/disclosures\/\d{12}\.ndjson$/,
  segment: /^data\/segments\/\d{12}\.ndjson$/,
};
const [descriptorPath, tagManifest] = ['data/bundle.json', 'tagmanifest-sha256.txt'];
const roleOf = (path) => Object.keys(roles).find((role) => roles[role].test(path));
const pathsOf = (held, role) => [...held.keys()].filter((path) => roles[role].test(path)).sort();

/** Digests all members but the segments, and holds those that are read later. */
async function readMembers(source) {
  const others = source.members.filter(({ path }) => roleOf(path) !== 'segment');
  if (!others.some(({ path }) => path === descriptorPath)) refuse('not-a-bundle', 'No data/bundle.json.');
  let total = 0;
  for (const { path, size } of others) {
    if (!roleOf(path)) refuse('member-unexpected', `${quote(path)} has no place in a bundle.`);
    total += size;
    const isSmall = size <= limits.small || ['attachment', 'disclosure'].includes(roleOf(path));
    if (!isSmall || total > limits.others) refuse('member-limit', `${quote(path)} is too large.`);
  }
  const [held, digests] = [new Map(), new Map()];
  for (const member of others) {
    const [hash, pieces] = [createHash('sha256'), []];
    const isHeld = !['attachment', 'provenance'].includes(roleOf(member.path));
    for await (const piece of source.open(member)) {
      hash.update(piece);
      if (isHeld) pieces.push(piece);
    }
    digests.set(member.path, hash.digest('hex'));
    if (isHeld) held.set(member.path, Buffer.concat(pieces));
  }
  const segments = source.members.filter(({ path }) => roleOf(path) === 'segment');
  return { held, digests, segments: segments.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

// ---- R9: the descriptor ----

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isDigest = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isText = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 1_000;
const isPointer = (value) => typeof value === 'string' && value[0] === '/' && !/~(?![01])/.test(value);
const fieldNames = ['actor', 'action', 'target', 'outcome', 'service', 'address', 'session'];
const isMapped = ([name, pointer]) => fieldNames.includes(name) && isPointer(pointer);

function readDescriptor(bytes) {
  const { value: fields, why } = parseJson(bytes);
  if (!isObject(fields)) refuse('descriptor', `The descriptor is no object. ${why ?? ''}`);
  if (fields.format !== 'evb/1') refuse('unsupported-format', 'The format is not evb/1.');
  const { origin, title, range, frontier = [], mapping = {}, offeredLogKey: offered = '' } = fields;
  const { start, end } = isObject(range) ? range : {};
  const ones = isCount(start) ? start.toString(2).replaceAll('0', '').length : -1;
  const rules = {
    origin: isText(origin),
    title: isText(title),
    range: isCount(start) && isCount(end) && start <= end,
    frontier: Array.isArray(frontier) && frontier.length === ones && frontier.every(isDigest),
    mapping: isObject(mapping) && Object.entries(mapping).every(isMapped),
    offeredLogKey: typeof offered === 'string',
  };
  const wrong = Object.keys(rules).filter((name) => !rules[name]);
  if (wrong.length > 0) refuse('descriptor', `Wrong fields of the descriptor: ${wrong.join(', ')}.`);
  return { origin, start, end, frontier, offered };
}

// ---- R1: lines end at LF and nowhere else ----

/** Gives the digest of the very bytes that were cut into lines. */
async function readSegment(source, segment, log, disclosures) {
  const hash = createHash('sha256');
  const { path } = segment;
  let [line, rest] = [0, Buffer.alloc(0)];
  const check = (bytes) => checkLine(log, bytes, `line ${++line} of ${path}`, disclosures);
  if (Number(path.slice(-19, -7)) !== log.due) fail('sequence', `${path} should begin with entry ${log.due}`);
  for await (const piece of source.open(segment)) {
    hash.update(piece);
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let from = 0;
    for (let to = bytes.indexOf(10, rest.length); to !== -1; to = bytes.indexOf(10, from)) {
      check(bytes.subarray(from, to));
      from = to + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > limits.line) refuse('member-limit', `A line of ${path} is too long.`);
  }
  if (rest.length > 0) {
    fail('line-form', `${path} does not end with LF`);
    check(rest);
  }
  return hash.digest('hex');
}

// ---- R2: entries, stubs, and lines that are neither ----

function checkLine(log, bytes, place, disclosures) {
  if (bytes.length > limits.line) refuse('member-limit', `${place} is too long.`);
  const { kind, why, leaf = sha256(Buffer.from([0]), bytes), entry } = readLine(bytes);
  if (kind === 'reject') fail('entry-unreadable', `${place}: ${why}`);
  if (kind === 'ambiguous') open('entry-ambiguous', `${place}: ${why}`);
  if (kind === 'withheld') log.withheld += 1;
  if (kind === 'entry') {
    checkLink(log, entry, place);
    countDisclosures(log, entry, disclosures);
  } else log.due += 1;
  log.lastLeaf = leaf;
  appendLeaf(log, leaf);
}

function readLine(bytes) {
  const stub = bytes.length === 74 && /^#withheld ([0-9a-f]{64})$/.exec(bytes.toString('latin1'));
  if (stub) return { kind: 'withheld', leaf: Buffer.from(stub[1], 'hex') };
  if (bytes[0] !== 0x7b || bytes.length > limits.entry || bytes.at(-1) === 13)
    return { kind: 'reject', why: 'this is neither an entry nor a stub' };
  const { value: entry, why, isOrdinary } = parseJson(bytes);
  if (why) return { kind: isOrdinary ? 'ambiguous' : 'reject', why };
  const isEntry = isCount(entry.seq) && isDigest(entry.prev) && isTime(entry.ts);
  return isEntry ? { kind: 'entry', entry } : { kind: 'reject', why: 'seq, prev or ts is not as it must be' };
}

/** RFC 3339 in UTC, and a moment that exists: a day that does not comes back as another one. */
function isTime(text) {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text)) return false;
  return new Date(`${text.slice(0, 19)}Z`).toJSON()?.slice(0, 19) === text.slice(0, 19);
}

// ---- R3, R4: numbers and links. R5, R7: the tree of RFC 6962, section 2.1 ----

/** `stack` holds the roots of the complete subtrees, largest first: one for each one bit of `size`. */
function startLog({ origin, start, frontier }, notes) {
  const stack = frontier.map((digest) => Buffer.from(digest, 'hex'));
  // R7: the last digest of the frontier of an odd size is the leaf of the entry before the range.
  const lastLeaf = start === 0 ? sha256(`evb/1\n${origin}\n`) : start % 2 === 1 ? stack.at(-1) : null;
  const roots = new Map(notes.map((note) => [note.size, note]));
  const log = { start, due: start, size: start, stack, lastLeaf, roots, withheld: 0, committed: 0 };
  compareRoot(log);
  return log;
}

function checkLink(log, { seq, prev }, place) {
  if (seq !== log.due) fail('sequence', `${place} has number ${seq} instead of ${log.due}`);
  if (seq !== log.due) fail('chain', `${place} stands where the chain has no place for it`);
  if (log.lastLeaf !== null && prev !== log.lastLeaf.toString('hex'))
    fail('chain', `${place} does not link to the line before it`);
  log.due = Math.max(log.due, seq + 1);
}

function appendLeaf(log, leaf) {
  let digest = leaf;
  for (let rest = log.size; rest % 2 === 1; rest = (rest - 1) / 2) digest = hashNode(log.stack.pop(), digest);
  log.stack.push(digest);
  log.size += 1;
  compareRoot(log);
}

const hashNode = (left, right) => sha256(Buffer.from([1]), left, right);

function compareRoot({ stack, size, roots }) {
  const note = roots.get(size);
  if (note === undefined) return;
  const root = size === 0 ? sha256('') : stack.reduceRight((right, left) => hashNode(left, right));
  note.hasRoot = root.equals(note.root);
}

// ---- Disclosures: the values of committed fields ----

/** Each disclosure by its entry and digest, with how often that entry refers to it. */
function readDisclosures(path, held) {
  const [uses, entries, texts] = [new Map(), new Set(), new Set()];
  const lines = (held.get(path) ?? '').toString('latin1').split('\n');
  held.delete(path);
  const isEnded = lines.pop() === '' && lines.length <= counts.disclosureLines;
  if (!isEnded) fail('disclosure', `${path} does not end with LF, or has too many lines`);
  for (const [index, line] of lines.slice(0, counts.disclosureLines).entries()) {
    const place = `line ${index + 1} of ${path}`;
    const { seq, d } = (line.length <= limits.line && parseJson(Buffer.from(line, 'latin1'), 2).value) || {};
    const isForm = isCount(seq) && Array.isArray(d) && !entries.has(seq);
    if (!isForm) fail('disclosure', `${place} is malformed, or repeats an entry`);
    entries.add(seq);
    for (const text of isForm ? d : []) {
      if (!isDisclosure(text) || texts.has(text))
        fail('disclosure', `${place} is malformed, or repeats a value`);
      else uses.set(`${seq} ${sha256(text).toString('base64url')}`, { place, count: 0 });
      texts.add(text);
    }
  }
  return uses;
}

/** RFC 9901, section 4.2.2: base64url of the JSON text [salt, value]. */
function isDisclosure(text) {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  const pair = bytes.length > 0 && bytes.toString('base64url') === text && parseJson(bytes).value;
  return Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string';
}

/** An object with the one name "..." and a text as its value, standing in a list, is a commitment. */
function countDisclosures(log, value, disclosures, seq = value.seq) {
  for (const item of Object.values(value)) {
    if (typeof item !== 'object' || item === null) continue;
    const digest = Array.isArray(value) && Object.keys(item).join() === '...' ? item['...'] : null;
    if (typeof digest === 'string') {
      const use = disclosures.get(`${seq} ${digest}`);
      log.committed += 1;
      if (use) use.count += 1;
      else log.withheld += 1;
    } else countDisclosures(log, item, disclosures, seq);
  }
}

function checkDisclosuresUsed(disclosures) {
  for (const { place, count } of disclosures.values())
    if (count !== 1)
      fail('disclosure', `${place}: a disclosure is used ${count} times in its entry, not once`);
}

// ---- Manifests and bag ----

function checkManifests(digests, held) {
  const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt'];
  const missing = [...tags, tagManifest].filter((path) => !held.has(path));
  for (const path of missing) fail('file-missing', `${path} is not there`);
  checkManifest('manifest-digest', tagManifest, (path) => tags.includes(path), digests, held);
  checkManifest('file-digest', 'manifest-sha256.txt', (path) => path.startsWith('data/'), digests, held);
  const attachments = [...digests].filter(([path]) => roleOf(path) === 'attachment');
  for (const [path, digest] of attachments)
    if (!path.endsWith(digest)) fail('file-digest', `${path} has another digest`);
  pass('file-missing', 'file-unlisted', 'manifest-digest', 'file-digest');
}

function checkManifest(code, manifest, isCovered, digests, held) {
  const bytes = held.get(manifest);
  if (bytes === undefined) return;
  const lines = isUtf8(bytes) ? bytes.toString().split('\n') : ['not UTF-8'];
  const isEnded = lines.pop() === '' && lines.length <= counts.manifestLines;
  const stated = new Map();
  for (const line of isEnded ? lines : ['']) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *]([^\r]+)$/.exec(line) ?? [];
    if (!path || stated.has(path)) return fail(code, `${manifest} has a line that is wrong: ${quote(line)}`);
    stated.set(path, digest);
    if (!digests.has(path)) fail('file-missing', `${quote(path)} is listed in ${manifest} and not there`);
    else if (digests.get(path) !== digest) fail(code, `${quote(path)} has not the digest in ${manifest}`);
    else if (!isCovered(path)) fail(code, `${quote(path)} has no place in ${manifest}`);
  }
  for (const path of digests.keys())
    if (isCovered(path) && !stated.has(path)) fail('file-unlisted', `${quote(path)} is not in ${manifest}`);
}

/** RFC 8493, sections 2.1.1 and 2.2.2: other readers of bags go by these two files. */
function checkBag(held, { origin }) {
  const [declaration, info] = ['bagit.txt', 'bag-info.txt'].map((path) => held.get(path) ?? Buffer.alloc(0));
  if (!isUtf8(declaration) || !isUtf8(info)) fail('descriptor', 'bagit.txt or bag-info.txt is not UTF-8');
  const isKnown = /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\s*$/.test(declaration);
  if (!isKnown) open('descriptor', 'bagit.txt declares another version');
  const stated = [...String(info).matchAll(/^External-Identifier:(.*)$/gim)].map(([, name]) => name.trim());
  if (stated.join('\n') !== origin) fail('descriptor', 'bag-info.txt does not name this log, once');
}

// ---- R6: checkpoints ----

function readCheckpoints(held, { origin }) {
  const notes = pathsOf(held, 'note').flatMap((path) => {
    const size = Number(roles.note.exec(path)[1]);
    const note = parseNote(held.get(path));
    const [, name, stated, blob] = /^(.+)\n(0|[1-9]\d*)\n(\S+)\n$/.exec(note?.text) ?? [];
    const root = fromBase64(blob);
    if (root?.length === 32 && stated === String(size) && isCount(size)) {
      if (name !== origin) fail('descriptor', `${path} is a checkpoint of another log`);
      return [{ ...note, path, size, root }];
    }
    fail('root', `${path} is no checkpoint of that size`);
    return [];
  });
  return notes.sort((left, right) => left.size - right.size);
}

/** A C2SP signed note in its one spelling; null when it is not one. */
function parseNote(bytes) {
  const all = bytes.toString();
  const cut = all.lastIndexOf('\n\n') + 1;
  const isForm = cut > 0 && all.endsWith('\n') && !/[^\P{Cc}\n]/u.test(all);
  if (bytes.length > limits.note || !isUtf8(bytes) || !isForm) return null;
  const lines = all.slice(cut + 1, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name, blob] = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    const decoded = fromBase64(blob) ?? '';
    return decoded.length > 4 && { name, id: decoded.toString('hex', 0, 4), signature: decoded.subarray(4) };
  });
  const isSigned = lines.length <= counts.noteSignatures && signatures.every(Boolean);
  return isSigned ? { text: all.slice(0, cut), signatures } : null;
}

function checkExtent({ start, size, due, committed }, notes, { end }) {
  const newest = notes.at(-1);
  if (newest && newest.size !== end) fail('descriptor', 'range.end is not the size of the newest checkpoint');
  for (const note of notes) {
    if (note.hasRoot === false) fail('root', `the lines do not have the root that ${note.path} states`);
    if (note.size < start) open('root', `${note.path} covers only what is before the range`);
  }
  // R7: without the head that was signed at its start, nothing says that the range goes on from there.
  const isBegun = start === 0 || notes.some((note) => note.size === start);
  const isCovered = notes.some((note) => note.hasRoot && (note.size > start || size === start));
  if (!isBegun || !isCovered)
    open('root', 'no checkpoint states a root for these lines, or where they begin');
  if (size === start) open('line-form', 'there is no line');
  const extent = `entries are signed up to ${newest?.size}, and here up to ${due}`;
  if (newest?.size > due) fail('truncated', extent);
  if (newest?.size < due) fail('unsigned-tail', extent);
  pass('descriptor', 'line-form', 'entry-unreadable', 'entry-ambiguous', 'sequence', 'chain', 'root');
  pass('truncated', 'unsigned-tail');
  if (committed > 0) pass('disclosure');
}

// ---- R8: the log's signatures, and what it says about its keys ----

function checkLogSignatures(notes, held, named, { origin, offered }) {
  const pinned = named.filter(({ name }) => name === origin);
  // The offered key is never trusted; a signature that is false under it is false all the same.
  const offer = parseVerifierKey(offered);
  const known = offer?.name === origin && isSound(offer.raw) ? [...pinned, offer] : pinned;
  const revoked = checkKeyNotes(held, pinned, origin);
  for (const note of notes) {
    const signers = signersOf(note, known);
    const isNamed = note.signatures.some(({ name }) => name === origin);
    if (signers.includes(null)) fail('log-signature', `${note.path} has a false signature`);
    else if (!isNamed) open('log-signature', `${note.path} has no signature with the name of the log`);
    else if (!signers.some((key) => pinned.includes(key)))
      open('log-key', `No named key signed ${note.path}`);
    else if (note === notes.at(-1) && signers.some((key) => revoked.includes(key)))
      open('log-key', 'the log itself revoked its key');
  }
  if (notes.length === 0) open('log-signature', 'there is no checkpoint');
  else if (notes.every((note) => signersOf(note, known).length > 0)) pass('log-signature', 'log-key');
}

/** For each signature with the name and id of a known key: that key, or null when the signature is false. */
function signersOf({ text, signatures }, known) {
  return signatures.flatMap(({ name, id, signature }) => {
    const keys = known.filter((key) => key.name === name && key.id === id);
    const isBy = ({ raw }) => verifyEd25519(raw, Buffer.from(text), signature);
    return keys.length === 0 ? [] : [keys.find(isBy) ?? null];
  });
}

/** Statements in the bundle can only take trust away: gives the keys that revoked themselves by now. */
function checkKeyNotes(held, pinned, origin) {
  const paths = pathsOf(held, 'keyNote');
  if (paths.length > counts.keyNotes) open('key-note', 'there are more statements about keys than are read');
  return paths.slice(0, counts.keyNotes).flatMap((path) => {
    const note = parseNote(held.get(path));
    const signers = note === null ? [] : signersOf(note, pinned);
    if (signers.includes(null)) fail('key-note', `${quote(path)} has a false signature`);
    else report('warning', 'key-note', `${quote(path)} states something about keys`);
    const [title, name, key, time, reason, ...rest] = note?.text.split('\n') ?? [];
    const isForm = title === 'evb/1 key revocation' && name === origin && reason?.trim() && rest.length === 1;
    const isByNow = isForm && rest[0] === '' && isTime(time) && Date.parse(time) <= Date.now();
    return isByNow && !signers.includes(null) ? signers.filter(({ text }) => text === key) : [];
  });
}

/** name+id+base64(01 || key); null when it is not in its one spelling. */
function parseVerifierKey(text) {
  const [, name, id, blob] = /^([^\s+\p{Cc}]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = fromBase64(blob);
  if (bytes?.length !== 33 || bytes[0] !== 1) return null;
  const isOwnId = sha256(`${name}\n`, bytes).toString('hex', 0, 4) === id;
  return isOwnId ? { name, id, text, raw: bytes.subarray(1) } : null;
}

// ---- The packer's signature: OpenSSH PROTOCOL.sshsig ----

const packerNamespace = 'evidence-bundle@v1';

function checkPacker(held, named) {
  const otherwise = named.length > 0 ? 'unknown' : 'warning';
  const [bytes, manifest] = [held.get(`${tagManifest}.sig`), held.get(tagManifest)];
  if (bytes === undefined) return report(otherwise, 'packer-signature', 'the packer did not sign');
  const signature = parseSshSignature(bytes);
  if (signature === null) return fail('packer-signature', 'this is no SSH signature');
  const { namespace, hash, raw } = signature;
  if (!hash) return report(otherwise, 'packer-signature', 'this kind of SSH signature is not supported');
  if (manifest === undefined)
    return fail('packer-signature', 'there is no tag manifest that it could be over');
  const digest = createHash(hash).update(manifest).digest();
  const fields = [packerNamespace, '', hash, digest].map((field) => sshString(Buffer.from(field)));
  const signed = Buffer.concat([Buffer.from('SSHSIG'), ...fields]);
  const isRight = namespace === packerNamespace && isSound(raw);
  if (!isRight || !verifyEd25519(raw, signed, signature.signature))
    return fail('packer-signature', 'the signature of the packer is false');
  // Nobody vouches for the time of the signature, so a window of validity is held against now.
  const now = new Date().toISOString();
  if (!named.some((key) => key.raw.equals(raw) && key.after <= now && now < key.before))
    report(otherwise, 'packer-key', 'the key of the packer was not named, or not for this time');
  pass('packer-signature', 'packer-key');
}

/** Null when malformed; without hash when it is of a kind that is not supported. */
function parseSshSignature(bytes) {
  const armor = /^-----BEGIN SSH SIGNATURE-----\n((?:[\w+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?$/;
  const [, body] = (bytes.length <= limits.note && armor.exec(bytes.toString('latin1'))) || [];
  const blob = fromBase64(body?.replaceAll('\n', ''));
  if (blob?.toString('latin1', 0, 6) !== 'SSHSIG' || blob.length < 10) return null;
  if (blob.readUInt32BE(6) !== 1) return {};
  const fields = [...sshFields(blob.subarray(10))];
  if (fields.length !== 5 || fields.includes(null)) return null;
  const [namespace, reserved, hash] = fields.slice(1, 4).map(String);
  // Of a key that is not known only the type is read.
  const [type] = sshFields(fields[0]);
  if (!type || ![type, fields[1], fields[3]].every(isUtf8) || namespace === '') return null;
  if (String(type) !== 'ssh-ed25519') return {};
  const [, raw, signedType, signature, ...more] = [...sshFields(fields[0]), ...sshFields(fields[4])];
  const isEd25519 = String(signedType) === 'ssh-ed25519' && raw?.length === 32 && signature?.length === 64;
  if (!isEd25519 || more.length > 0) return null;
  return reserved === '' && ['sha256', 'sha512'].includes(hash) ? { namespace, hash, raw, signature } : {};
}

const sshString = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);

/** The strings in a row of RFC 4251, section 5; null in place of one that is cut. */
function* sshFields(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    yield end > bytes.length ? null : bytes.subarray(at + 4, end);
    at = end;
  }
}

// ---- Ed25519: RFC 8032, section 5.1, strict ----

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const toNumber = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const toBytes = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
const toJwk = (crv, x, d) => ({ format: 'jwk', key: { kty: 'OKP', crv, x: x.toString('base64url'), d } });
const multiplierBytes = toBytes(5n * order - 1n).toString('base64url');
const multiplier = createPrivateKey(toJwk('X25519', toBytes(9n), multiplierBytes));

/**
 * node:crypto compares the encoding of R with that of sB - kA. Under a key of prime order that leaves no R with a
 * low-order part and no second spelling of R, so beyond the key, which `isSound`, only S has to be checked.
 */
function verifyEd25519(raw, data, signature) {
  if (signature.length !== 64 || toNumber(signature.subarray(32)) >= order) return false;
  return verify(null, data, createPublicKey(toJwk('Ed25519', raw)), signature);
}

/**
 * Is this the canonical encoding of a point of prime order? X25519 (RFC 7748) takes u = (1 + y) / (1 - y) times
 * 5 order - 1, a multiple of 8 that is -1 modulo the order: just such points come back, u being blind to the sign.
 * Low-order parts are lost on the way, and so are points that are not on the curve; zero makes it throw.
 */
function isSound(raw) {
  const y = toNumber(raw) % 2n ** 255n;
  const u = toBytes(((1n + y) * power(prime + 1n - y, prime - 2n)) % prime);
  try {
    const product = diffieHellman({ privateKey: multiplier, publicKey: createPublicKey(toJwk('X25519', u)) });
    return y < prime && product.equals(u);
  } catch {
    return false;
  }
}

function power(base, exponent) {
  let [result, factor] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % prime;
    factor = (factor * factor) % prime;
  }
  return result;
}

// ---- Strict JSON, and other spellings ----

const jsonToken = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g;

/** The value, or why not. `isOrdinary`: an ordinary parser accepts it, but two readers could read it differently. */
function parseJson(bytes, maxDepth = limits.depth) {
  if (!isUtf8(bytes)) return { why: 'this is not UTF-8' };
  try {
    const text = bytes.toString();
    const why = findTwoReadings(text, maxDepth);
    // A long text is not parsed in vain: a small file could hold more objects than the memory does.
    if (why && text.length > limits.entry) return { why };
    const value = JSON.parse(text);
    return why ? { why, isOrdinary: true } : { value };
  } catch {
    return { why: 'this is no JSON' };
  }
}

/** JSON.parse decides what is JSON (RFC 8259); this finds what must not be in it. */
function findTwoReadings(text, maxDepth) {
  const names = [];
  for (const [token, string, colon] of text.matchAll(jsonToken)) {
    if (token === '}' || token === ']') names.pop();
    else if (string) {
      const value = string.includes('\\') ? JSON.parse(string) : string.slice(1, -1);
      if (!value.isWellFormed()) return 'a surrogate stands alone';
      if (!colon) continue;
      if (value === '__proto__' || names.at(-1)?.has(value)) return 'a name is forbidden, or there twice';
      names.at(-1)?.add(value);
    } else if (token === '{' || token === '[') {
      if (names.push(new Set()) > maxDepth) return 'it is nested too deeply';
    } else if (Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER) return 'a number is too large';
  }
}

/** Padded, without stray bits; null for any other spelling. */
function fromBase64(text = '-') {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Words of the evidence, cut; what is not plain ASCII is escaped when it is printed. */
function quote(text) {
  return JSON.stringify(text.slice(0, 120));
}

// ---- Arguments: only what a person names here is ever trusted ----

function readKeys(files = [], read) {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const used = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (files.length > 0 && used.length === 0) throw new Error('A file of keys has no key.');
  return used.map((line) => {
    const key = read(line);
    if (key === null || !isSound(key.raw)) throw new Error(`This is no key that can be used: ${quote(line)}`);
    return key;
  });
}

/** ssh-keygen(1), ALLOWED SIGNERS. A line that cannot be honoured to the letter is refused, never read more widely. */
function readSigner(line) {
  const form = /^(?:"[^"]*"|[^\s"]+)\s+(?:(\S*"[^"]*"\S*|cert-authority)\s+)?ssh-ed25519\s+(\S+)/;
  const [, options = '', blob] = form.exec(line) ?? [];
  const [type, raw, ...more] = sshFields(fromBase64(blob) ?? Buffer.alloc(0));
  const parts = [...options.matchAll(/([a-z-]+)="([^"]*)"/g)];
  const named = Object.fromEntries(parts.map(([, name, value]) => [name, value]));
  const { namespaces = packerNamespace, 'valid-after': after, 'valid-before': before, ...unknown } = named;
  const window = {
    after: after === undefined ? '' : readSshTime(after),
    before: before === undefined ? '\uffff' : readSshTime(before),
  };
  const isOnce = Object.keys(named).length === parts.length && Object.keys(unknown).length === 0;
  const isWhole = isOnce && parts.map(([part]) => part).join() === options;
  const isKey = String(type) === 'ssh-ed25519' && raw?.length === 32 && more.length === 0;
  const isForUs = namespaces.split(',').includes(packerNamespace) && !Object.values(window).includes(null);
  return isWhole && isKey && isForUs ? { raw, ...window } : null;
}

/** YYYYMMDD[HHMM[SS]][Z], local time without the Z, as an ISO text, which sorts as time does; null for no time. */
function readSshTime(value) {
  const form = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = form.exec(value) ?? [];
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`).toJSON();
}

// ---- The report ----

const exitCodes = { verified: 0, failed: 1, unreadable: 3, 'not-verifiable': 4 };

/** A control character in evidence could move the cursor of a terminal and write a better state over this one. */
function print(line) {
  console.log(line.replace(/[^ -~]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`));
}

async function main() {
  const file = { type: 'string', multiple: true };
  const options = { vkey: file, signers: file };
  const { values, positionals: paths } = parseArgs({ options, allowPositionals: true });
  if (paths.length === 0) throw new Error('usage: node verify.mjs BUNDLE [--vkey FILE] [--signers FILE]');
  const keys = { log: readKeys(values.vkey, parseVerifierKey), packer: readKeys(values.signers, readSigner) };
  const codes = [];
  for (const path of paths) codes.push(exitCodes[await judge(path, keys)]);
  return [1, 3, 4, 0].find((code) => codes.includes(code));
}

async function judge(path, keys) {
  let state = 'unreadable';
  results.clear();
  print(`bundle   ${path}`);
  try {
    state = await checkBundle(openSource(path), keys);
    for (const [code, { outcome, sentence }] of results) print(`${outcome.padEnd(8)} ${code}: ${sentence}`);
  } catch (error) {
    print(`refused  ${error.refusal ?? 'source-unreadable'}: ${error.message}`);
  }
  print(`state    ${state}`);
  return state.split(',')[0];
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`Cannot start: ${error.message}`);
  process.exitCode = 2;
}
