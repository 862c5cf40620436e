import { memberPaths } from '../bundle/bundle-layout.ts';
import { toBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { publicKeyOf, signEd25519 } from '../crypto/ed25519.ts';
import { parseSignedNote } from '../crypto/signed-note.ts';
import { renderVerifierKey, toVerifierKey } from '../crypto/verifier-key.ts';
import type { AccessEvent } from './sample-event.ts';
import { acmeKeys, sampleOrigin, strangerKeys } from './sample-keys.ts';
import {
  readText,
  remakeManifests,
  replaceText,
  type SampleMembers,
  signAsPacker,
} from './sample-members.ts';
import { sealSample } from './seal-sample.ts';
import { burst } from './story-burst.ts';

/**
 * The packer writes history anew without the break-in: every digest, link, root and manifest fits, and the packer's
 * signature is genuine. The head is signed with another key but under the name and the key hash of the log's,
 * so that the signature claims to be the log's. Only the log's public key tells.
 */
export async function forgeHead(events: readonly AccessEvent[]): Promise<SampleMembers> {
  const cleaned = events.filter(({ source }) => source.ip !== burst.address);
  const sealed = await sealSample(cleaned, { logKey: strangerKeys.logKey, packerKey: acmeKeys.packerKey });
  const headPath = `data/checkpoints/${cleaned.length}.note`;
  const logKey = toVerifierKey(sampleOrigin, publicKeyOf(acmeKeys.logKey));
  const { text } = parseSignedNote(encodeUtf8(readText(sealed, headPath)));
  const signature = concatBytes([logKey.keyHash, signEd25519(encodeUtf8(text), strangerKeys.logKey)]);
  const withHead = replaceText(sealed, headPath, `${text}\n\u2014 ${sampleOrigin} ${toBase64(signature)}\n`);

  const ownKey = renderVerifierKey(toVerifierKey(sampleOrigin, publicKeyOf(strangerKeys.logKey)));
  const descriptor = readText(withHead, memberPaths.descriptor).replace(ownKey, renderVerifierKey(logKey));
  const disguised = replaceText(withHead, memberPaths.descriptor, descriptor);
  return signAsPacker(remakeManifests(disguised), acmeKeys.packerKey);
}
