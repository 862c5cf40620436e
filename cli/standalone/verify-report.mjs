#!/usr/bin/env node
// Verifies a signed report in its evidence pack by the rules of docs/report.md. It shares no line with Vouch, so that one
// mistake cannot hide in both. It needs Node 20.15 or newer, no network and nothing else. Read it from top to bottom.
//
//   node verify-report.mjs FOLDER... [--signers allowed_signers] [--vkey log.vkey]
//
//   FOLDER is an unzipped pack, or has report.json with its signatures in it.
//
//   1. Manifests: each file has its stated digest, none is missing, none is unlisted.
//   2. Signatures (SSH, P-256): of the pack, of report.json, of a reviewer. Only a key in --signers is trusted.
//   3. Each entry: SHA-256(0x00 || line) is its leaf, and the line states its number.
//   4. Proofs: from the leaf along the path to the root that the log signed (RFC 9162), by the log keys that the
//      report trusts or, with --vkey, by those named there.
//   5. Figures: exhibits, samples, citations and redactions follow from the entries. Exhibits lie here as lines.
//
// It prints each check with its outcome and the first thing found wrong, then exits with 0 verified, 1 failed, 2 usage,
// 3 unreadable, 4 not verifiable. It does NOT check CMS, PDF and time stamps (openssl and pdfsig do), whether the
// evidence says what the report says of it, or whether what a person concludes is right.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const namespace = 'evidence-report@v1';
const recordPath = 'data/report/report.json';
const manifests = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];
const tagFiles = [manifests[0], 'README.txt', 'bag-info.txt', 'bagit.txt', 'verify-report.mjs', 'verify.mjs'];

/** What must have passed before a report is verified; what begins with "pack" is asked of a pack alone. */
const claims = {
  'pack-files': 'every file has its listed digest, none is missing, none is unlisted',
  'pack-signature': 'whoever signed the report signed the pack',
  'pack-members': 'exhibits, proofs and entries in the pack are those of the report',
  'report-form': 'report.json is a report in its one spelling',
  'report-signature': 'report.json is signed by the key that it names',
  'report-signer': 'that key was named for this run',
  'report-leaf': 'each line has the leaf and the number by which the report names it',
  'report-proof': 'each path leads from its leaf to the root of a checkpoint',
  'report-checkpoint': 'each of these checkpoints is signed by a trusted log key',
  'report-figures': 'what is counted and cited follows from what the report has',
};

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const quote = (text) => JSON.stringify(String(text)).slice(0, 90);
const nameOf = ({ origin, seq, leaf }) => JSON.stringify([origin, seq, leaf]);
const spell = (value, indent) => `${JSON.stringify(value, null, indent)}\n`;

/** Of each check the worst outcome stays, with the first sentence that led to it. */
function createResults() {
  const outcomes = ['pass', 'unknown', 'fail'];
  const results = new Map();
  const say = (outcome) => (code, sentence) => {
    const known = outcomes.indexOf(results.get(code)?.outcome);
    if (outcomes.indexOf(outcome) > known) results.set(code, { outcome, sentence: sentence ?? claims[code] });
  };
  return { results, fail: say('fail'), open: say('unknown'), pass: say('pass') };
}

/** Of one folder: `state` is verified, not-verifiable or failed; `results` has each check by its code. */
export function verifyReport(folder, trusted = { signers: [], logs: null }) {
  const files = readFolder(folder);
  const isPack = files.has(recordPath);
  const path = isPack ? recordPath : 'report.json';
  const said = createResults();
  const record = readRecord(files.get(path), said);
  if (record !== null) {
    const signers = checkSignatures(files, path, record, trusted.signers, said);
    checkEntries(record, trusted.logs, said);
    checkFigures(record, said);
    if (isPack) checkPack(files, record, signers, said);
  }
  const asked = Object.keys(claims).filter((code) => isPack || !code.startsWith('pack'));
  const isFailed = [...said.results.values()].some(({ outcome }) => outcome === 'fail');
  const isWhole = asked.every((code) => said.results.get(code)?.outcome === 'pass');
  return { state: isFailed ? 'failed' : isWhole ? 'verified' : 'not-verifiable', results: said.results };
}

