import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { PassphrasePlatform } from '../../shared/identity/identity-file.ts';

const cipherName = 'aes-256-cbc';

/** What OpenSSL does with a passphrase. */
export const nodePassphrases: PassphrasePlatform = {
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  scrypt: (passphrase, salt, { cost, blockSize, parallelization }) =>
    new Promise((resolve, reject) => {
      // The file states the cost, and was bounded when it was read.
      const options = { N: cost, r: blockSize, p: parallelization, maxmem: 2 ** 30 };
      scrypt(passphrase, salt, 32, options, (error, key) =>
        error === null ? resolve(new Uint8Array(key)) : reject(error),
      );
    }),
  encrypt: async (key, initialVector, content) => {
    const cipher = createCipheriv(cipherName, key, initialVector);
    return new Uint8Array(Buffer.concat([cipher.update(content), cipher.final()]));
  },
  decrypt: async (key, initialVector, content) => {
    const cipher = createDecipheriv(cipherName, key, initialVector);
    try {
      return new Uint8Array(Buffer.concat([cipher.update(content), cipher.final()]));
    } catch {
      // All that OpenSSL says of a padding that is none.
      return null;
    }
  },
};
