import { FormatError } from '../../bytes/errors.ts';
import type { JsonObject, JsonValue } from '../../json/json-value.ts';
import { parseStrictObject } from '../../json/parse-json.ts';

/** An object in S3, as a digest names it. */
export interface S3Name {
  readonly bucket: string;
  readonly key: string;
}

interface ClaimedLog extends S3Name {
  readonly hashAlgorithm: string;
  readonly claimedDigest: string;
}

interface PreviousDigest extends S3Name {
  readonly hashAlgorithm: string;
  readonly claimedDigest: string;
  /** Hexadecimal: what makes the previous digest authentic. */
  readonly signature: string;
}

/** The content of one CloudTrail digest file, as it states it. */
export interface CloudtrailDigest {
  readonly endTime: string;
  readonly name: S3Name;
  readonly fingerprint: string;
  readonly signatureAlgorithm: string;
  /** Null in the first digest of a trail. */
  readonly previous: PreviousDigest | null;
  readonly logs: readonly ClaimedLog[];
}

/** Reads the inflated content of a digest file. Throws FormatError `json`, `utf8` or `descriptor`. */
export function parseCloudtrailDigest(bytes: Uint8Array): CloudtrailDigest {
  const fields = parseStrictObject(bytes);
  const previousFields = ['S3Bucket', 'S3Object', 'HashValue', 'HashAlgorithm', 'Signature'].map(
    (name) => fields.get(`previousDigest${name}`) ?? null,
  );
  const logs = fields.get('logFiles');
  if (!Array.isArray(logs)) throw wrong('logFiles');
  return {
    endTime: textOf(fields, 'digestEndTime'),
    name: { bucket: textOf(fields, 'digestS3Bucket'), key: textOf(fields, 'digestS3Object') },
    fingerprint: textOf(fields, 'digestPublicKeyFingerprint'),
    signatureAlgorithm: textOf(fields, 'digestSignatureAlgorithm'),
    // Either all of them are there or none: half a link could be read both ways.
    previous: previousFields.every((value) => value === null)
      ? null
      : {
          bucket: textOf(fields, 'previousDigestS3Bucket'),
          key: textOf(fields, 'previousDigestS3Object'),
          claimedDigest: textOf(fields, 'previousDigestHashValue'),
          hashAlgorithm: textOf(fields, 'previousDigestHashAlgorithm'),
          signature: textOf(fields, 'previousDigestSignature'),
        },
    logs: logs.map((log: JsonValue) => {
      if (!(log instanceof Map)) throw wrong('logFiles');
      return {
        bucket: textOf(log, 's3Bucket'),
        key: textOf(log, 's3Object'),
        claimedDigest: textOf(log, 'hashValue'),
        hashAlgorithm: textOf(log, 'hashAlgorithm'),
      };
    }),
  };
}

/** The signature in what `aws s3api head-object` prints of a digest file. Throws FormatError. */
export function parseDigestMetadata(bytes: Uint8Array): string {
  const metadata = parseStrictObject(bytes).get('Metadata');
  if (!(metadata instanceof Map)) throw wrong('Metadata');
  return textOf(metadata, 'signature');
}

/** What CloudTrail signs: section "Data signing string" of its user guide. No field may hold an end of line. */
export function renderDigestSigningText(digest: CloudtrailDigest, digestHex: string): string {
  const { endTime, name, previous } = digest;
  return [endTime, `${name.bucket}/${name.key}`, digestHex, previous?.signature ?? 'null'].join('\n');
}

function textOf(fields: JsonObject, name: string): string {
  const value = fields.get(name);
  // A line end inside of a field would let one signed text be read as another digest.
  if (typeof value !== 'string' || value === '' || /[\r\n]/.test(value)) throw wrong(name);
  return value;
}

function wrong(field: string): FormatError {
  return new FormatError('descriptor', `The field ${field} is not there, or not as CloudTrail writes it.`);
}
