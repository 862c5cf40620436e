import { beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { Block, ReportDocument } from '../../../shared/report/document.ts';
import { toAffidavitDocument } from '../../../shared/report/drafts/affidavit.ts';
import { toCertificationDocument } from '../../../shared/report/drafts/certification.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { smallCase, twoLogCase } from '../../support/report-extract.ts';

const digest = 'ab'.repeat(32);
let whole: ReportRecord;
let partly: ReportRecord;

beforeAll(async () => {
  const records = [await smallCase(), await twoLogCase()].map(({ extract, order }) => {
    const made = makeReport(extract, order);
    if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
    return made.record;
  });
  const [one, other] = records;
  if (one === undefined || other === undefined) throw new Error('There are two.');
  whole = one;
  partly = other;
});

const papers: readonly (readonly [string, (record: ReportRecord) => ReportDocument])[] = [
  ['affidavit', (record) => toAffidavitDocument(record, digest)],
  ['902(13)', (record) => toCertificationDocument(record, digest, '902(13)')],
  ['902(14)', (record) => toCertificationDocument(record, digest, '902(14)')],
];

function runsOf(block: Block) {
  switch (block.kind) {
    case 'list':
      return block.items.flat();
    case 'facts':
      return block.rows.flatMap(({ value }) => value);
    case 'table':
      return [...block.caption, ...block.rows.flat(2)];
    case 'quote':
    case 'bars':
      return [];
    default:
      return block.runs;
  }
}

function textOf({ blocks }: ReportDocument): string {
  return blocks
    .map((block) =>
      runsOf(block)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n');
}

describe.each(papers)('The draft of a paper for a court: %s', (_name, paper) => {
  it('says first, and on every page, that it is a draft and no legal advice', () => {
    const document = paper(whole);
    expect(document.blocks[0]).toMatchObject({ kind: 'notice', tone: 'open' });
    expect(textOf({ ...document, blocks: document.blocks.slice(0, 1) })).toMatch(
      /^Draft\. Not legal advice\. /,
    );
    expect(document.running).toMatch(/^Draft, not legal advice/);
  });

  it('leaves blank what only a person can say: name, date, signature', () => {
    const text = textOf(paper(whole));
    expect(text).toContain('I, [full name], am');
    expect(text).toContain('Executed on [date].');
    expect(text).not.toContain('A. Auditor');
  });

  it('has both wordings of 28 U.S.C. § 1746, word for word', () => {
    const text = textOf(paper(whole));
    expect(text).toContain(
      'I declare under penalty of perjury that the foregoing is true and correct. Executed on',
    );
    expect(text).toContain(
      'I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct. Executed on',
    );
  });

  it('names the files and the report by their digests', () => {
    const text = textOf(paper(partly));
    expect(text).toContain(digest);
    for (const { fileSha256 } of partly.bundles) expect(text).toContain(fileSha256);
  });

  it('is drawn like a report', () => {
    const html = decodeUtf8(renderHtml(paper(partly)));
    expect(html).toContain('<div class="notice open" role="note">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });
});

describe('A certification', () => {
  it('names every check that failed, and doubts itself', () => {
    const text = textOf(toCertificationDocument(partly, digest, '902(14)'));
    const failed = partly.notVerified.filter(({ outcome }) => outcome === 'fail');
    expect(failed.length).toBeGreaterThan(0);
    for (const { statement } of failed) expect(text).toContain(statement);
    expect(text).toContain('Whether they can be certified at all is for a lawyer to say.');
    expect(textOf(toCertificationDocument(whole, digest, '902(14)'))).not.toContain('certified at all');
  });

  it('asks under 902(14) for the digest of the original, which the program never saw', () => {
    const { blocks } = toCertificationDocument(partly, digest, '902(14)');
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.columns.at(-1)?.name).toBe('SHA-256 of the original');
    expect(table?.kind === 'table' && table.rows.map((row) => row.at(-1)?.[0]?.text)).toEqual([
      '[64 digits]',
      '[64 digits]',
    ]);
  });
});

describe('An affidavit of custody', () => {
  it('asks why a clock stepped back', () => {
    const { custody } = whole;
    if (custody === null) throw new Error('The case has a log.');
    const stepped = { ...whole, custody: { ...custody, clockSteppedBack: [3, 1007] } };
    expect(textOf(toAffidavitDocument(stepped, digest))).toContain(
      'At record 3, 1,007 that clock had been set back: [why].',
    );
  });

  it('asks how handling was written down where there is no log', () => {
    expect(textOf(toAffidavitDocument({ ...whole, custody: null }, digest))).toContain(
      '[How each handling was written down]',
    );
  });
});