function readFolder(root) {
  const files = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const at = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    if (!lstatSync(at).isFile()) throw new Error(`${quote(at)} is a link or a device.`);
    files.set(relative(root, at).replaceAll(sep, '/'), readFileSync(at));
  }
  if (!files.has(recordPath) && !files.has('report.json')) throw new Error('There is no report.json.');
  return files;
}

/** Reading and writing again must give the same bytes: so no name stands there twice, and nothing between them. */
function readRecord(bytes, { fail, pass }) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const record = JSON.parse(text);
    if (spell(record, 1) !== text) throw new Error('report.json has another spelling');
    if (record.format !== 'evidence-report/1') throw new Error(`the format is ${quote(record.format)}`);
    pass('report-form');
    return record;
  } catch (error) {
    fail('report-form', error.message);
    return null;
  }
}

// ---- 1. Manifests, and the members that follow from the report ----

function checkPack(files, record, signers, { fail, open, pass }) {
  const isPayload = (path) => path.startsWith('data/');
  checkManifest(files, manifests[0], isPayload, fail);
  checkManifest(files, manifests[1], (path) => tagFiles.includes(path), fail);
  for (const path of tagFiles) if (!files.has(path)) fail('pack-files', `${path} is missing`);
  for (const path of files.keys()) {
    const isKnown =
      isPayload(path) || tagFiles.includes(path) || /^tagmanifest-sha256\.txt(\.sig)?$/.test(path);
    if (!isKnown) fail('pack-files', `${quote(path)} is not listed`);
  }
  const signature = files.get(`${manifests[1]}.sig`);
  const signer = signature && signerOf(files.get(manifests[1]) ?? '', signature);
  if (signature === undefined) open('pack-signature', 'nobody signed the pack');
  else if (signer === null) fail('pack-signature', `the signature does not fit ${manifests[1]}`);
  else if (!signers.includes(signer)) fail('pack-signature', `${signer} signed the pack, and not the report`);
  checkMembers(files, record, (path) => fail('pack-members', `${quote(path)} is not what the report says`));
  for (const code of ['pack-files', 'pack-signature', 'pack-members']) pass(code);
}

/** As `sha256sum` prints it; every file that it may list is listed once. */
function checkManifest(files, manifest, mayList, fail) {
  const listed = new Set();
  const lines = String(files.get(manifest) ?? '').split('\n');
  if (lines.pop() !== '') fail('pack-files', `${manifest} does not end with a line end`);
  for (const line of lines) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    const isInOrder = path !== undefined && !listed.has(path) && mayList(path);
    if (!isInOrder) fail('pack-files', `${manifest} has the line ${quote(line)}`);
    else if (!files.has(path)) fail('pack-files', `${quote(path)} is missing`);
    else if (sha256(files.get(path)).toString('hex') !== digest)
      fail('pack-files', `${quote(path)} has another digest than ${manifest} states`);
    listed.add(path);
  }
  for (const path of files.keys())
    if (mayList(path) && !listed.has(path)) fail('pack-files', `${quote(path)} is not listed`);
}

function checkMembers(files, { entries, exhibits, bundles }, wrong) {
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
  const expected = new Map([['data/entries.json', spell(entries, 2)]]);
  for (const { number, entries: names } of exhibits) {
    const own = names.flatMap((name) => byName.get(nameOf(name)) ?? []);
    const lines = own.map((entry) => Buffer.concat([lineOf(entry) ?? stubOf(entry), Buffer.from('\n')]));
    expected.set(`data/exhibits/${number}.ndjson`, Buffer.concat(lines));
    const proofs = own.map((entry) => renderProof(entry, bundles)).join('');
    if (proofs !== '') expected.set(`data/exhibits/${number}.tlog-proofs`, proofs);
  }
  for (const [path, content] of expected) if (!files.get(path)?.equals(Buffer.from(content))) wrong(path);
  for (const path of files.keys()) {
    const isExhibit = /^data\/exhibits\/(?!index\.csv$)(?!.*\.disclosures\.ndjson$)/.test(path);
    if (isExhibit && !expected.has(path)) wrong(path);
  }
}

