import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { scanForValues } from '../../../shared/redaction/scan-for-values.ts';
import { prepareValues } from '../../../shared/redaction/searched-values.ts';

const email = 'erika.mustermann@example.org';

/** As `[value, spelling, offset]`. */
async function scan(content: string | Uint8Array, values: readonly string[], chunkBytes = 1 << 20) {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
  function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const { found } = await scanForValues(chunks(), prepareValues(values));
  return found.map(({ value, spelling, offset }) => [values[value], spelling, offset]);
}

describe('A value that should be in no file is found', () => {
  it.each([
    ['as it is', `x ${email} y`, 'text', 2],
    ['with other letters around it', `xx${email}yy`, 'text', 2],
    // printf erika.mustermann@example.org | iconv -t UTF-16LE | xxd
    ['in UTF-16 of one order', Buffer.from(`\ufeff${email}`, 'utf16le'), 'utf16', 2],
    ['in UTF-16 of the other order', Buffer.from(`\ufeff${email}`, 'utf16le').swap16(), 'utf16', 2],
    ['with every character escaped as JSON may', `"${jsonEscaped(email)}"`, 'escaped', 1],
    ['with one character escaped as JSON may', '"erik\\u0061.mustermann@example.org"', 'escaped', 1],
    ['in JSON in JSON', '"{\\"a\\":\\"\\\\u0065rika.mustermann@example.org\\"}"', 'escaped', 10],
    ['as HTML spells it', 'erika.mustermann&#64;example.org', 'escaped', 0],
    ['as HTML spells it in hex', 'erika.mustermann&#x40;example.org', 'escaped', 0],
    ['in a URL', '/?to=erika.mustermann%40example.org', 'escaped', 5],
    ['in hex', Buffer.from(email).toString('hex'), 'hex', 0],
    ['in capital hex', Buffer.from(email).toString('hex').toUpperCase(), 'hex', 0],
    ['in base64', Buffer.from(email).toString('base64'), 'base64', 0],
    ['in base64 behind one byte', Buffer.from(`"${email}"`).toString('base64'), 'base64', 2],
    ['in base64 behind two bytes', Buffer.from(`["${email}"]`).toString('base64url'), 'base64', 3],
  ] as const)('%s', async (_, content, spelling, offset) => {
    expect(await scan(content, [email])).toEqual([[email, spelling, offset]]);
  });

  it('wherever a chunk ends', async () => {
    const content = `{"a":"${jsonEscaped(email)}","b":"${email}"}`;
    expect(await scan(content, [email], 1)).toEqual(await scan(content, [email]));
    expect(await scan(content, [email])).toHaveLength(2);
  });

  it('across the border of two blocks of a large file, in every place', async () => {
    const border = 256 * 1024;
    for (const before of [border - email.length, border - 5, border - 1, border, border + 3]) {
      const bytes = new Uint8Array(border * 2 + 99).fill(0x2e);
      bytes.set(encodeUtf8(` ${email} `), before);
      expect(await scan(bytes, [email], 65_536)).toEqual([[email, 'text', before + 1]]);
    }
  });

  it('among many others that begin alike, and within each other', async () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const found = await scan('to 10.0.7.255 and on', values);
    // 10.0.7.2, 10.0.7.25 and 10.0.7.255 begin there.
    expect(found.map(([value]) => value).toSorted()).toEqual(['10.0.7.2', '10.0.7.25', '10.0.7.255']);
  });

  it('beyond ASCII, in capitals of its own, and never in another spelling of the alphabet', async () => {
    expect(await scan('Größe', ['Größe'])).toEqual([['Größe', 'text', 0]]);
    expect(await scan('Gr\\u00f6\\u00DFe', ['Größe'])).toEqual([['Größe', 'escaped', 0]]);
    expect(await scan('\\ud83d\\ude00\\ud83d\\ude00!!', ['😀😀!!'])).toEqual([['😀😀!!', 'escaped', 0]]);
    expect(await scan('GRÖSSE', ['Größe'])).toEqual([]);
  });

  it('when it is long, by its beginning, since a cut value is shown as well', async () => {
    const long = 'So ist es gewesen. '.repeat(40);
    expect(await scan(long.slice(0, 300), [long])).toEqual([[long, 'text', 0]]);
    expect(await scan(long.slice(0, 100), [long])).toEqual([]);
  });

  it('with quotes, as a CSV doubles them', async () => {
    expect(await scan('"say ""no"" twice"', ['say "no" twice'])).toEqual([['say "no" twice', 'text', 1]]);
  });
});

describe('What is not looked for is named', () => {
  it('texts of fewer than four characters, as a reader counts them', () => {
    const { tooShort, searched } = prepareValues(['abc', 'abcd', '😀😀', '😀😀😀😀', '', 'abcd']);
    expect(tooShort).toEqual([0, 2, 4]);
    expect(searched).toBe(2);
  });

  it('texts of fewer than seven bytes, in base64 and hex', async () => {
    expect(prepareValues(['secret', 'secrets']).textOnly).toEqual([0]);
    expect(await scan(Buffer.from('secret').toString('hex'), ['secret'])).toEqual([]);
    expect(await scan(Buffer.from('secrets').toString('hex'), ['secrets'])).toHaveLength(1);
  });
});

describe('What only looks like a value is not called one', () => {
  it('a text in base64 of which only the last bits are others', async () => {
    for (const before of ['', 'x', 'xy'])
      for (const behind of ['', 'x', 'xy']) {
        const encode = (text: string) => Buffer.from(`${before}${text}${behind}`).toString('base64url');
        expect(await scan(encode('7000001'), ['7000000'])).toEqual([]);
        expect(await scan(encode('8000000'), ['7000000'])).toEqual([]);
        expect(await scan(encode('7000000'), ['7000000'])).toHaveLength(1);
      }
  });

  it('four letters inside a digest', async () => {
    const digest = 'o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE';
    expect(await scan(`{"...":"${digest}"}`, ['zs4W'])).toEqual([]);
    expect(
      await scan('e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd', ['face', '4bace']),
    ).toEqual([]);
  });

  it('and yet the same letters in a path, in a word, or by themselves are', async () => {
    expect(await scan('/srv/Home1/of/all/the/people/here/erik/in/2026', ['erik'])).toHaveLength(1);
    expect(await scan('theerikwhowashere', ['erik'])).toHaveLength(1);
    expect(await scan(`${'a'.repeat(60)}erik`, ['erik'])).toHaveLength(1);
  });
});

function jsonEscaped(text: string): string {
  return [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
