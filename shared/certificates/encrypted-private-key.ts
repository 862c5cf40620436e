import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { assertDer } from './der.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import { readObjectId } from './read-object-id.ts';
import { derBigNumber, derObjectId, derOctets, derSequence, renderDer } from './write-der.ts';

/** What it takes to open a private key that is encrypted under a passphrase: scrypt (RFC 7914), then AES-256-CBC. */
export interface EncryptedPrivateKey {
  readonly scrypt: ScryptCost;
  readonly salt: Uint8Array;
  readonly initialVector: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export interface ScryptCost {
  /** N, a power of two. */
  readonly cost: number;
  /** r */
  readonly blockSize: number;
  /** p */
  readonly parallelization: number;
}

/** RFC 7914 section 2: 128 * N * r bytes. What a hostile file may make us use. */
const mostMemory = 256 * 1024 * 1024;
const mostWork = mostMemory * 4;
const saltBytes = { least: 8, most: 64 };
const vectorBytes = 16;

/** EncryptedPrivateKeyInfo (RFC 5958 section 3, RFC 8018 section 6.2) as `openssl pkcs8 -scrypt` writes and reads it. */
export function renderEncryptedPrivateKey(key: EncryptedPrivateKey): Uint8Array {
  const { cost, blockSize, parallelization } = key.scrypt;
  const derivation = derSequence(
    derObjectId(objectIds.scrypt),
    derSequence(derOctets(key.salt), number(cost), number(blockSize), number(parallelization)),
  );
  const cipher = derSequence(derObjectId(objectIds.aes256Cbc), derOctets(key.initialVector));
  const scheme = derSequence(derObjectId(objectIds.encryptionScheme2), derSequence(derivation, cipher));
  return renderDer(derSequence(scheme, derOctets(key.ciphertext)));
}

/**
 * Reads one. Throws FormatError `key`, also for costs beyond what an honest file has: they are the file's, and whoever opens
 * it would pay them before the passphrase is known to be right.
 */
export function parseEncryptedPrivateKey(bytes: Uint8Array): EncryptedPrivateKey {
  assertDer(bytes, 'key');
  const [scheme, ciphertext] = membersOf(derElements(bytes)[0]);
  const [schemeId, parameters] = membersOf(scheme);
  const [derivation, cipher] = membersOf(parameters);
  const [derivationId, derivationParameters] = membersOf(derivation);
  const [salt, cost, blockSize, parallelization] = membersOf(derivationParameters);
  const [cipherId, initialVector] = membersOf(cipher);
  const ids = [schemeId, derivationId, cipherId].map((id) =>
    id === undefined ? null : readObjectId(id.whole),
  );
  const known = [objectIds.encryptionScheme2, objectIds.scrypt, objectIds.aes256Cbc];
  if (ids.some((id, index) => id !== known[index])) {
    throw new FormatError(
      'key',
      'Expected a key that is encrypted by scrypt and AES-256-CBC (PBES2), found another encryption. "openssl pkcs8 -topk8 -scrypt -v2 aes-256-cbc" writes one.',
    );
  }
  const key: EncryptedPrivateKey = {
    scrypt: {
      cost: toNumber(cost),
      blockSize: toNumber(blockSize),
      parallelization: toNumber(parallelization),
    },
    salt: contentOf(salt),
    initialVector: contentOf(initialVector),
    ciphertext: contentOf(ciphertext),
  };
  refuseCost(key.scrypt);
  if (key.salt.length < saltBytes.least || key.salt.length > saltBytes.most)
    throw wrong('a salt of 8 to 64 bytes');
  if (key.initialVector.length !== vectorBytes) throw wrong('an initial vector of 16 bytes');
  if (key.ciphertext.length === 0 || key.ciphertext.length % vectorBytes !== 0) throw wrong('whole blocks');
  // The length of the key that scrypt makes may be stated and follows from the cipher: openssl leaves it out.
  if (!equalBytes(renderEncryptedPrivateKey(key), bytes)) throw wrong('nothing but what is known');
  return key;
}

function refuseCost({ cost, blockSize, parallelization }: ScryptCost): void {
  const isPower = cost >= 2 && Number.isInteger(Math.log2(cost));
  if (!isPower || blockSize < 1 || parallelization < 1) throw wrong('costs of scrypt');
  const memory = 128 * cost * blockSize;
  if (memory > mostMemory || memory * parallelization > mostWork) {
    throw wrong(`costs of scrypt that take at most ${mostMemory} bytes`);
  }
}

function number(value: number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return derBigNumber(bytes);
}

function toNumber(element: DerElement | undefined): number {
  const content = contentOf(element);
  // A sign bit, or more than a number of this size needs: the spelling of the whole is compared below.
  if (content.length > 5) throw wrong('costs of scrypt');
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

function membersOf(element: DerElement | undefined): readonly DerElement[] {
  return derElements(contentOf(element));
}

function contentOf(element: DerElement | undefined): Uint8Array {
  return element?.content ?? new Uint8Array(0);
}

function wrong(expected: string): FormatError {
  return new FormatError('key', `Expected ${expected} in an encrypted private key, found something else.`);
}
