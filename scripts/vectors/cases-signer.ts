import { toManifestDigest } from '../../shared/bundle/bag-tags.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { publicKeyOf, signEd25519 } from '../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { renderSshSignature } from '../../shared/crypto/sshsig.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { readText, type SampleMembers } from '../../shared/samples/sample-members.ts';
import { addToGroupOrder, editLastSignature, reserveWord } from './signature-tamper.ts';
import { withHeads } from './small-lines.ts';
import {
  editDescriptor,
  editText,
  notePath,
  repacked,
  sealSmall,
  segmentPath,
  without,
  zipMembers,
} from './small-log.ts';
import {
  claimedOnly,
  type ExpectedResult,
  fail,
  inMember,
  onLine,
  openHead,
  unknown,
  type VectorCase,
  type VectorState,
  warning,
  wholeBundle,
} from './vector-case.ts';
import {
  logKey,
  packerKey,
  strangerLogKey,
  strangerPackerKey,
  vectorOrigin,
  witnessKey,
} from './vector-keys.ts';

const newest = inMember(notePath(12));
const signaturePath = 'tagmanifest-sha256.txt.sig';
const keyNotePath = 'data/keys/revocation.note';
const attachment = 'The log is sound, says this file.\n';
const attachmentPath = `data/attachments/${toManifestDigest(encodeUtf8(attachment))}`;
const oldest = inMember(notePath(4));

