import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { type Parsed, tryParse } from '../bytes/try-parse.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { parseArmor, renderArmor } from '../crypto/armor.ts';
import type { Certificate } from './certificate.ts';
import { parseCertificate } from './parse-certificate.ts';

const label = 'CERTIFICATE';

/**
 * Reads a file of certificates: one in DER, or one or more in PEM with nothing but empty lines between them, in the
 * order of the file. Throws FormatError `certificate`.
 */
export function parseCertificateFile(bytes: Uint8Array): readonly Certificate[] {
  return readCertificateFile(bytes).map((parsed) => {
    if (parsed.kind === 'error') throw parsed.error;
    return parsed.value;
  });
}

/**
 * The same, with the certificates that cannot be read as errors among the others, in the order of the file. Throws
 * FormatError for bytes that are no such file as a whole: too many, too large, or no text.
 */
export function readCertificateFile(bytes: Uint8Array): readonly Parsed<Certificate>[] {
  // A SEQUENCE, with which no text begins that anybody would write: `0` is 30 in ASCII too, and begins no armor.
  if (bytes[0] === 0x30) return [tryParse(() => parseCertificate(bytes))];
  if (bytes.length > limits.certificates * limits.certificateBytes * 2) {
    throw new FormatError('certificate', `Expected a file of certificates, found ${bytes.length} bytes.`);
  }
  const text = decodeUtf8(bytes).replaceAll('\r\n', '\n').trim();
  const blocks = text.split(/(?<=-----END CERTIFICATE-----)\s+/);
  if (blocks.length > limits.certificates) {
    const most = limits.certificates;
    throw new FormatError('certificate', `Expected at most ${most} certificates (certificates), found more.`);
  }
  return blocks.map((block) => tryParse(() => parseCertificate(parseArmor(block, label, 'certificate'))));
}

/** One certificate as `openssl` reads it. */
export function renderCertificatePem({ bytes }: Certificate): string {
  return renderArmor(bytes, label, 64);
}
