import { parseBase64, parseBase64Url } from '../../bytes/base64.ts';

/**
 * Base64 of either alphabet, with its padding or without (DSSE protocol, protobuf JSON); null for anything else. One
 * text never mixes the alphabets, and bits behind the last byte are zero: no character can be changed without a trace.
 */
export function parseAnyBase64(text: string): Uint8Array | null {
  const bare = text.replace(/={1,2}$/, '');
  if (bare !== text && text.length % 4 !== 0) return null;
  if (/[-_]/.test(bare)) return parseBase64Url(bare);
  return parseBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}
