import { FormatError } from '../bytes/errors.ts';
import type { ByteOffset } from '../bytes/units.ts';
import type { ZipFields } from './zip-fields.ts';
import { flagBits, methodCodes, newestVersionNeeded, type ZipMethod } from './zip-format.ts';

/**
 * Reads version needed, flags and method, which follow each other in both kinds of header, and returns the method.
 * Throws FormatError `zip-method` for encryption, for other methods and for every feature that is not supported.
 */
export function parseCompression(header: ZipFields, at: ByteOffset, member: string): ZipMethod {
  const refuse = (expected: string, found: string, field: ByteOffset): FormatError => {
    const offset = header.offset + at + field;
    const message = `Expected ${expected}, found ${found} at byte ${offset}.`;
    return new FormatError('zip-method', message, { member, offset });
  };
  const version = header.uint16(at);
  const flags = header.uint16(at + 2);
  const code = header.uint16(at + 4);
  if (version > newestVersionNeeded)
    throw refuse(`version ${newestVersionNeeded} or older`, `version ${version}`, 0);
  if ((flags & flagBits.encrypted) !== 0)
    throw refuse('a member that is not encrypted', 'an encrypted one', 2);
  const known = flagBits.deflateLevel | flagBits.descriptor | flagBits.utf8;
  if ((flags & ~known) !== 0) throw refuse('known flags', `0x${flags.toString(16).padStart(4, '0')}`, 2);
  if (code === methodCodes.stored) return 'stored';
  if (code === methodCodes.deflate) return 'deflate';
  throw refuse('method 0 (stored) or 8 (deflate)', `method ${code}`, 4);
}
