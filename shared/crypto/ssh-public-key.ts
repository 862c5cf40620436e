import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { sha256 } from './digest.ts';
import { publicKeyBytes } from './ed25519.ts';
import { createSshReader, toSshString } from './ssh-wire.ts';

/** The only key type of EVB/1 (R9). */
export const sshEd25519 = 'ssh-ed25519';

export interface SshPublicKey {
  readonly publicKey: Uint8Array;
  /** Whatever the line says after the key. Anybody can write anything there. */
  readonly claimedComment: string;
}

/**
 * Reads one line `ssh-ed25519 AAAA... comment`, as in a `.pub` file. Throws FormatError `key`.
 * Whether the key is a sound one is asked of `checkEd25519Key`.
 */
export function parseSshPublicKey(line: string): SshPublicKey {
  const [type = '', base64 = '', ...comment] = line.replace(/\n$/, '').split(' ');
  if (/[\p{Cc}]/u.test(line.replace(/\n$/, ''))) throw wrong('one line of text', line);
  if (type !== sshEd25519) throw wrong(`a key of type ${sshEd25519}`, type);
  const blob = parseBase64(base64);
  if (blob === null) throw wrong('a key in base64', base64);
  return { publicKey: parseSshKeyBlob(blob), claimedComment: comment.join(' ') };
}

/** The line that `ssh-keygen` and `allowed_signers` understand, without LF and without a comment unless one is given. */
export function renderSshPublicKey(publicKey: Uint8Array, comment = ''): string {
  const line = `${sshEd25519} ${toBase64(renderSshKeyBlob(publicKey))}`;
  return comment === '' ? line : `${line} ${comment}`;
}

/** `SHA256:` and the unpadded base64 digest of the wire form, as `ssh-keygen -l` prints it. */
export function toSshFingerprint(publicKey: Uint8Array): string {
  return `SHA256:${toBase64(sha256(renderSshKeyBlob(publicKey))).replace(/=+$/, '')}`;
}

/** RFC 8709 section 4: string "ssh-ed25519", string key. Throws FormatError `key`. */
export function parseSshKeyBlob(blob: Uint8Array): Uint8Array {
  const reader = createSshReader(blob, 'key');
  const type = reader.readText();
  if (type !== sshEd25519) throw wrong(`a key of type ${sshEd25519}`, type);
  const publicKey = reader.readString();
  reader.assertEnd();
  if (publicKey.length !== publicKeyBytes) throw wrong('a key of 32 bytes', `${publicKey.length} bytes`);
  return publicKey;
}

/** The wire form of a public key, of which the fingerprint is taken. */
export function renderSshKeyBlob(publicKey: Uint8Array): Uint8Array {
  return concatBytes([toSshString(sshEd25519), toSshString(publicKey)]);
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('key', `Expected ${expected}, found ${JSON.stringify(found.slice(0, 80))}.`);
}
