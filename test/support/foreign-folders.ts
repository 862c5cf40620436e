import { blake2b } from '@noble/hashes/blake2.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { publicKeyOf, signEd25519 } from '../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { renderSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { renderSshSignature } from '../../shared/crypto/sshsig.ts';
import { toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { type ForeignTrust, noForeignTrust } from '../../shared/verify/foreign/foreign-trust.ts';
import type { Headline } from '../../shared/verify/verdict.ts';
import type { Members } from './bundle-builder.ts';

/** Evidence of another world, small enough to attack every byte of it. Made and judged without any platform. */
export interface ForeignFolder {
  readonly name: string;
  readonly members: Members;
  /** What docs/other-evidence.md promises for it, with the keys below named. */
  readonly headline: Headline;
}

const secretKey = new Uint8Array(32).fill(11);
const publicKey = publicKeyOf(secretKey);
const tilesOrigin = 'logs.example/tiles';
const minisignKeyId = encodeUtf8('12345678');

export const foreignTrust: ForeignTrust = {
  ...noForeignTrust,
  sshSigners: [
    {
      principals: ['sender'],
      namespaces: ['file'],
      validAfter: null,
      validBefore: null,
      publicKey: renderSshPublicKey(publicKey),
    },
  ],
  minisignKeys: [{ keyId: minisignKeyId, publicKey }],
  ed25519Keys: [publicKey],
  logKeys: [toVerifierKey(tilesOrigin, publicKey)],
  now: Date.UTC(2026, 6, 1),
};

const logs = { 'a.log': 'first\n', 'b/c.log': 'second\n' };
const list = listOf(logs, sha256);

export const foreignFolders: readonly ForeignFolder[] = [
  { name: 'a bag', members: toMembers(bag()), headline: 'INTACT, UNSIGNED' },
  {
    name: 'an unsigned list',
    members: toMembers({ ...logs, SHA256SUMS: list }),
    headline: 'INTACT, UNSIGNED',
  },
  {
    name: 'a list with a raw signature',
    members: toMembers({
      ...logs,
      SHA256SUMS: list,
      'SHA256SUMS.sig': signEd25519(encodeUtf8(list), secretKey),
    }),
    headline: 'VERIFIED',
  },
  {
    name: 'a list with an SSH signature',
    members: toMembers({
      ...logs,
      SHA512SUMS: listOf(logs, sha512),
      'SHA512SUMS.sig': renderSshSignature(encodeUtf8(listOf(logs, sha512)), secretKey, 'file'),
    }),
    headline: 'VERIFIED',
  },
  {
    name: 'a list with a signature of minisign',
    members: toMembers({ ...logs, SHA256SUMS: list, 'SHA256SUMS.minisig': minisignatureOf(list) }),
    headline: 'VERIFIED',
  },
  { name: 'a log in tiles', members: tiles(), headline: 'VERIFIED' },
];

function bag(): Files {
  const payload = { 'data/a.log': 'first\n', 'data/b/c.log': 'second\n' };
  return {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': 'Payload-Oxum: 13.2\n',
    'manifest-sha256.txt': listOf(payload, sha256),
    ...payload,
  };
}

/** Three hundred entries: a full bundle, and one that is not. */
function tiles(): Members {
  const entries = Array.from({ length: 300 }, (_, index) => encodeUtf8(`entry ${index}`));
  const tree = createCompactRange();
  for (const entry of entries) tree.append(leafDigest(entry));
  const text = `${tilesOrigin}\n${entries.length}\n${toBase64(tree.root())}\n`;
  const bundleOf = (part: readonly Uint8Array[]) =>
    concatBytes(part.flatMap((entry) => [Uint8Array.of(0, entry.length), entry]));
  return new Map([
    ['checkpoint', renderSignedNote(text, [{ name: tilesOrigin, secretKey }])],
    ['tile/entries/000', bundleOf(entries.slice(0, 256))],
    ['tile/entries/001.p/44', bundleOf(entries.slice(256))],
    ['tile/0/000', concatBytes(entries.slice(0, 256).map(leafDigest))],
    ['tile/0/001.p/44', concatBytes(entries.slice(256).map(leafDigest))],
  ]);
}

function minisignatureOf(message: string): string {
  const signature = signEd25519(blake2b(encodeUtf8(message), { dkLen: 64 }), secretKey);
  const comment = 'timestamp:1';
  const overBoth = signEd25519(concatBytes([signature, encodeUtf8(comment)]), secretKey);
  const head = toBase64(concatBytes([encodeUtf8('ED'), minisignKeyId, signature]));
  return `untrusted comment: x\n${head}\ntrusted comment: ${comment}\n${toBase64(overBoth)}\n`;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

function listOf(files: Files, digest: (bytes: Uint8Array) => Uint8Array): string {
  return Object.entries(files)
    .map(([path, content]) => `${toHex(digest(toBytes(content)))}  ${path}\n`)
    .join('');
}

function toMembers(files: Files): Members {
  return new Map(Object.entries(files).map(([path, content]) => [path, toBytes(content)]));
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encodeUtf8(content) : content;
}
