import { toBigInt } from '../bytes/big-integer.ts';
import { FormatError } from '../bytes/errors.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import { readObjectId } from './read-object-id.ts';

/** PBES2 (RFC 8018 section 6.2): PBKDF2 with HMAC-SHA-256 makes a key for AES-256-CBC. */
export interface PassphraseCipher {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly initialVector: Uint8Array;
}

/** A file says how often; a second of work is more than any program asks for today. */
const mostIterations = 1_000_000;

/** Reads the algorithm of an encryption under a passphrase. Throws FormatError `key`; one of another kind is named as such. */
export function readPassphraseCipher(algorithm: DerElement | undefined): PassphraseCipher {
  const [scheme, parameters] = membersOf(algorithm);
  const [derivation, cipher] = membersOf(parameters);
  const [derivationId, derivationParameters] = membersOf(derivation);
  const [salt, iterations, ...rest] = membersOf(derivationParameters);
  const [cipherId, initialVector] = membersOf(cipher);
  // The length of the key may stand in front of how it is made (RFC 8018 appendix A.2), and follows from the cipher.
  const [digestId] = membersOf(rest.at(-1));
  const ids = [scheme, derivationId, digestId, cipherId].map((id) =>
    id === undefined ? null : readObjectId(id.whole),
  );
  const known = [
    objectIds.encryptionScheme2,
    objectIds.passphraseKey2,
    objectIds.hmacWithSha256,
    objectIds.aes256Cbc,
  ];
  if (ids.some((id, index) => id !== known[index])) {
    throw new FormatError(
      'key',
      'Expected content that is encrypted by PBKDF2 with HMAC-SHA-256 and AES-256-CBC (PBES2), found another encryption.',
    );
  }
  const vector = contentOf(initialVector);
  if (vector.length !== 16) throw new FormatError('key', 'Expected an initial vector of 16 bytes.');
  return {
    salt: contentOf(salt),
    iterations: readIterations(iterations),
    initialVector: vector,
  };
}

/** How often something is repeated that costs time. Throws FormatError `key`. */
export function readIterations(element: DerElement | undefined): number {
  const count = toBigInt(contentOf(element));
  if (element?.tag !== 0x02 || count < 1n || count > BigInt(mostIterations)) {
    throw new FormatError(
      'key',
      `Expected 1 to ${mostIterations} iterations under a passphrase, found another number.`,
    );
  }
  return Number(count);
}

/** The members of a sequence or set; none of anything else. */
export function membersOf(element: DerElement | undefined): readonly DerElement[] {
  const isList = element?.tag === 0x30 || element?.tag === 0x31 || element?.tag === 0xa0;
  return isList ? derElements(element.content) : [];
}

/** A copy; nothing where there is no element. */
export function contentOf(element: DerElement | undefined): Uint8Array {
  return element?.content.slice() ?? new Uint8Array(0);
}
