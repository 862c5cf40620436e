import type { TrustedKey } from './trusted-key.ts';

/** The keys that were pinned for this role of this origin. A key trusted for one log says nothing about another. */
export function findKeys(
  keys: readonly TrustedKey[],
  role: TrustedKey['role'],
  origin: string,
): readonly TrustedKey[] {
  return keys.filter((key) => key.role === role && key.origin === origin);
}
