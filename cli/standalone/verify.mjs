#!/usr/bin/env node
// Verifies evidence bundles (EVB/1) by the rules of docs/format.md, R1 to R9. It shares no line with Vouch, so that one
// mistake cannot hide in both, and needs Node 20.15 or newer, no network and nothing else. Read it from top to bottom.
//   node verify.mjs BUNDLE... [--vkey log.vkey] [--signers allowed_signers]     (BUNDLE is a .evb.zip or a folder)
// It prints each check with its outcome and the first thing found wrong, then the state, and exits with 0 verified,
// 1 failed, 2 usage, 3 unreadable or unsupported, 4 not verifiable. Only keys in those two files are ever trusted.
// It does NOT check times, witnesses, RFC 3161 tokens, whether the log went on or told others something else, or
// whether what an entry says is true. It reads no segment above 512 MiB, and no ZIP of 4 GiB or more (ZIP64).
import { isUtf8 } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';
import { fstatSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';

const limits = { entry: 65_535, depth: 32, note: 65_536, line: 2 ** 24, small: 2 ** 24, others: 2 ** 28 };
const counts = { members: 100_000, manifestLines: 200_000, disclosureLines: 65_536, keyNotes: 64 };
const zipLimits = { directory: 2 ** 28, segment: 2 ** 29, total: 2 ** 40, ratio: 1_032 };
const packerNamespace = 'evidence-bundle@v1';
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
function report(outcome, code, sentence = claims[code] ?? 'nothing speaks against it') {
  const known = outcomes.indexOf(results.get(code)?.outcome);
  if (outcomes.indexOf(outcome) > known) results.set(code, { outcome, sentence });
}
const fail = (code, sentence) => report('fail', code, sentence);
const open = (code, sentence) => report('unknown', code, sentence);
/** Ends the reading: there is no readable bundle. In a readable one, whatever is wrong is the outcome of a check. */
function demand(isSo, refusal, sentence) {
  if (!isSo) throw Object.assign(new Error(sentence), { refusal });
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hashNode = (left, right) => sha256(Buffer.from([1]), left, right);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isDigest = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isText = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 1_000;
const isPointer = (value) => typeof value === 'string' && value[0] === '/' && !/~(?![01])/.test(value);
const pathsIn = (held, folder) => [...held.keys()].filter((path) => path.startsWith(folder));
const toSshString = (text) => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
// RFC 3339 in UTC, and a moment that exists: a day that does not comes back as another one.
const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const isMoment = (text) => new Date(`${text}Z`).toJSON()?.slice(0, 19) === text;
const isTime = (text) => typeof text === 'string' && timeForm.test(text) && isMoment(text.slice(0, 19));
// RFC 9901, section 4.2.2: a disclosure is base64url of the JSON text [salt, value].
const isPair = (value) => Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
const isDisclosure = (text) => isPair(parseJson(fromBase64(text, 'base64url') ?? Buffer.alloc(0)));
// An object with the one name "..." and a text as its value, standing in a list, as JSON.stringify spells it.
const commitment = /[[,]\{"\.\.\.":"((?:[^"\\]|\\.)*)"\}/g;
/** Padded if it is base64, without stray bits; null for any other spelling. */
function fromBase64(text = '-', spelling = 'base64') {
  const bytes = Buffer.from(String(text), spelling);
  return bytes.toString(spelling) === text ? bytes : null;
}

function checkBundle(source, keys) {
  const listed = lstatSync(source).isDirectory() ? listFolder(source) : listZip(source);
  const members = listed.sort((left, right) => (left.path < right.path ? -1 : 1));
  const held = readMembers(members);
  const descriptor = readDescriptor(held.get('data/bundle.json'));
  const notes = readCheckpoints(held, descriptor.origin);
  const signed = new Map(notes.map((note) => [note.size, note]));
  const log = { ...descriptor, notes, signed, disclosures: readDisclosures(held) };
  const digests = new Map();
  for (const { path, read } of members) {
    const bytes = held.get(path) ?? read();
    digests.set(path, sha256(bytes).toString('hex'));
    if (!held.has(path)) checkSegment(log, path, bytes);
  }
  checkExtent(log);
  const required = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'];
  for (const path of required) if (!held.has(path)) fail('file-missing', `${path} is not there`);
  checkManifest('manifest-digest', 'tagmanifest-sha256.txt', tagFile, digests, held);
  checkManifest('file-digest', 'manifest-sha256.txt', /^data\//, digests, held);
  checkBag(held, log.origin);
  // All of these were looked at by now. What speaks against them, if anything, is already reported and stays.
  for (const code of Object.keys(claims)) if (!code.startsWith('log-')) report('pass', code);
  checkLogSignatures(log, held, keys.log);
  checkPacker(held, keys.packer);
  const found = [...results.values()].map(({ outcome }) => outcome);
  if (found.includes('fail')) return 'failed';
  const isWhole = Object.keys(claims).every((code) => results.get(code)?.outcome === 'pass');
  if (!isWhole || found.includes('unknown')) return 'not-verifiable';
  return log.withheld > 0 ? 'verified, parts withheld' : 'verified';
}

// ---- The bytes: a folder, or a ZIP that can be read in one way only (APPNOTE 4.3) ----
function listFolder(root) {
  return readdirSync(root, { recursive: true }).flatMap((name) => {
    const info = lstatSync(join(root, name));
    if (info.isDirectory()) return [];
    demand(info.isFile(), 'member-unexpected', `${name} is a link or a device.`);
    return [{ path: name.replaceAll(sep, '/'), size: info.size, read: () => readFileSync(join(root, name)) }];
  });
}

function readAt(file, from, to) {
  const bytes = Buffer.alloc(to - from);
  const count = readSync(file, bytes, 0, bytes.length, from);
  demand(count === bytes.length, 'source-changed', 'The file became shorter while it was read.');
  return bytes;
}
/** Members, directory and end record must tile the file from its first byte to its last. */
function listZip(source) {
  const file = openSync(source, 'r');
  const { count, from, to } = readZipEnd(file, fstatSync(file).size);
  const directory = readAt(file, from, to);
  const members = [];
  for (let at = 0; at < directory.length; at += members.at(-1).length)
    members.push(readCentralHeader(directory.subarray(at)));
  demand(members.length === count, 'zip-layout', 'The end record counts other members.');
  // NUL sorts before all that a name has: what lies in a folder stands right behind a file of this name.
  const names = members.map(({ path }) => path.replaceAll('/', '\0')).sort();
  const isClear = (name, next = '') =>
    name.endsWith('\0') ? next !== name && next.startsWith(name) : !`${next}\0`.startsWith(`${name}\0`);
  const isRight = names.every((name, index) => isClear(name, names[index + 1]));
  demand(isRight, 'zip-name', 'A name is there twice, both a file and a folder, or a folder without a file.');
  let total = 0;
  members.sort((left, right) => left.offset - right.offset);
  for (const [index, member] of members.entries()) {
    const { path, size, packed, offset, local, sums } = member;
    const next = members[index + 1]?.offset ?? from;
    total += size;
    const isPossible = size <= packed * zipLimits.ratio && packed <= 2 * size + 64;
    demand(isPossible && total <= zipLimits.total, 'zip-limit', `${path} declares what is not read.`);
    demand((index > 0 || offset === 0) && offset + 30 <= next, 'zip-layout', 'Members overlap.');
    const lengths = readAt(file, offset + 26, offset + 30);
    member.begin = offset + 30 + lengths.readUInt16LE(0) + lengths.readUInt16LE(2);
    demand(member.begin + packed <= next, 'zip-layout', 'Members overlap.');
    const [header, behind] = [readAt(file, offset, member.begin), readAt(file, member.begin + packed, next)];
    const isSame = local.test(header.toString('hex')) && sums.test(behind.toString('hex'));
    demand(isSame, 'zip-layout', `The headers of ${path} differ, or bytes follow its data.`);
  }
  const files = members.filter(({ path }) => !path.endsWith('/'));
  return files.map((member) => ({ ...member, read: () => readZipMember(file, member) }));
}
/** One disk, no comment, no ZIP64, and the directory right before the end record. */
function readZipEnd(file, size) {
  demand(size > 0, 'empty', 'The file has no byte.');
  const tail = readAt(file, Math.max(0, size - 65_557), size);
  const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22);
  const isZip = readAt(file, 0, Math.min(2, size)).toString() === 'PK';
  demand(at !== -1, isZip ? 'zip-truncated' : 'not-a-zip', 'The end record of a ZIP is not there.');
  const end = tail.subarray(at);
  const [count, length, from] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const isPlain = end.readUInt32LE(4) === 0 && end.readUInt16LE(8) === count && end.readUInt16LE(20) === 0;
  const isLast = end.length === 22 && from + length === size - 22 && length <= zipLimits.directory;
  demand(isPlain && isLast && count < 0xffff, 'zip-layout', 'Bytes follow the end record, or it is false.');
  return { count, from, to: from + length };
}

// Nothing that another system reads as another name: no `..`, no device of Windows, no upper case, ASCII alone.
const plainName = /^(?=.{1,1024}$)(?!.*\b(con|prn|aux|nul|com\d|lpt\d)\b)[a-z0-9_-]+([./][a-z0-9_-]+)*\/?$/;
// In hex, what stock tools say beside a name: times, and owners, by Info-ZIP; times by NTFS. Nothing of them is read.
const beside = '(5554(0100..|0500.{10}|0900.{18}|0d00.{26})|75780b000104.{8}04.{8}|0a002000.{64})*';
/** A member as the directory has it, and in hex what its local header and its data descriptor may therefore be. */
function readCentralHeader(bytes) {
  demand(bytes.length >= 46, 'zip-layout', 'The directory is damaged.');
  const [version, flags, method, named, extra] = [6, 8, 10, 28, 30].map((at) => bytes.readUInt16LE(at));
  const numbers = [16, 20, 24, 32, 38, 42].map((at) => bytes.readUInt32LE(at));
  const [crc, packed, size, comment, mode, offset] = numbers;
  const hex = (from, to) => bytes.toString('hex', from, to);
  const length = 46 + named + extra;
  const [name, path] = [hex(46, 46 + named), bytes.toString('latin1', 46, 46 + named)];
  demand(plainName.test(path) && length <= bytes.length, 'zip-name', `${path} is no plain name.`);
  const isFolder = path.endsWith('/');
  // Names in UTF-8, the effort of deflate, sums that follow the data: no other flag. Version 4.5 and 63 know of more.
  const isKnown = (flags & ~0x80e) === 0 && (method === 0 || method === 8) && (version & 0xff) <= 45;
  const isBare = hex(0, 4) === '504b0102' && comment === 0 && bytes.readUInt16LE(36) <= 1;
  // A regular file or a folder, by Unix or DOS: no link, no device, no file that runs as somebody else.
  const isPlain = [0, isFolder ? 4 : 8].includes(mode >>> 28) && (mode & 0x0e000448) === 0;
  const isHonest = isFolder ? size + packed + method === 0 : (mode & 0x10) === 0;
  const isRead = new RegExp(`^${beside}$`).test(hex(46 + named, length)) && (method === 8 || size === packed);
  const isFile = isKnown && isBare && isPlain && isHonest && isRead;
  demand(isFile, 'zip-method', `${path} is no file, or is stored in a way that is not read.`);
  // Whoever streams does not know the sums yet: they follow the data, perhaps in 64 bits, which a field announces.
  const [check, ...sizes] = [hex(16, 20), hex(20, 24), hex(24, 28)];
  const early = flags & 8 ? [check, ...sizes].map((sum) => `(${sum}|0{8})`).join('') : hex(16, 28);
  const wide = flags & 8 ? `|(${check}|0{8})f{16}${hex(28, 30)}1400${name}010010000{32}` : '';
  const local = new RegExp(`^504b0304${hex(6, 16)}(${early}${hex(28, 30)}.{4}${name}${beside}${wide})$`);
  const late = flags & 8 ? `(504b0708)?${check}(${sizes.join('')}|${sizes.join('0{8}')}0{8})` : '';
  return { path, method, crc, packed, size, offset, length, local, sums: new RegExp(`^${late}$`) };
}

function readZipMember(file, { path, method, packed, size, crc, begin }) {
  const [stored, options] = [readAt(file, begin, begin + packed), { info: true, maxOutputLength: size + 1 }];
  const { buffer, engine } = method === 8 ? inflateRawSync(stored, options) : { buffer: stored };
  demand(!engine || engine.bytesWritten === packed, 'member-inflate', `Bytes follow the data of ${path}.`);
  demand(buffer.length === size && crc32(buffer) === crc, 'member-crc', `${path} is not as declared.`);
  return buffer;
}

// ---- What members are follows from their paths. Lines, R1 to R4; the tree, R5 and R7; manifests ----
const tagFile = /^(bagit|bag-info|manifest-sha256)\.txt$/;
const tagManifest = /^tagmanifest-sha256\.txt(\.sig(\.tsr)?)?$/;
const small = /^data\/(bundle\.json|checkpoints\/(0|[1-9]\d{0,15})\.note|keys\/[^/]+\.note|provenance\/.+)$/;
const large = /^data\/(attachments\/[0-9a-f]{64}|disclosures\/\d{12}\.ndjson)$/;
const segment = /^data\/segments\/\d{12}\.ndjson$/;

function readMembers(members) {
  demand(
    members.some(({ path }) => path === 'data/bundle.json'),
    'not-a-bundle',
    'It has no descriptor.',
  );
  demand(members.length <= counts.members, 'member-limit', 'There are too many files.');
  let total = 0;
  for (const { path, size } of members) {
    const isSegment = segment.test(path);
    const isKnown = isSegment || [tagFile, tagManifest, small, large].some((form) => form.test(path));
    demand(isKnown, 'member-unexpected', `${path} has no place in a bundle.`);
    total += isSegment ? 0 : size;
    const most = isSegment ? zipLimits.segment : large.test(path) ? limits.others : limits.small;
    demand(size <= most && total <= limits.others, 'member-limit', `${path} is too large.`);
  }
  return new Map(members.filter(({ path }) => !segment.test(path)).map(({ path, read }) => [path, read()]));
}

function readDescriptor(bytes) {
  const value = parseJson(bytes);
  demand(isObject(value), 'descriptor', 'The descriptor is no object in strict JSON.');
  demand(value.format === 'evb/1', 'unsupported-format', 'The format is not evb/1.');
  const { origin, title, range, frontier = [], mapping = {}, offeredLogKey: offered = '' } = value;
  const { start, end } = isObject(range) ? range : {};
  const isRange = isCount(start) && isCount(end) && start <= end && Array.isArray(frontier);
  const bits = isRange && frontier.every(isDigest) ? start.toString(2).replaceAll('0', '').length : -1;
  const mapped = /^(actor|action|target|outcome|service|address|session)$/;
  const isMapped = ([name, pointer]) => mapped.test(name) && isPointer(pointer);
  const isMapping = isObject(mapping) && Object.entries(mapping).every(isMapped);
  const isRight =
    isText(origin) && isText(title) && frontier?.length === bits && isMapping && typeof offered === 'string';
  demand(isRight, 'descriptor', 'A field of the descriptor is wrong.');
  const stack = frontier.map((digest) => Buffer.from(digest, 'hex'));
  // R7: the last digest of the frontier of an odd size is the leaf of the entry before the range.
  const lastLeaf = start === 0 ? sha256(`evb/1\n${origin}\n`) : start % 2 === 1 ? stack.at(-1) : null;
  return { origin, start, end, offered, size: start, due: start, stack, lastLeaf, withheld: 0 };
}

function checkSegment(log, path, bytes) {
  const digits = path.slice(-19, -7);
  if (Number(digits) !== log.due) fail('sequence', `${path} should begin with entry ${log.due}`);
  if (bytes.length > 0 && bytes.at(-1) !== 10) fail('line-form', `${path} does not end with LF`);
  for (let [at, end, number] = [0, 0, 1]; at < bytes.length; [at, number] = [end + 1, number + 1]) {
    end = bytes.indexOf(10, at) === -1 ? bytes.length : bytes.indexOf(10, at);
    checkLine(log, bytes.subarray(at, end), digits, `line ${number} of ${path}`);
  }
}

function checkLine(log, bytes, digits, place) {
  demand(bytes.length <= limits.line, 'member-limit', `${place} is too long.`);
  const [, stub] = /^#withheld ([0-9a-f]{64})$/.exec(bytes.toString('latin1', 0, 75)) ?? [];
  const isFramed = bytes[0] === 0x7b && bytes.length <= limits.entry && bytes.at(-1) !== 13;
  const entry = isFramed ? parseJson(bytes) : undefined;
  const isEntry = isCount(entry?.seq) && isDigest(entry.prev) && isTime(entry.ts);
  if (stub) log.withheld += 1;
  else if (entry === null) open('entry-ambiguous', `${place}: two readers could read it differently`);
  else if (!isEntry) fail('entry-unreadable', `${place} is neither an entry nor a stub`);
  // A line without a number takes the place that is due.
  const seq = isEntry ? entry.seq : log.due;
  if (seq !== log.due) fail('sequence', `${place} has number ${seq} instead of ${log.due}`);
  const isLinked = !isEntry || log.lastLeaf === null || entry.prev === log.lastLeaf.toString('hex');
  if (seq !== log.due || !isLinked) fail('chain', `${place} does not link to the line before it`);
  for (const [, digest] of isEntry ? JSON.stringify(entry).matchAll(commitment) : []) {
    const use = log.disclosures.get(`${digits} ${seq} ${digest}`);
    if (use) use.count += 1;
    else log.withheld += 1;
  }
  log.due = Math.max(log.due, seq + 1);
  compareRoot(log);
  appendLeaf(log, stub ? Buffer.from(stub, 'hex') : sha256(Buffer.from([0]), bytes));
}
/** Each disclosure by its segment, entry and digest, with how often that entry refers to it. */
function readDisclosures(held) {
  const uses = new Map();
  for (const path of pathsIn(held, 'data/disclosures/')) {
    const seen = new Set();
    const text = held.get(path).toString('latin1');
    const lines = text.split('\n', counts.disclosureLines + 2);
    const isRead = lines.pop() === '' && lines.length <= counts.disclosureLines;
    if (!isRead) fail('disclosure', `${path} does not end with LF, or has too many lines`);
    for (const [index, line] of isRead ? lines.entries() : []) {
      const place = `line ${index + 1} of ${path}`;
      // Nothing is nested in the list: millions of objects there would fill the memory before they are refused.
      const isFlat = line.length <= limits.line && line.split(/[[{]/, 4).length <= 3;
      const value = isFlat ? parseJson(Buffer.from(line, 'latin1')) : null;
      const isForm = isCount(value?.seq) && Array.isArray(value.d) && value.d.every(isDisclosure);
      const items = isForm ? [value.seq, ...value.d] : [];
      const isNew = items.every((item) => seen.size < seen.add(item).size);
      if (!isForm || !isNew) fail('disclosure', `${place} is malformed, or repeats an entry or a value`);
      for (const digest of items.slice(1).map((text) => sha256(text).toString('base64url')))
        uses.set(`${path.slice(-19, -7)} ${value.seq} ${digest}`, { place, count: 0 });
    }
  }
  return uses;
}
/** `stack` holds the roots of the complete subtrees, largest first: one for each one bit of `size`. */
function appendLeaf(log, leaf) {
  log.stack.push(leaf);
  for (let rest = log.size; rest % 2 === 1; rest = (rest - 1) / 2)
    log.stack.push(hashNode(...log.stack.splice(-2)));
  log.size += 1;
  log.lastLeaf = leaf;
}
/** Only while the tree has the size of a checkpoint, it has the root that this must state. */
function compareRoot({ stack, size, signed }) {
  if (!signed.has(size)) return;
  const root = size === 0 ? sha256('') : stack.reduceRight((right, left) => hashNode(left, right));
  signed.get(size).hasRoot = root.equals(signed.get(size).root);
}

function checkExtent(log) {
  compareRoot(log);
  const { start, end, due, notes } = log;
  const newest = notes.at(-1);
  if (newest && newest.size !== end) fail('descriptor', 'range.end is not the size of the newest checkpoint');
  for (const { path, size, hasRoot } of notes) {
    if (hasRoot === false) fail('root', `the lines do not have the root that ${path} states`);
    if (size < start) open('root', `${path} covers only what is before the range`);
  }
  // R7: without the head that was signed at its start, nothing says that the range goes on from there.
  const isBegun = start === 0 || log.signed.has(start);
  const isCovered = notes.some(({ size, hasRoot }) => hasRoot && (size > start || log.size === start));
  if (!isBegun || !isCovered) open('root', 'no checkpoint has a root for these lines or their beginning');
  if (log.size === start) open('line-form', 'there is no line');
  const extent = `entries are signed up to ${newest?.size}, and here up to ${due}`;
  if (newest?.size > due) fail('truncated', extent);
  if (newest?.size < due) fail('unsigned-tail', extent);
  for (const { place, count } of log.disclosures.values())
    if (count !== 1) fail('disclosure', `${place}: a disclosure is used ${count} times in its entry`);
  if (log.disclosures.size > 0) report('pass', 'disclosure');
}
/** A manifest has the one spelling that sha256sum prints, and lists what it covers and nothing else. */
function checkManifest(code, manifest, covered, digests, held) {
  if (!held.has(manifest)) return;
  const [text, form] = [held.get(manifest).toString(), /([0-9a-f]{64}) [ *]([^\r\n]+)\n/gy];
  const lines = [...text.matchAll(form)];
  const stated = new Map(lines.map(([, digest, path]) => [path, digest]));
  const isWhole = isUtf8(held.get(manifest)) && text.replace(form, '') === '' && stated.size === lines.length;
  if (!isWhole || lines.length > counts.manifestLines) return fail(code, `${manifest} has a wrong line`);
  for (const [path, digest] of stated) {
    const isNamed = !path.startsWith('data/attachments/') || path.endsWith(digest);
    if (!digests.has(path)) fail('file-missing', `${path} is listed in ${manifest} and not there`);
    else if (digests.get(path) !== digest || !isNamed) fail(code, `${path} has another digest than stated`);
    else if (!covered.test(path)) fail(code, `${path} has no place in ${manifest}`);
  }
  for (const path of digests.keys())
    if (covered.test(path) && !stated.has(path)) fail('file-unlisted', `${path} is not in ${manifest}`);
}
/** RFC 8493, sections 2.1.1 and 2.2.2: other readers of bags go by these two files. */
function checkBag(held, origin) {
  const [declaration, info] = ['bagit.txt', 'bag-info.txt'].map((path) => held.get(path) ?? Buffer.alloc(0));
  if (!isUtf8(declaration) || !isUtf8(info)) fail('descriptor', 'bagit.txt or bag-info.txt is not UTF-8');
  const isKnown = /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\s*$/.test(declaration);
  if (!isKnown) open('descriptor', 'bagit.txt declares another version');
  const stated = [...String(info).matchAll(/^External-Identifier:(.*)$/gim)].map(([, name]) => name.trim());
  if (stated.join('\n') !== origin) fail('descriptor', 'bag-info.txt does not name this log, once');
}

// ---- Signatures: notes (R6, R8), OpenSSH (PROTOCOL.sshsig), Ed25519 (RFC 8032, section 5.1, strict) ----
function readCheckpoints(held, origin) {
  const notes = pathsIn(held, 'data/checkpoints/').flatMap((path) => {
    const note = parseNote(held.get(path));
    const [, name, size, blob] = /^(.+)\n(0|[1-9]\d*)\n(\S+)\n$/.exec(note?.text) ?? [];
    const root = fromBase64(blob);
    const isForm = root?.length === 32 && path === `data/checkpoints/${size}.note` && isCount(Number(size));
    if (!isForm) fail('root', `${path} is no checkpoint of that size`);
    else if (name !== origin) fail('descriptor', `${path} is a checkpoint of another log`);
    return isForm ? [{ ...note, path, size: Number(size), root }] : [];
  });
  return notes.sort((left, right) => left.size - right.size);
}
/** A C2SP signed note in its one spelling; null when it is not one. */
function parseNote(bytes) {
  const all = bytes.length > limits.note ? '' : bytes.toString();
  const [, text, lines] = /^([\s\S]*\n)\n((?:\u2014 [^\s+]+ \S+\n){1,64})$/.exec(all) ?? [];
  if (!lines || !isUtf8(bytes) || /[^\P{Cc}\n]/u.test(all)) return null;
  const signatures = [...lines.matchAll(/ (\S+) (\S+)\n/g)].map(([, name, blob]) => {
    const decoded = fromBase64(blob) ?? Buffer.alloc(0);
    return { name, id: decoded.toString('hex', 0, 4), signature: decoded.subarray(4) };
  });
  return signatures.every(({ signature }) => signature.length > 0) ? { text, signatures } : null;
}
/** For each signature with the name and id of a known key: that key, or null when the signature is false. */
function signersOf({ text, signatures }, known) {
  return signatures.flatMap(({ name, id, signature }) => {
    const keys = known.filter((key) => key.name === name && key.id === id);
    return keys.length === 0 ? [] : [keys.find((key) => verifyEd25519(key.raw, text, signature)) ?? null];
  });
}

function checkLogSignatures({ origin, offered, notes }, held, named) {
  const pinned = named.filter(({ name }) => name === origin);
  // The offered key is never trusted; a signature that is false under it is false all the same.
  const known = [...pinned, parseVerifierKey(offered)].filter((key) => key?.name === origin);
  const revoked = checkKeyNotes(held, pinned, origin);
  if (notes.length === 0) open('log-signature', 'there is no checkpoint');
  for (const note of notes) {
    const signers = signersOf(note, known);
    const trusted = signers.filter((key) => pinned.includes(key));
    const isNamed = note.signatures.some(({ name }) => name === origin);
    const isRevoked = note === notes.at(-1) && trusted.every((key) => revoked.includes(key));
    if (signers.includes(null)) fail('log-signature', `${note.path} has a false signature`);
    else if (!isNamed) open('log-signature', `${note.path} has no signature with the name of the log`);
    else if (trusted.length === 0) open('log-key', `no named key signed ${note.path}`);
    else if (isRevoked) open('log-key', 'the log itself revoked its key');
    for (const code of trusted.length > 0 ? ['log-signature', 'log-key'] : []) report('pass', code);
  }
}
/** Statements in the bundle can only take trust away: gives the keys that revoked themselves by now. */
function checkKeyNotes(held, pinned, origin) {
  const paths = pathsIn(held, 'data/keys/');
  if (paths.length > counts.keyNotes) open('key-note', 'there are more statements about keys than are read');
  return paths.slice(0, counts.keyNotes).flatMap((path) => {
    const note = parseNote(held.get(path)) ?? { text: '', signatures: [] };
    const signers = signersOf(note, pinned);
    if (signers.includes(null)) fail('key-note', `${path} has a false signature`);
    else report('warning', 'key-note', `${path} states something about keys`);
    const [title, name, key, time, reason, ...rest] = note.text.split('\n');
    const isForm = title === 'evb/1 key revocation' && name === origin && reason?.trim();
    const isByNow = isForm && rest.length === 1 && isTime(time) && Date.parse(time) <= Date.now();
    return isByNow && !signers.includes(null) ? signers.filter(({ text }) => text === key) : [];
  });
}
/** name+id+base64(01 || key); null when it is not in its one spelling, or the key is not sound. */
function parseVerifierKey(text) {
  const [, name, id, blob] = /^([^\s+\p{Cc}]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = fromBase64(blob) ?? Buffer.alloc(0);
  const isOurs = bytes[0] === 1 && sha256(`${name}\n`, bytes).toString('hex', 0, 4) === id;
  const raw = bytes.subarray(1);
  return isOurs && raw.length === 32 && isSound(raw) ? { name, id, text, raw } : null;
}

function checkPacker(held, named) {
  const say = (outcome, sentence) => report(outcome, 'packer-signature', sentence);
  const otherwise = named.length > 0 ? 'unknown' : 'warning';
  const [bytes, manifest = ''] = ['.sig', ''].map((end) => held.get(`tagmanifest-sha256.txt${end}`));
  if (bytes === undefined) return say(otherwise, 'the packer did not sign');
  const armor = /^-----BEGIN SSH SIGNATURE-----\n((?:[\w+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?$/;
  const [, body] = (bytes.length <= limits.note && armor.exec(bytes.toString('latin1'))) || [];
  const blob = fromBase64(body?.replaceAll('\n', ''));
  if (blob?.toString('latin1', 0, 6) !== 'SSHSIG' || blob.length < 10) return say('fail', 'it is malformed');
  if (blob.readUInt32BE(6) !== 1) return say(otherwise, 'its version is not supported');
  const fields = [...readSshStrings(blob.subarray(10))];
  const [namespace, reserved, hash] = fields.slice(1, 4).map(String);
  // Of a key that is not known only the type is read.
  const [type] = readSshStrings(fields[0] ?? Buffer.alloc(0));
  const isText = fields.length === 5 && [type, fields[1], fields[3]].every((text) => text && isUtf8(text));
  if (!isText || fields.includes(null) || namespace === '') return say('fail', 'it is malformed');
  if (String(type) !== 'ssh-ed25519') return say(otherwise, 'its kind of key is not supported');
  const parts = [fields[0], fields[4]].map((field) => [...readSshStrings(field)]);
  const [[, raw], [signedType, signature]] = parts;
  const isWhole = parts.every(({ length }) => length === 2) && raw?.length === 32 && signature?.length === 64;
  if (!isWhole || String(signedType) !== 'ssh-ed25519') return say('fail', 'it is malformed');
  if (reserved !== '' || !/^sha(256|512)$/.test(hash)) return say(otherwise, 'its kind is not supported');
  const digest = createHash(hash).update(manifest).digest();
  const signed = [Buffer.from('SSHSIG'), ...[packerNamespace, '', hash, digest].map(toSshString)];
  const isSigned = isSound(raw) && verifyEd25519(raw, Buffer.concat(signed), signature);
  if (!isSigned || namespace !== packerNamespace) return say('fail', 'the signature of the packer is false');
  // Nobody vouches for the time of the signature, so a window of validity is held against now.
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  if (!named.some((key) => key.raw.equals(raw) && key.after <= now && now < key.before))
    report(otherwise, 'packer-key', 'the key of the packer was not named, or not for this time');
  for (const code of ['packer-signature', 'packer-key']) report('pass', code);
}
/** The strings in a row of RFC 4251, section 5; null in place of one that is cut. */
function* readSshStrings(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    yield end > bytes.length ? null : bytes.subarray(at + 4, end);
    at = end;
  }
}

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const toNumber = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const toBytes = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
const toJwk = (crv, x, d) => ({ format: 'jwk', key: { kty: 'OKP', crv, x: x.toString('base64url'), d } });
const scalar = toBytes(5n * order - 1n).toString('base64url');
const multiplier = createPrivateKey(toJwk('X25519', toBytes(9n), scalar));
const power = (base, exponent) =>
  exponent === 0n ? 1n : (power(base ** 2n % prime, exponent / 2n) * base ** (exponent % 2n)) % prime;

// node:crypto compares the encoding of R with that of sB - kA. Under a key of prime order that leaves no R with a low-
// order part and no second spelling of R, so beyond the key, which `isSound`, only S has to be checked.
function verifyEd25519(raw, data, signature) {
  if (signature.length !== 64 || toNumber(signature.subarray(32)) >= order) return false;
  return verify(null, Buffer.from(data), createPublicKey(toJwk('Ed25519', raw)), signature);
}

// Is this the canonical encoding of a point of prime order? X25519 (RFC 7748) takes u = (1 + y) / (1 - y) times
// 5 order - 1, a multiple of 8 that is -1 modulo the order: just such points come back, u being blind to the sign.
// Low-order parts are lost on the way, and so are points that are not on the curve; zero makes it throw.
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
/** Undefined for what is no JSON (RFC 8259), null for what two readers could read differently. */
function parseJson(bytes) {
  const text = isUtf8(bytes) ? bytes.toString() : '';
  try {
    const value = JSON.parse(text);
    const strings = [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g)];
    // JSON.parse keeps one of two equal names, so that there are fewer in the value than in the text.
    return countNames(value, limits.depth) === strings.filter(([, colon]) => colon).length ? value : null;
  } catch {}
}
/** How many names there are in a value; NaN when one of them, a text, a number or the depth is not allowed. */
function countNames(value, depth) {
  if (typeof value === 'string') return value.isWellFormed() ? 0 : Number.NaN;
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const isPlain = names.every((name) => name.isWellFormed() && name !== '__proto__');
  if (depth === 0 || !isPlain) return Number.NaN;
  return Object.values(value).reduce((sum, each) => sum + countNames(each, depth - 1), names.length);
}

// ---- Arguments and report. Only what a person names here is ever trusted ----
function readKeys(files = [], read) {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').match(/^[ \t]*[^\s#].*$/gm) ?? []);
  if (files.length > 0 && lines.length === 0) throw new Error('A file of keys has no key.');
  const keys = lines.map((line) => read(line.trim()));
  if (keys.includes(null)) throw new Error(`This is no key to be used: ${lines[keys.indexOf(null)]}`);
  return keys;
}

const time = '"(\\d{8}(?:\\d{4}(?:\\d\\d)?)?)Z"';
const options = `(?:namespaces="([^"]*)",?)?(?:valid-after=${time},?)?(?:valid-before=${time})?`;
const signerForm = new RegExp(`^(?:"[^"]*"|[^\\s"]+)\\s+(?:${options}\\s+)?ssh-ed25519\\s+(\\S+)`);
/** ssh-keygen(1), ALLOWED SIGNERS, times in UTC. A line that cannot be honoured to the letter is refused. */
function readSigner(line) {
  const [, namespaces = packerNamespace, after = '0', before = '9', blob] = signerForm.exec(line) ?? [];
  const [type, raw, ...more] = readSshStrings(fromBase64(blob) ?? Buffer.alloc(0));
  const isKey = String(type) === 'ssh-ed25519' && raw?.length === 32 && more.length === 0 && isSound(raw);
  return isKey && namespaces.split(',').includes(packerNamespace) ? { raw, after, before } : null;
}
/** A control character in evidence could move the cursor of a terminal and write a better state over this one. */
const print = (line) =>
  console.log(line.replace(/[^ -~]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`));

function judge(path, keys) {
  let state = 'unreadable';
  results.clear();
  print(`bundle   ${path}`);
  try {
    state = checkBundle(path, keys);
    for (const [code, { outcome, sentence }] of results) print(`${outcome.padEnd(8)} ${code}: ${sentence}`);
  } catch ({ refusal, code = '', message }) {
    const otherwise = /^Z_|TOO_LARGE$/.test(code) ? 'member-inflate' : 'source-unreadable';
    const hint = refusal?.startsWith('zip-') ? ' What a ZIP unpacks to can be named as a folder.' : '';
    print(`refused  ${refusal ?? otherwise}: ${message}${hint}`);
  }
  print(`state    ${state}`);
  return { failed: 1, unreadable: 3, 'not-verifiable': 4 }[state] ?? 0;
}

try {
  const options = { vkey: { type: 'string', multiple: true }, signers: { type: 'string', multiple: true } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length === 0) throw new Error('usage: node verify.mjs BUNDLE [--vkey F] [--signers F]');
  const keys = { log: readKeys(values.vkey, parseVerifierKey), packer: readKeys(values.signers, readSigner) };
  const codes = positionals.map((path) => judge(path, keys));
  process.exitCode = [1, 3, 4, 0].find((code) => codes.includes(code));
} catch (error) {
  console.error(`Cannot start: ${error.message}`);
  process.exitCode = 2;
}
