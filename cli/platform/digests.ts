import { createHash, type Hash, hash } from 'node:crypto';
import { type DigestEngine, digestBytes, type Sha256 } from '../../shared/crypto/digest.ts';

/** SHA-256 by OpenSSL, which uses what the processor has for it. */
export const nodeDigests: DigestEngine = {
  digestInto(bytes, target, offset) {
    // As text with one character a byte: a Buffer for each digest makes the call twice as slow (measured on Node 20).
    const digest = hash('sha256', bytes, 'binary');
    for (let index = 0; index < digestBytes; index++) target[offset + index] = digest.charCodeAt(index);
  },
  createSha256: () => streamOf(createHash('sha256')),
};

function streamOf(running: Hash): Sha256 {
  return {
    update(bytes) {
      running.update(bytes);
    },
    copy: () => streamOf(running.copy()),
    digest: () => new Uint8Array(running.digest()),
  };
}
