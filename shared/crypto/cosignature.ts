import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { signatureBytes, signEd25519, verifyEd25519 } from './ed25519.ts';
import type { SignedNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** One witness says that at `time` this was the largest consistent head that it had seen of the log. */
export interface Cosignature<Key extends VerifierKey> {
  readonly witness: Key;
  /** Null when the seconds do not fit into our range: such a time lies beyond every calendar. */
  readonly time: UnixMillis | null;
}

/** `verified` is empty as soon as one known witness key failed: then the note is rejected as a whole (R8). */
export interface Cosignatures<Key extends VerifierKey> {
  /** In the order of the keys, each key once, with the earliest of its times. */
  readonly verified: readonly Cosignature<Key>[];
  readonly failed: readonly Key[];
}

const timeBytes = 8;

/**
 * Checks the signature lines of known witnesses: C2SP tlog-cosignature, Ed25519 (type 04).
 * A witness that signed twice is listed once; names are not signed, so two names with one key are for the caller
 * to tell apart.
 */
export function checkCosignatures<Key extends VerifierKey>(
  note: SignedNote,
  witnesses: readonly Key[],
): Cosignatures<Key> {
  const failed = new Set<Key>();
  const verified = new Map<Key, UnixMillis | null>();
  for (const { name, keyHash, signature } of note.signatures) {
    // Four bytes collide easily: several known keys may answer to one signature line.
    const candidates = witnesses.filter((key) => key.name === name && equalBytes(key.keyHash, keyHash));
    const signed = splitCosignature(signature);
    const witness = candidates.find((key) => signed !== null && isCosigned(note.text, signed, key));
    if (signed !== null && witness !== undefined) {
      verified.set(witness, earlier(verified.get(witness), toMillis(signed.seconds)));
    } else for (const key of candidates) failed.add(key);
  }
  if (failed.size > 0) return { verified: [], failed: [...failed] };
  return {
    verified: [...verified].map(([witness, time]) => ({ witness, time })),
    failed: [],
  };
}

/** What follows the key hash in a cosignature line. */
export function renderCosignature(text: string, seconds: bigint, secretKey: Uint8Array): Uint8Array {
  const time = new Uint8Array(timeBytes);
  new DataView(time.buffer).setBigUint64(0, seconds);
  return concatBytes([time, signEd25519(cosignedMessage(text, seconds), secretKey)]);
}

interface SplitCosignature {
  readonly seconds: bigint;
  readonly signature: Uint8Array;
}

/** Section "Format": a 64-bit time, at most 2^63 - 1, and a signature. */
function splitCosignature(bytes: Uint8Array): SplitCosignature | null {
  if (bytes.length !== timeBytes + signatureBytes) return null;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return seconds < 2n ** 63n ? { seconds, signature: bytes.subarray(timeBytes) } : null;
}

function isCosigned(text: string, { seconds, signature }: SplitCosignature, key: VerifierKey): boolean {
  return verifyEd25519(signature, cosignedMessage(text, seconds), key.publicKey);
}

/** Section "Ed25519 signed message": two lines of its own, then the whole text of the note. */
function cosignedMessage(text: string, seconds: bigint): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function toMillis(seconds: bigint): UnixMillis | null {
  const millis = seconds * 1000n;
  return millis <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(millis) : null;
}

function earlier(known: UnixMillis | null | undefined, time: UnixMillis | null): UnixMillis | null {
  if (known === undefined || known === null) return time;
  return time === null ? known : Math.min(known, time);
}
