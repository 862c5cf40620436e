import type { DigestHex } from '../bytes/units.ts';
import type { ObjectReader } from '../json/object-reader.ts';
import { readDigest } from './target.ts';

/** Where a record came from that another reviewer made: it carries this for good, also when it is handed on. */
export interface OverlayOrigin {
  /** SHA-256 of the lines of the overlay that brought it here. */
  readonly overlay: DigestHex;
  /** The name of the record, the same on every machine; see `recordIdOf`. */
  readonly record: DigestHex;
  /** Fingerprint of the key that signed the overlay. */
  readonly signer: string;
}

export function readOverlayOrigin(reader: ObjectReader, where: string): OverlayOrigin {
  return {
    overlay: readDigest(reader, 'overlay', where),
    record: readDigest(reader, 'record', where),
    signer: reader.text('signer'),
  };
}

export function toOverlayOriginDocument({ overlay, record, signer }: OverlayOrigin): object {
  return { overlay, record, signer };
}
