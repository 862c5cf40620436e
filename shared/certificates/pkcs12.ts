import { FormatError } from '../bytes/errors.ts';
import type { Pkcs12Mac } from '../crypto/pkcs12-mac.ts';
import { assertDer } from './der.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import {
  contentOf,
  membersOf,
  type PassphraseCipher,
  readIterations,
  readPassphraseCipher,
} from './passphrase-cipher.ts';
import { readObjectId } from './read-object-id.ts';

/** A PKCS #12 file (RFC 7292), before its passphrase is known: `openssl pkcs12 -export` writes such ones. */
export interface Pkcs12File {
  /** What `mac` is over. */
  readonly content: Uint8Array;
  readonly mac: Pkcs12Mac;
  /** Each holds bags once it is opened. */
  readonly safes: readonly Pkcs12Secret[];
}

/** Bytes in clear, or what a passphrase makes of them. */
export type Pkcs12Secret =
  | { readonly kind: 'clear'; readonly bytes: Uint8Array }
  | { readonly kind: 'encrypted'; readonly cipher: PassphraseCipher; readonly ciphertext: Uint8Array };

export interface Pkcs12Bags {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  /** PKCS #8. */
  readonly keys: readonly Pkcs12Secret[];
}

const octets = 0x04;

/** Throws FormatError `key`, for damaged files, and for those that other programs protect in other ways. */
export function parsePkcs12(bytes: Uint8Array): Pkcs12File {
  assertDer(bytes, 'key');
  const [version, safe, macData] = membersOf(derElements(bytes)[0]);
  if (version?.content.length !== 1 || version.content[0] !== 3) throw wrong('version 3');
  const content = readData(safe);
  assertDer(content, 'key');
  return {
    content,
    mac: readMac(macData),
    safes: membersOf(derElements(content)[0]).map(readSafe),
  };
}

/** Reads what a safe holds, opened. Bags of other kinds are left alone. Throws FormatError `key`. */
export function parsePkcs12Bags(bytes: Uint8Array): Pkcs12Bags {
  assertDer(bytes, 'key');
  const certificates: Uint8Array[] = [];
  const keys: Pkcs12Secret[] = [];
  for (const bag of membersOf(derElements(bytes)[0])) {
    const [id, value] = membersOf(bag);
    const [content] = membersOf(value);
    switch (idOf(id)) {
      case objectIds.certificateBag: {
        const [kind, wrapped] = membersOf(content);
        const [certificate] = membersOf(wrapped);
        if (idOf(kind) === objectIds.x509Certificate && certificate?.tag === octets) {
          certificates.push(certificate.content.slice());
        }
        break;
      }
      case objectIds.keyBag:
        if (content !== undefined) keys.push({ kind: 'clear', bytes: content.whole.slice() });
        break;
      case objectIds.encryptedKeyBag: {
        const [algorithm, ciphertext] = membersOf(content);
        keys.push(toEncrypted(algorithm, ciphertext));
        break;
      }
      default:
    }
  }
  return { certificates, keys };
}

function readSafe(info: DerElement): Pkcs12Secret {
  const [id, value] = membersOf(info);
  if (idOf(id) !== objectIds.encryptedData) return { kind: 'clear', bytes: readData(info) };
  // RFC 5652 section 8: version, then what is encrypted, whose bytes are tagged [0] in their own place.
  const [, content] = membersOf(membersOf(value)[0]);
  const [, algorithm, ciphertext] = membersOf(content);
  return toEncrypted(algorithm, ciphertext);
}

function toEncrypted(algorithm: DerElement | undefined, ciphertext: DerElement | undefined): Pkcs12Secret {
  const cipher = readPassphraseCipher(algorithm);
  if (ciphertext === undefined || ciphertext.content.length === 0) throw wrong('encrypted bytes');
  return { kind: 'encrypted', cipher, ciphertext: ciphertext.content.slice() };
}

/** ContentInfo with plain bytes. */
function readData(info: DerElement | undefined): Uint8Array {
  const [id, value] = membersOf(info);
  const [content] = membersOf(value);
  if (idOf(id) !== objectIds.data || content?.tag !== octets) throw wrong('content under a passphrase');
  return content.content.slice();
}

function readMac(macData: DerElement | undefined): Pkcs12Mac {
  const [info, salt, iterations] = membersOf(macData);
  const [algorithm, digest] = membersOf(info);
  if (idOf(membersOf(algorithm)[0]) !== objectIds.sha256 || digest?.tag !== octets) {
    throw new FormatError('key', 'Expected a file that is kept from changes by SHA-256, found another way.');
  }
  return {
    digest: digest.content.slice(),
    salt: contentOf(salt),
    iterations: iterations === undefined ? 1 : readIterations(iterations),
  };
}

function idOf(element: DerElement | undefined): string | null {
  return element === undefined ? null : readObjectId(element.whole);
}

function wrong(expected: string): FormatError {
  return new FormatError('key', `Expected ${expected} in a PKCS #12 file, found something else.`);
}
