import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { orderShape, parseOrderFile } from '../../../cli/report-order.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { neededReportChecks, reportCheckCodes } from '../../../shared/pack/report-check.ts';
import { violationsOf } from '../../support/json-schema.ts';
import { smallCase } from '../../support/report-extract.ts';
import { packOf } from '../../support/report-pack.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const page = readFileSync('docs/evidence-pack.md', 'utf8');
const schema: unknown = JSON.parse(readFileSync('docs/report-order.schema.json', 'utf8'));
const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];

describe('The page on evidence packs', () => {
  it('explains every code in its order, and marks those without which nothing is verified', () => {
    const rows = [...page.matchAll(/^\| (\*\*)?`([a-z-]+)`(?:\*\*)? \|/gm)];
    const codes = rows.filter(([, , code = '']) => /^(?:report|pdf|pack|evidence)-/.test(code));
    expect(codes.map(([, , code]) => code)).toEqual(reportCheckCodes);
    expect(codes.flatMap(([, bold, code]) => (bold === undefined ? [] : [code]))).toEqual(neededReportChecks);
  });

  it('lists every kind of member that a pack has', async () => {
    const { extract, order } = await smallCase();
    const pack = await packOf(extract, order, testIdentity('A. Auditor', 7), encodeUtf8('PK'));
    const [, layout = ''] = /\| path \| what it is \|([\s\S]*?)\n\n/.exec(page) ?? [];
    const named = layout.replace(/[` ]/g, '');
    for (const path of pack.keys()) {
      const [, folder = '', name = ''] = /^(.*?)([^/]*)$/.exec(path) ?? [];
      const ending = name.replace(/^(?:EX-0001|[0-9a-f]{64}|report\.json)(?=\.)/, '');
      const isNamed = named.includes(path) || (named.includes(folder) && named.includes(ending));
      expect({ path, isNamed: isNamed || folder === '' }).toEqual({ path, isNamed: true });
    }
  });
});

describe('The order file on the page', () => {
  it('is read, and the published schema accepts it', () => {
    const order = parseOrderFile(encodeUtf8(example));
    expect(order.exhibits.map(({ number }) => number)).toEqual(['EX-0001', 'EX-0002']);
    expect(order.sections).toContain('summary');
    expect(violationsOf(schema, JSON.parse(example))).toEqual([]);
  });

  it('has a schema that says what the code reads', () => {
    const { $schema, $id, title, description, ...shape } = schema as Record<string, unknown>;
    expect([$schema, $id, typeof title, typeof description]).toEqual([
      'https://json-schema.org/draft/2020-12/schema',
      'urn:vouch:report-order:1',
      'string',
      'string',
    ]);
    expect(shape).toEqual(JSON.parse(JSON.stringify(orderShape.schema)));
  });

  it.each([
    ['a member that is not known', { colour: 'red' }],
    ['a number that is none', { samples: [{ title: 't', seed: 's', size: -1, attributes: ['a'] }] }],
    [
      'a method that there is not',
      { samples: [{ title: 't', seed: 's', size: 1, attributes: [], method: 'luck' }] },
    ],
    ['a reason that nobody gives', { redaction: { hidden: [{ pointer: '/a' }] } }],
  ])('is refused with %s, by the code and by the schema', (_what, change) => {
    const changed = { ...JSON.parse(example), ...change };
    expect(() => parseOrderFile(encodeUtf8(JSON.stringify(changed)))).toThrow(/^Expected/);
    expect(violationsOf(schema, changed)).not.toEqual([]);
  });
});
