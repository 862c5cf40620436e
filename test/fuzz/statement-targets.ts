import { parseDsseEnvelope, preAuthEncoding } from '../../shared/bundle/formats/dsse.ts';
import { parseInTotoStatement } from '../../shared/bundle/formats/in-toto-statement.ts';
import { parseSigstoreBundle } from '../../shared/bundle/formats/sigstore-bundle.ts';
import { parseTlogConsistency, parseTlogProof } from '../../shared/bundle/formats/tlog-proof.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { publicKeyOf, signEd25519, verifyEd25519 } from '../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { parseStrictObject } from '../../shared/json/parse-json.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { differing, textTarget } from './text-target.ts';

const secretKey = new Uint8Array(32).fill(13);
const publicKey = publicKeyOf(secretKey);
const digest = toBase64(new Uint8Array(32).fill(5));
const note = Buffer.from(
  renderSignedNote(`log.example/a\n12\n${digest}\n`, [{ name: 'log.example/a', secretKey }]),
).toString();

const statement = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'a.log', digest: { sha256: 'ab'.repeat(32) } }],
  predicateType: 'https://example.com/p',
  predicate: {},
});
const payloadType = 'application/vnd.in-toto+json';
const signed = { payloadType, payload: encodeUtf8(statement) };
const signature = signEd25519(preAuthEncoding({ ...signed, signatures: [] }), secretKey);
const envelope = JSON.stringify({
  payloadType,
  payload: toBase64(signed.payload),
  signatures: [{ keyid: 'a', sig: toBase64(signature) }],
});
const bundle = JSON.stringify({
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  verificationMaterial: { publicKey: { hint: 'a' }, tlogEntries: [], timestampVerificationData: {} },
  messageSignature: {
    messageDigest: { algorithm: 'SHA2_256', digest },
    signature: toBase64(signature),
  },
});

/** Statements about files. Nothing but a refusal may be thrown, and no signature may count for another payload. */
export const statementTargets: readonly FuzzTarget[] = [
  textTarget('tlog-proof', [`c2sp.org/tlog-proof@v1\nindex 5\n${digest}\n${digest}\n\n${note}`], (bytes) => {
    parseTlogProof(bytes, limits);
    return null;
  }),
  textTarget('tlog-growth', [`old 5\n${digest}\n\n${note}`], (bytes) => {
    parseTlogConsistency(bytes, limits);
    return null;
  }),
  textTarget('dsse', [envelope], (bytes) => {
    const read = parseDsseEnvelope(parseStrictObject(bytes));
    if (!verifyEd25519(signature, preAuthEncoding(read), publicKey)) return null;
    const { payloadType: type, payload } = read;
    return differing('what was signed', { payloadType: type, payload }, signed);
  }),
  textTarget('in-toto', [statement], (bytes) => {
    parseInTotoStatement({ payloadType, payload: bytes, signatures: [] });
    return null;
  }),
  textTarget(
    'sigstore',
    [bundle, bundle.replace(/"messageSignature".*/, `"dsseEnvelope":${envelope}}`)],
    (bytes) => {
      parseSigstoreBundle(bytes);
      return null;
    },
  ),
];
