import { describe, expect, it } from 'vitest';
import type { Der } from '../../../scripts/vectors/der-writer.ts';
import { octets } from '../../../scripts/vectors/der-writer.ts';
import {
  authorityKeyId,
  basicConstraints,
  type CertificateOrder,
  codeSigningId,
  extendedKeyUsage,
  extension,
  keyUsage,
  makeCertificate,
  mayCertify,
  maySign,
  subjectKeyId,
  timeStampingId,
} from '../../../scripts/vectors/make-certificate.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import { checkCertificatePath, type PathOrder } from '../../../shared/certificates/certificate-path.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';

const at = Date.UTC(2026, 6, 1);
const second = 1000;
const keyOf = (name: string) => new Uint8Array(32).fill(name.length + (name.codePointAt(0) ?? 0));

/** Each name has a key of its own; an authority is one unless its extensions say otherwise. */
function make(subject: string, issuer: string, order: Partial<CertificateOrder> = {}): Certificate {
  return parseCertificate(
    makeCertificate({
      subject,
      key: keyOf(subject),
      issuer,
      issuerKey: keyOf(issuer),
      serial: 1,
      extensions: authority,
      ...order,
    }),
  );
}

const authority: readonly Der[] = [basicConstraints(), keyUsage(mayCertify)];
const forTime: readonly Der[] = [keyUsage(maySign), extendedKeyUsage(true, timeStampingId)];

const root = make('root', 'root');
const middle = make('middle', 'root');
const leaf = make('leaf', 'middle', { extensions: forTime });

function ask(order: Partial<PathOrder> = {}) {
  return checkCertificatePath({
    leaf,
    intermediates: [middle],
    pinned: [root],
    at,
    purpose: 'time-stamping',
    ...order,
  });
}

function namesOf(order: Partial<PathOrder> = {}): string {
  const answer = ask(order);
  if (answer.kind === 'refused') return `${answer.code}: ${answer.certificate.subject.text}`;
  return answer.path.map(({ subject }) => subject.text.replace('CN=', '')).join(' < ');
}

