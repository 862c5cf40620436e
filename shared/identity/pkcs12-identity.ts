import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { parseP256PrivateKey } from '../certificates/p256-private-key.ts';
import { parseCertificate } from '../certificates/parse-certificate.ts';
import { type Pkcs12Bags, type Pkcs12Secret, parsePkcs12, parsePkcs12Bags } from '../certificates/pkcs12.ts';
import { ecdsaPointOf } from '../crypto/ecdsa.ts';
import { pkcs12Mac } from '../crypto/pkcs12-mac.ts';
import { type Identity, toIdentity } from './identity.ts';
import { nameOfCertificate, type PassphrasePlatform } from './identity-file.ts';

/**
 * What helps with a file that is refused: openssl opens every kind of them. The commands stand on lines of their own, so that they can be
 * copied.
 */
export const pkcs12Advice = `If it is a PKCS #12 file (.p12, .pfx) of a P-256 key, these make an identity of it that asks for a passphrase of its own:
openssl pkcs12 -legacy -in FILE -clcerts -nokeys | openssl x509 > identity.pem
openssl pkcs12 -legacy -in FILE -nocerts -nodes | openssl pkcs8 -topk8 -scrypt -v2 aes-256-cbc >> identity.pem`;

/**
 * The identity in a PKCS #12 file, which an organisation hands out: one P-256 key and the certificate for it. Certificates of
 * authorities in it are left out, as nothing here needs them. Null for a wrong passphrase, and for a file that was changed: both look
 * the same. Throws FormatError `key` or `certificate` for files that hold something else, or are protected in another way.
 */
export async function openPkcs12(
  bytes: Uint8Array,
  passphrase: string,
  platform: Pick<PassphrasePlatform, 'decrypt'>,
): Promise<Identity | null> {
  const { content, mac, safes } = parsePkcs12(bytes);
  if (!equalBytes(pkcs12Mac(content, passphrase, mac), mac.digest)) return null;
  const open = (secret: Pkcs12Secret) => openSecret(secret, passphrase, platform);
  const bags: Pkcs12Bags[] = [];
  for (const safe of safes) bags.push(parsePkcs12Bags(await open(safe)));
  const [key, ...more] = bags.flatMap(({ keys }) => keys);
  if (key === undefined || more.length > 0)
    throw new FormatError('key', 'Expected one private key in the file.');
  const secretKey = parseP256PrivateKey(await open(key));
  const point = ecdsaPointOf(secretKey, 'P-256');
  for (const certificate of bags.flatMap(({ certificates }) => certificates)) {
    // Of an authority it may be of any kind.
    const parsed = tryParse(() => parseCertificate(certificate));
    if (parsed.kind === 'error') continue;
    const { publicKey, subject } = parsed.value;
    if (publicKey.kind === 'ecdsa' && equalBytes(publicKey.point, point)) {
      return toIdentity(nameOfCertificate(subject.text), secretKey, certificate);
    }
  }
  throw new FormatError('certificate', 'Expected a certificate for the private key in the file, found none.');
}

async function openSecret(
  secret: Pkcs12Secret,
  passphrase: string,
  { decrypt }: Pick<PassphrasePlatform, 'decrypt'>,
): Promise<Uint8Array> {
  if (secret.kind === 'clear') return secret.bytes;
  const { salt, iterations, initialVector } = secret.cipher;
  const key = await pbkdf2Async(sha256, encodeUtf8(passphrase), salt, { c: iterations, dkLen: 32 });
  const content = await decrypt(key, initialVector, secret.ciphertext);
  // The passphrase is right by now.
  if (content === null)
    throw new FormatError('key', 'Expected content that the passphrase opens, found another.');
  return content;
}
