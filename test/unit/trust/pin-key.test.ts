import { describe, expect, it } from 'vitest';
import { BugError } from '../../../shared/bytes/errors.ts';
import { type PinOrder, pinKey } from '../../../shared/trust/pin-key.ts';
import { findKeys } from '../../../shared/trust/trust-store.ts';

// Keys and fingerprints by ssh-keygen (OpenSSH 9.2) and Python's hashlib.
const origin = 'audit.example.com/prod-gateway';
const packerLine = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const logKey = `${origin}+15710016+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4`;
const said = { compared: 'read out on the telephone', comparedBy: 'A. Auditor', pinnedAt: 1_763_600_000_000 };

// RSA keys by ssh-keygen.
const rsa1024 =
  'AAAAB3NzaC1yc2EAAAADAQABAAAAgQDadE4dadJTn0qJh0OWWUEvUY9SumcqyFmgkAp3LS2OIx8nSrBX5yVzeZN6Jkt9OdRwZqupalavBYtP/MVJuuV6x7hg5xaxg+qHe5+qsDQtbKxS7BasJQ96xIf+PA1EzV7Ki24zZYVsvmG6TaAU/AbNDQpXUb30g5JxTSutKNIRrQ==';
const rsa2048 =
  'AAAAB3NzaC1yc2EAAAADAQABAAABAQCotrcVxKaHLABwathNxxoUpdGZ4eb3tgruUqxYO9GEgB1SP0JcMWKD9SEeRAGuGkGr1wawVqamXuj88jRMc73iTz6FLZ6828NqQjGjPgajklV8qiZC0+OprhfSt8qllECvUwZKfqr/ybPMW+QU7YJNXSNcXXkPZAalS6UgPMvk3+3DyfoslnlI3k+ZDvOcmP7gnA7D40DUtayqkLzThaIPaDKZc2m8srpSsyqfl3yMlo1IFMEyHDCJFgF4kWgCU+Uzk6+pq0MNQKUNUYP+VneBKcoi0gq/Tmj55tvKCafk524UjJqFa3MSyIlA17dtURo+Vjec97ErIvGuVrhoXCGP';
const always = { validAfter: null, validBefore: null, revoked: null };

const log: PinOrder = {
  role: 'log',
  origin,
  publicKey: logKey,
  typedFingerprint: 'SHA256:Vkdap1RjR0wChd9dvyvKtz2mUTWIOem3dIGy6rEHcIw',
  ...said,
};
const packer: PinOrder = {
  role: 'packer',
  origin,
  publicKey: packerLine,
  typedFingerprint: 'SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg',
  ...said,
};

