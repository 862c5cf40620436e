import { describe, expect, it } from 'vitest';
import { loadReportFonts } from '../../../cli/platform/report-fonts.ts';
import { CancelledError } from '../../../shared/bytes/errors.ts';
import type { Block } from '../../../shared/report/document.ts';
import { checkPdfSignature } from '../../../shared/report/pdf/check-pdf-signature.ts';
import { renderPdf } from '../../../shared/report/pdf/render-pdf.ts';
import {
  documentOf,
  hasPdfTools,
  heading,
  paragraph,
  pdfOf,
  pdfTime,
  recordDigest,
  run,
  runOn,
  signerOf,
  textOf,
} from '../../support/pdf-tools.ts';

const signer = signerOf('Jörg O’Example');
const rows = Array.from({ length: 120 }, (_, index) => [
  [run(`row-${index}-begins`)],
  [run('long enough to need several lines in a narrow column of a table')],
  [run(`${recordDigest.slice(0, 60)}${String(index).padStart(4, '0')}`, 'digest')],
]);
const table: Block = {
  kind: 'table',
  caption: [run('Entries of the exhibit')],
  columns: [
    { name: 'Number', align: 'end', weight: 1 },
    { name: 'Remark', align: 'start', weight: 1 },
    { name: 'Leaf digest', align: 'start', weight: 1 },
  ],
  rows,
};
const whole = documentOf([
  heading(1, 'proven', 'What is proven'),
  { kind: 'verdict', state: 'verified', headline: 'VERIFIED', runs: [run('The bytes are those signed.')] },
  paragraph(
    run('See '),
    { ...run('the exhibits'), target: 'exhibits' },
    run(' and '),
    run('a value', 'evidence'),
  ),
  heading(2, 'scope', 'Scope'),
  { kind: 'facts', rows: [{ name: 'Client', value: [run('Northside Clinic')] }] },
  { kind: 'list', isOrdered: true, items: [[run('first step')], [run('second step')]] },
  { kind: 'quote', blocks: [paragraph(run('quoted words'))] },
  { kind: 'code', runs: [run('first line\nsecond line', 'code')] },
  { kind: 'notice', tone: 'open', runs: [run('not verified')] },
  {
    kind: 'bars',
    caption: [run('Findings')],
    bars: [
      { label: 'High', value: 3, text: '3 findings' },
      { label: 'Low', value: 0, text: 'none' },
    ],
  },
  heading(1, 'exhibits', 'Exhibits'),
  table,
  heading(3, 'end', 'Last words'),
]);
const file = await pdfOf(whole, signer);

