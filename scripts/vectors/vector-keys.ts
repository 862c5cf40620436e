import { packerNamespace } from '../../shared/bundle/packer-namespace.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';

/** The seeds are these words: anybody can sign with the keys, and nobody may trust them outside of tests. */
export function secretKeyOf(holder: string): Uint8Array {
  return sha256(encodeUtf8(`Vouch test vector, public seed: ${holder}`));
}

export const vectorOrigin = 'vectors.vouch.example/log';
export const logKey = secretKeyOf('log');
export const packerKey = secretKeyOf('packer');
export const strangerLogKey = secretKeyOf('stranger log');
export const strangerPackerKey = secretKeyOf('stranger packer');
export const witnessKey = secretKeyOf('witness');

/** `keys/log.vkey`: the verifier key that every vector is checked with. */
export function renderLogKeyFile(): string {
  return `${renderVerifierKey(toVerifierKey(vectorOrigin, publicKeyOf(logKey)))}\n`;
}

/** `keys/allowed_signers`, as ssh-keygen(1) reads it. */
export function renderSignersFile(): string {
  return `packer namespaces="${packerNamespace}" ${renderSshPublicKey(publicKeyOf(packerKey))}\n`;
}
