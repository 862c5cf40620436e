import { type AsnType, fromBER } from 'asn1js';
import type { PkiObject } from 'pkijs';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError, type FormatErrorCode } from '../bytes/errors.ts';
import { assertDer } from './der.ts';

/** A structure of the library: it reads itself from bytes, and writes itself again. */
interface StructureKind<Structure extends PkiObject> {
  readonly CLASS_NAME: string;
  new (parameters: { schema: AsnType }): Structure;
}

/**
 * Reads one structure of a library, which is laxer than the standards: the bytes must be DER, and the structure must give
 * the same bytes when it is written again, so that nothing lies in them that it did not understand.
 * Throws FormatError with the code of the format inside.
 */
export function readStructure<Structure extends PkiObject>(
  kind: StructureKind<Structure>,
  bytes: Uint8Array,
  code: FormatErrorCode,
): Structure {
  assertDer(bytes, code);
  let structure: Structure;
  let written: Uint8Array;
  try {
    structure = new kind({ schema: fromBER(bytes).result });
    written = new Uint8Array(structure.toSchema(true).toBER());
  } catch (cause) {
    // The library has no closed kinds of errors: whatever it throws on these bytes, they are not what they should be.
    throw new FormatError(code, `The bytes are no ${kind.CLASS_NAME}.`, {}, cause);
  }
  if (!equalBytes(written, bytes)) {
    throw new FormatError(code, `The bytes hold more than a ${kind.CLASS_NAME}, or spell it in another way.`);
  }
  return structure;
}