/** Somewhere in the drawn pages, behind the signature. */
function withOneBitChanged(bytes: Uint8Array): Uint8Array {
  const at = bytes.length - 20_000;
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('A report in PDF', () => {
  it('has the same bytes each time, in another time zone too', async () => {
    const environment: { TZ?: string | undefined } = process.env;
    const before = environment.TZ;
    try {
      environment.TZ = 'Asia/Kathmandu';
      expect(new Date(0).getHours()).toBe(5);
      expect(Buffer.from(await pdfOf(whole, signer)).equals(Buffer.from(file))).toBe(true);
    } finally {
      if (before === undefined) delete environment.TZ;
      else environment.TZ = before;
    }
  });

  it('lets others work while a long table is drawn, and ends when it is cancelled', async () => {
    const fonts = await loadReportFonts();
    let rests = 0;
    const drawn = renderPdf(whole, {
      ...{ fonts, claimedTime: pdfTime, signer: null },
      rest: async () => {
        rests += 1;
        if (rests === 15) throw new CancelledError();
      },
    });
    await expect(drawn).rejects.toThrow(CancelledError);
    expect(rests).toBe(15);
  });

  it('is signed as a whole by the signer, and says which record it was drawn from', () => {
    const { outcome, claimedRecord } = checkPdfSignature(file);
    expect(outcome).toMatchObject({ kind: 'signed', fingerprint: signer.fingerprint });
    expect(claimedRecord).toBe(recordDigest);
  });

  it('is not signed any more once a byte is changed, added or taken away', () => {
    const changed = withOneBitChanged(file);
    expect(checkPdfSignature(changed).outcome.kind).toBe('invalid');
    expect(checkPdfSignature(Buffer.concat([file, Buffer.from('\n')])).outcome.kind).toBe('unsigned');
    expect(checkPdfSignature(file.slice(0, -1)).outcome.kind).toBe('unsigned');
  });

  it('does not pass for signed when a title spells the place of a signature', async () => {
    const spelled = '/ByteRange [0 10 20 30]\n/Contents <00>';
    const draft = await pdfOf(documentOf([paragraph(run(spelled))], spelled));
    expect(checkPdfSignature(draft)).toEqual({ outcome: { kind: 'unsigned' }, claimedRecord: recordDigest });
    const signed = await pdfOf(documentOf([paragraph(run(spelled))], spelled), signer);
    expect(checkPdfSignature(signed).outcome.kind).toBe('signed');
  });

  it('names the record that it was drawn from, whatever record its title names', async () => {
    const other = 'ab'.repeat(32);
    const title = `x\n<dc:identifier>sha256:${other}</dc:identifier>\n`;
    expect(checkPdfSignature(await pdfOf(documentOf([], title))).claimedRecord).toBe(recordDigest);
  });
});

describe.skipIf(!hasPdfTools)(
  'A report in PDF, to the programs of others (skipped without poppler and qpdf)',
  () => {
    it('is validly signed and signed as a whole to pdfsig', () => {
      const said = runOn(file, 'pdfsig', 'FILE');
      expect(said).toContain('Signature is Valid.');
      expect(said).toContain('Total document signed');
      expect(said).toContain('Signature Type: ETSI.CAdES.detached');
      expect(said).toContain('Signer Certificate Common Name: Jörg O’Example');
      expect(said).toContain('Signing Time: Jul 01 2026 10:20:30');
    });

    it('is not validly signed to pdfsig once it was changed', () => {
      const changed = withOneBitChanged(file);
      expect(runOn(changed, 'pdfsig', 'FILE')).not.toContain('Signature is Valid.');
    });

    it('has no syntax errors to qpdf', () => {
      expect(runOn(file, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors found');
    });

    it('reads in order: title, digest, signer, contents, sections', () => {
      const text = textOf(file, '-raw').replace(/[\s\f]+/g, ' ');
      const order = [
        ...['Audit report', recordDigest, 'Signed by Jörg O’Example', signer.fingerprint, 'Contents'],
        ...['1 What is proven', 'VERIFIED', 'The bytes are those signed.', 'the exhibits', 'a value'],
        ...[
          '1.1 Scope',
          'Client',
          'Northside Clinic',
          '1.',
          'first step',
          '2.',
          'second step',
          'quoted words',
        ],
        ...['first line', 'second line', 'not verified', 'Findings', 'High', '3 findings', 'Low', 'none'],
        ...['2 Exhibits', 'Entries of the exhibit', 'row-0-begins', 'row-119-begins', 'Last words'],
      ];
      let at = 0;
      for (const words of order) {
        const next = text.indexOf(words, at);
        expect(next, words).toBeGreaterThanOrEqual(at);
        at = next + 1;
      }
    });

    it('has on each page its number, the number of pages, the report and its record', () => {
      const pages = textOf(file).split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(5);
      for (const [index, page] of pages.entries()) {
        expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(page).toContain('R-2026-07');
        expect(page).toContain(`report.json SHA-256 ${recordDigest}`);
      }
    });

    it('says in its contents on which page a section begins', () => {
      const [front = '', ...pages] = textOf(file, '-layout').split('\f');
      const [, page = ''] = /2 +Exhibits +(\d+)\n/.exec(front) ?? [];
      expect(Number(page)).toBeGreaterThan(1);
      expect(pages[Number(page) - 2]).toMatch(/2 +Exhibits/);
    });

    it('has the head of a table on each of its pages, and every row whole on one page', () => {
      const pages = textOf(file).split('\f');
      const digits = pages.map((page) => page.replace(/\s/g, ''));
      for (const [index] of rows.entries()) {
        const page = pages.findIndex((text) => text.includes(`row-${index}-begins`));
        expect(pages[page]).toContain('Leaf digest');
        expect(digits[page]).toContain(`${recordDigest.slice(0, 60)}${String(index).padStart(4, '0')}`);
      }
    });

    it('has contents over as many pages as they need, each entry with its page', async () => {
      const names = Array.from({ length: 150 }, (_, index) => `Section named ${index}`);
      const blocks = names.flatMap((name, index) => [
        heading(1, name, name),
        paragraph(run(`says ${index}`)),
      ]);
      const pages = textOf(await pdfOf(documentOf(blocks)), '-layout').split('\f');
      const entries = pages.join('').match(/Section named \d+ +\d+$/gm) ?? [];
      expect(entries).toHaveLength(names.length);
      for (const entry of entries) {
        const [, name = '', page = ''] = /(Section named \d+) +(\d+)$/.exec(entry) ?? [];
        expect(pages[Number(page) - 1]).toMatch(new RegExp(`${name}$`, 'm'));
      }
    });

    it('keeps a digest in one line where the other columns have room that they do not need', async () => {
      const columns = (['start', 'start'] as const).map((align) => ({ name: 'Column', align, weight: 1 }));
      const cells = [[run('short')], [run(recordDigest, 'digest')]];
      const text = textOf(
        await pdfOf(documentOf([{ kind: 'table', caption: [run('Files')], columns, rows: [cells] }])),
        '-layout',
      );
      // Once for the title, once for the foot of each of two pages, and once for the table.
      expect(text.split(recordDigest)).toHaveLength(5);
    });

    it('sets a line of code in that goes on from the one above, so that nobody takes it for a line', async () => {
      const line = 'a command with words '.repeat(8).trim();
      const text = textOf(
        await pdfOf(documentOf([{ kind: 'code', runs: [run(`${line}\nnext`, 'code')] }])),
        '-layout',
      );
      const indents = text
        .split(/[\n\f]/)
        .flatMap((each) => /^( *)(?:a|with|words|command|next)\b/.exec(each)?.[1]?.length ?? []);
      const [first = 0, second = 0, last = 0] = indents;
      expect(indents).toHaveLength(3);
      expect(second).toBeGreaterThan(first);
      expect(last).toBe(first);
    });

    it('is read aloud by its structure, in which a chart has words and a head of a table is heard once', () => {
      const structure = runOn(file, 'pdfinfo', '-struct', 'FILE');
      const tags = [...structure.matchAll(/^ *([A-Z]\w*)\b/gm)].map(([, tag]) => tag);
      const count = (tag: string) => tags.filter((each) => each === tag).length;
      expect(count('H1')).toBe(1);
      expect(count('H2')).toBe(2);
      expect(count('H3')).toBe(1);
      expect(count('H4')).toBe(1);
      expect(count('Table')).toBe(2);
      // A row of facts, the head of the table, and its rows.
      expect(count('TR')).toBe(2 + rows.length);
      expect(count('TH')).toBe(1 + 3);
      expect(count('LI')).toBe(2);
      expect(count('BlockQuote')).toBe(1);
      expect(count('Figure')).toBe(1);
      expect(runOn(file, 'qpdf', '--json', 'FILE')).toContain('"u:Findings. High: 3 findings; Low: none"');
    });
  },
);
