import { BugError, CancelledError, FormatError } from '../../shared/bytes/errors.ts';
import type { WireError } from '../../shared/contract/case-protocol.ts';
import { StoreError, type StoreErrorCode } from '../data/store-error.ts';
import { isQuotaError, StorageFullError } from './storage-full.ts';

/** Names that IndexedDB, and Dexie on top of it, give to failures of the store itself. */
const storageErrorNames: ReadonlySet<string> = new Set([
  'AbortError',
  'BulkError',
  'DatabaseClosedError',
  'DataError',
  'InvalidStateError',
  'MissingAPIError',
  'OpenFailedError',
  'TimeoutError',
  'UnknownError',
  'VersionError',
]);

/** What the store cannot do, whatever is asked of it. */
const storageCodes: ReadonlySet<StoreErrorCode> = new Set([
  'newer-schema',
  'journal-contradicts',
  'journal-not-written',
]);

/** Any thrown thing as it crosses to the window, with its code and place. What nobody foresaw is a bug, and says so. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof FormatError) {
    return { kind: 'format', code: thrown.code, message: thrown.message, place: thrown.place };
  }
  if (thrown instanceof CancelledError) return { kind: 'cancelled', message: thrown.message };
  if (thrown instanceof StoreError && thrown.code === 'case-locked') {
    return { kind: 'locked', message: thrown.message };
  }
  if (thrown instanceof StoreError) {
    return { kind: storageCodes.has(thrown.code) ? 'storage' : 'refused', message: thrown.message };
  }
  if (thrown instanceof StorageFullError) return { kind: 'storage', message: thrown.message };
  if (isQuotaError(thrown)) {
    return { kind: 'storage', message: 'There is not enough room on this computer. Nothing was stored.' };
  }
  if (thrown instanceof BugError) return { kind: 'bug', message: thrown.message };
  if (!(thrown instanceof Error)) return { kind: 'bug', message: String(thrown) };
  return storageErrorNames.has(thrown.name)
    ? { kind: 'storage', message: `The case database did not answer: ${thrown.name}: ${thrown.message}` }
    : { kind: 'bug', message: `${thrown.name}: ${thrown.message}` };
}
