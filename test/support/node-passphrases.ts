import { scrypt } from 'node:crypto';
import { webCipher } from '../../renderer/workers/identity-platform.ts';
import type { PassphrasePlatform } from '../../shared/identity/identity-file.ts';

/** The cipher of the case worker, with the scrypt of OpenSSL in the place of its thread. */
export const nodePassphrases: PassphrasePlatform = {
  ...webCipher,
  scrypt: (passphrase, salt, { cost, blockSize, parallelization }) =>
    new Promise((resolve, reject) => {
      const options = { N: cost, r: blockSize, p: parallelization, maxmem: 2 ** 30 };
      scrypt(passphrase, salt, 32, options, (error, key) =>
        error === null ? resolve(new Uint8Array(key)) : reject(error),
      );
    }),
};
