import { decodeUtf8 } from '../bytes/utf8.ts';
import { isInNetwork, parseAddress } from '../query/address.ts';
import type { AddressNetwork } from '../query/query-tree.ts';
import type { TextQuestion } from './text/texts-that.ts';

/** As `parseAddress` has it: two colons at least, and an address in brackets with a port at most. */
const shortestAddress = 2;
const longestAddress = 53;
const dot = 0x2e;
const colon = 0x3a;

/** Whether a text is an address in the network. */
export function isTextInNetwork(network: AddressNetwork): TextQuestion {
  return (bytes, start, end) => {
    if (end - start < shortestAddress || end - start > longestAddress || !mayBeAddress(bytes, start, end))
      return false;
    const address = parseAddress(decodeUtf8(bytes.subarray(start, end)));
    return address !== null && isInNetwork(address, network);
  };
}

/** Names and other words are refused before a string is built of them. */
function mayBeAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let marks = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === dot || byte === colon) marks += 1;
    else if (byte > 0x66 || byte < 0x2e) return false;
  }
  return marks >= 2;
}
