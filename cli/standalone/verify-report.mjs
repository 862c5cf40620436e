#!/usr/bin/env node
// Verifies a signed report by the rules of docs/evidence-pack.md. It shares no line with Vouch, so that one mistake
// cannot hide in both. It needs Node 20.15 or newer, no network and nothing else. Read it from top to bottom.
//
//   node verify-report.mjs FOLDER... [--signers allowed_signers] [--vkey log.vkey]
//
//   FOLDER is an unzipped evidence pack, or has report.json with its signatures in it. It checks:
//   1. Manifests: each file has its stated digest, none is missing, none is unlisted.
//   2. Signatures (SSH, P-256): of the pack, of report.json, of a reviewer. Only a key in --signers is trusted.
//   3. Each entry: SHA-256(0x00 || line) is its leaf, and the line states its number.
//   4. Proofs: from the leaf to the root that the log signed (RFC 9162), by the keys in --vkey or else those in the report.
//   5. Figures: exhibits, samples, citations and redactions follow from the entries. Exhibits lie here as lines.
//
// It exits with 0 verified, 1 failed, 2 usage, 3 unreadable, 4 not verifiable. It does NOT check CMS, PDF and time stamps
// (openssl and pdfsig do), nor whether the evidence says what the report says of it.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';

const namespace = 'evidence-report@v1';
const recordPath = 'data/report/report.json';
const manifests = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];
const tagFiles = [manifests[0], 'README.txt', 'bag-info.txt', 'bagit.txt', 'verify-report.mjs', 'verify.mjs'];

/** What must have passed before a report is verified; what begins with "pack" is asked of a pack alone. */
const claims = {
  'pack-files': 'every file has its listed digest, none is missing, none is unlisted',
  'pack-signature': 'whoever signed the report signed the pack',
  'pack-members': 'exhibits and entries in the pack are those of the report',
  'report-form': 'report.json is a report in its one spelling',
  'report-signature': 'report.json is signed by the key that it names',
  'report-signer': 'that key was named for this run',
  'report-leaf': 'each line has the leaf and the number by which the report names it',
  'report-proof': 'each path leads from its leaf to the root of a checkpoint',
  'report-checkpoint': 'each of these checkpoints is signed by a trusted log key',
  'report-figures': 'what is counted and cited follows from what the report has',
};

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const quote = (text) =>
  JSON.stringify(String(text))
    .replace(/[^ -~]/g, '?')
    .slice(0, 90);
const nameOf = ({ origin, seq, leaf }) => JSON.stringify([origin, seq, leaf]);
const spell = (value, indent) => `${JSON.stringify(value, null, indent)}\n`;

/** Of each check the worst outcome stays, with the first sentence that led to it. */
const results = new Map();
function say(outcome, code, sentence) {
  const worse = ['pass', 'unknown', 'fail'];
  const known = worse.indexOf(results.get(code)?.outcome);
  if (worse.indexOf(outcome) > known) results.set(code, { outcome, sentence });
}
const fail = (code, sentence) => say('fail', code, sentence);
const open = (code, sentence) => say('unknown', code, sentence);
const pass = (...codes) => codes.map((code) => say('pass', code, claims[code]));

function verifyReport(folder, trusted) {
  const files = readFolder(folder);
  const isPack = files.has(recordPath);
  const path = isPack ? recordPath : 'report.json';
  const record = readRecord(files.get(path));
  if (record !== null) {
    const signers = checkSignatures(files, path, record, trusted.signers);
    checkEntries(record, trusted.logs);
    checkFigures(record);
    if (isPack) checkPack(files, record, signers);
  }
  if ([...results.values()].some(({ outcome }) => outcome === 'fail')) return 'FAILED';
  const asked = Object.keys(claims).filter((code) => isPack || !code.startsWith('pack'));
  return asked.every((code) => results.get(code)?.outcome === 'pass') ? 'VERIFIED' : 'NOT VERIFIABLE';
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
function readRecord(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const record = JSON.parse(text);
    if (record.format !== 'evidence-report/1') throw new Error(`the format is ${quote(record.format)}`);
    if (spell(record, 1) !== text) throw new Error('it has another spelling');
    pass('report-form');
    return record;
  } catch (error) {
    fail('report-form', error.message);
    return null;
  }
}

