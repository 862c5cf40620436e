import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { scryptKey } from '../../../shared/crypto/scrypt.ts';

test('the key of a passphrase begins as RFC 7914 section 12 says', () => {
  const key = scryptKey(encodeUtf8('password'), encodeUtf8('NaCl'), {
    cost: 1024,
    blockSize: 8,
    parallelization: 16,
  });
  // The RFC prints 64 bytes; the last step makes each 32 of them by themselves.
  expect(Buffer.from(key).toString('hex')).toBe(
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
  );
});
