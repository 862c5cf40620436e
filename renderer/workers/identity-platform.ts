import type { PassphrasePlatform } from '../../shared/identity/identity-file.ts';
import { scryptInThread } from './scrypt-in-thread.ts';

/** What Chromium and Node alike do with a passphrase, but for scrypt, which WebCrypto does not have. */
export const webCipher: Omit<PassphrasePlatform, 'scrypt'> = {
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  encrypt: async (key, initialVector, content) => {
    const cipher = { name, iv: initialVector.slice() };
    return new Uint8Array(await crypto.subtle.encrypt(cipher, await toKey(key, 'encrypt'), content.slice()));
  },
  decrypt: async (key, initialVector, content) => {
    const cipher = { name, iv: initialVector.slice() };
    const imported = await toKey(key, 'decrypt');
    try {
      return new Uint8Array(await crypto.subtle.decrypt(cipher, imported, content.slice()));
    } catch (thrown) {
      // All that it says of a padding that is none.
      if (thrown instanceof Error && thrown.name === 'OperationError') return null;
      throw thrown;
    }
  },
};

/** The passphrase platform of the case worker. */
export const browserPassphrases: PassphrasePlatform = { ...webCipher, scrypt: scryptInThread };

const name = 'AES-CBC';

function toKey(key: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key.slice(), name, false, [use]);
}
