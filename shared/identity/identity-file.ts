import { asFormatError, FormatError } from '../bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import {
  type EncryptedPrivateKey,
  parseEncryptedPrivateKey,
  renderEncryptedPrivateKey,
  type ScryptCost,
} from '../certificates/encrypted-private-key.ts';
import { parseP256PrivateKey, renderP256PrivateKey } from '../certificates/p256-private-key.ts';
import { parseCertificate } from '../certificates/parse-certificate.ts';
import { parseArmor, renderArmor } from '../crypto/armor.ts';
import { type Identity, type PublicIdentity, toIdentity, toPublicIdentity } from './identity.ts';

/** What a platform does with a passphrase. */
export interface PassphrasePlatform {
  randomBytes(count: number): Uint8Array;
  /** RFC 7914; 32 bytes. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array>;
  /** AES-256-CBC with the padding of RFC 5652. */
  encrypt(key: Uint8Array, initialVector: Uint8Array, content: Uint8Array): Promise<Uint8Array>;
  /** Null when the padding is not what it must be. */
  decrypt(key: Uint8Array, initialVector: Uint8Array, content: Uint8Array): Promise<Uint8Array | null>;
}

/** An identity as it is kept: anybody can read whose it is, and only the passphrase gives the key. */
export interface IdentityFile extends PublicIdentity {
  readonly encrypted: EncryptedPrivateKey;
}

/**
 * Half a second on a laptop of today, in 16 MiB: eight times over what `openssl pkcs8 -scrypt` asks for. With more memory and
 * fewer turns the same time would cost a guesser more, but openssl refuses to open a file that asks for 32 MiB or more
 * (measured with 3.0), and a backup must open without us.
 */
const usualCost: ScryptCost = { cost: 2 ** 14, blockSize: 8, parallelization: 8 };

const certificateLabel = 'CERTIFICATE';
const keyLabel = 'ENCRYPTED PRIVATE KEY';
const columns = 64;

/** The file of an identity under a passphrase. Each call gives another one: salt and vector are drawn. */
export async function sealIdentity(
  identity: Identity,
  passphrase: string,
  platform: PassphrasePlatform,
  scrypt: ScryptCost = usualCost,
): Promise<string> {
  const salt = platform.randomBytes(16);
  const initialVector = platform.randomBytes(16);
  const key = await platform.scrypt(encodeUtf8(passphrase), salt, scrypt);
  const content = renderP256PrivateKey(identity.secretKey);
  const ciphertext = await platform.encrypt(key, initialVector, content);
  const encrypted = renderEncryptedPrivateKey({ scrypt, salt, initialVector, ciphertext });
  return (
    renderArmor(identity.certificate, certificateLabel, columns) + renderArmor(encrypted, keyLabel, columns)
  );
}

/** Reads a file without its passphrase. Throws FormatError `key` or `certificate`. */
export function parseIdentityFile(bytes: Uint8Array): IdentityFile {
  const text = decodeUtf8(bytes).replaceAll('\r\n', '\n');
  const [, certificateText, keyText] =
    /^(-----BEGIN CERTIFICATE-----\n[^-]*-----END CERTIFICATE-----\n)(-----BEGIN ENCRYPTED PRIVATE KEY-----\n[^-]*-----END ENCRYPTED PRIVATE KEY-----\n?)$/.exec(
      text,
    ) ?? [];
  if (certificateText === undefined || keyText === undefined) {
    throw new FormatError(
      'key',
      'Expected a certificate and an encrypted private key in PEM, found something else.',
    );
  }
  const certificate = parseArmor(certificateText, certificateLabel, 'certificate');
  const { subject, publicKey } = parseCertificate(certificate);
  if (publicKey.kind !== 'ecdsa' || publicKey.curve !== 'P-256') {
    throw new FormatError('key', 'Expected the certificate of a P-256 key, found another one.');
  }
  const encrypted = parseEncryptedPrivateKey(parseArmor(keyText, keyLabel, 'key'));
  return { ...toPublicIdentity(nameOfCertificate(subject.text), publicKey.point, certificate), encrypted };
}

/**
 * Opens a file with its passphrase; null for a wrong one, and nothing says what else it may have been: a file whose
 * ciphertext was changed looks the same.
 */
export async function openIdentity(
  file: IdentityFile,
  passphrase: string,
  platform: PassphrasePlatform,
): Promise<Identity | null> {
  const { scrypt, salt, initialVector, ciphertext } = file.encrypted;
  const key = await platform.scrypt(encodeUtf8(passphrase), salt, scrypt);
  const content = await platform.decrypt(key, initialVector, ciphertext);
  if (content === null) return null;
  try {
    const identity = toIdentity(file.name, parseP256PrivateKey(content), file.certificate);
    return identity.fingerprint === file.fingerprint ? identity : null;
  } catch (caught) {
    // A wrong key gives a valid padding once in 256 times.
    asFormatError(caught);
    return null;
  }
}

/** The common name alone, as we write it; a certificate that somebody else issued says more, and all of it is its name. */
export function nameOfCertificate(subject: string): string {
  return subject.replace(/^CN=(?=[^,]*$)/, '');
}
