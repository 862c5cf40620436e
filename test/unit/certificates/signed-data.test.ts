import { describe, expect, it } from 'vitest';
import {
  context,
  type Der,
  element,
  integer,
  objectId,
  octets,
  sequence,
} from '../../../scripts/vectors/der-writer.ts';
import { makeCertificate, subjectKeyId } from '../../../scripts/vectors/make-certificate.ts';
import { makeTimeStamp } from '../../../scripts/vectors/make-time-stamp.ts';
import { timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import { itemAt } from '../../../shared/bytes/element-at.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { checkSignedContent } from '../../../shared/certificates/check-signed-data.ts';
import { type DerElement, derElements } from '../../../shared/certificates/der-elements.ts';
import { objectIds } from '../../../shared/certificates/object-ids.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { parseSignedData, type SignedContent } from '../../../shared/certificates/signed-data.ts';

const good = { over: encodeUtf8('a signature'), time: '20260302120000Z', signer: timeAuthority };
const signedDataId = '1.2.840.113549.1.7.2';
const own = parseCertificate(timeAuthority.certificate);

function read(bytes: Uint8Array): SignedContent {
  const signed = parseSignedData(bytes);
  if (signed === null) throw new Error('The library reads it in another way.');
  return signed;
}

/** A token whose parts (version, digests, content, certificates, signers) are put together in another way. */
function rebuilt(change: (parts: readonly DerElement[]) => readonly Der[]): Der {
  const [info] = derElements(makeTimeStamp(good));
  const [, outer] = derElements(info?.content ?? new Uint8Array(0));
  const [signed] = derElements(outer?.content ?? new Uint8Array(0));
  const parts = derElements(signed?.content ?? new Uint8Array(0));
  return sequence(objectId(signedDataId), context(0, sequence(...change(parts))));
}

const wholeOf = ({ whole }: DerElement): Der => whole;

function expectRefused(bytes: Uint8Array, words: string): void {
  const said = expect.objectContaining({ code: 'time-stamp', message: expect.stringContaining(words) });
  expect(() => parseSignedData(bytes)).toThrow(said);
}

describe('Signed data', () => {
  it('is put together again as it was', () => {
    expect(rebuilt((parts) => parts.map(wholeOf))).toEqual(makeTimeStamp(good));
  });

  it('is no data of another kind', () => {
    const plain = sequence(objectId('1.2.840.113549.1.7.1'), context(0, octets(encodeUtf8('x'))));
    expectRefused(plain, 'Expected signed data, found 1.2.840.113549.1.7.1');
  });

  it('is not judged in another form than the library knows', () => {
    expect(parseSignedData(rebuilt((parts) => parts.slice(1).map(wholeOf)))).toBeNull();
    expect(parseSignedData(sequence(integer(1)))).toBeNull();
  });

  it('may come without certificates, and be by one that is known', () => {
    const signed = read(rebuilt((parts) => parts.filter(({ tag }) => tag !== 0xa0).map(wholeOf)));
    expect(signed.certificates).toEqual([]);
    expect(checkSignedContent(signed, []).kind).toBe('certificate-missing');
    expect(checkSignedContent(signed, [own]).kind).toBe('signed');
  });

  it('may come with certificates of other kinds and such as cannot be read: anybody can put them there', () => {
    const twice = makeCertificate({
      ...{ subject: 'x', key: timeAuthority.key, issuer: 'x', issuerKey: timeAuthority.key, serial: 1 },
      extensions: [subjectKeyId(timeAuthority.key), subjectKeyId(timeAuthority.key)],
    });
    const other = context(3, objectId('1.2.3'), integer(1));
    // Section 5.1: with such a one among them, the version is 5.
    const withBag = rebuilt(([, ...parts]) => [
      integer(5),
      ...parts.map(({ tag, whole }) =>
        tag === 0xa0 ? context(0, twice, timeAuthority.certificate, other) : whole,
      ),
    ]);
    const signed = read(withBag);
    expect(signed.certificates.map(({ bytes }) => bytes)).toEqual([timeAuthority.certificate]);
    expect(checkSignedContent(signed, []).kind).toBe('signed');
  });

  it('has a signer who signed attributes: without them, nothing says which certificate was meant', () => {
    const bare = rebuilt((parts) => {
      const [signer] = derElements(itemAt(parts, -1).content);
      const fields = derElements(signer?.content ?? new Uint8Array(0)).filter(({ tag }) => tag !== 0xa0);
      return [...parts.slice(0, -1).map(wholeOf), element(0x31, sequence(...fields.map(wholeOf)))];
    });
    expectRefused(bare, 'Expected signed attributes, found none');
  });

  it('names its signer by one of two names', () => {
    const name = context(0, octets(own.subjectKeyId ?? new Uint8Array(0)));
    expectRefused(makeTimeStamp({ ...good, odd: { name } }), 'a signer named by issuer and serial or by key');
  });

  it.each([
    ['kind', objectIds.contentType, 'the signer signed content of another kind'],
    ['digest', objectIds.messageDigest, 'the content has another digest than the signer signed'],
  ])('is not signed when the signer did not state its %s, or stated something else', (_what, id, reason) => {
    const signed = read(makeTimeStamp(good));
    const { signer } = signed;
    const absent = new Map([...signer.attributes].filter(([each]) => each !== id));
    for (const attributes of [absent, new Map(absent).set(id, integer(1))]) {
      const answer = checkSignedContent({ ...signed, signer: { ...signer, attributes } }, []);
      expect(answer).toEqual({ kind: 'invalid', reason });
    }
  });
});
