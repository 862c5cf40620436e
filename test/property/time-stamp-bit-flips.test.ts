import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAnswer, makeTimeStamp } from '../../scripts/vectors/make-time-stamp.ts';
import { rootCertificate, timeAuthority } from '../../scripts/vectors/time-authority.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { checkCertificatePath } from '../../shared/certificates/certificate-path.ts';
import { checkSignedContent } from '../../shared/certificates/check-signed-data.ts';
import { assertDer } from '../../shared/certificates/der.ts';
import { parseCertificate } from '../../shared/certificates/parse-certificate.ts';
import { parseTimeStampToken } from '../../shared/certificates/time-stamp-token.ts';

const over = encodeUtf8('a signature');
const token = makeTimeStamp({ over, time: '20260302120000Z', signer: timeAuthority });
const root = parseCertificate(rootCertificate);

interface Believed {
  readonly content: string;
  readonly certificate: string;
}

/** What somebody believes who pinned the root; null when they believe nothing. Never throws anything but FormatError. */
function believe(bytes: Uint8Array): Believed | null {
  try {
    const read = parseTimeStampToken(bytes);
    if (read.kind === 'unsupported') return null;
    const answer = checkSignedContent(read.signed, [root]);
    if (answer.kind !== 'signed') return null;
    const path = checkCertificatePath({
      leaf: answer.certificate,
      intermediates: read.signed.certificates,
      pinned: [root],
      at: read.info.time,
      purpose: 'time-stamping',
    });
    if (path.kind === 'refused') return null;
    const { content } = read.signed;
    return {
      content: Buffer.from(content).toString('hex'),
      certificate: Buffer.from(answer.certificate.bytes).toString('hex'),
    };
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

const honest = believe(token);

/** Changed bytes are believed in nothing, or in exactly what was signed: some bytes of a token are signed by nobody. */
function expectNothingNew(bytes: Uint8Array): void {
  const believed = believe(bytes);
  if (believed !== null) expect(believed).toEqual(honest);
}

describe('A time stamp with one changed byte', () => {
  it('says what the authority signed, or nothing at all, whichever byte it is', () => {
    expect(honest).not.toBeNull();
    for (const [index, byte] of token.entries()) expectNothingNew(token.with(index, byte ^ 1));
  }, 60_000);

  it('says so whatever the byte becomes', () => {
    const change = fc.record({ at: fc.nat(token.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(change, ({ at, to }) => expectNothingNew(token.with(at, to))),
      { numRuns: 500 },
    );
  }, 60_000);

  it('says nothing new either with bytes put in, taken out or put in place of others', () => {
    const edit = fc.record({
      at: fc.nat(token.length),
      removed: fc.nat(8),
      added: fc.uint8Array({ maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), (edits, isAnswer) => {
        let bytes = Buffer.from(isAnswer ? makeAnswer(token) : token);
        for (const { at, removed, added } of edits) {
          bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
        }
        expectNothingNew(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Any bytes', () => {
  it('are read as a time stamp or a certificate, or refused with their own code', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // A beginning that promises something.
      fc.uint8Array({ maxLength: 120 }).map((tail) => Buffer.concat([Buffer.of(0x30, tail.length), tail])),
    );
    fc.assert(
      fc.property(bytes, (each) => {
        expect(believe(each)).toBeNull();
        expect(() => parseCertificate(each)).toThrow(expect.objectContaining({ code: 'certificate' }));
        try {
          assertDer(each, 'certificate');
        } catch (error) {
          expect(error).toMatchObject({ code: 'certificate' });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
