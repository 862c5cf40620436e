import { Null, ObjectIdentifier } from 'asn1js';
import { type PublicKeyInfo, RSAPublicKey } from 'pkijs';
import { toBigInt } from '../bytes/big-integer.ts';
import { type EcdsaCurve, isEcdsaPoint } from '../crypto/ecdsa.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { checkRsaKey, type RsaKey } from '../crypto/rsa.ts';
import { objectIds } from './object-ids.ts';
import { readStructure } from './structure.ts';

/** The key of a certificate. A kind that is not used here is named, never guessed at (R9). */
export type CertificateKey =
  | { readonly kind: 'ecdsa'; readonly curve: EcdsaCurve; readonly point: Uint8Array }
  | ({ readonly kind: 'rsa'; readonly modulusBits: number } & RsaKey)
  | { readonly kind: 'ed25519'; readonly publicKey: Uint8Array }
  | { readonly kind: 'unsupported'; readonly name: string };

const curves: ReadonlyMap<string, EcdsaCurve> = new Map([
  [objectIds.p256, 'P-256'],
  [objectIds.p384, 'P-384'],
]);

/** Reads SubjectPublicKeyInfo. Throws FormatError `certificate` for an RSA key that is not in its form. */
export function readCertificateKey({ algorithm, subjectPublicKey }: PublicKeyInfo): CertificateKey {
  const content = subjectPublicKey.valueBlock.valueHexView;
  if (subjectPublicKey.valueBlock.unusedBits !== 0) return unsupported('a key of odd bits');
  switch (algorithm.algorithmId) {
    case objectIds.ecPublicKey:
      return readEcdsaKey(algorithm.algorithmParams, content);
    case objectIds.rsaEncryption:
      // RFC 3279 section 2.3.1: always NULL. Other parameters are those of another algorithm.
      return algorithm.algorithmParams instanceof Null
        ? readRsaKey(content)
        : unsupported('an RSA key with parameters');
    case objectIds.ed25519: {
      // RFC 8410 section 3: always absent.
      if (algorithm.algorithmParams !== undefined) return unsupported('an Ed25519 key with parameters');
      const defect = checkEd25519Key(content);
      return defect === null
        ? { kind: 'ed25519', publicKey: content.slice() }
        : unsupported(`an Ed25519 key that is ${defect}`);
    }
    default:
      return unsupported(`a key of the kind ${algorithm.algorithmId}`);
  }
}

/** RFC 5480 section 2.1.1: the curve by its name; a curve that the certificate describes itself could be any. */
function readEcdsaKey(parameters: unknown, point: Uint8Array): CertificateKey {
  const curveId = parameters instanceof ObjectIdentifier ? parameters.getValue() : null;
  const curve = curveId === null ? undefined : curves.get(curveId);
  if (curve === undefined) return unsupported(`ECDSA on ${curveId ?? 'a curve of its own'}`);
  return isEcdsaPoint(point, curve)
    ? { kind: 'ecdsa', curve, point: point.slice() }
    : unsupported(`ECDSA on ${curve} without a whole point of the curve`);
}

function readRsaKey(content: Uint8Array): CertificateKey {
  // The library writes both as positive numbers, so a negative one has been refused as another spelling.
  const { modulus, publicExponent } = readStructure(RSAPublicKey, content, 'certificate');
  const key = {
    modulus: toBigInt(modulus.valueBlock.valueHexView),
    exponent: toBigInt(publicExponent.valueBlock.valueHexView),
  };
  const defect = checkRsaKey(key);
  return defect === null
    ? { kind: 'rsa', modulusBits: key.modulus.toString(2).length, ...key }
    : unsupported(`RSA with ${defect}`);
}

function unsupported(name: string): CertificateKey {
  return { kind: 'unsupported', name };
}
