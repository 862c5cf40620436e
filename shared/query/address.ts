import { colon, dot, nine, openBracket, zero } from '../bytes/ascii.ts';
import { byteAt } from '../bytes/element-at.ts';
import type { AddressNetwork } from './query-tree.ts';

const addressBytes = 16;
/** An IPv4 address stands behind these bits, as RFC 4291 section 2.5.5.2 maps it into IPv6. */
const mappedBits = 96;

/**
 * The 16 bytes of the address that a value states, alone, in brackets, or with a port: `10.1.2.3`, `10.1.2.3:443`,
 * `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:22`. Null for all else: a zone id names an interface of a machine that is
 * not here, and `010.1.2.3` is another address to every second program.
 */
export function parseAddress(text: string): Uint8Array | null {
  if (text.length < 2 || text.length > 53) return null;
  if (text.charCodeAt(0) === openBracket) {
    const end = text.indexOf(']');
    if (end === -1 || !isPort(text, end + 1)) return null;
    const address = new Uint8Array(addressBytes);
    return readIpv6(text, 1, end, address) ? address : null;
  }
  const firstColon = text.indexOf(':');
  if (firstColon === -1) return parsePlainAddress(text);
  if (text.lastIndexOf(':') === firstColon) {
    const address = new Uint8Array(addressBytes);
    return isPort(text, firstColon) && readMapped(text, 0, firstColon, address) ? address : null;
  }
  return parsePlainAddress(text);
}

/** The 16 bytes of an address that stands alone; null for all else. */
function parsePlainAddress(text: string): Uint8Array | null {
  if (text.length < 2 || text.length > 45) return null;
  const address = new Uint8Array(addressBytes);
  const isRead = text.includes(':')
    ? readIpv6(text, 0, text.length, address)
    : readMapped(text, 0, text.length, address);
  return isRead ? address : null;
}

/** `10.0.0.0/8` or `2001:db8::/32`. Bits behind the prefix count for nothing. */
export function parseNetwork(text: string): AddressNetwork | 'prefix-too-long' | null {
  const slash = text.indexOf('/');
  if (slash === -1) return null;
  const address = parsePlainAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (address === null || !/^(?:0|[1-9]\d{0,2})$/.test(digits)) return null;
  const prefixBits = Number(digits) + (text.includes(':') ? 0 : mappedBits);
  if (prefixBits > 8 * addressBytes) return 'prefix-too-long';
  return { address: address.map((byte, index) => byte & maskAt(prefixBits, index)), prefixBits };
}

/** Of an address of 16 bytes. */
export function isInNetwork(address: Uint8Array, network: AddressNetwork): boolean {
  const { prefixBits } = network;
  for (let index = 0; index * 8 < prefixBits; index += 1) {
    const difference = byteAt(address, index) ^ byteAt(network.address, index);
    if ((difference & maskAt(prefixBits, index)) !== 0) return false;
  }
  return true;
}

/** What `parseNetwork` reads; IPv6 as RFC 5952 writes it. */
export function renderNetwork({ address, prefixBits }: AddressNetwork): string {
  const isIpv4 = prefixBits >= mappedBits && isMapped(address);
  if (isIpv4) return `${address.subarray(12).join('.')}/${prefixBits - mappedBits}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((byteAt(address, 2 * index) << 8) | byteAt(address, 2 * index + 1)).toString(16),
  );
  return `${shortest(groups)}/${prefixBits}`;
}

/** RFC 5952, section 4.2: the first longest run of at least two zero groups becomes `::`. */
function shortest(groups: readonly string[]): string {
  let best = { start: 0, length: 1 };
  let start = 0;
  for (let index = 0; index <= groups.length; index += 1) {
    if (groups[index] === '0') continue;
    if (index - start > best.length) best = { start, length: index - start };
    start = index + 1;
  }
  if (best.length < 2) return groups.join(':');
  const before = groups.slice(0, best.start).join(':');
  return `${before}::${groups.slice(best.start + best.length).join(':')}`;
}

function maskAt(prefixBits: number, index: number): number {
  const bits = Math.min(Math.max(prefixBits - 8 * index, 0), 8);
  return (0xff00 >> bits) & 0xff;
}

function isMapped(address: Uint8Array): boolean {
  return address.subarray(0, 10).every((byte) => byte === 0) && address[10] === 0xff && address[11] === 0xff;
}

/** Nothing, or a colon and up to five digits. */
function isPort(text: string, start: number): boolean {
  if (start === text.length) return true;
  if (text.charCodeAt(start) !== colon || text.length < start + 2 || text.length > start + 6) return false;
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < zero || code > nine) return false;
  }
  return true;
}

function readMapped(text: string, start: number, end: number, into: Uint8Array): boolean {
  into[10] = 0xff;
  into[11] = 0xff;
  return readIpv4(text, start, end, into, 12);
}

/** Four numbers up to 255 without leading zeros, written to `into` from `offset` on. */
function readIpv4(text: string, start: number, end: number, into: Uint8Array, offset: number): boolean {
  let part = 0;
  let digits = 0;
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot) {
      if (digits === 0 || part === 3) return false;
      into[offset + part] = value;
      part += 1;
      digits = 0;
      value = 0;
    } else {
      if (code < zero || code > nine || (digits > 0 && value === 0)) return false;
      value = value * 10 + code - zero;
      digits += 1;
      if (value > 255) return false;
    }
  }
  into[offset + part] = value;
  return part === 3 && digits > 0;
}

/** RFC 4291, section 2.2: eight groups, one `::` for at least one of them, the last two perhaps as IPv4. */
function readIpv6(text: string, start: number, end: number, into: Uint8Array): boolean {
  let length = 0;
  let gap = -1;
  let index = start;
  if (text.startsWith('::', start)) {
    gap = 0;
    index += 2;
  }
  while (index < end) {
    const groupStart = index;
    let value = 0;
    while (index < end && index - groupStart < 4) {
      const digit = hexDigit(text.charCodeAt(index));
      if (digit === -1) break;
      value = value * 16 + digit;
      index += 1;
    }
    if (index < end && text.charCodeAt(index) === dot) {
      if (length > 12 || !readIpv4(text, groupStart, end, into, length)) return false;
      length += 4;
      index = end;
      break;
    }
    if (index === groupStart || length > 14) return false;
    into[length] = value >> 8;
    into[length + 1] = value & 0xff;
    length += 2;
    if (index === end) break;
    if (text.charCodeAt(index) !== colon || index + 1 === end) return false;
    index += 1;
    if (text.charCodeAt(index) === colon) {
      if (gap !== -1) return false;
      gap = length;
      index += 1;
    }
  }
  if (gap === -1) return length === addressBytes;
  if (length > 14) return false;
  into.copyWithin(addressBytes - (length - gap), gap, length);
  into.fill(0, gap, addressBytes - (length - gap));
  return true;
}

function hexDigit(code: number): number {
  if (code >= zero && code <= nine) return code - zero;
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}
