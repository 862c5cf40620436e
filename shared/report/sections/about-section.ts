import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { facts, heading, paragraph } from './blocks.ts';
import { digest, plain, timeWords, written, writtenOrNone } from './runs.ts';

/** Which report this is, who prepared it, and by what it is known. */
export function aboutSection(record: ReportRecord, recordSha256: string): readonly Block[] {
  const { number, preparer, produced, tool, engagement, supersedes } = record;
  return [
    heading(1, 'report', 'This report'),
    facts([
      ['Number', written(number)],
      ['Prepared by', written(preparer.name, 'strong')],
      ['Key of the preparer', [digest(preparer.fingerprint)]],
      ['Produced', `${timeWords(produced.claimedTime)}, by the clock of the producing computer`],
      ['Client', writtenOrNone(engagement.client)],
      ['Case', written(engagement.caseName)],
      ['SHA-256 of report.json', [digest(recordSha256)]],
      [
        'Made with',
        [...written(`${tool.name} ${tool.version}`), plain(', build '), digest(tool.buildSha256)],
      ],
      supersedes === null
        ? null
        : [
            'Supersedes',
            [
              ...written(supersedes.number),
              plain(', whose report.json has the SHA-256 '),
              digest(supersedes.sha256),
              plain('. Reason: '),
              ...written(supersedes.reason),
            ],
          ],
    ]),
    paragraph(
      'The report is the file report.json, which is signed. This document was drawn from it and adds nothing. The section “How to check this report” says how to check signature, digest and evidence with tools that come with most systems.',
    ),
  ];
}
