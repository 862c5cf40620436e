import {
  type AsnType,
  BitString,
  Constructed,
  Boolean as DerBoolean,
  Set as DerSet,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Utf8String,
} from 'asn1js';
import { renderUtcTime } from '../adapters/utc-time.ts';
import { shortestPositive } from '../bytes/big-integer.ts';
import { toHex } from '../bytes/hex.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

/** A value that is to be written. */
export type DerValue = AsnType;

/** The bytes of a value. */
export function renderDer(value: DerValue): Uint8Array {
  return new Uint8Array(value.toBER());
}

export function derSequence(...value: readonly DerValue[]): DerValue {
  return new Sequence({ value: [...value] });
}

/** Of one member: more would have to be ordered. */
export function derSetOf(member: DerValue): DerValue {
  return new DerSet({ value: [member] });
}

/** In the order that DER asks for (X.690 section 11.6): by the bytes of its members. */
export function derSortedSet(members: readonly DerValue[]): DerValue {
  return new DerSet({ value: sorted(members) });
}

/** The same with `[number]` in the place of its own tag. */
export function derPlacedSet(tagNumber: number, members: readonly DerValue[]): DerValue {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: sorted(members) });
}

function sorted(members: readonly DerValue[]): DerValue[] {
  const spelled = members.map((value) => ({ value, spelling: toHex(renderDer(value)) }));
  return spelled.toSorted((one, other) => (one.spelling < other.spelling ? -1 : 1)).map(({ value }) => value);
}

export function derObjectId(dotted: string): DerValue {
  return new ObjectIdentifier({ value: dotted });
}

export function derNumber(value: number): DerValue {
  return new Integer({ value });
}

/** A positive number of any size, big-endian. */
export function derBigNumber(bytes: Uint8Array): DerValue {
  return new Integer({ valueHex: shortestPositive(bytes) });
}

export function derOctets(valueHex: Uint8Array): DerValue {
  return new OctetString({ valueHex });
}

/** Whole bytes. */
export function derBits(valueHex: Uint8Array, unusedBits = 0): DerValue {
  return new BitString({ valueHex, unusedBits });
}

export function derText(value: string): DerValue {
  return new Utf8String({ value });
}

export function derTrue(): DerValue {
  return new DerBoolean({ value: true });
}

/** A time as certificates have it, in whole seconds. */
export function derTime(time: UnixMillis): DerValue {
  const digits = renderUtcTime(time).slice(0, 'YYYY-MM-DDThh:mm:ss'.length).replace(/\D/g, '');
  const year = Number(digits.slice(0, 4));
  // RFC 5280 section 4.1.2.5: two digits of the year from 1950 through 2049, and four for every other one.
  const isShort = year >= 1950 && year < 2050;
  const text = encodeUtf8(`${isShort ? digits.slice(2) : digits}Z`);
  return derWritten(Uint8Array.of(isShort ? 0x17 : 0x18, text.length, ...text));
}

/** `[number]` around a value, explicitly tagged. */
export function derTagged(tagNumber: number, value: DerValue): DerValue {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}

/** Bytes that are DER already. */
export function derWritten(bytes: Uint8Array): DerValue {
  return fromBER(bytes).result;
}
