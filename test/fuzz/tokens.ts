import { vectorOrigin } from '../../scripts/vectors/vector-keys.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { sha256 } from '../../shared/crypto/digest.ts';

const zeros = new Uint8Array(32);

/** Numbers at which readers disagree: signs, exponents, the ends of ranges, more digits than a double has. */
const numbers = [
  ...['0', '-0', '00', '01', '1', '2', '3', '4', '5', '8', '12', '13', '-1', '1.0', '1e0', '0.1e1', '1E400'],
  ...['255', '256', '65535', '65536', '4294967295', '4294967296', '9007199254740991', '9007199254740992'],
  ...['9007199254740993', '18446744073709551615', '18446744073709551616', '1e20', '-9007199254740993'],
  ...['999999999999', '0x5', '1_000', '+1', '.5', '5.', 'NaN', 'Infinity', '\uff11'],
];

const json = [
  ...['{', '}', '[', ']', ',', ':', '"', '{}', '[]', 'null', 'true', 'false', '""', '\\u0000', '\\ud800'],
  ...['\\udc00', '\\ud83d\\ude00', '\\"', '\\\\', '\\/', '\\u0022', '\\x', '\\u00E9', '"seq":', '"prev":'],
  ...['"ts":', '"s\\u0065q":', '"__proto__":1', '"...":', '[{"...":"x"}]', '{"...":"x"}', '"d":[]', '/*x*/'],
  ...[
    '"a":1,"a":2',
    '"constructor":{}',
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
    ']]]]]]]]]]]]]]]]',
    '{"a":{"a":{"a":',
  ],
];

const times = [
  ...['2026-03-01T10:00:00Z', '2026-03-01T10:00:60Z', '2026-03-01T24:00:00Z', '2026-02-29T00:00:00Z'],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2026-03-01T10:00:00.1234567890Z'],
  ...['2026-03-01 10:00:00Z', '2026-03-01T10:00:00+00:00', '2026-03-01t10:00:00z', '20260301', '20260301Z'],
  ...['20261332', '1969-12-31T23:59:59Z', '20260301100000Z', '00010101'],
];

const text = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\t',
    '\0',
    ' ',
    '  ',
    '\u2028',
    '\u0085',
    '\ufeff',
    '\u202e',
    '\u200b',
    '\u00a0',
  ],
  ...[
    '\u007f',
    '\u001b[2J',
    'é',
    'e\u0301',
    '\u{1f600}',
    '\u{e0041}',
    '\ufdd0',
    '#',
    '"',
    "'",
    '\\',
    '*',
    '?',
    '!',
  ],
  ...[
    'A'.repeat(80),
    'A'.repeat(2_000),
    '='.repeat(3),
    '%0A',
    '%25',
    '%',
    '//',
    '../',
    './',
    '~',
    '~0',
    '~1',
  ],
];

