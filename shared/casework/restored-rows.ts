import { asFormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import { factOf, trustFacts } from '../case/trust-facts.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/** What a case database holds beside the log itself, as far as the log alone can say it. */
export interface RestoredRows {
  readonly name: string;
  readonly keys: readonly TrustedKey[];
  readonly authorities: readonly { readonly authorityId: string; readonly certificate: string }[];
  /** Delivered files of the case. No journal has their bytes: they are to be imported again. */
  readonly files: readonly DeliveredFileName[];
}

export interface DeliveredFileName {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
}

/**
 * Rows for a case whose database was lost. A key that was unpinned, or whose record an older Vouch wrote without its text,
 * is not among them; whether one counts is decided by the log again, as for every row.
 */
export function restoredRows(records: readonly CustodyRecord[]): RestoredRows {
  const keys = new Map<string, TrustedKey>();
  const authorities = new Map<string, string>();
  const files = new Map<DigestHex, string>();
  let name = '';
  for (const { action, facts, content } of records) {
    const text = (wanted: string) => factOf(facts, wanted) ?? '';
    switch (action) {
      case 'case-made':
        name = text('name');
        break;
      case 'bundle-imported':
        files.set(text('sha256'), text('file'));
        break;
      case 'key-pinned': {
        const key = readContent(content, readKey);
        if (key !== null) keys.set(key.keyId, key);
        break;
      }
      case 'key-unpinned':
        keys.delete(text(trustFacts.key));
        break;
      case 'authority-pinned': {
        const certificate = readContent(content, (reader) => reader.text('certificate'));
        if (certificate !== null) authorities.set(text(trustFacts.authority), certificate);
        break;
      }
      case 'authority-unpinned':
        authorities.delete(text(trustFacts.authority));
        break;
      default:
        // What else was done left no row of its own.
        break;
    }
  }
  return {
    name,
    keys: [...keys.values()],
    authorities: [...authorities].map(([authorityId, certificate]) => ({ authorityId, certificate })),
    files: [...files].map(([fileSha256, fileName]) => ({ fileName, fileSha256 })),
  };
}

function readContent<Value>(
  content: string | undefined,
  read: (reader: ObjectReader) => Value,
): Value | null {
  if (content === undefined) return null;
  try {
    return read(new ObjectReader(parseStrictJson(encodeUtf8(content)), 'in what a record holds'));
  } catch (caught) {
    asFormatError(caught);
    return null;
  }
}

function readKey(reader: ObjectReader): TrustedKey {
  return {
    keyId: reader.text('keyId'),
    role: reader.word('role', ['log', 'packer']),
    origin: reader.text('origin'),
    publicKey: reader.text('publicKey'),
    fingerprint: reader.text('fingerprint'),
    compared: reader.text('compared'),
    comparedBy: reader.text('comparedBy'),
    pinnedAt: reader.count('pinnedAt'),
    validAfter: reader.orNull('validAfter', () => reader.count('validAfter')),
    validBefore: reader.orNull('validBefore', () => reader.count('validBefore')),
    revoked: null,
  };
}
