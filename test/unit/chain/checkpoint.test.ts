import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { parseCheckpoint, renderCheckpoint } from '../../../shared/chain/checkpoint.ts';

// The example of c2sp.org/tlog-checkpoint.
const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

describe('a checkpoint', () => {
  it('of the standard is read and written again unchanged', () => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(toBase64(checkpoint.root)).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    expect(renderCheckpoint(checkpoint)).toBe(text);
  });

  it.each([0, 1, 9007199254740991])('can have size %i', (size) => {
    expect(parseCheckpoint(text.replace('20852163', `${size}`)).size).toBe(size);
  });

  it.each([
    '020852163',
    '00',
    '-1',
    '+1',
    ' 1',
    '1 ',
    '1.0',
    '1e3',
    '0x10',
    '',
    '٣',
    '9007199254740992',
    '1'.repeat(400),
  ])('is refused in line 2 when its size is %j', (size) => {
    expect(() => parseCheckpoint(text.replace('20852163', size))).toThrow(
      expect.objectContaining({ code: 'checkpoint', place: { line: 2 } }),
    );
  });

  it.each([
    ['31 bytes', toBase64(new Uint8Array(31))],
    ['33 bytes', toBase64(new Uint8Array(33))],
    ['base64 with hidden bits', 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J='],
    ['base64 without padding', 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I'],
    ['the URL alphabet', 'CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I='],
    ['hexadecimal', '0'.repeat(64)],
    ['nothing', ''],
  ])('is refused in line 3 when its root is %s', (_what, root) => {
    const bad = text.replace('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', root);
    expect(() => parseCheckpoint(bad)).toThrow(
      expect.objectContaining({ code: 'checkpoint', place: { line: 3 } }),
    );
  });

  it.each([
    ['an extension line', `${text}hidden statement\n`, 4, 'no extension line, found "hidden statement"'],
    ['an empty fourth line', `${text}\n`, 4, 'no extension line'],
    ['an empty origin', text.replace(/^[^\n]+/, ''), 1, 'the origin'],
    ['a control character in the origin', text.replace('sofa', 'so\u001bfa'), 1, 'the origin'],
    ['CRLF', text.replaceAll('\n', '\r\n'), 1, 'the origin'],
    ['two lines', text.split('\n').slice(0, 2).join('\n').concat('\n'), 3, 'a root'],
    ['no last end of line', text.slice(0, -1), 1, 'an end of line'],
    ['nothing', '', 1, 'an end of line'],
  ])('with %s is refused', (_what, bad, line, message) => {
    expect(() => parseCheckpoint(bad)).toThrow(
      expect.objectContaining({
        code: 'checkpoint',
        message: expect.stringContaining(message),
        place: { line },
      }),
    );
  });

  it('quotes no more of a long line than can be read', () => {
    expect(() => parseCheckpoint(`a\n${'9'.repeat(5000)}\n`)).toThrow(/^.{1,200}$/);
  });
});
