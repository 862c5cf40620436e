import { toHex } from '../bytes/hex.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import { printQuery } from '../query/print-query.ts';
import type { Query } from '../query/query-tree.ts';

/**
 * Names a question: SHA-256 over lines that end with LF, first `vouch-question/1`, then the digests of the searched files
 * in ascending order, then the query in its own spelling. Who has the files can ask it again and compare.
 */
export function questionDigest(query: Query, fileDigests: readonly DigestHex[]): DigestHex {
  const lines = ['vouch-question/1', ...fileDigests.toSorted(), printQuery(query)];
  return toHex(sha256(encodeUtf8(lines.map((line) => `${line}\n`).join(''))));
}
