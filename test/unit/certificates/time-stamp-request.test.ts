import { expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { renderTimeStampRequest } from '../../../shared/certificates/time-stamp-request.ts';

// openssl 3.0: printf 'what is stamped\n' > f; openssl ts -query -data f -sha256 -cert -no_nonce
const fromOpenssl =
  '30390201013031300d0609608648016503040201050004205b16abb0e8ba5df728188a5619537927e7a6f8a1e30156e2dbd4eb39f55f18380101ff';

it('A request for a time stamp has the bytes that openssl writes for the same file', () => {
  expect(toHex(renderTimeStampRequest(encodeUtf8('what is stamped\n')))).toBe(fromOpenssl);
});
