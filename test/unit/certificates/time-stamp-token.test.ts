import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Der,
  element,
  generalizedTime,
  integer,
  nothing,
  objectId,
  octets,
  sequence,
  utf8,
} from '../../../scripts/vectors/der-writer.ts';
import {
  attribute,
  makeAnswer,
  makeTimeStamp,
  type TimeStampOrder,
} from '../../../scripts/vectors/make-time-stamp.ts';
import {
  expiredAuthority,
  otherCertificate,
  rootCertificate,
  timeAuthority,
} from '../../../scripts/vectors/time-authority.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { checkSignedContent } from '../../../shared/certificates/check-signed-data.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { parseTimeStampInfo } from '../../../shared/certificates/time-stamp-info.ts';
import { parseTimeStampToken, type TimeStampToken } from '../../../shared/certificates/time-stamp-token.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';

const over = encodeUtf8('a signature');
const time = '20260302120000Z';
const good: TimeStampOrder = { over, time, signer: timeAuthority };

function readToken(bytes: Uint8Array): TimeStampToken {
  const token = parseTimeStampToken(bytes);
  if (token.kind === 'unsupported') throw new Error(token.what);
  return token;
}

function ask(order: Partial<TimeStampOrder> = {}, known: readonly Der[] = []): string {
  const { signed } = readToken(makeTimeStamp({ ...good, ...order }));
  const answer = checkSignedContent(signed, known.map(parseCertificate));
  return answer.kind === 'signed' ? 'signed' : `${answer.kind}: ${answer.reason}`;
}

function expectUnreadable(bytes: Uint8Array, words = ''): void {
  const said = expect.objectContaining({ code: 'time-stamp', message: expect.stringContaining(words) });
  expect(() => parseTimeStampToken(bytes)).toThrow(said);
}

function expectTooMuch(bytes: Uint8Array, words: string): void {
  const said = expect.objectContaining({ code: 'member-limit', message: expect.stringContaining(words) });
  expect(() => parseTimeStampToken(bytes)).toThrow(said);
}

