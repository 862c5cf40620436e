import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { toBase64 } from '../shared/bytes/base64.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import { parseCertificateFile } from '../shared/certificates/certificate-pem.ts';
import { certificateFingerprint } from '../shared/trust/fingerprint.ts';
import { pinTimeAuthority } from '../shared/trust/pin-time-authority.ts';
import type { TimeAuthority } from '../shared/trust/time-authority.ts';
import { UsageError } from './options.ts';
import type { PinSaid } from './pin-keys.ts';
import { toUnreadable } from './platform/file-source.ts';

/**
 * Pins every certificate in files of certificates (PEM, or one in DER) as a time authority. Whoever names the file has the
 * whole certificate: its fingerprint is compared with itself, its use is not assumed. Throws UsageError for a file that
 * cannot be used, FormatError for one that cannot be read.
 */
export async function readAuthorities(
  files: readonly string[],
  said: PinSaid,
): Promise<readonly TimeAuthority[]> {
  const authorities: TimeAuthority[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw toUnreadable(basename(file), cause);
    });
    for (const certificate of readCertificates(file, bytes)) {
      const answer = pinTimeAuthority({
        certificate: toBase64(certificate.bytes),
        typedFingerprint: certificateFingerprint(certificate.bytes),
        ...said,
      });
      if (answer.kind === 'refused') {
        throw new UsageError(`${basename(file)} cannot be used: ${answer.statement}`);
      }
      authorities.push(answer.authority);
    }
  }
  return authorities;
}

function readCertificates(file: string, bytes: Uint8Array) {
  try {
    return parseCertificateFile(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`${basename(file)} cannot be used: ${error.message}`);
  }
}