const stubOf = ({ leaf }) => Buffer.from(`#withheld ${leaf}`);

/** C2SP tlog-proof. */
function renderProof({ fileSha256, proof: { kind, index, size, path } }, bundles) {
  if (kind === 'none') return '';
  const hashes = path.map((hex) => `${Buffer.from(hex, 'hex').toString('base64')}\n`);
  const note = noteText(bundles, fileSha256, size);
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.join('')}\n${note}`;
}

function noteText(bundles, file, wanted) {
  const bundle = bundles.find(({ fileSha256 }) => fileSha256 === file);
  return bundle?.checkpoints.find(({ size }) => size === wanted)?.note ?? '';
}

// ---- 2. Signatures: OpenSSH PROTOCOL.sshsig by ecdsa-sha2-nistp256 ----

/** The fingerprints of those who signed report.json well. */
function checkSignatures(files, path, { preparer }, named, { fail, open, pass }) {
  const [first, second] = ['.sig', '.reviewer.sig'].map((end) => files.get(path + end));
  const [signer, reviewer] = [first, second].map((each) => each && signerOf(files.get(path), each));
  if (first === undefined) open('report-signature', 'nobody signed report.json');
  else if (signer === null) fail('report-signature', 'the signature does not fit report.json');
  else if (signer !== preparer.fingerprint)
    fail('report-signature', `${signer} signed, another key is named`);
  if (!named.includes(signer)) open('report-signer', `${signer ?? 'no key'} was not named (--signers)`);
  if (reviewer === null) fail('report-reviewer', "the reviewer's signature does not fit report.json");
  if (second && reviewer === signer) fail('report-reviewer', 'preparer and reviewer have the same key');
  for (const code of ['report-signature', 'report-signer']) pass(code);
  return [signer, reviewer].filter(Boolean);
}

/** The fingerprint of the key that signed these bytes for a report; null when none did. */
function signerOf(message, armored) {
  const armor = /^-----BEGIN SSH SIGNATURE-----\n((?:[\w+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?$/;
  const blob = fromBase64(armor.exec(armored.toString('latin1'))?.[1].replaceAll('\n', ''));
  if (blob?.toString('latin1', 0, 6) !== 'SSHSIG' || blob.length < 10) return null;
  const [key, purpose, reserved, hash, signature, ...more] = sshFields(blob.subarray(10));
  if (!signature || more.length > 0 || blob.readUInt32BE(6) !== 1 || reserved.length > 0) return null;
  if (String(purpose) !== namespace || !['sha256', 'sha512'].includes(String(hash))) return null;
  const [type, curve, point, ...rest] = sshFields(key);
  const [signedType, numbers, ...after] = sshFields(signature);
  const words = [type, signedType, curve].join(' ');
  if (words !== 'ecdsa-sha2-nistp256 ecdsa-sha2-nistp256 nistp256' || rest.length + after.length > 0)
    return null;
  if (point?.length !== 65 || point[0] !== 4) return null;
  const pair = [...sshFields(numbers ?? '')].map(to32Bytes);
  const digest = createHash(String(hash)).update(message).digest();
  const signed = Buffer.concat([Buffer.from('SSHSIG'), ...[namespace, '', hash, digest].map(sshString)]);
  try {
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    const isGood = verify(
      'sha256',
      signed,
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.concat(pair),
    );
    return isGood && pair.length === 2 ? fingerprintOf(key) : null;
  } catch {
    return null; // no point of the curve, or no number of its size
  }
}

const fingerprintOf = (blob) => `SHA256:${sha256(blob).toString('base64').replace(/=+$/, '')}`;

function sshString(content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
}

/** The strings in a row of RFC 4251, section 5; undefined in place of one that is cut. */
function* sshFields(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    yield end > bytes.length ? undefined : bytes.subarray(at + 4, end);
    at = end;
  }
}

/** An mpint of RFC 4251, section 5; throws when it is longer. */
function to32Bytes(number) {
  const bytes = number[0] === 0 ? number.subarray(1) : number;
  return Buffer.concat([Buffer.alloc(32 - bytes.length), bytes]);
}

/** Padded base64 in its one spelling. */
function fromBase64(text) {
  const bytes = Buffer.from(text ?? '', 'base64');
  return text !== undefined && bytes.toString('base64') === text ? bytes : null;
}

// ---- 3 and 4. Entries: leaf, number, path, root, and who signed it ----

function checkEntries({ entries, bundles, trust }, named, { fail, open, pass }) {
  const logs = named ?? trust.keys.filter(({ role }) => role === 'log').map(({ spelling }) => spelling);
  const keys = logs.map(parseVerifierKey).filter(Boolean);
  for (const entry of entries) {
    const { origin, seq, leaf, fileSha256, proof } = entry;
    const where = `entry ${seq} of ${quote(origin)}`;
    const line = lineOf(entry);
    const stated = numberIn(line);
    const isLeaf = line === null || sha256(Buffer.of(0), line).toString('hex') === leaf;
    if (!isLeaf) fail('report-leaf', `${where} does not have the leaf that the report states`);
    if (stated !== null && stated !== seq) fail('report-leaf', `${where} states the number ${stated}`);
    if (proof.kind === 'none') open('report-proof', `${where} has none: ${proof.reason}`);
    else {
      const note = parseNote(noteText(bundles, fileSha256, proof.size));
      // What states no number has the one of its place.
      const isPlace = stated !== null || proof.index === seq;
      const isOwn = note?.origin === origin && note.size === proof.size && isPlace;
      if (isOwn && leadsTo(note.root, entry)) checkNote(note, keys, { fail, open });
      else fail('report-proof', `${where}: the path does not lead to the root of a checkpoint`);
    }
  }
  for (const code of ['report-leaf', 'report-proof', 'report-checkpoint']) pass(code);
}

/** Null where the line is withheld. */
function lineOf({ content }) {
  if (content.kind === 'line') return Buffer.from(content.line);
  return content.kind === 'bytes' ? (fromBase64(content.base64) ?? Buffer.from('\n')) : null;
}

/** Null for what is no entry. */
function numberIn(line) {
  try {
    const { seq, prev, ts } = JSON.parse(String(line));
    return Number.isSafeInteger(seq) && typeof prev === 'string' && typeof ts === 'string' ? seq : null;
  } catch {
    return null;
  }
}

/** RFC 9162, section 2.1.3.2. */
function leadsTo(root, { leaf, proof: { index, size, path } }) {
  if (!(index >= 0 && index < size)) return false;
  let [node, last, digest] = [index, size - 1, Buffer.from(leaf, 'hex')];
  for (const sibling of path.map((hex) => Buffer.from(hex, 'hex'))) {
    if (last === 0 || sibling.length !== 32) return false;
    const isRight = node % 2 === 1 || node === last;
    digest = isRight ? sha256(Buffer.of(1), sibling, digest) : sha256(Buffer.of(1), digest, sibling);
    while (isRight && node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && digest.equals(root);
}

/** A C2SP signed note over a checkpoint of three lines. */
function parseNote(all) {
  const form = /^((.+)\n(0|[1-9]\d*)\n(\S+)\n)\n((?:\u2014 \S+ \S+\n)+)$/u;
  const [, text, origin, size, root64, signed] = form.exec(all) ?? [];
  const root = fromBase64(root64);
  const signatures = signed
    ?.trimEnd()
    .split('\n')
    .map((line) => line.split(' ').slice(1));
  return root?.length === 32 ? { text, origin, size: Number(size), root, signatures } : null;
}

function checkNote({ text, origin, size, signatures }, keys, { fail, open }) {
  const known = signatures.flatMap(([name, blob]) => {
    const bytes = fromBase64(blob) ?? Buffer.alloc(0);
    const isBy = (key) => key.name === name && name === origin && key.id.equals(bytes.subarray(0, 4));
    const key = keys.find(isBy);
    return key ? [verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))] : [];
  });
  const where = `the checkpoint of size ${size} of ${quote(origin)}`;
  if (known.includes(false)) fail('report-checkpoint', `${where} has a false signature`);
  else if (known.length === 0) open('report-checkpoint', `${where} is signed by no trusted key`);
}

/** name+id+base64(01 || key), Ed25519. */
function parseVerifierKey(text) {
  const [, name, id, blob] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = fromBase64(blob);
  if (bytes?.length !== 33 || sha256(`${name}\n`, bytes).toString('hex', 0, 4) !== id) return null;
  const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, id: Buffer.from(id, 'hex'), publicKey: createPublicKey({ format: 'jwk', key }) };
}

// ---- 5. Figures ----

function checkFigures(record, { fail, pass }) {
  const { entries, exhibits, samples, findings, narrative, redactions, bundles } = record;
  const known = new Set(entries.map(nameOf));
  const demand = (isSo, sentence) => isSo || fail('report-figures', sentence);
  const isThere = (names) => names.every((name) => known.has(nameOf(name)));
  const isOnce = (list) => new Set(list).size === list.length;
  demand(isOnce(entries.map(nameOf)), 'an entry stands there twice');
  demand(isOnce(exhibits.map(({ number }) => number)), 'two exhibits have the same number');
  for (const each of exhibits) demand(isThere(each.entries), `${quote(each.number)} names an unknown entry`);
  for (const each of findings) demand(isThere(each.citations), `${quote(each.title)} cites an unknown entry`);
  for (const each of narrative)
    demand(isThere(each.citations), `${quote(each.heading)} cites an unknown entry`);
  for (const { title, lines, reviewed, exceptions, population } of samples) {
    const marks = lines.flatMap((line) => (line.marks === null ? [] : [line.marks]));
    const isCounted = marks.length === reviewed && lines.length <= population.size && isThere(lines);
    const found = marks.filter((each) => each.includes('exception')).length;
    demand(isCounted && found === exceptions, `the figures of ${quote(title)} are not those of its lines`);
  }
  const whole = new Set(redactions.filter(({ pointers }) => pointers.length === 0).map(nameOf));
  const withheld = entries.filter(({ content }) => content.kind === 'withheld').map(nameOf);
  const isLogged = whole.size === withheld.length && withheld.every((name) => whole.has(name));
  demand(isLogged && isThere(redactions), 'what is withheld is not what the redactions say');
  const open = bundles.flatMap(({ fileSha256, verdict }) =>
    verdict.results.flatMap((each) => (each.outcome === 'pass' ? [] : [{ ...each, fileSha256 }])),
  );
  demand(spell(open) === spell(record.notVerified), 'what was not verified is not what the results say');
  pass('report-figures');
}

// ---- Command line ----

function main() {
  const options = { signers: { type: 'string' }, vkey: { type: 'string' } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (positionals.length === 0) return 2;
  const linesOf = (path) => (path ? readFileSync(path, 'utf8').split(/\r?\n/) : []);
  const keys = linesOf(values.signers).flatMap((line) => / ecdsa-sha2-nistp256 (\S+)/.exec(line)?.[1] ?? []);
  const signers = keys.map((key) => fingerprintOf(Buffer.from(key, 'base64')));
  const logs = values.vkey ? linesOf(values.vkey) : null;
  const codes = positionals.map((folder) => printOne(folder, { signers, logs }));
  return [1, 3, 4, 0].find((code) => codes.includes(code));
}

function printOne(folder, trusted) {
  try {
    const { state, results } = verifyReport(folder, trusted);
    console.log(`${state.toUpperCase()}  ${quote(folder)}`);
    for (const [code, { outcome, sentence }] of results) console.log(`  ${outcome}  ${code}: ${sentence}`);
    return { failed: 1, 'not-verifiable': 4, verified: 0 }[state];
  } catch (error) {
    console.log(`UNREADABLE  ${quote(folder)}: ${quote(error.message)}`);
    return 3;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main();