/** Who signed, who did not, and what was done to manifests and signatures. */
export const signerCases: readonly VectorCase[] = [
  untrusted(
    'unknown-key',
    [unknown('log-key', oldest)],
    'Another log key under the right name, which the descriptor offers; nobody named it.',
    async () => (await sealSmall({ logKey: strangerLogKey })).members,
  ),
  untrusted(
    'unknown-key-not-offered',
    [unknown('log-key', oldest)],
    'Another log key under the right name, and nothing in the bundle says which.',
    async () =>
      repacked(
        editDescriptor((await sealSmall({ logKey: strangerLogKey })).members, { offeredLogKey: undefined }),
      ),
  ),
  untrusted(
    'unknown-origin',
    [unknown('log-key', oldest)],
    'A sound bundle of another log, for which no key was named, signed by the same key.',
    async () => (await sealSmall({ origin: 'vectors.vouch.example/other' })).members,
  ),
  untrusted(
    'unknown-packer',
    [unknown('packer-key', inMember(signaturePath))],
    'A packer signed whom nobody named, although a packer was named.',
    async () => (await sealSmall({ packerKey: strangerPackerKey })).members,
  ),
  untrusted(
    'unsigned-packer',
    [unknown('packer-signature', inMember(signaturePath))],
    'The signature of the packer was left out, although a packer was named.',
    async () => without((await sealSmall()).members, signaturePath),
  ),
  untrusted(
    'unsupported-packer-signature',
    [unknown('packer-signature', inMember(signaturePath))],
    'The reserved field of the SSH signature has content, which ssh-keygen leaves out of what it verifies.',
    async () => reserveWord((await sealSmall()).members, signaturePath, 'later'),
  ),
  untrusted(
    'log-key-revoked',
    [unknown('log-key', newest), warning('key-note', inMember(keyNotePath))],
    'A statement in the bundle, signed by the key of the log, revokes that key from before the first entry on.',
    async () => withKeyNote((await sealSmall()).members, logKey),
  ),
  {
    ...untrusted(
      'only-witness-signed',
      [unknown('log-signature', oldest)],
      'The heads carry the signature of a witness, and none by the name of the log.',
      async () =>
        repacked(
          withHeads((await sealSmall()).members, [{ name: 'witness.vouch.example', secretKey: witnessKey }]),
        ),
    ),
    headline: 'INTACT, UNSIGNED',
  },
  {
    ...untrusted(
      'no-checkpoint',
      [unknown('log-signature', wholeBundle), unknown('root', wholeBundle)],
      'All checkpoints were left out: there is a chain, and nothing that anybody signed.',
      async () => repacked(without((await sealSmall()).members, notePath(4), notePath(8), notePath(12))),
      [unknown('head', wholeBundle), unknown('claimed-time', wholeBundle)],
    ),
    headline: 'INTACT, UNSIGNED',
  },
  broken(
    'flipped-signature-bit',
    [fail('log-signature', newest)],
    'One bit of the signature of the log on the newest head was flipped.',
    (members) =>
      repacked(
        editLastSignature(members, notePath(12), (signature) => signature.with(10, (signature[10] ?? 0) ^ 1)),
      ),
  ),
  broken(
    'signature-above-group-order',
    [fail('log-signature', newest)],
    'The group order was added to S of the signature: a second spelling, which lax readers accept.',
    (members) => repacked(editLastSignature(members, notePath(12), addToGroupOrder)),
  ),
  broken(
    'forged-head',
    [fail('log-signature', newest)],
    'The newest head was signed with another key under the name and the key id of the log.',
    (members) =>
      repacked(
        editText(members, notePath(12), (note) => {
          const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
          const { keyHash } = toVerifierKey(vectorOrigin, publicKeyOf(logKey));
          const signature = concatBytes([keyHash, signEd25519(encodeUtf8(text), strangerLogKey)]);
          return `${text}\n\u2014 ${vectorOrigin} ${toBase64(signature)}\n`;
        }),
      ),
  ),
  broken(
    'note-unreadable',
    [
      fail('root', newest),
      fail('descriptor', inMember('data/bundle.json')),
      fail('unsigned-tail', inMember(notePath(8))),
    ],
    'A space behind the signature: a note has one spelling.',
    (members) => repacked(editText(members, notePath(12), (note) => note.replace(/\n$/, ' \n'))),
    [claimedOnly],
  ),
  broken(
    'revocation-badly-signed',
    [fail('key-note', inMember(keyNotePath))],
    'A statement that revokes the key of the log bears its name and key id, and a signature that is not its own.',
    async (members) => editedAndRepacked(withKeyNote(members, logKey), keyNotePath),
  ),
  broken(
    'packer-signature-of-other-namespace',
    [fail('packer-signature', inMember(signaturePath))],
    'The packer signed the manifest, but as a file and not as a bundle.',
    (members) => signedFor(members, 'file'),
  ),
  broken(
    'packer-signature-unreadable',
    [fail('packer-signature', inMember(signaturePath))],
    'What should be the signature of the packer is a sentence.',
    (members) => new Map(members).set(signaturePath, encodeUtf8('Signed, the packer.\n')),
  ),
  broken(
    'manifests-remade-without-key',
    [fail('packer-signature', inMember(signaturePath))],
    'Somebody without a key added an attachment and made the manifests anew.',
    (members) => {
      const signature = members.get(signaturePath) ?? new Uint8Array(0);
      return new Map(repacked(withAttachment(members))).set(signaturePath, signature);
    },
  ),
  broken(
    'file-unlisted',
    [fail('file-unlisted', inMember(attachmentPath))],
    'An attachment was added, which no manifest lists.',
    withAttachment,
  ),
  broken(
    'file-missing',
    [fail('file-missing', inMember(attachmentPath))],
    'An attachment was removed, which the manifest lists.',
    (members) => without(repacked(withAttachment(members)), attachmentPath),
  ),
  broken(
    'manifest-missing',
    [fail('file-missing', inMember('manifest-sha256.txt'))],
    'The manifest was removed.',
    (members) => without(members, 'manifest-sha256.txt'),
  ),
  broken(
    'tag-manifest-stale',
    [fail('manifest-digest', inMember('bag-info.txt'))],
    'A word of the bag description was changed; only the tag manifest covers it.',
    (members) =>
      editText(members, 'bag-info.txt', (text) =>
        text.replace('BagIt-Profile', 'Bagit-Profile').concat('Contact-Name: nobody\n'),
      ),
  ),
  broken(
    'attachment-misnamed',
    [fail('file-digest', inMember(`data/attachments/${'0'.repeat(64)}`))],
    'An attachment does not have the digest that is its name.',
    (members) => repacked(new Map(members).set(`data/attachments/${'0'.repeat(64)}`, encodeUtf8('a'))),
  ),
  broken(
    'bag-of-other-log',
    [fail('descriptor', inMember('bag-info.txt'))],
    'The bag description names another log than the descriptor.',
    (members) =>
      repacked(
        editText(members, 'bag-info.txt', (text) =>
          text.replace(vectorOrigin, 'vectors.vouch.example/other'),
        ),
      ),
  ),
  {
    ...untrusted(
      'bag-of-other-version',
      [unknown('descriptor', inMember('bagit.txt'))],
      'The bag says that it is of a later version of BagIt.',
      async () =>
        repacked(editText((await sealSmall()).members, 'bagit.txt', (text) => text.replace('1.0', '2.0'))),
    ),
    headline: 'NOT VERIFIABLE',
  },
  {
    ...untrusted(
      'range-without-start-head',
      [unknown('root', inMember(notePath(5)))],
      'The checkpoint at the start of a range was left out: nothing says that it goes on from what was signed before.',
      async () => {
        const { end } = await sealSmall({ entries: 5 });
        const { members } = await sealSmall({ entries: 4, continues: end });
        return repacked(without(members, notePath(5)));
      },
      openHead(9),
    ),
    headline: 'NOT VERIFIABLE',
  },
  broken(
    'frontier-wrong',
    [
      fail('chain', onLine(segmentPath(5), 1, 5)),
      fail('root', inMember(notePath(5))),
      fail('root', inMember(notePath(9))),
    ],
    'A range whose frontier is not that of the log: its packer wrote another history before it.',
    async () => {
      const { end } = await sealSmall({ entries: 5 });
      const { members } = await sealSmall({ entries: 4, continues: end });
      const frontier = ['00'.repeat(32), '11'.repeat(32)];
      return repacked(editDescriptor(members, { frontier }));
    },
    openHead(9),
  ),
];