// ---- 1. Manifests, and the members that follow from the report ----

function checkPack(files, record, signers) {
  const [payload, tags] = manifests;
  const isPayload = (path) => path.startsWith('data/');
  const isOther = (path) => !isPayload(path) && ![...tagFiles, tags, `${tags}.sig`].includes(path);
  for (const path of [...tagFiles, tags]) if (!files.has(path)) fail('pack-files', `${path} is missing`);
  checkManifest(files, payload, isPayload);
  checkManifest(files, tags, (path) => tagFiles.includes(path));
  for (const path of files.keys()) if (isOther(path)) fail('pack-files', `${quote(path)} is not listed`);
  const signature = files.get(`${tags}.sig`);
  const signer = signature && signerOf(files.get(tags) ?? '', signature);
  if (signature === undefined) open('pack-signature', 'nobody signed the pack');
  else if (!signers.includes(signer))
    fail('pack-signature', `${signer} signed this pack, and not the report`);
  checkMembers(files, record);
  pass('pack-files', 'pack-signature', 'pack-members');
}

/** As `sha256sum` prints it; every file that it may list is listed once. */
function checkManifest(files, manifest, mayList) {
  const text = String(files.get(manifest) ?? '');
  const lines = [...text.matchAll(/^([0-9a-f]{64}) [ *](.+)\n/gm)];
  const listed = new Map(lines.map(([, digest, path]) => [path, digest]));
  const isWhole = lines.map(([line]) => line).join('') === text && listed.size === lines.length;
  if (!isWhole) fail('pack-files', `${manifest} is not spelled as it should be`);
  for (const path of new Set([...listed.keys(), ...[...files.keys()].filter(mayList)])) {
    const [content, digest] = [files.get(path), listed.get(path)];
    if (!content) fail('pack-files', `${quote(path)} is missing`);
    else if (!digest || !mayList(path)) fail('pack-files', `${quote(path)} is not listed where it should be`);
    else if (sha256(content).toString('hex') !== digest)
      fail('pack-files', `${quote(path)} has another digest than ${manifest} states`);
  }
}

function checkMembers(files, { entries, exhibits }) {
  const byName = new Map(entries.map((entry) => [nameOf(entry), entry]));
  const expected = new Map([['data/entries.json', spell(entries, 2)]]);
  for (const { number, entries: names } of exhibits) {
    const own = names.flatMap((name) => byName.get(nameOf(name)) ?? []);
    const lines = own.flatMap((entry) => [lineOf(entry) ?? `#withheld ${entry.leaf}`, '\n']);
    expected.set(`data/exhibits/${number}.ndjson`, Buffer.concat(lines.map((line) => Buffer.from(line))));
  }
  for (const [path, content] of expected)
    if (!files.get(path)?.equals(Buffer.from(content)))
      fail('pack-members', `${quote(path)} is not what the report says`);
}

// ---- 2. Signatures: OpenSSH PROTOCOL.sshsig by ecdsa-sha2-nistp256 ----

/** The fingerprints of those who signed report.json well; anybody can review it with a key that nobody knows. */
function checkSignatures(files, path, { preparer }, named) {
  const [first, second] = ['.sig', '.reviewer.sig'].map((end) => files.get(path + end));
  const [signer, reviewer] = [first, second].map((each) => each && signerOf(files.get(path), each));
  const isRight = signer === preparer.fingerprint;
  if (first === undefined) open('report-signature', 'nobody signed report.json');
  else if (!isRight) fail('report-signature', `${signer ?? 'no key'} signed this, and another key is named`);
  if (!named.includes(signer)) open('report-signer', `${signer ?? 'no key'} was not named (--signers)`);
  const isSecond = reviewer !== null && reviewer !== signer;
  if (second && !isSecond) fail('report-reviewer', `${reviewer ?? 'no key'} signed this as a reviewer`);
  pass('report-signature', 'report-signer');
  return [signer, reviewer].filter((each) => each && (each === signer || named.includes(each)));
}

