import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { ecdsaPointOf, isEcdsaSecret } from '../crypto/ecdsa.ts';
import { assertDer } from './der.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import {
  derBits,
  derNumber,
  derObjectId,
  derOctets,
  derSequence,
  derTagged,
  renderDer,
} from './write-der.ts';

const secretBytes = 32;

/** A secret key as PKCS #8 (RFC 5958) around the form of RFC 5915, as `openssl pkey` writes it. */
export function renderP256PrivateKey(secretKey: Uint8Array): Uint8Array {
  const point = ecdsaPointOf(secretKey, 'P-256');
  const inner = derSequence(derNumber(1), derOctets(secretKey), derTagged(1, derBits(point)));
  const algorithm = derSequence(derObjectId(objectIds.ecPublicKey), derObjectId(objectIds.p256));
  return renderDer(derSequence(derNumber(0), algorithm, derOctets(renderDer(inner))));
}

/**
 * Reads a P-256 secret key from PKCS #8. Throws FormatError `key`. Only what `renderP256PrivateKey` writes for the key is
 * taken, with the public key in it or without, as other programs write it.
 */
export function parseP256PrivateKey(bytes: Uint8Array): Uint8Array {
  assertDer(bytes, 'key');
  const [, , octets] = membersOf(bytes);
  const [, secret] = membersOf(contentOf(octets));
  const secretKey = contentOf(secret);
  if (secretKey.length !== secretBytes || !isEcdsaSecret(secretKey, 'P-256')) throw noKey();
  const spellings = [renderP256PrivateKey(secretKey), renderWithoutPoint(secretKey)];
  if (!spellings.some((spelling) => equalBytes(spelling, bytes))) throw noKey();
  return secretKey.slice();
}

/** Of the first element, if there is one; whether it is what it should be, the spelling of the whole decides. */
function membersOf(bytes: Uint8Array): readonly DerElement[] {
  const [element] = derElements(bytes);
  return derElements(contentOf(element));
}

function contentOf(element: DerElement | undefined): Uint8Array {
  return element?.content ?? new Uint8Array(0);
}

function renderWithoutPoint(secretKey: Uint8Array): Uint8Array {
  const algorithm = derSequence(derObjectId(objectIds.ecPublicKey), derObjectId(objectIds.p256));
  const inner = derSequence(derNumber(1), derOctets(secretKey));
  return renderDer(derSequence(derNumber(0), algorithm, derOctets(renderDer(inner))));
}

function noKey(): FormatError {
  return new FormatError(
    'key',
    'Expected a private key of the curve P-256 in PKCS #8, found something else.',
  );
}
