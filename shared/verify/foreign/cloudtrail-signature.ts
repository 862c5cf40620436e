import { parseUtcTime } from '../../adapters/utc-time.ts';
import type { DigestFile } from '../../bundle/formats/cloudtrail.ts';
import { renderDigestSigningText } from '../../bundle/formats/cloudtrail-digest.ts';
import { parseHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { keyStandingAt } from '../../trust/key-standing.ts';
import type { ForeignTrust } from './foreign-trust.ts';

/** What is known of the signature of one digest file. */
export type DigestSignature =
  | { readonly kind: 'trusted' | 'none' }
  | { readonly kind: 'invalid' | 'unknown-key' | 'unsupported'; readonly reason: string };

const leastModulusBits = 2048;
const leastExponent = 65_537n;

/**
 * Judges one digest file with the signature that the next digest states for it, or the metadata of the object.
 * Neither is believed: only a key that a person named makes a signature count.
 */
export function readDigestSignature(
  { content, digest, metadataSignature }: DigestFile,
  statedByNext: string | null,
  { cloudtrailKeys }: ForeignTrust,
): DigestSignature {
  const stated = statedByNext ?? metadataSignature;
  if (stated === null) return { kind: 'none' };
  if (metadataSignature !== null && metadataSignature !== stated) {
    return { kind: 'invalid', reason: 'the next digest states another signature than the metadata' };
  }
  const signature = parseHex(stated);
  if (signature === null) return { kind: 'invalid', reason: 'it is not in hexadecimal digits' };
  if (content.signatureAlgorithm !== 'SHA256withRSA') {
    return { kind: 'unsupported', reason: `the algorithm ${quote(content.signatureAlgorithm)}` };
  }
  const time = parseUtcTime(content.endTime);
  const named = cloudtrailKeys.filter(({ fingerprint }) => fingerprint === content.fingerprint);
  const keys = named.filter(
    (key) => time !== null && keyStandingAt({ ...key, revoked: null }, time).kind === 'good',
  );
  if (keys.length === 0) {
    const reason =
      named.length === 0 ? 'was not named for this run' : 'does not count at the time of the digest';
    return { kind: 'unknown-key', reason: `the key ${quote(content.fingerprint)} ${reason}` };
  }
  const strong = keys.filter(
    ({ modulusBits, exponent }) => modulusBits >= leastModulusBits && exponent >= leastExponent,
  );
  if (strong.length === 0) return { kind: 'unsupported', reason: 'an RSA key below 2048 bits or 65537' };
  const message = encodeUtf8(renderDigestSigningText(content, digest));
  return strong.some((key) => key.verify(message, signature))
    ? { kind: 'trusted' }
    : { kind: 'invalid', reason: 'this is not what was signed' };
}
