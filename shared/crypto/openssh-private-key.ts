import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { parseArmor, renderArmor } from './armor.ts';
import { publicKeyOf, secretKeyBytes } from './ed25519.ts';
import { parseSshKeyBlob, renderSshKeyBlob, sshEd25519 } from './ssh-public-key.ts';
import { createSshReader, type SshReader, toSshString, toSshUint32 } from './ssh-wire.ts';

export interface OpensshPrivateKey {
  readonly secretKey: Uint8Array;
  readonly comment: string;
}

const label = 'OPENSSH PRIVATE KEY';
const magic = encodeUtf8('openssh-key-v1\0');
const columns = 70;
/** The cipher `none` has blocks of 8 bytes (OpenSSH PROTOCOL.key, section 3). */
const blockBytes = 8;

/** Reads an Ed25519 key file that has no passphrase (OpenSSH PROTOCOL.key). Throws FormatError `key`. */
export function parseOpensshPrivateKey(text: string): OpensshPrivateKey {
  const reader = createSshReader(parseArmor(text, label, 'key'), 'key');
  if (!equalBytes(reader.readBytes(magic.length), magic)) throw wrong('openssh-key-v1', 'other bytes');
  const cipher = reader.readText();
  if (cipher !== 'none') throw wrong('a key without passphrase', `one encrypted with ${cipher}`);
  const derivation = reader.readText();
  const derivationOptions = reader.readString();
  if (derivation !== 'none' || derivationOptions.length > 0) throw wrong('no key derivation', derivation);
  const count = reader.readUint32();
  if (count !== 1) throw wrong('one key', `${count}`);
  const statedPublicKey = parseSshKeyBlob(reader.readString());
  const secretPart = createSshReader(reader.readString(), 'key');
  reader.assertEnd();

  const checkNumbers = [secretPart.readUint32(), secretPart.readUint32()];
  if (checkNumbers[0] !== checkNumbers[1]) throw wrong('equal check numbers', checkNumbers.join(' and '));
  const type = secretPart.readText();
  if (type !== sshEd25519) throw wrong(`a key of type ${sshEd25519}`, type);
  const publicKey = secretPart.readString();
  const secretAndPublic = secretPart.readString();
  const comment = secretPart.readText();
  checkPadding(secretPart);

  const secretKey = secretAndPublic.slice(0, secretKeyBytes);
  if (secretKey.length !== secretKeyBytes) throw wrong('a secret key of 32 bytes', `${secretKey.length}`);
  // The public key stands here three times. Signing under another one than the secret key's reveals the secret key.
  const trueKey = publicKeyOf(secretKey);
  const isConsistent =
    equalBytes(statedPublicKey, trueKey) &&
    equalBytes(publicKey, trueKey) &&
    equalBytes(secretAndPublic.slice(secretKeyBytes), trueKey);
  if (!isConsistent) throw wrong('the public key of the secret key', 'another one');
  return { secretKey, comment };
}

/** The file that `ssh-keygen` and `ssh-add` read. It holds the secret as it is: who has the file has the key. */
export function renderOpensshPrivateKey(key: OpensshPrivateKey): string {
  const publicKey = publicKeyOf(key.secretKey);
  // The check numbers tell a wrong passphrase from a right one. Without a passphrase any equal pair will do.
  const secretPart = concatBytes([
    toSshUint32(0),
    toSshUint32(0),
    toSshString(sshEd25519),
    toSshString(publicKey),
    toSshString(concatBytes([key.secretKey, publicKey])),
    toSshString(key.comment),
  ]);
  const file = concatBytes([
    magic,
    toSshString('none'),
    toSshString('none'),
    toSshString(''),
    toSshUint32(1),
    toSshString(renderSshKeyBlob(publicKey)),
    toSshString(concatBytes([secretPart, paddingAfter(secretPart.length)])),
  ]);
  return renderArmor(file, label, columns);
}

/** Padding is 1, 2, 3, ... up to the end of the block. */
function paddingAfter(length: number): Uint8Array {
  const missing = (blockBytes - (length % blockBytes)) % blockBytes;
  return Uint8Array.from({ length: missing }, (_, index) => index + 1);
}

function checkPadding(secretPart: SshReader): void {
  for (let expected = 1; !secretPart.isAtEnd; expected++) {
    const [found] = secretPart.readBytes(1);
    if (found !== expected || expected >= blockBytes) throw wrong('padding 1, 2, 3', `${found}`);
  }
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('key', `Expected ${expected}, found ${found}.`);
}
