import { describe, expect, it } from 'vitest';
import { FormatError } from '../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { parseCheckpoint, renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { parseOpensshPrivateKey, renderOpensshPrivateKey } from '../../shared/crypto/openssh-private-key.ts';
import { checkNoteSignatures, parseSignedNote, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { parseSshSignature, renderSshSignature, verifySshSignature } from '../../shared/crypto/sshsig.ts';
import { parseVerifierKey, renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';

const namespace = 'evidence-bundle@v1';
const message = encodeUtf8('abc  data/bundle.json\n');
const secretKey = new Uint8Array(32).fill(0x5a);
const publicKey = publicKeyOf(secretKey);
const log = toVerifierKey('log.example', publicKey);
const checkpoint = renderCheckpoint({ origin: 'log.example', size: 12, root: new Uint8Array(32).fill(9) });

/** Every value of `bytes` with one bit changed. */
function* bitFlips(bytes: Uint8Array): Generator<{ bit: number; flipped: Uint8Array }> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield { bit, flipped };
  }
}

/** True when the reader accepts; a refusal must be a FormatError, because nothing else is caught for evidence. */
function isAccepted(read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

function acceptedFlips(bytes: Uint8Array, accepts: (flipped: Uint8Array) => boolean): readonly number[] {
  return [...bitFlips(bytes)]
    .filter(({ flipped }) => isAccepted(() => accepts(flipped)))
    .map(({ bit }) => bit);
}

describe('one changed bit', () => {
  it('in a signed note leaves no verified signature', () => {
    const note = renderSignedNote(checkpoint, [{ name: 'log.example', secretKey }]);
    const accepts = (bytes: Uint8Array) =>
      checkNoteSignatures(parseSignedNote(bytes), [log]).verified.length > 0;
    expect(accepts(note)).toBe(true);
    expect(acceptedFlips(note, accepts)).toEqual([]);
  });

  it('in an SSH signature leaves no signature by the same key over the same message', () => {
    const armored = renderSshSignature(message, secretKey, namespace);
    const accepts = (bytes: Uint8Array) => {
      const signature = parseSshSignature(bytes);
      return signature.kind === 'ed25519' && verifySshSignature(message, signature, namespace);
    };
    expect(accepts(armored)).toBe(true);
    expect(acceptedFlips(armored, accepts)).toEqual([]);
  });

  it('in a checkpoint is refused, or gives another checkpoint that is written as it was read', () => {
    const before = parseCheckpoint(checkpoint);
    const isMisread = (bytes: Uint8Array) => {
      const text = Buffer.from(bytes).toString('latin1');
      const after = parseCheckpoint(text);
      const isSame =
        after.origin === before.origin &&
        after.size === before.size &&
        after.root.every((byte) => byte === 9);
      return isSame || renderCheckpoint(after) !== text;
    };
    expect(acceptedFlips(encodeUtf8(checkpoint), isMisread)).toEqual([]);
  });

  it('in a verifier key is refused', () => {
    const text = renderVerifierKey(log);
    const accepts = (bytes: Uint8Array) =>
      parseVerifierKey(Buffer.from(bytes).toString('latin1')) !== undefined;
    expect(accepts(encodeUtf8(text))).toBe(true);
    expect(acceptedFlips(encodeUtf8(text), accepts)).toEqual([]);
  });

  it('in a secret key file never gives another secret key', () => {
    const text = renderOpensshPrivateKey({ secretKey, comment: '' });
    const isOther = (bytes: Uint8Array) => {
      const read = parseOpensshPrivateKey(Buffer.from(bytes).toString('latin1'));
      return read.secretKey.some((byte) => byte !== 0x5a);
    };
    expect(acceptedFlips(encodeUtf8(text), isOther)).toEqual([]);
  });
});
