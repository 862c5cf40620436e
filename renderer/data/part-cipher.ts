import type { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { nonceBytes, placeBytes, tagBytes } from '../../shared/vault/case-cipher.ts';

/** The key of a part: of its row, and of what is authenticated with it. */
export interface PartPlace {
  readonly bundleId: string;
  readonly segment: number;
  readonly part: number;
}

/**
 * A part of an index is a few megabytes: the platform encrypts it beside us, which the rows of other tables, that are small and
 * written inside of transactions, cannot wait for. Nonces are drawn, since an index can be made anew under the same key.
 */
export async function encryptPart(
  content: Uint8Array,
  cipher: CaseCipher,
  place: PartPlace,
): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const key = await partKey(cipher, place, 'encrypt');
  const encrypted = new Uint8Array(
    await crypto.subtle.encrypt(algorithm(iv, place), key, new Uint8Array(content)),
  );
  const stored = new Uint8Array(nonceBytes + encrypted.length);
  stored.set(iv);
  stored.set(encrypted, nonceBytes);
  return stored;
}

/** Null for whatever was not encrypted by this key for this place. */
export async function decryptPart(
  stored: Uint8Array,
  cipher: CaseCipher,
  place: PartPlace,
): Promise<Uint8Array | null> {
  if (stored.length < nonceBytes + tagBytes) return null;
  const key = await partKey(cipher, place, 'decrypt');
  const iv = new Uint8Array(stored.subarray(0, nonceBytes));
  try {
    const content = new Uint8Array(stored.subarray(nonceBytes));
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, place), key, content));
  } catch {
    // All that the platform says of a wrong tag.
    return null;
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, { bundleId, segment, part }: PartPlace): AesGcmParams {
  const additionalData = new Uint8Array(placeBytes(['part', bundleId, segment, part]));
  return { name: 'AES-GCM', iv, additionalData };
}

function partKey(
  cipher: CaseCipher,
  { bundleId }: PartPlace,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const key = new Uint8Array(cipher.keyFor(['parts', bundleId]));
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]).finally(() => key.fill(0));
}
