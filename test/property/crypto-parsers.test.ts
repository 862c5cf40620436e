import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { parseCheckpoint, renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { parseDisclosure, renderDisclosure } from '../../shared/crypto/disclosure.ts';
import { checkEd25519Key, publicKeyOf, verifyEd25519 } from '../../shared/crypto/ed25519.ts';
import { parseOpensshPrivateKey } from '../../shared/crypto/openssh-private-key.ts';
import { checkNoteSignatures, parseSignedNote, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { parseSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { parseSshSignature, renderSshSignature } from '../../shared/crypto/sshsig.ts';
import {
  isKeyName,
  parseVerifierKey,
  renderVerifierKey,
  toVerifierKey,
} from '../../shared/crypto/verifier-key.ts';

const secretKey = new Uint8Array(32).fill(0x5a);
const publicKey = publicKeyOf(secretKey);
const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter(isKeyName);

function fails(read: () => unknown): unknown {
  try {
    read();
    return null;
  } catch (error) {
    return error;
  }
}

/** Inputs close to good ones: pieces cut out of and put into them reach further into a parser than noise. */
function near(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(good.length), fc.nat(20), fc.uint8Array({ maxLength: 6 }))
    .map(([at, removed, added]) =>
      Uint8Array.from([...good.subarray(0, at), ...added, ...good.subarray(at + removed)]),
    );
}

describe('parsers of hostile bytes', () => {
  const note = renderSignedNote('log.example\n0\n', [{ name: 'log.example', secretKey }]);
  const sshSignature = renderSshSignature(encodeUtf8('abc'), secretKey, 'evidence-bundle@v1');
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

  it.each<[string, Uint8Array, (bytes: Uint8Array) => unknown]>([
    ['a signed note', note, (bytes) => parseSignedNote(bytes)],
    ['an SSH signature', sshSignature, (bytes) => parseSshSignature(bytes)],
    ['a checkpoint', encodeUtf8('log.example\n0\nAAAA\n'), (bytes) => parseCheckpoint(text(bytes))],
    ['a verifier key', encodeUtf8('a+00000000+AQAA'), (bytes) => parseVerifierKey(text(bytes))],
    ['an SSH public key', encodeUtf8('ssh-ed25519 AAAA x'), (bytes) => parseSshPublicKey(text(bytes))],
    ['a secret key file', sshSignature, (bytes) => parseOpensshPrivateKey(text(bytes))],
  ])('%s: nothing but a FormatError is ever thrown', (_what, good, parse) => {
    fc.assert(
      fc.property(fc.oneof(near(good), fc.uint8Array({ maxLength: 80 })), (bytes) => {
        const error = fails(() => parse(bytes));
        expect(error === null || error instanceof FormatError).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a disclosure, a key and a signature: nothing is ever thrown', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 70 }), (anyText, bytes) => {
        parseDisclosure(anyText);
        checkEd25519Key(bytes);
        verifyEd25519(bytes, bytes, bytes);
        verifyEd25519(new Uint8Array(64), bytes, publicKey);
      }),
    );
  });
});

describe('what we write', () => {
  it('as a note is read again as the same text, under any name', () => {
    const anyText = fc
      .array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/\p{Cc}/gu, '')))
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
      .filter((lines) => lines !== '');
    fc.assert(
      fc.property(anyText, anyName, (noteText, name) => {
        const key = toVerifierKey(name, publicKey);
        const read = parseSignedNote(renderSignedNote(noteText, [{ name, secretKey }]));
        expect(read.text).toBe(noteText);
        expect(checkNoteSignatures(read, [key]).verified).toEqual([key]);
        expect(parseVerifierKey(renderVerifierKey(key))).toEqual(key);
      }),
      { numRuns: 30 },
    );
  });

  it('as a checkpoint is read again as the same checkpoint', () => {
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(anyName, fc.maxSafeNat(), root, (origin, size, digest) => {
        const checkpoint = { origin, size, root: Uint8Array.from(digest) };
        expect(parseCheckpoint(renderCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  it('as a disclosure is read again as the same value', () => {
    const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(salt, value, (bytes, committed) => {
        expect(parseDisclosure(renderDisclosure(bytes, committed))?.value).toBe(committed);
      }),
    );
  });
});
