import { beforeAll, describe, expect, it } from 'vitest';
import { inflateRawNode } from '../../../cli/platform/inflate.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { leaveCommonWords } from '../../../shared/pack/common-words.ts';
import { findHidden, hiddenStatement, packScanInWords } from '../../../shared/pack/find-hidden.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import { HiddenValues } from '../../../shared/redaction/hidden-values.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { documentOf, paragraph, pdfOf, run } from '../../support/pdf-tools.ts';
import { clinicEvents, noRedaction, smallCase, smallOrder } from '../../support/report-extract.ts';
import { packOf } from '../../support/report-pack.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const why = { reason: 'Personal data', privilege: '', by: 'A. Auditor' };
const secret = 'p.haddad@clinic.example';
const call = { step: async () => {} };
let extract: ReportExtract;
let members: readonly PackMember[];
const order: ReportOrder = {
  ...smallOrder(),
  redaction: { ...noRedaction, hidden: [{ pointer: '/actor/email', ...why }] },
};

beforeAll(async () => {
  extract = (await smallCase()).extract;
  const pack = await packOf(extract, order, testIdentity('A. Auditor', 7), null);
  members = [...pack].map(([path, bytes]) => ({ path, bytes }));
});

async function scan(changes: {
  readonly more?: readonly PackMember[];
  readonly beside?: readonly PackMember[];
}) {
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new BugError('It is made.');
  const { record } = made;
  const all = [...members, ...(changes.more ?? [])];
  const found = await findHidden(
    { members: all, record, extract, order, beside: changes.beside ?? [] },
    inflateRawNode,
    call,
  );
  if (found === null) throw new BugError('Something is hidden.');
  return found;
}

describe('A pack that hides a field', () => {
  it('has none of its values in any file, and says what was looked for without saying it', async () => {
    const found = await scan({});
    expect(hiddenStatement(found)).toBeNull();
    const emails = new Set(clinicEvents.map(({ email }) => email));
    const words = packScanInWords(found);
    expect(words).toMatch(/Values of hidden fields: [1-9]\d* looked for, 0 found\./);
    for (const email of emails) expect(words).not.toContain(email);
  });

  const text = (value: string) => encodeUtf8(value);
  it.each<readonly [string, () => PackMember | Promise<PackMember>, string]>([
    ['in a text', () => ({ path: 'data/x.csv', bytes: text(`a,${secret}`) }), 'data/x.csv, byte 2 (text)'],
    ['as a part of another word', () => ({ path: 'x', bytes: text(`mailto${secret}s`) }), 'x, byte 6 (text)'],
    [
      'behind escapes of JSON',
      () => ({ path: 'x', bytes: text('"p.haddad\\u0040clinic.example"') }),
      '(escaped)',
    ],
    [
      'behind references of HTML',
      () => ({ path: 'x', bytes: text('p.haddad&#64;clinic.example') }),
      '(escaped)',
    ],
    [
      'in base64',
      () => ({ path: 'x', bytes: text(Buffer.from(`ab${secret}`).toString('base64')) }),
      '(base64)',
    ],
    ['in UTF-16', () => ({ path: 'x', bytes: new Uint8Array(Buffer.from(secret, 'utf16le')) }), '(utf16)'],
    ['in the name of a file', () => ({ path: `data/${secret}.csv`, bytes: text('') }), 'names of the files'],
    [
      'in what a PDF reads as',
      async () => ({ path: 'a.pdf', bytes: await pdfOf(documentOf([paragraph(run(`It was ${secret}.`))])) }),
      'a.pdf, its text',
    ],
    [
      'in the title of a PDF, which no page shows',
      async () => ({ path: 'a.pdf', bytes: await pdfOf(documentOf([paragraph(run('No.'))], secret)) }),
      'a.pdf',
    ],
  ])('is refused when a value stands %s, with the place and without the value', async (_, member, place) => {
    const statement = hiddenStatement(await scan({ more: [await member()] }));
    expect(statement).toContain(place);
    expect(statement).not.toContain(secret);
  });

  it('is refused when a paper beside it says a value', async () => {
    const statement = hiddenStatement(
      await scan({ beside: [{ path: 'affidavit.html', bytes: text(secret) }] }),
    );
    expect(statement).toContain('affidavit.html');
  });
});

describe('A value that is a word of every report', () => {
  it('is no reason to refuse it, and is counted as not looked for', async () => {
    const made = makeReport(extract, order);
    if (made.kind === 'refused') throw new BugError('It is made.');
    const values = new HiddenValues();
    for (const word of ['report', secret, 'entries']) values.hideText(word);
    expect(await leaveCommonWords(values, made.record, members)).toBe(2);
    expect([...values.fields]).toEqual([secret]);
  });
});
