import { describe, expect, it } from 'vitest';
import { parseFrontier } from '../../../shared/bundle/frontier.ts';
import { parseDescriptor } from '../../../shared/bundle/parse-descriptor.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const good = { format: 'evb/1', origin: 'log.example', title: 'Log', range: { start: 0, end: 3 } };
const digest = 'ab'.repeat(32);

function parse(value: unknown) {
  return parseDescriptor(encodeUtf8(typeof value === 'string' ? value : JSON.stringify(value)));
}

function refusal(value: unknown): FormatError {
  try {
    parse(value);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('The description was accepted.');
}

describe('A description', () => {
  it('needs only a format, an origin, a title and a range', () => {
    expect(parse(good)).toEqual({
      ...good,
      frontier: [],
      mapping: {
        actor: '/actor/id',
        action: '/action',
        target: '/target',
        outcome: '/outcome',
        service: '/service',
        address: '/source/ip',
        session: '/session',
      },
      offeredLogKey: null,
    });
  });

  it('keeps what it states and ignores names that it does not know', () => {
    const mapping = { actor: '/who', address: '/a~1b/~0c' };
    const whole = {
      ...good,
      range: { start: 3, end: 3 },
      frontier: [digest, digest],
      mapping,
      offeredLogKey: 'k',
    };
    expect(parse({ ...whole, derivation: {} })).toEqual(whole);
  });

  it.each([['evb/2'], [2], [undefined], [null]])(
    'of the format %s is not supported, and never wrong',
    (format) => {
      const error = refusal({ ...good, format, origin: 7 });
      expect(error).toMatchObject({ code: 'unsupported-format', place: { member: 'data/bundle.json' } });
    },
  );

  it('names all its wrong fields at once', () => {
    const { code, message, place } = refusal({
      format: 'evb/1',
      origin: '',
      title: ['x'],
      range: { start: 4, end: 3 },
      frontier: [digest],
      mapping: { actor: 'who' },
      offeredLogKey: null,
    });
    expect(code).toBe('descriptor');
    expect(place).toEqual({ member: 'data/bundle.json' });
    for (const field of ['origin', 'title', 'range', 'frontier', 'mapping', 'offeredLogKey'])
      expect(message).toContain(`"${field}"`);
  });

  it('may offer any text as a key: what is malformed is ignored, and nothing else is lost', () => {
    for (const offeredLogKey of ['', 'k'.repeat(2_000)]) {
      expect(parse({ ...good, offeredLogKey }).offeredLogKey).toBe(offeredLogKey);
    }
  });

  it.each([
    ['a title beyond 1,000 characters', { title: 'x'.repeat(1_001) }, '"title"'],
    ['a range that is a list', { range: [0, 3] }, '"range"'],
    ['a range that starts before 0', { range: { start: -1, end: 3 } }, '"range"'],
    ['a range with half an entry', { range: { start: 0, end: 0.5 } }, '"range"'],
    [
      'a frontier of another length',
      { range: { start: 3, end: 3 }, frontier: [digest] },
      'must hold 2 digests',
    ],
    [
      'a frontier with a short digest',
      { range: { start: 1, end: 3 }, frontier: ['ab'] },
      'must hold 1 digests',
    ],
    [
      'a frontier with capitals',
      { range: { start: 1, end: 3 }, frontier: [digest.toUpperCase()] },
      '"frontier"',
    ],
    ['a frontier that is missing', { range: { start: 1, end: 3 } }, '"frontier"'],
    ['a frontier that is a text', { frontier: digest }, '"frontier"'],
    ['a mapping of a column that does not exist', { mapping: { verdict: '/x' } }, '"mapping"'],
    ['a mapping with an escape that is none', { mapping: { actor: '/a~2b' } }, '"mapping"'],
    ['a mapping to the whole entry', { mapping: { actor: '' } }, '"mapping"'],
    ['a mapping that is a number', { mapping: 5 }, 'found 5'],
  ])('with %s is wrong', (_what, changes, words) => {
    const error = refusal({ ...good, ...changes });
    expect(error.code).toBe('descriptor');
    expect(error.message).toContain(words);
  });

  it.each([
    ['a name twice', '{"format":"evb/1","format":"evb/1"}', 'each name once'],
    ['a list', '[]', 'Expected an object'],
    ['half a text', '{"format":', 'Expected a value'],
  ])('that is %s is refused with its member', (_what, text, words) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: 'descriptor', place: { member: 'data/bundle.json' } });
    expect(error.message).toContain(words);
  });

  it('is quoted short and in ASCII', () => {
    expect(refusal({ ...good, format: `\u202e${'x'.repeat(999)}` }).message).toMatch(/^[ -~]{1,250}$/);
  });
});

describe('A frontier', () => {
  it('becomes the digests themselves', () => {
    const descriptor = parse({ ...good, range: { start: 1, end: 3 }, frontier: [digest] });
    expect(parseFrontier(descriptor)).toEqual([new Uint8Array(32).fill(0xab)]);
  });

  it('that no description can hold is refused all the same', () => {
    const descriptor = { ...parse(good), frontier: ['xy'] };
    expect(() => parseFrontier(descriptor)).toThrow('The frontier holds "xy".');
  });
});