/** docs/format.md, Statements about keys. */
function withKeyNote(members: SampleMembers, secretKey: Uint8Array): SampleMembers {
  const key = renderVerifierKey(toVerifierKey(vectorOrigin, publicKeyOf(logKey)));
  const text = `evb/1 key revocation\n${vectorOrigin}\n${key}\n2025-01-01T00:00:00Z\nThe key was stolen.\n`;
  const note = renderSignedNote(text, [{ name: vectorOrigin, secretKey }]);
  return repacked(new Map(members).set(keyNotePath, note));
}

function editedAndRepacked(members: SampleMembers, path: string): SampleMembers {
  return repacked(
    editLastSignature(members, path, (signature) => signature.with(0, (signature[0] ?? 0) ^ 1)),
  );
}

function withAttachment(members: SampleMembers): SampleMembers {
  return new Map(members).set(attachmentPath, encodeUtf8(attachment));
}

function signedFor(members: SampleMembers, namespace: string): SampleMembers {
  const manifest = encodeUtf8(readText(members, 'tagmanifest-sha256.txt'));
  return new Map(members).set(signaturePath, renderSshSignature(manifest, packerKey, namespace));
}

function untrusted(
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  seal: () => Promise<SampleMembers>,
  open: readonly ExpectedResult[] = openHead(12),
): VectorCase {
  const state: VectorState = 'not-verifiable';
  const make = async () => zipMembers(await seal());
  return { name, state, headline: 'INTACT, SIGNER NOT TRUSTED', what, results: [...results, ...open], make };
}

function broken(
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  tamper: (members: SampleMembers) => SampleMembers | Promise<SampleMembers>,
  open: readonly ExpectedResult[] = openHead(12),
): VectorCase {
  const make = async () => zipMembers(await tamper((await sealSmall()).members));
  return { name, state: 'failed', headline: 'BROKEN', what, results: [...results, ...open], make };
}
