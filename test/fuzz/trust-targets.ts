import { toBase64 } from '../../shared/bytes/base64.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { equalBytes } from '../../shared/bytes/equal.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { parseCheckpoint, renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderEd25519Pem } from '../../shared/crypto/ed25519-pem.ts';
import { parseEd25519Pem } from '../../shared/crypto/ed25519-public-pem.ts';
import { parseMinisignKey, parseMinisignSignature, verifyMinisign } from '../../shared/crypto/minisign.ts';
import { parseOpensshPrivateKey, renderOpensshPrivateKey } from '../../shared/crypto/openssh-private-key.ts';
import { checkNoteSignatures, parseSignedNote, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { parseSshPublicKey, renderSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { parseSshSignature, renderSshSignature, verifySshSignature } from '../../shared/crypto/sshsig.ts';
import { parseVerifierKey, renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { parseAllowedSigners, renderAllowedSigners } from '../../shared/trust/allowed-signers.ts';
import {
  appendDecisions,
  emptyDecisionLog,
  parseDecisionLog,
  renderDecisionLog,
} from '../../shared/trust/decision-log.ts';
import { fingerprintOf } from '../../shared/trust/fingerprint.ts';
import { parseKeyStatement, renderKeyStatement } from '../../shared/trust/key-statement.ts';
import { parseTlogPolicy, renderTlogPolicy } from '../../shared/trust/tlog-policy.ts';
import { isQuorum } from '../../shared/trust/witness-policy.ts';
import { foreignFolders, foreignTrust } from '../support/foreign-folders.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { differing, textTarget } from './text-target.ts';

const secretKey = new Uint8Array(32).fill(11);
const publicKey = publicKeyOf(secretKey);
const origin = 'log.example/a';
const logKey = toVerifierKey(origin, publicKey);
const witnessKey = toVerifierKey('w.example', publicKeyOf(new Uint8Array(32).fill(12)), 'witness');
const checkpointText = `${origin}\n12\n${toBase64(new Uint8Array(32).fill(1))}\n`;
const note = renderSignedNote(checkpointText, [{ name: origin, secretKey }]);
const message = encodeUtf8('what is signed');
const namespace = 'evidence-bundle@v1';
const sshSignature = renderSshSignature(message, secretKey, namespace);
const sshKey = renderSshPublicKey(publicKey, 'a comment');
const at = Date.UTC(2026, 0, 1);
const noClock = (time: number) => time;

const policy = `log ${renderVerifierKey(logKey)} https://log.example/
witness w1 ${renderVerifierKey(witnessKey, 'witness')}
group g any w1
quorum g
`;
const signers = `# packers
a@example.com,b namespaces="${namespace},file" ${sshKey}
"quoted name" valid-after="20260101Z",valid-before="20270101000000Z" ${renderSshPublicKey(publicKey)}
c cert-authority ${renderSshPublicKey(publicKey)}
`;
const decisions = renderDecisionLog(
  appendDecisions(emptyDecisionLog, [
    {
      action: 'key-pinned',
      role: 'log',
      at,
      by: 'A. Auditor',
      origin,
      publicKey: renderVerifierKey(logKey),
      fingerprint: fingerprintOf(renderVerifierKey(logKey), 'log'),
      compared: 'by phone',
      validAfter: null,
      validBefore: at + 1000,
    },
    { action: 'policy-set', at, by: 'A. Auditor', origin, policy },
    {
      action: 'head-remembered',
      at,
      origin,
      size: 12,
      root: new Uint8Array(32).fill(1),
      note,
      delivery: 'ab',
    },
  ]),
);
const minisignature = foreignFolders.flatMap(({ members }) => members.get('SHA256SUMS.minisig') ?? []);
const [minisignKey] = foreignTrust.minisignKeys;
const minisignList = foreignFolders.flatMap(({ members }) => members.get('SHA256SUMS') ?? [])[0] ?? message;

/** Signatures, keys and who is trusted. No change may make a signature good, and what is written reads the same. */
export const trustTargets: readonly FuzzTarget[] = [
  textTarget(
    'note',
    [
      note,
      renderSignedNote('a\n\nb\n', [
        { name: 'x', secretKey },
        { name: origin, secretKey },
      ]),
    ],
    (bytes) => {
      const read = parseSignedNote(bytes);
      const lines = read.signatures.map(
        ({ name, keyHash, signature }) => `\u2014 ${name} ${toBase64(concatBytes([keyHash, signature]))}\n`,
      );
      const { verified } = checkNoteSignatures(read, [logKey]);
      const isGenuine = read.text === checkpointText || read.text === 'a\n\nb\n';
      if (verified.length > 0 && !isGenuine) return `a signature counts for ${JSON.stringify(read.text)}`;
      return differing(
        'written and read again',
        Buffer.from(bytes).toString(),
        `${read.text}\n${lines.join('')}`,
      );
    },
  ),
  textTarget('checkpoint', [checkpointText], (bytes) => {
    const text = decodeUtf8(bytes);
    return differing('written and read again', text, renderCheckpoint(parseCheckpoint(text)));
  }),
  textTarget(
    'key-statement',
    [
      renderKeyStatement({ kind: 'rotation', origin, from: logKey, to: logKey, at }),
      renderKeyStatement({ kind: 'revocation', origin, key: logKey, at, reason: 'lost' }),
    ],
    (bytes) => {
      const statement = parseKeyStatement(decodeUtf8(bytes));
      return differing('written and read again', statement, parseKeyStatement(renderKeyStatement(statement)));
    },
  ),
  textTarget('sshsig', [sshSignature], (bytes) => {
    const read = parseSshSignature(bytes);
    if (read.kind !== 'ed25519') return null;
    const isGenuine = equalBytes(read.publicKey, publicKey) && read.namespace === namespace;
    const genuine = parseSshSignature(sshSignature);
    const isGood = verifySshSignature(message, read, namespace);
    if (isGood && !isGenuine) return 'a signature counts under another key or namespace';
    return isGood ? differing('the signature', read, genuine) : null;
  }),
  textTarget('ssh-key', [sshKey, renderSshPublicKey(publicKey)], (bytes) => {
    const key = parseSshPublicKey(decodeUtf8(bytes));
    const written = renderSshPublicKey(key.publicKey, key.claimedComment);
    return differing('written and read again', key, parseSshPublicKey(written));
  }),
  textTarget('vkey', [renderVerifierKey(logKey), renderVerifierKey(witnessKey, 'witness')], (bytes) => {
    const text = decodeUtf8(bytes);
    const kind = text.includes('+B') ? 'witness' : 'log';
    return differing('written', text, renderVerifierKey(parseVerifierKey(text, kind), kind));
  }),
  textTarget('private-key', [renderOpensshPrivateKey({ secretKey, comment: 'a comment' })], (bytes) => {
    const key = parseOpensshPrivateKey(decodeUtf8(bytes));
    return differing('written and read again', key, parseOpensshPrivateKey(renderOpensshPrivateKey(key)));
  }),
  textTarget('pem', [renderEd25519Pem(publicKey)], (bytes) => {
    const key = parseEd25519Pem(decodeUtf8(bytes));
    return differing('written and read again', key, parseEd25519Pem(renderEd25519Pem(key)));
  }),
  textTarget('minisign', minisignature, (bytes) => {
    const read = parseMinisignSignature(bytes);
    const isGood = minisignKey !== undefined && verifyMinisign(minisignList, read, minisignKey);
    if (isGood && read.claimedComment !== 'timestamp:1') return 'a comment counts that was not signed';
    // The key id finds a key and is signed by nobody.
    const genuine = { ...parseMinisignSignature(minisignature[0] ?? message), keyId: read.keyId };
    return isGood ? differing('the signature', read, genuine) : null;
  }),
  textTarget(
    'minisign-key',
    [
      toBase64(concatBytes([encodeUtf8('Ed12345678'), publicKey])),
      `untrusted comment: x\n${toBase64(concatBytes([encodeUtf8('Ed12345678'), publicKey]))}\n`,
    ],
    (bytes) => {
      const key = parseMinisignKey(decodeUtf8(bytes));
      const written = toBase64(concatBytes([encodeUtf8('Ed'), key.keyId, key.publicKey]));
      return differing('written and read again', key, parseMinisignKey(written));
    },
  ),
  textTarget('signers', [signers], (bytes) => {
    const { signers: read } = parseAllowedSigners(decodeUtf8(bytes), noClock);
    const again = parseAllowedSigners(renderAllowedSigners(read), noClock);
    return (
      differing('written and read again', read, again.signers) ?? differing('refused', [], again.refused)
    );
  }),
  textTarget('decisions', [decisions.log], (bytes) => {
    const read = parseDecisionLog(bytes, decisions.end);
    if (!equalBytes(bytes, decisions.log)) return 'other decisions are accepted under the same end';
    return differing('written and read again', renderDecisionLog(read), decisions);
  }),
  // Somebody with access to the folder makes chain and end anew: whatever is still accepted must be read whole.
  textTarget('decisions-rechained', [decisions.log], (bytes) => {
    const { log, end } = rechainDecisions(bytes);
    const written = renderDecisionLog(parseDecisionLog(log, end));
    return differing('written and read again', written, { log, end });
  }),
  textTarget('policy', [policy, 'quorum none\n'], (bytes) => {
    const read = parseTlogPolicy(decodeUtf8(bytes));
    const everybody = new Set(read.witnesses.map(({ name }) => name));
    if (isQuorum({ ...read, origin }, new Set())) return 'nobody is a quorum';
    if (isQuorum({ ...read, origin }, everybody) !== (read.quorum !== null)) return 'everybody is no quorum';
    return differing('written and read again', read, parseTlogPolicy(renderTlogPolicy(read)));
  }),
];

function rechainDecisions(bytes: Uint8Array): { readonly log: Uint8Array; readonly end: Uint8Array } {
  let prev = toHex(firstLink('vouch-trust/1'));
  const lines = Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
  const chained = lines.map((line, seq) => {
    const next = line.replace(/^\{"seq":\d+,"prev":"\w*"/, `{"seq":${seq},"prev":"${prev}"`);
    prev = toHex(leafDigest(Buffer.from(next, 'latin1')));
    return `${next}\n`;
  });
  return { log: Buffer.from(chained.join(''), 'latin1'), end: Buffer.from(`${lines.length} ${prev}\n`) };
}
