import type { ByteSource } from './byte-source.ts';
import { FormatError } from './errors.ts';

/** Bytes that are already in memory. The name must carry no folders. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        const message = `Expected ${length} bytes at ${offset}, but ${name} ends at ${bytes.length}.`;
        throw new FormatError('source-unreadable', message, { offset });
      }
      return bytes.subarray(offset, offset + length);
    },
  };
}
