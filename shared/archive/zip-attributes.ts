import { FormatError } from '../bytes/errors.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { layoutError } from './zip-fields.ts';

export type ZipMemberKind = 'file' | 'directory';

const fileTypeBits = 0o170000;
const regularFile = 0o100000;
const directory = 0o040000;
/** setuid, setgid, sticky. */
const specialBits = 0o007000;

const dosDirectory = 0x10;
/** Volume label, device, reparse point: names that are not files. */
const dosSpecial = 0x08 | 0x40 | 0x400;

/**
 * Tells a regular file from a directory by its name and by the attributes, which must agree.
 * The Unix mode is looked at whatever system the header names, because some tools that unpack do the same.
 * Throws FormatError `zip-method` for symbolic links, devices, pipes, sockets, and for files with special bits.
 */
export function parseMemberKind(name: string, externalAttributes: number, offset: ByteOffset): ZipMemberKind {
  const kind = name.endsWith('/') ? 'directory' : 'file';
  const mode = externalAttributes >>> 16;
  const type = mode & fileTypeBits;
  const ownType = kind === 'directory' ? directory : regularFile;
  if (type !== 0 && type !== regularFile && type !== directory) {
    throw specialFile(`file type ${octal(type)}`, offset, name);
  }
  if (type !== 0 && type !== ownType) throw layoutError(`the mode of a ${kind}`, octal(mode), offset, name);
  if ((mode & specialBits) !== 0) throw specialFile(`mode ${octal(mode)}`, offset, name);
  if ((externalAttributes & dosSpecial) !== 0) {
    throw specialFile(`DOS attributes 0x${(externalAttributes & 0xffff).toString(16)}`, offset, name);
  }
  if ((externalAttributes & dosDirectory) !== 0 && kind === 'file') {
    throw layoutError('the attributes of a file', 'those of a directory', offset, name);
  }
  return kind;
}

function specialFile(found: string, offset: ByteOffset, member: string): FormatError {
  const message = `Expected regular files only, found ${found} at byte ${offset}.`;
  return new FormatError('zip-method', message, { member, offset });
}

function octal(value: number): string {
  return `0o${value.toString(8)}`;
}
