import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { seal } from './sealed.ts';

const time = '2026-03-01T10:00:00Z';
const segment = 'data/segments/000000000000.ndjson';
const disclosures = 'data/disclosures/000000000000.ndjson';

/** Digest of a disclosure as RFC 9901 defines it, by Node's own functions. */
function digestOf(disclosure: string): string {
  return createHash('sha256').update(disclosure, 'ascii').digest('base64url');
}

async function sealOne(event: object, committedFields: readonly string[]) {
  const { text, members } = await seal([{ ts: time, ...event }], { committedFields });
  const disclosed: readonly string[] = members.has(disclosures) ? JSON.parse(text(disclosures)).d : [];
  return { entry: JSON.parse(text(segment)), line: text(segment), disclosed };
}

function open(disclosure: string | undefined): unknown {
  return JSON.parse(Buffer.from(disclosure ?? '', 'base64url').toString('utf8'));
}

describe('a committed field', () => {
  it('stands in the entry as a digest, and its value only in the disclosure', async () => {
    const { entry, line, disclosed } = await sealOne(
      { actor: { id: 'u-1', email: 'someone@acme-sample.example', role: 'x' } },
      ['/actor/email'],
    );
    expect(line).not.toContain('someone@');
    expect(entry.actor).toEqual({ id: 'u-1', email: [{ '...': digestOf(disclosed[0] ?? '') }], role: 'x' });
    expect(open(disclosed[0])).toEqual([
      Buffer.from(new Uint8Array(16).fill(1)).toString('base64url'),
      'someone@acme-sample.example',
    ]);
  });

  it('keeps its place among the names of its object', async () => {
    const { line } = await sealOne({ a: 1, b: 2, c: 3 }, ['/b']);
    expect(line).toMatch(/"a":1,"b":\[\{"\.\.\.":"[\w-]{43}"\}\],"c":3\}/);
  });

  it.each([[null], [''], [false], [12.5], [['x', null]], [{ street: 'Moosgrund', no: 3 }]])(
    'may hold %j',
    async (value) => {
      const { disclosed } = await sealOne({ field: value }, ['/field']);
      expect(open(disclosed[0])).toEqual([expect.any(String), value]);
    },
  );

  it('gets a salt of its own, and each disclosure stands under its entry', async () => {
    const { text } = await seal([{ ts: time, a: 'same', b: 'same' }, { ts: time }, { ts: time, a: 'same' }], {
      committedFields: ['/a', '/b'],
    });
    const lines = text(disclosures)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq, d }) => [seq, d.length])).toEqual([
      [0, 2],
      [2, 1],
    ]);
    expect(new Set(lines.flatMap(({ d }) => d)).size).toBe(3);
  });

  it('that is absent stays absent, and a bundle without any has no disclosures at all', async () => {
    const { entry, disclosed } = await sealOne({ actor: 'a text has no fields' }, ['/actor/email', '/other']);
    expect(entry.actor).toBe('a text has no fields');
    expect(entry).not.toHaveProperty('other');
    expect(disclosed).toEqual([]);
  });

  it('is found under a name with a slash or a tilde', async () => {
    const { entry } = await sealOne({ 'a/b': 'x', 'm~n': 'y', '~1': 'z' }, ['/a~1b', '/m~0n', '/~01']);
    for (const name of ['a/b', 'm~n', '~1']) expect(entry[name]).toEqual([{ '...': expect.any(String) }]);
  });
});

describe('committing refuses', () => {
  it.each([
    ['the number, the link and the time, which the chain needs', ['/seq']],
    ['the link', ['/prev']],
    ['the time', ['/ts']],
    ['the entry as a whole', ['']],
    ['a name that is no pointer', ['email']],
    ['an escape that JSON pointers do not have', ['/a~2']],
    ['a field inside another committed one', ['/actor', '/actor/email']],
    ['the same field twice', ['/actor', '/actor']],
  ])('%s', async (_, committedFields) => {
    const sealing = seal([], { committedFields });
    await expect(sealing).rejects.toThrow(FormatError);
    await expect(sealing).rejects.toThrow(/^Fields to commit: expected /);
  });

  it('nothing about a field of that name deeper in the entry', async () => {
    const { entry } = await sealOne({ source: { ts: 'x' } }, ['/source/ts']);
    expect(entry.source.ts).toEqual([{ '...': expect.any(String) }]);
  });
});
