import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parseCloudtrailKeys } from '../../../cli/cloudtrail-keys.ts';
import type { CloudtrailKey } from '../../../shared/verify/foreign/foreign-trust.ts';

const bucket = 'audit-bucket';
const account = '111122223333';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly listed: CloudtrailKey;
  /** As `aws cloudtrail list-public-keys` prints it. */
  readonly printed: string;
}

/** A key as CloudTrail has one for each region, valid for all of 2026. */
export function makeKey(fingerprint = 'f00d', modulusLength = 2048, publicExponent = 0x10001): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const printed = JSON.stringify({
    PublicKeyList: [
      {
        Value: publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
        ValidityStartTime: '2026-01-01T00:00:00+00:00',
        ValidityEndTime: 1_798_761_600.0,
        Fingerprint: fingerprint,
      },
    ],
  });
  const [listed] = parseCloudtrailKeys(printed);
  if (listed === undefined) throw new Error('A list of one key holds one.');
  return { privateKey, listed, printed };
}

export interface Trail {
  readonly files: Record<string, Uint8Array | string>;
  /** From the oldest to the newest. */
  readonly digests: readonly string[];
  readonly logs: readonly string[];
  readonly newestMetadata: string;
}

/**
 * Hour after hour a log file and a digest file, as CloudTrail delivers them to S3:
 *
 *     log 0   log 1   log 2
 *       |       |       |
 *     D 0 <-- D 1 <-- D 2 + signature in the metadata
 */
export function makeTrail(
  key: SigningKey,
  hours = 3,
  change: (digest: Record<string, unknown>, hour: number) => void = () => {},
): Trail {
  const files: Record<string, Uint8Array | string> = {};
  const digests: string[] = [];
  const logs: string[] = [];
  let previous: Record<string, string | null> = {
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestHashAlgorithm: null,
    previousDigestSignature: null,
  };
  for (let hour = 0; hour < hours; hour++) {
    const time = `${String(hour).padStart(2, '0')}0000Z`;
    const log = `AWSLogs/${account}/CloudTrail/us-east-2/2026/03/01/${account}_CloudTrail_us-east-2_20260301T${time}_x.json.gz`;
    const content = `{"Records":[{"eventID":"${hour}"}]}`;
    files[log] = gzipSync(content);
    const name = `AWSLogs/${account}/CloudTrail-Digest/us-east-2/2026/03/01/${account}_CloudTrail-Digest_us-east-2_trail_us-east-2_20260301T${time}.json.gz`;
    const digest: Record<string, unknown> = {
      awsAccountId: account,
      digestStartTime: '2026-03-01T00:00:00Z',
      digestEndTime: `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`,
      digestS3Bucket: bucket,
      digestS3Object: name,
      digestPublicKeyFingerprint: 'f00d',
      digestSignatureAlgorithm: 'SHA256withRSA',
      ...previous,
      logFiles: [{ s3Bucket: bucket, s3Object: log, hashValue: hashOf(content), hashAlgorithm: 'SHA-256' }],
    };
    change(digest, hour);
    const text = JSON.stringify(digest);
    files[name] = gzipSync(text);
    const signed = [
      digest['digestEndTime'],
      `${bucket}/${name}`,
      hashOf(text),
      digest['previousDigestSignature'] ?? 'null',
    ].join('\n');
    const signature = sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('hex');
    previous = {
      previousDigestS3Bucket: bucket,
      previousDigestS3Object: name,
      previousDigestHashValue: hashOf(text),
      previousDigestHashAlgorithm: 'SHA-256',
      previousDigestSignature: signature,
    };
    digests.push(name);
    logs.push(log);
  }
  const newestMetadata = `${digests.at(-1)}.metadata.json`;
  files[newestMetadata] = JSON.stringify({
    Metadata: { signature: previous['previousDigestSignature'], 'signature-algorithm': 'SHA256withRSA' },
  });
  return { files, digests, logs, newestMetadata };
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