/** The fingerprint of the key that signed these bytes for a report; null when none did. */
function signerOf(message, armored) {
  const armor = /^-----BEGIN SSH SIGNATURE-----\n((?:[\w+/=]{1,76}\n)+)-----END SSH SIGNATURE-----\n?$/;
  try {
    const blob = fromBase64(armor.exec(armored.toString('latin1'))[1].replaceAll('\n', ''));
    if (blob.toString('latin1', 0, 10) !== 'SSHSIG\0\0\0\x01') return null;
    const [key, ...fields] = sshFields(blob.subarray(10), 5);
    const [purpose, reserved, hash] = fields.map(String);
    const [type, curve, point] = sshFields(key, 3);
    const [signedType, numbers] = sshFields(fields[3], 2);
    const names = [purpose, type, curve, signedType, reserved].join(' ');
    if (names !== `${namespace} ecdsa-sha2-nistp256 nistp256 ecdsa-sha2-nistp256 `) return null;
    if (!['sha256', 'sha512'].includes(hash) || point.length !== 65 || point[0] !== 4) return null;
    const digest = createHash(hash).update(message).digest();
    const signed = Buffer.concat([Buffer.from('SSHSIG'), ...[namespace, '', hash, digest].map(sshString)]);
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    // An mpint has the very bytes of an INTEGER in DER.
    const der = sshFields(numbers, 2).flatMap((number) => [2, number.length, ...number]);
    const isGood = verify('sha256', signed, publicKey, Buffer.from([0x30, der.length, ...der]));
    return isGood ? fingerprintOf(key) : null;
  } catch {
    return null; // malformed, or no point of the curve
  }
}

const fingerprintOf = (blob) => `SHA256:${sha256(blob).toString('base64').replace(/=+$/, '')}`;

const sshString = (content) => Buffer.concat([Buffer.from([0, 0, 0, content.length]), Buffer.from(content)]);

/** So many strings in a row and nothing else (RFC 4251, section 5); throws for anything else. */
function sshFields(bytes, count) {
  const fields = [];
  for (let at = 0; at < bytes.length; at += 4 + fields.at(-1).length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new Error('cut');
    fields.push(bytes.subarray(at + 4, end));
  }
  if (fields.length !== count) throw new Error('more or fewer');
  return fields;
}

/** Padded base64 in its one spelling. */
function fromBase64(text) {
  const bytes = Buffer.from(text ?? '', 'base64');
  return text !== undefined && bytes.toString('base64') === text ? bytes : null;
}

// ---- 3 and 4. Entries: leaf, number, path, root, and who signed it ----

function checkEntries({ entries, bundles, trust }, named) {
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
    if (proof.kind === 'none') open('report-proof', `${where} has none: ${quote(proof.reason)}`);
    else {
      const { checkpoints = [] } = bundles.find((bundle) => bundle.fileSha256 === fileSha256) ?? {};
      const note = parseNote(checkpoints.find(({ size }) => size === proof.size)?.note ?? '');
      // What states no number has the one of its place.
      const isPlace = stated !== null || proof.index === seq;
      const isOwn = note?.origin === origin && note.size === proof.size && isPlace;
      if (isOwn && leadsTo(note.root, entry)) checkNote(note, keys);
      else fail('report-proof', `${where}: the path does not lead to the root of a checkpoint`);
    }
  }
  pass('report-leaf', 'report-proof', 'report-checkpoint');
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
  return root?.length === 32 ? { text, origin, size: Number(size), root, signed } : null;
}

