import { concatBytes } from '../../bytes/concat.ts';
import { BugError } from '../../bytes/errors.ts';
import { toHex } from '../../bytes/hex.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { renderDetachedSignature } from '../../certificates/detached-signature.ts';
import type { DigestEngine } from '../../crypto/digest.ts';
import type { Identity } from '../../identity/identity.ts';
import type { UtcText } from '../record.ts';
import { toPdfDate } from './pdf-metadata.ts';

/** As long as any number that stands there in the end. */
const unknown = 9_999_999_999;
const unknownRange = `[0 ${unknown} ${unknown} ${unknown}]`;

/** The dictionary of a signature (PDF 32000-1 section 12.8.1, EN 319 142-1 section 5.3) with room for what comes last. */
export function signatureValue(signer: Identity, claimedTime: UtcText): Readonly<Record<string, unknown>> {
  return {
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    Name: new String(signer.name),
    M: new String(toPdfDate(claimedTime)),
    ByteRange: [0, unknown, unknown, unknown],
    Contents: new Uint8Array(roomFor(signer)),
  };
}

/**
 * Signs the whole file but the signature itself, whose object begins at `objectStart`. Only there is it looked for: a title could
 * spell the same.
 */
export function patchSignature(
  file: Uint8Array,
  objectStart: number,
  signer: Identity,
  digests: DigestEngine,
): Uint8Array {
  const room = roomFor(signer);
  const object = String.fromCharCode(...file.subarray(objectStart, objectStart + 400 + 2 * room));
  const contents = `/Contents <${'00'.repeat(room)}>`;
  const rangeAt = objectStart + indexIn(object, `/ByteRange ${unknownRange}`) + '/ByteRange '.length;
  const start = objectStart + indexIn(object, contents) + '/Contents '.length;
  const end = start + 2 * room + 2;
  const range = `[0 ${start} ${end} ${file.length - end}]`.padEnd(unknownRange.length);
  const before = concatBytes([
    file.subarray(0, rangeAt),
    encodeUtf8(range),
    file.subarray(rangeAt + unknownRange.length, start),
  ]);
  const after = file.subarray(end);
  const digest = digests.createSha256();
  digest.update(before);
  digest.update(after);
  const signature = signatureOver(digest.digest(), signer);
  const hex = toHex(signature).padEnd(2 * room, '0');
  return concatBytes([before, encodeUtf8(`<${hex}>`), after]);
}

/** A signature has one of a few lengths, which its numbers decide. */
function roomFor(signer: Identity): number {
  return signatureOver(new Uint8Array(32), signer).length + 16;
}

function signatureOver(contentDigest: Uint8Array, { certificate, secretKey }: Identity): Uint8Array {
  return renderDetachedSignature({ contentDigest, certificate, secretKey, claimedTime: null });
}

function indexIn(object: string, part: string): number {
  const index = object.indexOf(part);
  if (index === -1) throw new BugError('The signature has no place in the file.');
  return index;
}
