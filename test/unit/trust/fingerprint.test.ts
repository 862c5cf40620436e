import { describe, expect, it } from 'vitest';
import { fingerprintOf, normaliseFingerprint } from '../../../shared/trust/fingerprint.ts';

// By ssh-keygen -l (OpenSSH 9.2) and by Python's hashlib over the raw key.
const packer = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const packerFingerprint = 'SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg';
const log = 'audit.example.com/prod-gateway+15710016+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const logFingerprint = 'SHA256:Vkdap1RjR0wChd9dvyvKtz2mUTWIOem3dIGy6rEHcIw';
const logHex = '56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c';

describe('the fingerprint of a key', () => {
  it('of a packer is the one that ssh-keygen -l prints, whatever the comment says', () => {
    expect(fingerprintOf(packer, 'packer')).toBe(packerFingerprint);
    expect(fingerprintOf(`${packer} somebody else`, 'packer')).toBe(packerFingerprint);
  });

  it('of a log is the SHA-256 of its 32 bytes', () => {
    expect(fingerprintOf(log, 'log')).toBe(logFingerprint);
  });

  it('does not exist for a key of the other role', () => {
    expect(() => fingerprintOf(packer, 'log')).toThrow(expect.objectContaining({ code: 'key' }));
    expect(() => fingerprintOf(log, 'packer')).toThrow(expect.objectContaining({ code: 'key' }));
  });
});

describe('a typed fingerprint', () => {
  it.each([
    logFingerprint,
    `  ${logFingerprint}\n`,
    'SHA256:Vkdap1RjR0 wChd9dvyvK tz2mUTWIOem 3dIGy6rEHcIw',
    'SHA256: Vkdap1RjR0wChd9dvyvKtz2mUTWI\nOem3dIGy6rEHcIw',
    `\u00a0${logFingerprint}\u2009`,
    `${logFingerprint}=`,
    logFingerprint.replace('SHA256', 'sha256'),
    logHex,
    logHex.toUpperCase(),
    `SHA256:${logHex}`,
    (logHex.match(/../g) ?? []).join(':'),
    (logHex.toUpperCase().match(/.{4}/g) ?? []).join(' '),
  ])('is understood as %j', (typed) => {
    expect(normaliseFingerprint(typed)).toBe(logFingerprint);
  });

  it.each([
    ['its last character missing', logFingerprint.slice(0, -1)],
    ['its first character missing', logFingerprint.replace(':V', ':')],
    ['only its beginning', 'SHA256:Vkdap1RjR0'],
    ['an ellipsis in the middle', 'SHA256:Vkdap1RjR0…em3dIGy6rEHcIw'],
    ['one character too many', `${logFingerprint}A`],
    ['bits beyond the digest', logFingerprint.replace(/w$/, 'x')],
    ['no word for the algorithm in front of base64', logFingerprint.slice('SHA256:'.length)],
    ['another algorithm', 'MD5:f1:02:17:de:ef:c1:30:83:11:8b:82:a0:0e:67:7f:d5'],
    ['63 hexadecimal digits', logHex.slice(1)],
    ['66 hexadecimal digits', `${logHex}00`],
    ['colons that leave out a digit', (logHex.match(/../g) ?? []).join(':').slice(0, -1)],
    ['the letter O for a zero', logHex.replace('0', 'O')],
    ['the URL alphabet', packerFingerprint.replaceAll('+', '-')],
    ['nothing but the word', 'SHA256:'],
    ['nothing', ''],
    ['a whole line of ssh-keygen', `256 ${packerFingerprint} no comment (ED25519)`],
  ])('with %s is not understood', (_what, typed) => {
    expect(normaliseFingerprint(typed)).toBeNull();
  });

  it('in base64 with other capitals is another fingerprint', () => {
    const other = normaliseFingerprint(logFingerprint.replace('Vkd', 'vkd'));
    expect(other).not.toBeNull();
    expect(other).not.toBe(logFingerprint);
  });
});
