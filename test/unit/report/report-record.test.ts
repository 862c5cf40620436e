import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { recordShape } from '../../../shared/report/record-shape.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { violationsOf } from '../../support/json-schema.ts';
import { smallCase } from '../../support/report-extract.ts';

let record: ReportRecord;
let text: string;

beforeAll(async () => {
  const { extract, order } = await smallCase();
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  record = made.record;
  text = decodeUtf8(renderReport(record));
});

function refusalOf(changed: string): string {
  try {
    parseReport(encodeUtf8(changed));
  } catch (error) {
    if (error instanceof FormatError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('report.json', () => {
  it('is read as what was written, and written as what was read', () => {
    expect(parseReport(encodeUtf8(text))).toEqual(record);
    expect(decodeUtf8(renderReport(parseReport(encodeUtf8(text))))).toBe(text);
  });

  it('is what another JSON library writes with one blank for each level', ({ skip }) => {
    const script =
      'import json,sys; sys.stdout.write(json.dumps(json.load(sys.stdin), ensure_ascii=False, indent=1) + "\\n")';
    const python = spawnSync('python3', ['-c', script], {
      input: text,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      encoding: 'utf8',
    });
    if (python.error !== undefined) skip('python3 is not installed');
    expect(python.stdout).toBe(text);
  });

  it.each([
    ['without its last line end', (json: string) => json.slice(0, -1)],
    ['with two of them', (json: string) => `${json}\n`],
    ['without blanks', (json: string) => `${JSON.stringify(JSON.parse(json))}\n`],
    ['with Windows line ends', (json: string) => json.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (json: string) => `\ufeff${json}`],
    ['with a letter escaped that need not be', (json: string) => json.replace('Clinic', '\\u0043linic')],
    ['with a slash escaped', (json: string) => json.replace('example.com/', 'example.com\\/')],
    [
      'with two members in another order',
      (json: string) => {
        const { number, title, ...rest } = JSON.parse(json) as Record<string, unknown>;
        return `${JSON.stringify({ format: 'evidence-report/1', title, number, ...rest }, null, 1)}\n`;
      },
    ],
  ])('is refused %s, although it says the same', (_name, change) => {
    expect(refusalOf(change(text))).toMatch(/^json: |^utf8: /);
  });

  it.each([
    [
      'a member that is not known',
      (json: string) => json.replace('"number"', '"sum": 1,\n "number"'),
      'no member "sum" at the top',
    ],
    [
      'a member twice',
      (json: string) => json.replace('"number"', '"format": "evidence-report/1",\n "number"'),
      'each name once',
    ],
    [
      'a member that is missing',
      (json: string) => json.replace(/ "limitations": \[[^\]]*\]/, ' "searches2": []'),
      'no member "searches2"',
    ],
    [
      'a digest in capitals',
      (json: string) =>
        json.replace(/"leaf": "([0-9a-f]{64})"/, (_, hex: string) => `"leaf": "${hex.toUpperCase()}"`),
      '64 lowercase hexadecimal digits at /',
    ],
    [
      'a time in another zone',
      (json: string) => json.replace('09:30:00.000Z', '11:30:00.000+02:00'),
      'a time such as 2026-07-01T00:00:00.000Z at /produced/claimedTime',
    ],
    [
      'a day that does not exist',
      (json: string) => json.replace('2026-07-01T09', '2026-02-30T09'),
      'a time such as',
    ],
    [
      'a number with a fraction',
      (json: string) => json.replace('"records": 12', '"records": 12.5'),
      'a whole number from 0 at /custody/records',
    ],
    [
      'a number below nothing',
      (json: string) => json.replace('"records": 12', '"records": -1'),
      'a whole number from 0 at /custody/records',
    ],
    [
      'minus nothing',
      (json: string) => json.replace('"records": 12', '"records": -0'),
      'a whole number from 0 at /custody/records',
    ],
    [
      'a headline that no report has',
      (json: string) => json.replace('"VERIFIED"', '"LOCAL COPY ALTERED"'),
      'one of VERIFIED',
    ],
    [
      'an entry of another kind',
      (json: string) => json.replace('"kind": "path"', '"kind": "promise"'),
      'whose "kind" is one of path, none',
    ],
    [
      'a text where a list belongs',
      (json: string) => json.replace(/"sections": \[[^\]]*\]/, '"sections": "all"'),
      'a list at /sections',
    ],
  ])('is refused with %s, by its place', (_name, change, message) => {
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(refusalOf(changed)).toContain(message);
  });

  it('of a later format is refused with both formats named, whatever else it has', () => {
    expect(refusalOf('{"format":"evidence-report/2","new":[{}]}')).toBe(
      'unsupported-format: Expected the format "evidence-report/1", found "evidence-report/2".',
    );
    expect(refusalOf('{"number":"R-1"}')).toContain('found none');
    expect(refusalOf('{"format":1}')).toContain('found none');
  });

  it.each(['', '[]', 'null', '"evidence-report/1"', '{', '{"format":'])('is refused as %j', (json) => {
    expect(refusalOf(json)).toMatch(/^json: /);
  });
});

describe('The published schema', () => {
  const schema: unknown = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));

  it('is what the code reads and writes', () => {
    const { $schema, $id, title, description, ...shape } = schema as Record<string, unknown>;
    expect({ $schema, $id, title: typeof title, description: typeof description }).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:vouch:evidence-report:1',
      title: 'string',
      description: 'string',
    });
    expect(shape).toEqual(JSON.parse(JSON.stringify(recordShape.schema)));
  });

  it('accepts the record of a report, and refuses one with a member more or less', () => {
    const document: Record<string, unknown> = JSON.parse(text);
    expect(violationsOf(schema, document)).toEqual([]);
    expect(violationsOf(schema, { ...document, sum: 1 })).toEqual(['/sum is not known']);
    const { trust: _trust, ...less } = document;
    expect(violationsOf(schema, less)).toEqual(['the value lacks trust']);
  });

  it('is a schema that another validator understands, which accepts the record as well', ({ skip }) => {
    const script =
      'import json,sys,jsonschema; d=json.load(sys.stdin); jsonschema.Draft202012Validator.check_schema(d[0]); jsonschema.Draft202012Validator(d[0]).validate(d[1]); print("valid")';
    const python = spawnSync('python3', ['-c', script], {
      input: JSON.stringify([schema, JSON.parse(text)]),
      encoding: 'utf8',
    });
    if (python.error !== undefined || python.stderr.includes('ModuleNotFoundError')) {
      skip('python3 with jsonschema is not installed');
    }
    expect(python.stdout).toBe('valid\n');
  });
});