describe('A time stamp', () => {
  it('is read alone and in the answer that grants it', () => {
    const token = makeTimeStamp(good);
    expect(readToken(token).info).toMatchObject({ time: Date.UTC(2026, 2, 2, 12), accuracyMillis: 1000 });
    expect(readToken(makeAnswer(token))).toEqual(readToken(token));
    expect(ask()).toBe('signed');
  });

  it('is not there when the authority refused', () => {
    const status = sequence(integer(2), sequence(utf8('not today')));
    expect(parseTimeStampToken(sequence(status))).toEqual({
      kind: 'unsupported',
      what: 'an answer by which the authority refused (status 2)',
    });
    expectUnreadable(sequence(sequence(integer(0))), 'a token in an answer that grants one');
  });

  it('is refused at every length but its own', () => {
    const bytes = makeAnswer(makeTimeStamp(good));
    for (let length = 0; length < bytes.length; length++) expectUnreadable(bytes.subarray(0, length));
    expectUnreadable(Buffer.concat([bytes, Buffer.of(0)]), 'nothing behind');
  });

  it.each<[string, Uint8Array, string]>([
    ['states a length of gigabytes', Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff), 'at most'],
    ['is a certificate', rootCertificate, ''],
    ['is a number', integer(1), 'Expected a time stamp'],
    ['is text', encodeUtf8('-----BEGIN PKCS7-----\n'), ''],
  ])('is refused when it %s', (_what, bytes, words) => {
    expectUnreadable(bytes, words);
  });

  it.each<[string, Uint8Array, string]>([
    ['nested deeper', nest(40), 'derDepth'],
    [
      'of more elements',
      sequence(new Uint8Array(200_000).map((_, index) => (index % 2 === 0 ? 5 : 0))),
      'derElements',
    ],
  ])('%s than any real one is too much, which is not false', (_what, bytes, words) => {
    expectTooMuch(bytes, words);
  });

  it('larger than any real one is named and not judged', () => {
    const large = new Uint8Array(limits.timeStampBytes + 1);
    expect(parseTimeStampToken(large)).toEqual({
      kind: 'unsupported',
      what: 'one of more than 262144 bytes (timeStampBytes)',
    });
  });

  it('in an encoding of indefinite length is named and not judged', () => {
    expect(parseTimeStampToken(Buffer.from('308006092a864886f70d010702', 'hex'))).toEqual({
      kind: 'unsupported',
      what: 'an encoding of indefinite length',
    });
  });

  it('brings no more certificates along than the limit', () => {
    const bag = Array.from({ length: limits.certificates + 1 }, () => timeAuthority.certificate);
    expectTooMuch(makeTimeStamp({ ...good, bag }), '(certificates)');
    expect(ask({ bag: bag.slice(1) })).toBe('signed');
  });

  it('is refused with a signed attribute that stands twice, whether it says the same or not', () => {
    const repeated = attribute('1.2.840.113549.1.9.4', octets(sha256(over)));
    expectUnreadable(makeTimeStamp({ ...good, attributes: [repeated] }), 'once with one value');
    const twice = sequence(objectId('1.2.3'), element(0x31, integer(1), integer(2)));
    expectUnreadable(makeTimeStamp({ ...good, attributes: [twice] }), 'once with one value');
    expect(ask({ attributes: [attribute('1.2.3', integer(1))] })).toBe('signed');
  });

  it('has one signer', () => {
    expectUnreadable(makeTimeStamp({ ...good, moreSigners: [expiredAuthority] }), 'one signer');
  });

  it('is by the certificate that was signed, and by no other of the same key', () => {
    expect(ask({ bag: [otherCertificate.certificate] })).toMatch(/^certificate-missing/);
    expect(ask({ bag: [otherCertificate.certificate, timeAuthority.certificate] })).toBe('signed');
    expect(ask({ bag: [] })).toMatch(/^certificate-missing/);
    expect(ask({ bag: [] }, [rootCertificate, timeAuthority.certificate])).toBe('signed');
    // The name of the signer is not signed; one that names another certificate than the digest leads nowhere.
    expect(ask({ signer: { ...timeAuthority, serial: 77 } })).toMatch(/^certificate-missing/);
  });

  it('also holds by the digest of an older attribute, and by both when both are there', () => {
    const older = (digest: Uint8Array) =>
      attribute('1.2.840.113549.1.9.16.2.12', sequence(sequence(sequence(octets(digest)))));
    const sha1OfCertificate = Buffer.from(sha1Hex(timeAuthority.certificate), 'hex');
    expect(ask({ attributes: [older(sha1OfCertificate)] })).toBe('signed');
    expect(ask({ odd: { binding: older(sha1OfCertificate) } })).toBe('signed');
    expect(ask({ attributes: [older(sha1OfCertificate.map((byte) => byte ^ 1))] })).toMatch(
      /^certificate-missing/,
    );
  });

  it('is by a certificate that is named by the id of its key as well', () => {
    const { subjectKeyId } = parseCertificate(timeAuthority.certificate);
    const named = (id: Uint8Array) => ({ odd: { name: element(0x80, id) } });
    expect(ask(named(subjectKeyId ?? over))).toBe('signed');
    expect(ask(named(sha256(over).slice(0, 20)))).toMatch(/^certificate-missing/);
    expect(parseTimeStampToken(makeTimeStamp({ ...good, odd: { name: integer(1) } }))).toMatchObject({
      kind: 'unsupported',
    });
  });

  it('is refused when what was signed about the content is not so', () => {
    expect(ask({ odd: { contentType: objectId('1.2.3') } })).toBe(
      'invalid: the signer signed content of another kind',
    );
    expect(ask({ odd: { contentType: integer(1) } })).toMatch(/^invalid/);
    expect(ask({ odd: { digest: sha256(over) } })).toBe(
      'invalid: the content has another digest than the signer signed',
    );
    expectUnreadable(makeTimeStamp({ ...good, contentType: '1.2.3.4' }), 'signed data about a time');
    // Signed by RSA, it says, and the key is on a curve.
    const signatureAlgorithm = sequence(objectId('1.2.840.113549.1.1.1'), nothing);
    expect(ask({ odd: { signatureAlgorithm } })).toBe('invalid: this is not what was signed');
  });

  it.each<[string, NonNullable<TimeStampOrder['odd']>, string]>([
    ['digest', { digestAlgorithm: sequence(objectId('1.3.14.3.2.26')) }, 'a digest with SHA-1'],
    [
      'signature',
      { signatureAlgorithm: sequence(objectId('1.2.840.10045.4.1')) },
      'a signature with ECDSA with SHA-1',
    ],
    [
      'signature by RSA without the parameters that RSA has',
      { signatureAlgorithm: sequence(objectId('1.2.840.113549.1.1.1')) },
      'a signature with the algorithm 1.2.840.113549.1.1.1',
    ],
    [
      'digest of its certificate',
      { binding: boundBy(sequence(objectId('2.16.840.1.101.3.4.2.4')), octets(sha256(over))) },
      'a certificate named by the algorithm 2.16.840.1.101.3.4.2.4',
    ],
  ])('is not judged by a %s of a kind that is not used here', (_what, odd, words) => {
    expect(ask({ odd })).toBe(`unsupported: ${words}`);
  });

  it('names the digest of its certificate, or leaves out that it is SHA-256', () => {
    const digest = createHash('sha512').update(timeAuthority.certificate).digest();
    const stated = boundBy(sequence(objectId('2.16.840.1.101.3.4.2.3')), octets(digest));
    expect(ask({ odd: { binding: stated } })).toBe('signed');
    const attributeOf = (value: Der) => attribute('1.2.840.113549.1.9.16.2.47', value);
    for (const binding of [
      boundBy(integer(1)),
      attributeOf(integer(1)),
      attributeOf(sequence()),
      attribute('1.2.3', integer(1)),
    ]) {
      const { signed } = readToken(makeTimeStamp({ ...good, odd: { binding } }));
      expect(() => checkSignedContent(signed, [])).toThrow(expect.objectContaining({ code: 'time-stamp' }));
    }
  });

  it('is refused with a false signature, and as none at all', () => {
    expect(ask({ spoil: (signature) => signature.with(20, (signature[20] ?? 0) ^ 1) })).toMatch(/^invalid/);
    expect(ask({ spoil: () => new Uint8Array(0) })).toMatch(/^invalid/);
    expect(ask({ signer: { ...timeAuthority, key: new Uint8Array(32).fill(1) } })).toMatch(/^invalid/);
  });
});