describe('pinning a key', () => {
  it('of a log keeps how, by whom and when its fingerprint was compared', () => {
    const fingerprint = log.typedFingerprint;
    const keyId = `log ${origin} ${fingerprint}`;
    expect(pinKey(log)).toEqual({
      kind: 'pinned',
      key: { keyId, role: 'log', origin, publicKey: logKey, fingerprint, ...said, ...always },
    });
  });

  it('of a packer does not take over the comment that the bundle wrote beside it', () => {
    const answer = pinKey({ ...packer, publicKey: `${packerLine} verified by the auditor` });
    expect(answer).toMatchObject({ kind: 'pinned', key: { publicKey: packerLine } });
  });

  it('keeps what was said without the spaces around it', () => {
    const answer = pinKey({ ...log, compared: ' by letter\n', comparedBy: ' A. Auditor ' });
    expect(answer).toMatchObject({ key: { compared: 'by letter', comparedBy: 'A. Auditor' } });
  });

  it('keeps the window in which the key counts', () => {
    const window = { validAfter: 100, validBefore: 200 };
    expect(pinKey({ ...log, window })).toMatchObject({ kind: 'pinned', key: window });
  });

  it('accepts the fingerprint in hexadecimal', () => {
    const typedFingerprint = '56475AA75463474C0285DF5DBF2BCAB73DA651358839E9B77481B2EAB107708C';
    expect(pinKey({ ...log, typedFingerprint })).toMatchObject({ kind: 'pinned' });
  });

  // Python: sha256(name || "\n" || 01 || key)[:4] for the log key.
  it.each<[string, PinOrder, string, string]>([
    ['the key cannot be read', { ...log, publicKey: `${logKey}!` }, 'key-malformed', 'base64'],
    ['the key has another role', { ...log, publicKey: packerLine }, 'key-malformed', 'name+hash+key'],
    [
      'the key hash is not that of the key',
      { ...log, publicKey: logKey.replace('1571', '1572') },
      'key-malformed',
      '15710016',
    ],
    [
      'the log key verifies signatures that nobody made',
      { ...log, publicKey: `${origin}+9e0e7f7c+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA` },
      'key-weak',
      'low order',
    ],
    [
      'the packer key verifies signatures that nobody made',
      {
        ...packer,
        publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
      'key-weak',
      'low order',
    ],
    [
      'the packer key is no point of the curve',
      {
        ...packer,
        publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      },
      'key-weak',
      'not a point',
    ],
    [
      'the packer key is a second spelling of another key',
      {
        ...packer,
        publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPD///////////////////////////////////////9/',
      },
      'key-weak',
      'second spelling',
    ],
    [
      'stock tools would disagree about signatures by the packer key',
      {
        ...packer,
        publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILUC/z2S4x2BkLSqTqBBQAUWf60InE3p2sii/IUP7U9Y',
      },
      'key-weak',
      'disagree',
    ],
    [
      'the key is RSA',
      { ...packer, publicKey: `ssh-rsa ${rsa2048}` },
      'key-unsupported',
      'RSA with 2048 bits',
    ],
    ['the key is a weak RSA key', { ...packer, publicKey: `ssh-rsa ${rsa1024}` }, 'key-weak', '1024 bits'],
    [
      'the exponent of the RSA key is 3',
      { ...packer, publicKey: `ssh-rsa ${rsa2048.replace('AAADAQAB', 'AAADAAAD')}` },
      'key-weak',
      'exponent 3',
    ],
    [
      'the key is that of a security key',
      { ...log, publicKey: 'sk-ssh-ed25519@openssh.com AAAA' },
      'key-unsupported',
      'security key',
    ],
    [
      'the key is that of a witness',
      { ...log, publicKey: 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2' },
      'key-malformed',
      'Ed25519 of a witness',
    ],
    [
      'its window ends before it begins',
      { ...log, window: { validAfter: 200, validBefore: 100 } },
      'window-empty',
      'never count',
    ],
    [
      'the key is that of another log',
      { ...log, origin: 'audit.example.com/test' },
      'key-name-differs',
      origin,
    ],
    [
      'the name differs in capitals only',
      { ...log, origin: origin.toUpperCase() },
      'key-name-differs',
      origin,
    ],
    [
      'the fingerprint is that of another key; both are shown',
      { ...log, typedFingerprint: packer.typedFingerprint },
      'fingerprint-differs',
      `fingerprint ${log.typedFingerprint}, the typed one is ${packer.typedFingerprint}`,
    ],
    [
      'the last character of the fingerprint is missing',
      { ...log, typedFingerprint: log.typedFingerprint.slice(0, -1) },
      'fingerprint-incomplete',
      'not a whole',
    ],
    ['no fingerprint was typed', { ...log, typedFingerprint: '' }, 'fingerprint-incomplete', 'not a whole'],
    ['it is not said how it was compared', { ...log, compared: ' \n' }, 'comparison-empty', 'how'],
    ['it is not said who compared it', { ...log, comparedBy: '\t' }, 'name-empty', 'who'],
  ])('is refused when %s', (_what, order, reason, words) => {
    expect(pinKey(order)).toEqual({ kind: 'refused', reason, statement: expect.stringContaining(words) });
  });

  it('does not blame the key for a bug of ours', () => {
    const order: PinOrder = {
      ...log,
      get publicKey(): string {
        throw new BugError('ours');
      },
    };
    expect(() => pinKey(order)).toThrow(BugError);
  });
});

describe('looking up keys', () => {
  it('finds those of one role of one origin and no others', () => {
    const keys = [log, packer, { ...packer, origin: 'other.example' }].flatMap((order) => {
      const answer = pinKey(order);
      return answer.kind === 'pinned' ? [answer.key] : [];
    });
    expect(keys).toHaveLength(3);
    expect(findKeys(keys, 'log', origin)).toEqual([keys[0]]);
    expect(findKeys(keys, 'packer', origin)).toEqual([keys[1]]);
    expect(findKeys(keys, 'log', 'other.example')).toEqual([]);
  });
});
