import { sha256 } from '../crypto/digest.ts';
import { objectIds } from './object-ids.ts';
import {
  derNumber,
  derObjectId,
  derOctets,
  derSequence,
  derTrue,
  derWritten,
  renderDer,
} from './write-der.ts';

/** Authorities of long ago expect it behind the name of a digest (RFC 5754 section 2 lets it be there). */
const derNull = Uint8Array.of(0x05, 0x00);

/**
 * What an authority is sent to state when these bytes were there (RFC 3161 section 2.4.1): their SHA-256, and that its certificate
 * is wanted in the answer. Without a nonce: the answer is compared with the bytes, so an old one would be an earlier time and no lie.
 * The same bytes give the same request, which is that of `openssl ts -query -sha256 -cert -no_nonce`.
 */
export function renderTimeStampRequest(bytes: Uint8Array): Uint8Array {
  const algorithm = derSequence(derObjectId(objectIds.sha256), derWritten(derNull));
  const imprint = derSequence(algorithm, derOctets(sha256(bytes)));
  return renderDer(derSequence(derNumber(1), imprint, derTrue()));
}