const paths = [
  ...['data/bundle.json', 'data/segments/000000000000.ndjson', 'data/segments/000000000004.ndjson'],
  ...['data/segments/000000000012.ndjson', 'data/segments/999999999999.ndjson', 'data/segments/0.ndjson'],
  ...[
    'data/disclosures/000000000000.ndjson',
    'data/disclosures/000000000008.ndjson',
    'data/checkpoints/0.note',
  ],
  ...['data/checkpoints/4.note', 'data/checkpoints/12.note', 'data/checkpoints/9007199254740991.note'],
  ...[
    'data/checkpoints/012.note',
    'data/keys/a.note',
    `data/attachments/${'0'.repeat(64)}`,
    'data/provenance/x',
  ],
  ...['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'manifest-sha512.txt', 'tagmanifest-sha256.txt'],
  ...[
    'tagmanifest-sha256.txt.sig',
    'tagmanifest-sha256.txt.sig.tsr',
    'fetch.txt',
    'DATA/bundle.json',
    'data',
    'data/',
  ],
  ...[
    '../x',
    '/x',
    'C:x',
    'a\\b',
    'a/./b',
    'con',
    'a.',
    'a ',
    'tile/entries/000',
    'tile/0/000',
    'checkpoint',
  ],
  ...[
    'SHA256SUMS',
    'SHA256SUMS.sig',
    'SHA256SUMS.minisig',
    'x.sha1',
    'MD5SUMS',
    'checksums.txt',
    'SHA256SUMS.asc',
  ],
];

const notes = [
  ...[
    '\u2014 ',
    '- ',
    `\u2014 ${vectorOrigin} `,
    `\n\n\u2014 `,
    vectorOrigin,
    `${vectorOrigin}\n12\n`,
    'evb/1',
    'evb/2',
  ],
  ...[
    'evb/1 key rotation\n',
    'evb/1 key revocation\n',
    '+AQ',
    '+BA',
    '+Bg',
    '+00000000+',
    'other.example/log',
  ],
];

const keys = [
  ...[
    'ssh-ed25519 ',
    'ssh-rsa ',
    'ssh-dss ',
    'sk-ssh-ed25519@openssh.com ',
    'ecdsa-sha2-nistp256 ',
    'AAAAC3NzaC1lZDI1NTE5',
  ],
  ...[
    '-----BEGIN SSH SIGNATURE-----\n',
    '-----END SSH SIGNATURE-----\n',
    '-----BEGIN PUBLIC KEY-----\n',
    'U1NIU0lH',
  ],
  ...[
    '-----END PUBLIC KEY-----\n',
    '-----BEGIN OPENSSH PRIVATE KEY-----\n',
    'untrusted comment: ',
    'trusted comment: ',
  ],
  ...[
    'namespaces="',
    'namespaces="*" ',
    'namespaces="evidence-bundle@v1" ',
    'namespaces="file,!file" ',
    'cert-authority ',
  ],
  ...[
    'valid-after="20260101" ',
    'valid-before="20270101Z" ',
    'valid-before=20270101 ',
    'principals="*" ',
    'zos-key-ring ',
  ],
  ...[
    'evidence-bundle@v1',
    'file',
    'sha512',
    'sha256',
    'log ',
    'witness ',
    'group ',
    'quorum ',
    'none',
    'any ',
    'all ',
  ],
];

const bags = [
  ...[
    'BagIt-Version: 1.0\n',
    'BagIt-Version: 0.97\n',
    'Tag-File-Character-Encoding: UTF-8\n',
    'Payload-Oxum: 13.2\n',
  ],
  ...[
    'Tag-File-Character-Encoding: UTF-16\n',
    'Tag-File-Character-Encoding: ISO-8859-1\n',
    'External-Identifier: x\n',
  ],
  ...[
    'SHA256 (a.log) = ',
    'MD5 (',
    ') = ',
    '  a.log\n',
    ' *a.log\n',
    '\\',
    ' data/',
    'http://x.example/ 1 data/a.log\n',
  ],
];

const digests = [
  ...[
    '0'.repeat(64),
    'f'.repeat(64),
    `#withheld ${'0'.repeat(64)}`,
    '#withheld ',
    toBase64(zeros),
    'AAAA',
    'AAAB',
  ],
  ...[
    toHex(sha256(zeros.subarray(0, 0))),
    toBase64(sha256(zeros.subarray(0, 0))),
    'WyJ',
    '0'.repeat(63),
    '0'.repeat(65),
  ],
];

/** The words of the formats: what a parser looks for reaches further into it than noise. */
const textTokens: readonly string[] = [
  ...[...numbers, ...json, ...times, ...text, ...paths, ...notes, ...keys, ...bags, ...digests],
];

export const pathTokens: readonly string[] = paths;
export const numberTokens: readonly string[] = numbers;

/** ZIP records and flags, DER and SSH lengths, gzip, deflate ends, UTF-8 that is none. */
const binary: readonly (readonly number[])[] = [
  ...[
    [0x50, 0x4b, 1, 2],
    [0x50, 0x4b, 3, 4],
    [0x50, 0x4b, 5, 6],
    [0x50, 0x4b, 6, 6],
    [0x50, 0x4b, 6, 7],
    [0x50, 0x4b, 7, 8],
  ],
  ...[
    [1, 0],
    [0x55, 0x54],
    [0x75, 0x70],
    [0x0a, 0],
    [8, 0],
    [0, 8],
    [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
  ],
  ...[
    [0xff, 0xff],
    [0, 0, 0, 32],
    [0, 0, 0, 11],
    [0x80, 0, 0, 0],
    [0x7f, 0xff, 0xff, 0xff],
    [0x1f, 0x8b, 8, 0],
  ],
  ...[
    [0x30, 0x80],
    [0x30, 0x82, 0xff, 0xff],
    [0x30, 0x84],
    [0x02, 1, 0],
    [0x05, 0],
    [0x06, 3, 0x2b, 0x65, 0x70],
    [3, 0],
  ],
  ...[
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x80],
    [0xef, 0xbb, 0xbf],
    [0xfe, 0xff, 0, 0x41],
  ],
];

export const tokens: readonly Uint8Array[] = [
  ...textTokens.map((token) => new TextEncoder().encode(token)),
  ...binary.map((token) => Uint8Array.from(token)),
];
