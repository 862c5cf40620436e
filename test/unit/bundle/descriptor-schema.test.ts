import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withBundle } from '../../../cli/platform/open-bundle.ts';
import { eventFields } from '../../../shared/adapters/event-field.ts';
import { memberPaths } from '../../../shared/bundle/bundle-layout.ts';
import { parseDescriptor } from '../../../shared/bundle/parse-descriptor.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { violationsOf } from '../../support/json-schema.ts';
import { readVectorFolders } from '../../vectors/vector-folders.ts';
import { minutes, seal } from '../seal/sealed.ts';

const schema = JSON.parse(readFileSync('docs/bundle.schema.json', 'utf8'));
const digest = 'ab'.repeat(32);
const good = { format: 'evb/1', origin: 'log.example', title: 'Log', range: { start: 0, end: 3 } };

function isRead(value: unknown): boolean {
  try {
    parseDescriptor(encodeUtf8(JSON.stringify(value)));
    return true;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return false;
  }
}

/** The descriptor in a bundle; null where the container keeps anybody from reading it. */
async function descriptorIn(path: string): Promise<string | null> {
  try {
    return await withBundle(path, async (source) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open(memberPaths.descriptor)) chunks.push(chunk);
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    });
  } catch {
    return null;
  }
}

describe('The schema of the descriptor', () => {
  const folders = readVectorFolders();
  /** What a schema cannot see: the spelling of the text. */
  const spelled = ['refused--descriptor-ambiguous', 'refused--descriptor-not-text'];

  it.each(folders.filter(({ name }) => !spelled.includes(name)))(
    'says of the vector $name what the reader says',
    async ({ bundle, expected }) => {
      const text = await descriptorIn(bundle);
      const isRefusedFor = ['descriptor', 'unsupported-format'].includes(expected.formatError ?? '');
      if (text === null) expect(expected.formatError).not.toBeNull();
      else expect(violationsOf(schema, JSON.parse(text)).length > 0).toBe(isRefusedFor);
    },
  );

  it('found descriptors to speak of', async () => {
    const texts = await Promise.all(folders.map(({ bundle }) => descriptorIn(bundle)));
    expect(texts.filter((text) => text !== null).length).toBeGreaterThan(80);
  });

  it.skipIf(!existsSync('samples'))(
    'accepts those of the samples (skipped before they are made)',
    async () => {
      // The report beside them travels in the same container and describes itself otherwise.
      const isBundle = (file: string) => file.endsWith('.evb.zip') && !file.includes('report');
      for (const name of readdirSync('samples').filter(isBundle)) {
        const text = await descriptorIn(join('samples', name));
        expect(violationsOf(schema, JSON.parse(String(text)))).toEqual([]);
      }
    },
  );

  it('accepts what sealing writes, at the start of a log and in the middle of it', async () => {
    const first = await seal(minutes(7));
    const second = await seal(minutes(2, 7), { continues: first.end });
    for (const { text } of [first, second]) {
      expect(violationsOf(schema, JSON.parse(text(memberPaths.descriptor)))).toEqual([]);
    }
  });

  it('states the limits of the reader, and the fields of the event model', () => {
    expect(schema.$defs.text.maxLength).toBe(limits.descriptorText);
    expect(schema.$defs.count.maximum).toBe(Number.MAX_SAFE_INTEGER);
    expect(Object.keys(schema.properties.mapping.properties)).toEqual([...eventFields]);
    expect(Object.keys(schema.$defs)).toEqual(['text', 'count', 'digest', 'pointer']);
  });

  it.each([
    ['a name that is not known', { derivation: {} }],
    ['a range with another name', { range: { start: 0, end: 0, more: true } }],
    ['an empty range in the middle of a log', { range: { start: 3, end: 3 }, frontier: [digest, digest] }],
    ['an empty frontier at the start', { frontier: [] }],
    ['a mapping of some fields, with escapes', { mapping: { actor: '/a~1b/~0c', address: '/' } }],
    ['no field mapped at all', { mapping: {} }],
    ['an offered key that is malformed', { offeredLogKey: '' }],
    ['a long title', { title: 'x'.repeat(1_000) }],
  ])('accepts %s, as the reader does', (_, changes) => {
    const value = { ...good, ...changes };
    expect(isRead(value)).toBe(true);
    expect(violationsOf(schema, value)).toEqual([]);
  });

  it.each([
    ['a later format', { format: 'evb/2' }, '/format'],
    ['no format', { format: undefined }, 'lacks format'],
    ['no origin', { origin: undefined }, 'lacks origin'],
    ['an empty origin', { origin: '' }, '/origin'],
    ['no title', { title: undefined }, 'lacks title'],
    ['a title beyond 1,000 characters', { title: 'x'.repeat(1_001) }, '/title'],
    ['a title that is a list', { title: ['x'] }, '/title'],
    ['no range', { range: undefined }, 'lacks range'],
    ['a range that is a list', { range: [0, 3] }, '/range'],
    ['a range without end', { range: { start: 0 } }, '/range lacks end'],
    ['a range that starts before 0', { range: { start: -1, end: 3 } }, '/range/start'],
    ['a range with half an entry', { range: { start: 0, end: 0.5 } }, '/range/end'],
    ['a range beyond 2^53 - 1', { range: { start: 0, end: 2 ** 53 } }, '/range/end'],
    ['a range of texts', { range: { start: '0', end: '3' } }, '/range/start'],
    ['a frontier at the start of a log', { frontier: [digest] }, '/frontier'],
    ['a frontier that is missing', { range: { start: 1, end: 3 } }, 'lacks frontier'],
    ['an empty frontier in the middle', { range: { start: 1, end: 3 }, frontier: [] }, '/frontier'],
    ['a frontier with a short digest', { range: { start: 1, end: 3 }, frontier: ['ab'] }, '/frontier/0'],
    [
      'a frontier with capitals',
      { range: { start: 1, end: 3 }, frontier: [digest.toUpperCase()] },
      '/frontier/0',
    ],
    ['a digest with a line end', { range: { start: 1, end: 3 }, frontier: [`${digest}\n`] }, '/frontier/0'],
    ['a frontier that is a text', { frontier: digest }, '/frontier'],
    ['a mapping of a column that does not exist', { mapping: { verdict: '/x' } }, '/mapping/verdict'],
    ['a mapping with an escape that is none', { mapping: { actor: '/a~2b' } }, '/mapping/actor'],
    ['a mapping to the whole entry', { mapping: { actor: '' } }, '/mapping/actor'],
    ['a mapping that is no pointer', { mapping: { actor: 'who' } }, '/mapping/actor'],
    ['a mapping that is a number', { mapping: 5 }, '/mapping'],
    ['an offered key that is no text', { offeredLogKey: null }, '/offeredLogKey'],
  ])('refuses %s, as the reader does', (_, changes, place) => {
    const value = JSON.parse(JSON.stringify({ ...good, ...changes }));
    expect(isRead(value)).toBe(false);
    expect(violationsOf(schema, value).join('; ')).toContain(place);
  });

  it('leaves to the reader what no schema can say', () => {
    for (const changes of [
      { range: { start: 4, end: 3 }, frontier: [digest] },
      { range: { start: 3, end: 3 }, frontier: [digest] },
    ]) {
      expect(isRead({ ...good, ...changes })).toBe(false);
      expect(violationsOf(schema, { ...good, ...changes })).toEqual([]);
    }
  });
});
