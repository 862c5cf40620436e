import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import {
  parseOpensshPrivateKey,
  renderOpensshPrivateKey,
} from '../../../shared/crypto/openssh-private-key.ts';
import {
  parseSshPublicKey,
  renderSshPublicKey,
  toSshFingerprint,
} from '../../../shared/crypto/ssh-public-key.ts';
import { toSshString, toSshUint32 } from '../../../shared/crypto/ssh-wire.ts';

// Made with Python's cryptography and OpenSSH 9.2 (ssh-keygen -y, -l) from the secret key 00 01 02 ... 1f.
const secretKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const publicLine = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const privateFile = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUx
OQAAACADoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuAAAAIhqrXEFaq1xBQAAAAtzc2gt
ZWQyNTUxOQAAACADoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuAAAAEAAAQIDBAUGBwgJ
CgsMDQ4PEBESExQVFhcYGRobHB0eHwOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4AAAA
AAECAwQF
-----END OPENSSH PRIVATE KEY-----
`;
const encryptedFile = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABClQeDIjz
bOe0olJc2c1xSTAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIPdCDCWd2x9G3qtd
cp1heE0Gz1jOBCAspznPKTqV5ZRgAAAAkJDWyO32XUV8Ej8RwyYbF38sFG2pkgiXalPsqT
thKRH4X/Jb4v499mtNLpplRiFmYhIWpWWSnq/DqBoIz64DHeBniutoOHuwh6w8oGrrWNFf
q7wPgcov/f+M0x81FJD1jASyOshB4Wh3rtX6PMwpaYWgiwQ7hNQEq92NiF9cAvbHv5H5bH
Bg16juhprQ1JORlQ==
-----END OPENSSH PRIVATE KEY-----
`;
const publicKey = parseSshPublicKey(publicLine).publicKey;

function keyError(message: string) {
  return expect.objectContaining({ code: 'key', message: expect.stringContaining(message) });
}

describe('an SSH public key', () => {
  it('is read from the line of a .pub file, with whatever it claims about itself', () => {
    expect(parseSshPublicKey(`${publicLine} Jane Doe (VERIFIED)\n`)).toEqual({
      publicKey,
      claimedComment: 'Jane Doe (VERIFIED)',
    });
  });

  it('is written as ssh-keygen writes it', () => {
    expect(renderSshPublicKey(publicKey)).toBe(publicLine);
    expect(renderSshPublicKey(publicKey, 'packer')).toBe(`${publicLine} packer`);
  });

  it('has the fingerprint that ssh-keygen -l prints', () => {
    expect(toSshFingerprint(publicKey)).toBe('SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg');
  });

  it.each([
    ['another type', publicLine.replace('ssh-ed25519', 'ssh-rsa'), 'of type ssh-ed25519'],
    [
      'another type inside',
      publicLine.replace('C3NzaC1lZDI1NTE5', 'C3NzaC1lZDI1NTE4'),
      'of type ssh-ed25519',
    ],
    ['options before it', `cert-authority ${publicLine}`, 'of type ssh-ed25519'],
    ['a space before it', ` ${publicLine}`, 'of type ssh-ed25519'],
    ['two spaces', publicLine.replace(' ', '  '), 'more bytes'],
    ['no key', 'ssh-ed25519', 'more bytes'],
    ['base64 without its end', publicLine.slice(0, -1), 'base64'],
    ['a second line', `${publicLine}\n${publicLine}\n`, 'one line'],
    ['a carriage return', `${publicLine}\r\n`, 'one line'],
    ['an escape character in the comment', `${publicLine} \u001b[2J`, 'one line'],
  ])('with %s is refused', (_what, line, message) => {
    expect(() => parseSshPublicKey(line)).toThrow(keyError(message));
  });

  it.each([31, 33])('of %i bytes is refused', (length) => {
    const blob = concatBytes([toSshString('ssh-ed25519'), toSshString(new Uint8Array(length))]);
    expect(() => parseSshPublicKey(`ssh-ed25519 ${toBase64(blob)}`)).toThrow(keyError('32 bytes'));
  });
});

describe('an OpenSSH private key file', () => {
  it('of another implementation is read', () => {
    expect(parseOpensshPrivateKey(privateFile)).toEqual({ secretKey, comment: '' });
  });

  it.each(['', 'a', 'log.example', 'prüfung'])(
    'is read again after we wrote it, with the comment %j',
    (comment) => {
      expect(parseOpensshPrivateKey(renderOpensshPrivateKey({ secretKey, comment }))).toEqual({
        secretKey,
        comment,
      });
    },
  );

  it('with a passphrase is refused with the cipher', () => {
    expect(() => parseOpensshPrivateKey(encryptedFile)).toThrow(keyError('aes256-ctr'));
  });

  const good = {
    magic: 'openssh-key-v1\0',
    derivation: 'none',
    count: 1,
    stated: publicKey,
    check: 0,
    type: 'ssh-ed25519',
    inner: publicKey,
    pair: concatBytes([secretKey, publicKey]),
    padding: Uint8Array.of(1, 2, 3, 4, 5),
    after: new Uint8Array(0),
  };

  function fileWith(changed: Partial<typeof good>): string {
    const parts = { ...good, ...changed };
    const secretPart = concatBytes([
      toSshUint32(0),
      toSshUint32(parts.check),
      toSshString(parts.type),
      toSshString(parts.inner),
      toSshString(parts.pair),
      toSshString(''),
      parts.padding,
    ]);
    const bytes = concatBytes([
      encodeUtf8(parts.magic),
      toSshString('none'),
      toSshString(parts.derivation),
      toSshString(''),
      toSshUint32(parts.count),
      toSshString(concatBytes([toSshString('ssh-ed25519'), toSshString(parts.stated)])),
      toSshString(secretPart),
      parts.after,
    ]);
    const lines = toBase64(bytes).match(/.{1,70}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----\n'].join(
      '\n',
    );
  }
  const otherKey = new Uint8Array(32).fill(7);

  it('built by this test is one that is read', () => {
    expect(parseOpensshPrivateKey(fileWith({}))).toEqual({ secretKey, comment: '' });
  });

  it.each([
    ['another magic', { magic: 'openssh-key-v2\0' }, 'openssh-key-v1'],
    ['a key derivation', { derivation: 'bcrypt' }, 'bcrypt'],
    ['two keys', { count: 2 }, 'one key'],
    ['unequal check numbers', { check: 1 }, 'check numbers'],
    ['another key type', { type: 'ssh-rsa' }, 'of type ssh-ed25519'],
    ['a secret key that is too short', { pair: new Uint8Array(31) }, '32 bytes'],
    ['another public key outside', { stated: otherKey }, 'the public key of the secret key'],
    ['another public key inside', { inner: otherKey }, 'the public key of the secret key'],
    ['another public key in the pair', { pair: concatBytes([secretKey, otherKey]) }, 'the public key of the'],
    ['other padding', { padding: Uint8Array.of(1, 2, 4) }, 'padding'],
    ['more padding than a block', { padding: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }, 'padding'],
    ['bytes after its end', { after: Uint8Array.of(0) }, 'the end'],
  ])('with %s is refused', (_what, changed, message) => {
    expect(() => parseOpensshPrivateKey(fileWith(changed))).toThrow(keyError(message));
  });
});
