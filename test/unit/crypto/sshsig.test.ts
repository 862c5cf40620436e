import { describe, expect, it } from 'vitest';
import { parseBase64, toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { toSshString, toSshUint32 } from '../../../shared/crypto/ssh-wire.ts';
import { parseSshSignature, renderSshSignature, verifySshSignature } from '../../../shared/crypto/sshsig.ts';

const namespace = 'evidence-bundle@v1';
const message = encodeUtf8('abc');
const secretKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const publicKey = publicKeyOf(secretKey);

// Made by OpenSSH 9.2: ssh-keygen -Y sign -n evidence-bundle@v1, with the secret key above.
const bySshKeygen = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAASZXZpZGVuY2UtYnVuZGxlQHYxAAAAAAAAAAZzaGE1MTIAAABT
AAAAC3NzaC1lZDI1NTE5AAAAQJfBHlcLQfAQIjBHmueE6uJBLsAVDZKVpSV+cQq55rgYQA
95qlzYScwwKlDQCLy6Hq5JGSqvPgQQaGRjdwPBbAc=
-----END SSH SIGNATURE-----
`;
const withSha256 = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAASZXZpZGVuY2UtYnVuZGxlQHYxAAAAAAAAAAZzaGEyNTYAAABT
AAAAC3NzaC1lZDI1NTE5AAAAQL19H7zLVHA+QtUdig3plRAzQ2JYtJWxm4aI88P7Py0ZgJ
8FWSRshsLdAvqeuRKf9PLs8aD0zpBUqfwz1+EZBQc=
-----END SSH SIGNATURE-----
`;
const withEcdsa = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
EEHr27yVccU7zJ3a2oEfHbEZhzsCpIQTM5PDqlW/XNH7+w7DWjtDXPdt6mxfPUBNR8MVHq
6pADjlh6XmUUSrkbNwAAABJldmlkZW5jZS1idW5kbGVAdjEAAAAAAAAABnNoYTUxMgAAAG
UAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAEoAAAAhANfeyVjsOrXjce430KvAjDalk3sS
AbmGeIKTGs4+uuYDAAAAIQCoViPEITh9QavFY7Y3jirjZeGB0wrCFA1yB6LU7nYJPA==
-----END SSH SIGNATURE-----
`;

function parse(armored: string) {
  return parseSshSignature(encodeUtf8(armored));
}

function parseSupported(armored: string) {
  const signature = parse(armored);
  if (signature.kind !== 'ed25519') throw new Error(`unsupported: ${signature.what}`);
  return signature;
}

interface Parts {
  readonly magic: string;
  readonly version: number;
  readonly key: Uint8Array;
  readonly namespace: string;
  readonly reserved: string;
  readonly hashAlgorithm: string;
  readonly signature: Uint8Array;
  readonly after: string;
}

const goodParts: Parts = {
  magic: 'SSHSIG',
  version: 1,
  key: concatBytes([toSshString('ssh-ed25519'), toSshString(publicKey)]),
  namespace,
  reserved: '',
  hashAlgorithm: 'sha512',
  signature: concatBytes([toSshString('ssh-ed25519'), toSshString(parseSupported(bySshKeygen).signature)]),
  after: '',
};

function armorOf(changed: Partial<Parts>): string {
  const parts = { ...goodParts, ...changed };
  const blob = concatBytes([
    encodeUtf8(parts.magic),
    toSshUint32(parts.version),
    toSshString(parts.key),
    toSshString(parts.namespace),
    toSshString(parts.reserved),
    toSshString(parts.hashAlgorithm),
    toSshString(parts.signature),
    encodeUtf8(parts.after),
  ]);
  return armorAround(blob);
}

function armorAround(blob: Uint8Array): string {
  const lines = toBase64(blob).match(/.{1,70}/g) ?? [];
  return `${['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----'].join('\n')}\n`;
}

describe('an SSH signature', () => {
  it.each([
    ['sha512', bySshKeygen],
    ['sha256', withSha256],
  ])('that ssh-keygen made with %s verifies over the same message in the same namespace', (hash, armored) => {
    const signature = parseSupported(armored);
    expect(signature).toMatchObject({ publicKey, namespace, hashAlgorithm: hash });
    expect(verifySshSignature(message, signature, namespace)).toBe(true);
  });

  it('that we make is byte for byte the one that ssh-keygen makes', () => {
    expect(decodeUtf8(renderSshSignature(message, secretKey, namespace))).toBe(bySshKeygen);
  });

  it('does not verify over another message', () => {
    expect(verifySshSignature(encodeUtf8('abd'), parseSupported(bySshKeygen), namespace)).toBe(false);
  });

  it('made for a report does not pass for one on a bundle', () => {
    expect(verifySshSignature(message, parseSupported(bySshKeygen), 'evidence-report@v1')).toBe(false);
    const renamed = parseSupported(armorOf({ namespace: 'evidence-report@v1' }));
    expect(verifySshSignature(message, renamed, 'evidence-report@v1')).toBe(false);
  });

  it('does not verify when its hash algorithm is exchanged', () => {
    const exchanged = parseSupported(armorOf({ hashAlgorithm: 'sha256' }));
    expect(verifySshSignature(message, exchanged, namespace)).toBe(false);
  });

  it.each([
    ['by an ECDSA key', withEcdsa, 'key type ecdsa-sha2-nistp256'],
    ['of version 2', armorOf({ version: 2 }), 'version 2'],
    ['of version 0', armorOf({ version: 0 }), 'version 0'],
    ['with SHA-1', armorOf({ hashAlgorithm: 'sha1' }), 'hash algorithm sha1'],
    ['with no hash algorithm', armorOf({ hashAlgorithm: '' }), 'hash algorithm '],
    ['with a reserved field, which OpenSSH does not verify', armorOf({ reserved: 'x' }), 'a reserved field'],
    [
      'by a key in a security token',
      armorOf({ key: toSshString('sk-ssh-ed25519@openssh.com') }),
      'key type sk',
    ],
  ])('%s is unsupported, neither good nor bad', (_what, armored, words) => {
    const signature = parse(armored);
    expect(signature).toEqual({ kind: 'unsupported', what: expect.stringContaining(words) });
  });

  const ed25519 = toSshString('ssh-ed25519');
  it.each([
    ['another magic', armorOf({ magic: 'SSHSIH' }), 'SSHSIG at the start'],
    ['no namespace', armorOf({ namespace: '' }), 'a namespace'],
    ['bytes after the signature', armorOf({ after: '\0' }), 'Expected the end'],
    [
      'a key of 31 bytes',
      armorOf({ key: concatBytes([ed25519, toSshString(publicKey.slice(1))]) }),
      '32 bytes',
    ],
    [
      'bytes after the key',
      armorOf({ key: concatBytes([goodParts.key, Uint8Array.of(0)]) }),
      'Expected the end',
    ],
    [
      'bytes after the signature value',
      armorOf({ signature: concatBytes([goodParts.signature, Uint8Array.of(0)]) }),
      'Expected the end',
    ],
    [
      'a signature of 63 bytes',
      armorOf({ signature: concatBytes([ed25519, toSshString(new Uint8Array(63))]) }),
      '64 bytes',
    ],
    [
      'a signature of another type than its key',
      armorOf({ signature: concatBytes([toSshString('ssh-rsa'), toSshString(new Uint8Array(64))]) }),
      'of type ssh-ed25519',
    ],
    ['an empty key', armorOf({ key: new Uint8Array(0) }), '4 more bytes'],
  ])('with %s is refused', (_what, armored, words) => {
    expect(() => parse(armored)).toThrow(
      expect.objectContaining({ code: 'sshsig', message: expect.stringContaining(words) }),
    );
  });

  it('that claims more bytes than there are is refused at the offset of the claim', () => {
    const blob = concatBytes([encodeUtf8('SSHSIG'), toSshUint32(1), toSshUint32(0xffffffff)]);
    const armored = armorAround(blob);
    expect(() => parse(armored)).toThrow(
      expect.objectContaining({
        code: 'sshsig',
        message: expect.stringContaining('4294967295'),
        place: { offset: 14 },
      }),
    );
  });

  it('that is cut anywhere is refused', () => {
    const blob = parseBase64(bySshKeygen.split('\n').slice(1, -2).join('')) ?? new Uint8Array(0);
    expect(parse(armorAround(blob))).toMatchObject({ kind: 'ed25519' });
    for (let length = 0; length < blob.length; length++) {
      const cut = armorAround(blob.slice(0, length));
      expect(() => parse(cut), `after ${length} bytes`).toThrow(expect.objectContaining({ code: 'sshsig' }));
    }
  });
});

describe('the armor of an SSH signature', () => {
  it('may break lines elsewhere, as other writers do, and may leave out the last end of line', () => {
    const base64 = bySshKeygen.split('\n').slice(1, -2).join('');
    const lines = base64.match(/.{1,76}/g) ?? [];
    const other = `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----`;
    expect(parse(other)).toEqual(parse(bySshKeygen));
  });

  it.each([
    ['with a byte before it', ` ${bySshKeygen}`, 1],
    ['with something after it', `${bySshKeygen}x\n`, 7],
    ['with an empty line after it', `${bySshKeygen}\n`, 7],
    ['with a second signature after it', bySshKeygen + withSha256, 6],
    ['without an end', bySshKeygen.split('-----END')[0] ?? '', 5],
    ['without content', '-----BEGIN SSH SIGNATURE-----', 1],
    ['with an empty line in it', bySshKeygen.replace('\nCb', '\n\nCb'), 3],
    ['with a space in it', bySshKeygen.replace('U1NI', 'U1 NI'), 2],
    ['with CRLF', bySshKeygen.replaceAll('\n', '\r\n'), 1],
    ['of another kind', bySshKeygen.replaceAll('SIGNATURE', 'PRIVATE KEY'), 1],
    ['with a line of 77 columns', bySshKeygen.replace('\nAAAAC3N', 'AAAAC3N'), 3],
    ['with padding that hides bits', bySshKeygen.replace('bAc=', 'bAd='), 5],
    ['with padding in the middle', bySshKeygen.replace('1j\nCb', '1=\nCb'), 5],
    ['that is empty', '', 1],
  ])('%s is refused with its line', (_what, armored, line) => {
    expect(() => parse(armored)).toThrow(expect.objectContaining({ code: 'sshsig', place: { line } }));
  });
});
