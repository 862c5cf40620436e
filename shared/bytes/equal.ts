/** Compares public bytes (digests, keys, members). Its time depends on the content: never use it on a secret. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