describe('A path', () => {
  it('leads from a certificate over others to a pinned authority', () => {
    expect(namesOf()).toBe('leaf < middle < root');
    expect(namesOf({ intermediates: [leaf, root, middle, middle] })).toBe('leaf < middle < root');
  });

  it('ends at the first pinned certificate, which may be one in between or the first itself', () => {
    expect(namesOf({ pinned: [middle, root] })).toBe('leaf < middle');
    expect(namesOf({ pinned: [leaf], intermediates: [] })).toBe('leaf');
  });

  it('is not there without a pinned certificate, however well all others are signed', () => {
    expect(namesOf({ pinned: [] })).toBe('not-pinned: CN=leaf');
    expect(namesOf({ pinned: [], intermediates: [middle, root] })).toBe('not-pinned: CN=leaf');
    expect(namesOf({ intermediates: [] })).toBe('not-pinned: CN=leaf');
  });

  it('does not lead over a stranger of the same name', () => {
    const stranger = make('middle', 'middle', { key: keyOf('mallory'), issuerKey: keyOf('mallory') });
    expect(namesOf({ pinned: [stranger], intermediates: [] })).toBe('signature-invalid: CN=leaf');
    expect(namesOf({ intermediates: [stranger, middle] })).toBe('leaf < middle < root');
  });

  it('does not lead over another key of the same name when both keys are named', () => {
    const named = make('leaf', 'middle', { extensions: [...forTime, authorityKeyId(keyOf('middle'))] });
    const own = make('middle', 'root', { extensions: [...authority, subjectKeyId(keyOf('middle'))] });
    const other = make('middle', 'root', {
      key: keyOf('mallory'),
      extensions: [...authority, subjectKeyId(keyOf('mallory'))],
    });
    expect(namesOf({ leaf: named, intermediates: [other] })).toBe('not-pinned: CN=leaf');
    expect(namesOf({ leaf: named, intermediates: [other, own] })).toBe('leaf < middle < root');
  });

  it('holds in the first and the last second of each certificate, and in none beside them', () => {
    const short = make('leaf', 'middle', {
      extensions: forTime,
      notBefore: '260301000000Z',
      notAfter: '260302000000Z',
    });
    const [first, last] = [Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2)];
    expect(namesOf({ leaf: short, at: first })).toContain('root');
    expect(namesOf({ leaf: short, at: first - 1 })).toBe('not-yet-valid: CN=leaf');
    expect(namesOf({ leaf: short, at: last + second - 1 })).toContain('root');
    expect(namesOf({ leaf: short, at: last + second })).toBe('expired: CN=leaf');
  });

  it.each<[string, Certificate, string]>([
    ['has expired', make('middle', 'root', { notAfter: '260601000000Z' }), 'expired'],
    ['is not valid yet', make('middle', 'root', { notBefore: '260801000000Z' }), 'not-yet-valid'],
    ['may not issue certificates', make('middle', 'root', { extensions: forTime }), 'not-an-authority'],
    ['says nothing about what it may', make('middle', 'root', { extensions: [] }), 'not-an-authority'],
    [
      'has a key that is not for certificates',
      make('middle', 'root', { extensions: [basicConstraints(), keyUsage(maySign)] }),
      'usage',
    ],
    [
      'is for programs only',
      make('middle', 'root', { extensions: [...authority, extendedKeyUsage(false, codeSigningId)] }),
      'purpose',
    ],
    [
      'demands an extension that is not read',
      make('middle', 'root', {
        extensions: [...authority, extension('1.2.3.4', octets(Buffer.of(1)), true)],
      }),
      'critical-extension',
    ],
    [
      'limits names',
      make('middle', 'root', { extensions: [...authority, extension('2.5.29.30', octets(Buffer.of(1)))] }),
      'name-constraints',
    ],
  ])('is refused when an authority in between %s', (_what, between, code) => {
    expect(namesOf({ intermediates: [between] })).toBe(`${code}: CN=middle`);
  });

  it('leads over an authority for time stamps, for anything, or of no stated purpose', () => {
    for (const purposes of [[timeStampingId], ['2.5.29.37.0'], [codeSigningId, timeStampingId]]) {
      const extensions = [...authority, extendedKeyUsage(false, ...purposes)];
      expect(namesOf({ intermediates: [make('middle', 'root', { extensions })] })).toContain('root');
    }
    expect(
      namesOf({ intermediates: [make('middle', 'root', { extensions: [basicConstraints()] })] }),
    ).toContain('root');
  });

  it.each<[string, readonly Der[], string]>([
    ['for programs', [keyUsage(maySign), extendedKeyUsage(true, codeSigningId)], 'purpose'],
    ['for no stated purpose', [keyUsage(maySign)], 'purpose'],
    [
      'for anything, which is not enough',
      [keyUsage(maySign), extendedKeyUsage(true, '2.5.29.37.0')],
      'purpose',
    ],
    [
      'with a key that signs no data',
      [keyUsage(mayCertify), extendedKeyUsage(true, timeStampingId)],
      'usage',
    ],
  ])('is refused when the first certificate is %s', (_what, extensions, code) => {
    expect(namesOf({ leaf: make('leaf', 'middle', { extensions }) })).toBe(`${code}: CN=leaf`);
  });

  it('keeps to the number of authorities that one of them allows below itself', () => {
    const inner = make('inner', 'middle');
    const low = make('leaf', 'inner', { extensions: forTime });
    const allowing = (count: number) =>
      make('root', 'root', { extensions: [basicConstraints(count), keyUsage(mayCertify)] });
    const order = { leaf: low, intermediates: [inner, middle] };
    expect(namesOf({ ...order, pinned: [allowing(2)] })).toBe('leaf < inner < middle < root');
    expect(namesOf({ ...order, pinned: [allowing(1)] })).toBe('path-too-long: CN=root');
    expect(namesOf({ pinned: [allowing(0)] })).toBe('path-too-long: CN=root');
  });

  it('counts an authority that names its own successor as no further step', () => {
    const successor = make('root', 'root', { serial: 2 });
    const own = make('root', 'root', { extensions: [basicConstraints(1), keyUsage(mayCertify)] });
    // The successor has the same name and key, and stands between the pinned root and the one below.
    expect(namesOf({ pinned: [own], intermediates: [middle, successor] })).toContain('leaf < middle');
  });

  it('has no more certificates than the limit', () => {
    const names = Array.from({ length: limits.certificatePath }, (_, index) => `n${'x'.repeat(index)}`);
    const chain = names.map((name, index) => make(name, names[index + 1] ?? 'root'));
    const first = make('leaf', names[0] ?? '', { extensions: forTime });
    expect(namesOf({ leaf: first, intermediates: chain })).toMatch(/^path-too-long/);
    expect(
      namesOf({ leaf: first, intermediates: chain.slice(0, -1), pinned: chain.slice(-2, -1) }),
    ).toContain('leaf < n');
  });

  it('is not looked for among more certificates than the limit', () => {
    const many = Array.from({ length: limits.certificates + 1 }, () => middle);
    expect(namesOf({ intermediates: many })).toBe('too-many-certificates: CN=leaf');
  });

  it('is not looked for without end among certificates that could all have issued each other', () => {
    // Sixteen of one name and key: every order of them is a path of valid signatures to nobody.
    const ring = Array.from({ length: limits.certificates }, (_, serial) =>
      make('ring', 'ring', { serial: serial + 1 }),
    );
    const low = make('leaf', 'ring', { extensions: forTime });
    const started = performance.now();
    expect(namesOf({ leaf: low, intermediates: ring })).toMatch(/^(?:path-too-long|too-many-certificates)/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('does not lead over a signature of a kind that is not used here', () => {
    const bytes = leaf.bytes;
    // ecdsa-with-SHA256 becomes ecdsa-with-SHA1 in both places: 1.2.840.10045.4.1 is a byte shorter, so SHA-224 it is.
    const hex = Buffer.from(bytes).toString('hex').replaceAll('2a8648ce3d040302', '2a8648ce3d040301');
    expect(namesOf({ leaf: parseCertificate(Buffer.from(hex, 'hex')) })).toBe(
      'signature-unsupported: CN=leaf',
    );
  });
});
