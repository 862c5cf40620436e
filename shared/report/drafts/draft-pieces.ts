import { groupDigits } from '../../verify/count-words.ts';
import type { Block, Run, Runs } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { column, heading, paragraph, table } from '../sections/blocks.ts';
import { digest, evidence, plain } from '../sections/runs.ts';

/** What only the person who signs can say. */
export function blank(what: string): Run {
  return { text: `[${what}]`, style: 'strong' };
}

/** Our words with blanks between them: `text('I am ', blank('position'), '.')`. */
export function text(...parts: readonly (string | Run | Runs)[]): Runs {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [plain(part)];
    return 'text' in part ? [part] : part;
  });
}

/** First of all, so that nobody takes it for more. */
export function draftNotice(): Block {
  return {
    kind: 'notice',
    tone: 'open',
    runs: [
      { text: 'Draft. Not legal advice. ', style: 'strong' },
      plain(
        'A program filled this in from report.json. It does not know which rules apply to the proceeding. Whoever signs must know every sentence to be true, fill in every blank in brackets, and strike out whatever they cannot say from their own knowledge; a lawyer should read it before.',
      ),
    ],
  };
}

/** Paragraphs that are numbered through a section. */
export function numbered(items: readonly Runs[]): Block {
  return { kind: 'list', isOrdered: true, items };
}

/** Every file of the report with the digest that was taken when it arrived. */
export function fileTable({ bundles }: ReportRecord, further: readonly string[] = []): Block {
  return table(
    'Files and their digests',
    [
      column('File', 5),
      column('Bytes', 3, 'end'),
      column('SHA-256 at arrival, and again for the report', 8),
      ...further.map((name) => column(name, 6)),
    ],
    bundles.map(({ fileName, fileBytes, fileSha256 }) => [
      evidence(fileName),
      groupDigits(fileBytes),
      [digest(fileSha256)],
      ...further.map(() => [blank('64 digits')]),
    ]),
  );
}

/** 28 U.S.C. § 1746 has one wording for each place of signing; elsewhere there are others. */
export function declaration(): readonly Block[] {
  return [
    heading(1, 'declaration', 'Declaration'),
    paragraph('One of the following, as it applies; strike out the others.'),
    numbered([
      text(
        'Signed within the United States, its territories, possessions, or commonwealths (28 U.S.C. § 1746): I declare under penalty of perjury that the foregoing is true and correct. Executed on ',
        blank('date'),
        '.',
      ),
      text(
        'Signed elsewhere, for use in the United States (28 U.S.C. § 1746): I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct. Executed on ',
        blank('date'),
        '.',
      ),
      text('For another jurisdiction: ', blank('the form of oath or affirmation that its law asks for')),
    ]),
    {
      kind: 'facts',
      rows: ['Place', 'Date', 'Signature', 'Name in capitals'].map((name) => ({
        name,
        value: [plain('_'.repeat(40))],
      })),
    },
  ];
}
