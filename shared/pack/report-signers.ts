import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { asFormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { isEcdsaPoint } from '../crypto/ecdsa.ts';
import { toSshP256Fingerprint } from '../crypto/ssh-p256.ts';
import { createSshReader } from '../crypto/ssh-wire.ts';
import { reportNamespace } from '../report/signatures/signature-names.ts';
import { readSignerOptions } from '../trust/signer-options.ts';
import type { LocalClock } from '../trust/ssh-time.ts';

/** Somebody whose signature under reports is known, by a line of `allowed_signers`. */
export interface KnownSigner {
  /** As the line calls them. */
  readonly name: string;
  readonly fingerprint: string;
}

export interface KnownSigners {
  readonly signers: readonly KnownSigner[];
  /** Lines that name nobody who could sign a report now, with the reason. */
  readonly refused: readonly { readonly line: number; readonly statement: string }[];
}

const keyType = 'ecdsa-sha2-nistp256';
const form = new RegExp(`^(?:"([^"]+)"|([^\\s"]+))\\s+(?:(.+?)\\s+)?${keyType}\\s+(\\S+)(?:\\s.*)?$`);

/** Reads the lines of P-256 keys that count for reports at a moment. A line of another kind of key is refused by name, not skipped. */
export function parseReportSigners(text: string, clock: LocalClock, now: UnixMillis): KnownSigners {
  const signers: KnownSigner[] = [];
  const refused: { line: number; statement: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const read = readLine(line, clock, now);
    if (typeof read === 'string') refused.push({ line: index + 1, statement: read });
    else signers.push(read);
  }
  return { signers, refused };
}

function readLine(line: string, clock: LocalClock, now: UnixMillis): KnownSigner | string {
  const [, quoted, plain, options = '', base64 = ''] = form.exec(line) ?? [];
  const name = quoted ?? plain;
  if (name === undefined) return `Expected a name and a key of the kind ${keyType}, which signs reports.`;
  const read = readSignerOptions(options, clock);
  if ('reason' in read) return read.statement;
  const { namespaces, validAfter, validBefore } = read;
  if (namespaces !== null && !namespaces.includes(reportNamespace)) {
    return `The key is for other purposes than ${reportNamespace}.`;
  }
  if ((validAfter !== null && now < validAfter) || (validBefore !== null && now > validBefore)) {
    return 'The key does not count at this time.';
  }
  const fingerprint = fingerprintOfBlob(base64);
  return fingerprint === null ? 'The key cannot be read.' : { name, fingerprint };
}

/** Null for what is no P-256 key in its one spelling. */
function fingerprintOfBlob(base64: string): string | null {
  const blob = parseBase64(base64);
  if (blob === null || toBase64(blob) !== base64) return null;
  try {
    const reader = createSshReader(blob, 'key');
    if (reader.readText() !== keyType || reader.readText() !== 'nistp256') return null;
    const point = reader.readString();
    reader.assertEnd();
    return isEcdsaPoint(point, 'P-256') ? toSshP256Fingerprint(point) : null;
  } catch (error) {
    asFormatError(error);
    return null;
  }
}
