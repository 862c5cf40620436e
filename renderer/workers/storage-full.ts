import type { ByteCount } from '../../shared/bytes/units.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/** There is no room for what was to be stored. Nothing of it was kept. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** Turns a refusal for want of room into one that says how much the bundle needs; anything else stays as it is. */
export async function explainFullStorage(
  thrown: unknown,
  needed: ByteCount,
  platform: Pick<WorkerPlatform, 'storageRoom'>,
): Promise<unknown> {
  if (!isQuotaError(thrown)) return thrown;
  const room = (await platform.storageRoom())?.availableBytes ?? null;
  const available = room === null ? 'an unknown number of' : room.toLocaleString('en-US');
  return new StorageFullError(
    `There is not enough room for this bundle: about ${needed.toLocaleString('en-US')} bytes are needed, ` +
      `${available} bytes are available. Nothing was stored.`,
    { cause: thrown },
  );
}

/** Dexie wraps the error of the platform once or twice, depending on where the transaction failed. */
export function isQuotaError(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; depth < 5; depth++) {
    if (typeof error !== 'object' || error === null) return false;
    if ('name' in error && error.name === 'QuotaExceededError') return true;
    if ('failures' in error && Array.isArray(error.failures) && error.failures.some(isQuotaError))
      return true;
    error = 'inner' in error ? error.inner : 'cause' in error ? error.cause : null;
  }
  return false;
}
