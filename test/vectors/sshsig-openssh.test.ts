import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { parseSshSignature, verifySshSignature } from '../../shared/crypto/sshsig.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'sshsig');

function read(name: string): Buffer {
  return readFileSync(resolve(folder, name));
}

describe.skipIf(!existsSync(folder))(
  'the signature among the tests of OpenSSH (skipped where it is absent)',
  () => {
    it('verifies over its data, in its namespace, under its key', () => {
      const signature = parseSshSignature(read('ed25519.sig'));
      if (signature.kind !== 'ed25519') throw new Error(signature.what);
      const { publicKey, claimedComment } = parseSshPublicKey(read('ed25519.pub').toString());
      expect(claimedComment).toBe('ED25519 test key');
      expect(signature.publicKey).toEqual(publicKey);
      const namespace = read('namespace').toString();
      expect(verifySshSignature(read('signed-data'), signature, namespace)).toBe(true);
      expect(verifySshSignature(read('signed-data'), signature, `${namespace}x`)).toBe(false);
      expect(verifySshSignature(read('signed-data').subarray(1), signature, namespace)).toBe(false);
    });
  },
);