function checkNote({ text, origin, size, signed }, keys) {
  const known = [...signed.matchAll(/^\u2014 (\S+) (\S+)$/gmu)].flatMap(([, name, blob]) => {
    const bytes = fromBase64(blob) ?? Buffer.alloc(4);
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

function checkFigures(record) {
  const { entries, exhibits, samples, findings, narrative, redactions, bundles } = record;
  const demand = (isSo, sentence) => isSo || fail('report-figures', sentence);
  const isOnce = (list) => new Set(list).size === list.length;
  const isEach = isOnce(entries.map(nameOf)) && isOnce(exhibits.map(({ number }) => number));
  demand(isEach, 'an entry or the number of an exhibit stands there twice');
  const known = new Set(entries.map(nameOf));
  const naming = [
    ...exhibits.map((each) => [each.number, each.entries]),
    ...[...findings, ...narrative].map((each) => [each.title ?? each.heading, each.citations]),
    ...samples.map((each) => [each.title, each.lines]),
    ['a redaction', redactions],
  ];
  for (const [what, names] of naming)
    for (const name of names)
      demand(known.has(nameOf(name)), `${quote(what)} names entry ${name.seq}, which is not there`);
  for (const { title, lines, reviewed, exceptions, population } of samples) {
    const marks = lines.flatMap((line) => (line.marks === null ? [] : [line.marks]));
    const found = marks.filter((each) => each.includes('exception')).length;
    const settled = marks.filter((each) => !each.includes('open')).length;
    const isCounted = settled === reviewed && found === exceptions && lines.length <= population.size;
    demand(isCounted, `the figures of ${quote(title)} are not those of its lines`);
  }
  const whole = redactions.filter(({ pointers }) => pointers.length === 0).map(nameOf);
  const withheld = entries.filter(({ content }) => content.kind === 'withheld').map(nameOf);
  const isLogged = isOnce(whole) && spell(whole.sort()) === spell(withheld.sort());
  demand(isLogged, 'what is withheld is not what the redactions say');
  const open = bundles.flatMap(({ fileSha256, verdict }) =>
    verdict.results.flatMap((each) => (each.outcome === 'pass' ? [] : [{ ...each, fileSha256 }])),
  );
  demand(spell(open) === spell(record.notVerified), 'what was not verified is not what the results say');
  for (const { fileName, receipt } of bundles) {
    // Older reports list no rejected lines and have no account.
    const { members, rejects, rejectedLines = [], account } = receipt;
    const paths = new Set(members.map(({ path }) => path));
    const isListed =
      rejectedLines.length <= rejects && rejectedLines.every(({ member }) => paths.has(member));
    const isAccounted = members.every((each) => (each.packedBytes === undefined) === (account === undefined));
    demand(isListed, `the receipt of ${quote(fileName)} lists rejected lines that it does not count`);
    demand(isAccounted, `the account of ${quote(fileName)} is not one of all its members`);
  }
  pass('report-figures');
}

// ---- Command line ----

function main() {
  const options = { signers: { type: 'string' }, vkey: { type: 'string' } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const linesOf = (path) => (path ? readFileSync(path, 'utf8').split(/\r?\n/) : []);
  const keys = linesOf(values.signers).map(
    (line) => /^[^#]* ecdsa-sha2-nistp256 (\S+)/.exec(line)?.[1] ?? '',
  );
  const signers = keys.map((key) => fingerprintOf(Buffer.from(key, 'base64')));
  const logs = values.vkey ? linesOf(values.vkey) : null;
  const codes = positionals.map((folder) => printOne(folder, { signers, logs }));
  return [1, 3, 4, 0].find((code) => codes.includes(code)) ?? 2;
}

function printOne(folder, trusted) {
  results.clear();
  try {
    const state = verifyReport(folder, trusted);
    console.log(`${state}  ${quote(folder)}`);
    for (const [code, { outcome, sentence }] of results) console.log(`  ${outcome}  ${code}: ${sentence}`);
    return { FAILED: 1, 'NOT VERIFIABLE': 4, VERIFIED: 0 }[state];
  } catch (error) {
    console.log(`UNREADABLE  ${quote(folder)}: ${quote(error.message)}`);
    return 3;
  }
}

process.exitCode = main();
