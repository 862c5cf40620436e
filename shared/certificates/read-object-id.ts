import { fromBER, ObjectIdentifier } from 'asn1js';

/** The object identifier that these bytes are, in DER; null when they are something else. */
export function readObjectId(bytes: Uint8Array): string | null {
  const { result } = fromBER(bytes);
  return result instanceof ObjectIdentifier ? result.getValue() : null;
}