/** The attribute whose one certificate is named by these parts. */
function boundBy(...parts: readonly Der[]): Der {
  return attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(...parts))));
}

const policy = objectId('1.2.3');
const imprint = sequence(sequence(objectId('2.16.840.1.101.3.4.2.1')), octets(sha256(over)));
const infoOf = (...rest: readonly Der[]) => sequence(integer(1), policy, imprint, integer(1), ...rest);

describe('The time that an authority states', () => {
  const base = Date.UTC(2026, 2, 2, 12);

  it.each([
    ['20260302120000Z', base],
    ['20260302120000.5Z', base + 500],
    ['20260302120000.123Z', base + 123],
    // Never earlier than stated: a part of a millisecond counts as a whole one.
    ['20260302120000.1230001Z', base + 124],
    ['20260302120000.123456789012345Z', base + 124],
  ])('is %s', (text, millis) => {
    expect(parseTimeStampInfo(infoOf(generalizedTime(text))).time).toBe(millis);
  });

  it.each(['20260230120000Z', '20260302240000Z', '20260302126000Z', '20260302120060Z', '20261302120000Z'])(
    'is not %s, which no clock shows',
    (text) => {
      expect(() => parseTimeStampInfo(infoOf(generalizedTime(text)))).toThrow('a time that exists');
    },
  );

  const at = generalizedTime(time);
  const millis = (value: number) => element(0x80, Buffer.of(value >> 8, value & 255));
  const micros = (value: number) => element(0x81, Buffer.of(value));

  it.each<[string, readonly Der[], number | null]>([
    ['is not stated', [], null],
    ['is empty', [sequence()], 0],
    ['is in seconds', [sequence(integer(3))], 3000],
    ['is in all three units', [sequence(integer(1), millis(500), micros(1))], 1501],
    ['is in microseconds', [sequence(micros(250))], 1],
  ])('has an accuracy that %s', (_what, parts, expected) => {
    expect(parseTimeStampInfo(infoOf(at, ...parts)).accuracyMillis).toBe(expected);
  });

  it.each<[string, readonly Der[]]>([
    ['of a thousand milliseconds', [sequence(millis(1000))]],
    ['of centuries', [sequence(integer(2 ** 40))]],
    ['in another order', [sequence(micros(1), integer(1))]],
  ])('has no accuracy %s', (_what, parts) => {
    expect(() => parseTimeStampInfo(infoOf(at, ...parts))).toThrow('accuracy');
  });

  it('is read past order, nonce and the name of the authority, and no further', () => {
    const known = [element(0x01, Buffer.of(0xff)), integer(77), element(0xa0, octets(Buffer.of(1)))];
    expect(parseTimeStampInfo(infoOf(at, ...known)).time).toBe(base);
    expect(() => parseTimeStampInfo(infoOf(at, ...known, integer(1)))).toThrow('nothing behind');
    expect(() => parseTimeStampInfo(infoOf(at, element(0x01, Buffer.of(0))))).toThrow('left out');
    expect(() => parseTimeStampInfo(infoOf())).toThrow('a time');
    expect(() => parseTimeStampInfo(sequence(integer(2), policy, imprint, integer(1), at))).toThrow(
      'version 1',
    );
    expect(() => parseTimeStampInfo(sequence(integer(1), policy, policy, integer(1), at))).toThrow('imprint');
    expect(() => parseTimeStampInfo(octets(infoOf(at)))).toThrow('a version');
    for (const stated of [[], [integer(1)]]) {
      expect(() => parseTimeStampInfo(sequence(integer(1), ...stated))).toThrow('a policy');
    }
    const algorithm = sequence(objectId('2.16.840.1.101.3.4.2.1'));
    const digest = octets(sha256(over));
    for (const parts of [[], [algorithm], [algorithm, integer(1)], [algorithm, digest, digest]]) {
      const odd = sequence(integer(1), policy, sequence(...parts), integer(1), at);
      expect(() => parseTimeStampInfo(odd)).toThrow('a message imprint');
    }
  });

  it('comes with extensions, of which those that must be understood are not', () => {
    const one = (...flag: readonly Der[]) =>
      element(0xa1, sequence(objectId('1.2.3'), ...flag, octets(Buffer.of(1))));
    const critical = element(0x01, Buffer.of(0xff));
    expect(parseTimeStampInfo(infoOf(at, one())).hasCriticalExtension).toBe(false);
    expect(parseTimeStampInfo(infoOf(at, one(critical))).hasCriticalExtension).toBe(true);
    const demanding = makeTimeStamp({ ...good, moreFields: [one(critical)] });
    expect(parseTimeStampToken(demanding)).toEqual({
      kind: 'unsupported',
      what: 'an extension that must be understood',
    });
    const stray = element(0xa1, octets(Buffer.of(5)));
    expect(() => parseTimeStampInfo(infoOf(at, stray))).toThrow('extensions in their form');
  });
});

function nest(levels: number): Uint8Array {
  let value: Uint8Array = integer(1);
  for (let level = 0; level < levels; level++) value = sequence(value);
  return value;
}

function sha1Hex(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}
