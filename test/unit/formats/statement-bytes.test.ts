import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parsePublicKey } from '../../../shared/certificates/public-key-pem.ts';
import { proveInclusion } from '../../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { publicKeyOf, signEd25519 } from '../../../shared/crypto/ed25519.ts';
import { ed25519SpkiPrefix } from '../../../shared/crypto/ed25519-pem.ts';
import { renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { hexOf, judge } from './folder.ts';
import { rootOf } from './reference-tree.ts';

const secretKey = new Uint8Array(32).fill(31);
const origin = 'logs.example/bytes';
const file = encodeUtf8('two\n');
const leaves = [encodeUtf8('a'), file, encodeUtf8('c')].map(leafDigest);

function tlogProof(): Uint8Array {
  const path = proveInclusion(leaves, 1).path.map((digest) => `${toBase64(digest)}\n`);
  const text = `${origin}\n3\n${toBase64(Uint8Array.from(rootOf(leaves)))}\n`;
  const head = encodeUtf8(`c2sp.org/tlog-proof@v1\nindex 1\n${path.join('')}\n`);
  return concatBytes([head, renderSignedNote(text, [{ name: origin, secretKey }])]);
}

/** Without fields and spaces that have no meaning, so that every byte has one. */
function envelope(): Uint8Array {
  const type = 'application/vnd.in-toto+json';
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'a.log', digest: { sha256: hexOf('sha256', file) } }],
    predicateType: 'x',
  };
  const payload = encodeUtf8(JSON.stringify(statement));
  const pae = concatBytes([encodeUtf8(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  const signatures = [{ sig: toBase64(signEd25519(pae, secretKey)) }];
  return encodeUtf8(JSON.stringify({ payloadType: type, payload: toBase64(payload), signatures }));
}

const trust = {
  logKeys: [toVerifierKey(origin, publicKeyOf(secretKey))],
  publicKeys: [parsePublicKey(concatBytes([ed25519SpkiPrefix, publicKeyOf(secretKey)]))],
};

describe.each([
  ['a proof from a log', 'a.log.tlog-proof', tlogProof()],
  ['an envelope', 'a.log.dsse', envelope()],
])('A file with %s', (_what, name, genuine) => {
  it('is verified as it was made', async () => {
    expect((await judge({ 'a.log': file, [name]: genuine }, trust)).headline).toBe('VERIFIED');
  });

  it('is never verified after any byte was changed, of one or of the other', async () => {
    for (let at = 0; at < genuine.length; at++) {
      for (const bit of [1, 0x20]) {
        const changed = genuine.map((byte, index) => (index === at ? byte ^ bit : byte));
        const { headline } = await judge({ 'a.log': file, [name]: changed }, trust);
        expect(headline, `byte ${at}`).not.toBe('VERIFIED');
      }
    }
    for (let at = 0; at < file.length; at++) {
      const changed = file.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect((await judge({ 'a.log': changed, [name]: genuine }, trust)).headline).toBe('BROKEN');
    }
  });

  it('is never verified after it was cut off, or had something put behind it', async () => {
    for (let end = 0; end < genuine.length; end++) {
      const { headline } = await judge({ 'a.log': file, [name]: genuine.slice(0, end) }, trust);
      expect(headline, `${end} bytes`).not.toBe('VERIFIED');
    }
    const longer = concatBytes([genuine, encodeUtf8('x')]);
    expect((await judge({ 'a.log': file, [name]: longer }, trust)).headline).toBe('BROKEN');
  });
});
