import { decryptText, encryptText } from '../../shared/vault/private-text.ts';

/**
 * Encrypted cases that this window has shown. The browser keeps addresses, and what we store beside the database, in its profile
 * as they are: of these cases they must name nothing. Each case has a key for its addresses, which ends with the window.
 */
const addressKeys = new Map<string, Uint8Array>();

export function notePrivateCase(caseId: string): void {
  if (!addressKeys.has(caseId)) addressKeys.set(caseId, crypto.getRandomValues(new Uint8Array(32)));
}

/** Of a case that is locked again: the addresses of before lead to the case, and no further. */
export function renewPrivateCase(caseId: string): void {
  if (addressKeys.delete(caseId)) notePrivateCase(caseId);
}

export function isPrivateCase(caseId: string): boolean {
  return addressKeys.has(caseId);
}

/** What an address says of a case beyond its place, in the form that may be written down; null where it may stand as it is. */
export function toPrivateAddress(caseId: string | null, text: string): string | null {
  const key = caseId === null ? undefined : addressKeys.get(caseId);
  return key === undefined ? null : encryptText(key, text);
}

/** The inverse; empty for an address of before. */
export function ofPrivateAddress(caseId: string | null, address: string): string {
  const key = caseId === null ? undefined : addressKeys.get(caseId);
  return key === undefined ? '' : (decryptText(key, address) ?? '');
}
