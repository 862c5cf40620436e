import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { isKeyName, parseVerifierKey, renderVerifierKey } from '../../../shared/crypto/verifier-key.ts';

// The example key of the Go package golang.org/x/mod/sumdb/note.
const peterNeumann = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

function keyError(message: string) {
  return expect.objectContaining({ code: 'key', message: expect.stringContaining(message) });
}

describe('a verifier key', () => {
  it.each([peterNeumann, 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'])(
    'of another implementation is read and written again unchanged: %s',
    (text) => {
      const key = parseVerifierKey(text);
      expect(renderVerifierKey(key)).toBe(text);
      expect(toHex(key.keyHash)).toBe(text.split('+')[1]);
      expect(key.publicKey).toHaveLength(32);
    },
  );

  it.each([
    [
      'a key hash that does not follow from the key',
      peterNeumann.replace('c74f20a3', 'c74f20a4'),
      'c74f20a3',
    ],
    ['a key hash in capitals', peterNeumann.replace('c74f20a3', 'C74F20A3'), 'c74f20a3'],
    ['another name under the same key hash', peterNeumann.replace('Peter', 'Petra'), 'the key hash'],
    ['one character of the key changed', peterNeumann.replace('10TW', '10TX'), 'the key hash'],
    ['no key', 'PeterNeumann+c74f20a3', 'name+hash+key'],
    ['no name', peterNeumann.replace('PeterNeumann', ''), 'name without spaces'],
    ['a space in the name', peterNeumann.replace('rN', 'r N'), 'name without spaces'],
    ['an end of line in the name', peterNeumann.replace('rN', 'r\nN'), 'name without spaces'],
    [
      'a witness cosignature key (type 04)',
      'n+00000000+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      'type 01',
    ],
    ['a key of 31 bytes', 'n+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=', '32 bytes'],
    ['base64 in another spelling', `${peterNeumann}=`, 'base64'],
    ['something after it', `${peterNeumann}\n`, 'base64'],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => parseVerifierKey(text)).toThrow(keyError(message));
  });
});

describe('a key name', () => {
  it.each(['', 'a b', 'a\u00a0b', 'a\u2003b', 'a\u0085b', 'a\u3000b', 'a+b', 'a\tb', 'a\u0000b', 'a\ud800'])(
    'cannot be %j',
    (name) => {
      expect(isKeyName(name)).toBe(false);
    },
  );

  it.each(['a', 'audit.example.com/prod-gateway', 'prüfung.example'])('can be %j', (name) => {
    expect(isKeyName(name)).toBe(true);
  });
});
