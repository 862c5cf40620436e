import type { DigestHex } from '../../bytes/units.ts';
import { toVisibleString } from '../../bytes/visible-text.ts';
import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block, ReportDocument, Runs } from '../document.ts';
import type { ReportedCustody, ReportRecord } from '../record.ts';
import { column, heading, paragraph, table } from '../sections/blocks.ts';
import { code, digest, evidence, timeWords, written } from '../sections/runs.ts';
import { blank, declaration, draftNotice, fileTable, numbered, text } from './draft-pieces.ts';

/** A draft of an affidavit of custody: who had the files, and what was done with them. */
export function toAffidavitDocument(record: ReportRecord, recordSha256: DigestHex): ReportDocument {
  return {
    language: 'en',
    title: 'Affidavit of custody',
    running: `Draft, not legal advice \u00b7 report ${toVisibleString(record.number)}`,
    recordSha256,
    blocks: [
      draftNotice(),
      ...declarant(record),
      ...receipt(record),
      ...keeping(record),
      ...log(record),
      ...attached(record, recordSha256),
      ...declaration(),
    ],
  };
}

function declarant({ engagement }: ReportRecord): readonly Block[] {
  return [
    heading(1, 'declarant', 'Declarant'),
    numbered([
      text('I, ', blank('full name'), ', am over the age of eighteen and competent to make this statement.'),
      text('I am ', blank('position'), ' at ', blank('organisation and address'), '.'),
      text(
        'I was responsible for the files named below in the matter ',
        written(engagement.caseName),
        ...(engagement.client === '' ? [] : [', for ', written(engagement.client)]),
        ', from ',
        blank('date'),
        ' to ',
        blank('date'),
        '. I make this statement from personal knowledge, but for what I say comes from a log.',
      ),
    ]),
  ];
}

function receipt(record: ReportRecord): readonly Block[] {
  return [
    heading(1, 'receipt', 'Receipt'),
    numbered([
      text(
        `I received the ${countOf(record.bundles.length, 'file', 'files')} in the table below from `,
        blank('name and organisation of whoever handed them over'),
        ' on ',
        blank('date and time with zone'),
        ', by ',
        blank('medium or way of transfer, with its label or number'),
        '.',
      ),
      text(
        'The digest of each file was computed from its bytes when it was taken into the case, and again from every stored byte for the report. Both are the one in the table.',
      ),
    ]),
    fileTable(record),
  ];
}

function keeping({ produced }: ReportRecord): readonly Block[] {
  return [
    heading(1, 'keeping', 'Keeping'),
    numbered([
      text('The files were kept on ', blank('computer or storage, with its serial number and place'), '.'),
      text('Access to it had ', blank('names'), ', protected by ', blank('how'), '.'),
      text(
        `Until ${timeWords(produced.claimedTime)}, by the clock of that computer, no stored byte had been changed: the report could not have been made otherwise.`,
      ),
      text(
        'Since then the files were handed to ',
        blank('nobody, or: to whom, when, how, and with which digest'),
        '.',
      ),
    ]),
  ];
}

function log({ custody }: ReportRecord): readonly Block[] {
  const start = heading(1, 'log', 'Custody log');
  if (custody === null) {
    return [
      start,
      paragraph(
        text('The report comes without a custody log. ', blank('How each handling was written down')),
      ),
    ];
  }
  const { origin, records, headLeaf, firstTime, lastTime, actions } = custody;
  return [
    start,
    numbered([
      text(
        'The program wrote down what was done in the case, in the log ',
        evidence(origin),
        ` of ${countOf(records, 'record', 'records')}, from ${timeWords(firstTime)} to ${timeWords(lastTime)}. These are times of the computer’s own clock. `,
        clockWords(custody),
      ),
      text(
        'Each record states the SHA-256 of the one before it. That of the last one is ',
        digest(headLeaf),
        ', so none of them can be changed, removed or inserted without changing it.',
      ),
    ]),
    table(
      'What the log has',
      [column('Kind of record', 8), column('Records', 3, 'end')],
      actions.map(({ action, count }) => [[code(action)], groupDigits(count)]),
    ),
  ];
}

function clockWords({ clockSteppedBack }: ReportedCustody): Runs {
  if (clockSteppedBack.length === 0) return text('No record has an earlier time than the one before it.');
  const records = clockSteppedBack.map((record) => groupDigits(record)).join(', ');
  return text(`At record ${records} that clock had been set back: `, blank('why'), '.');
}

function attached(record: ReportRecord, recordSha256: DigestHex): readonly Block[] {
  return [
    heading(1, 'attached', 'Attached'),
    numbered([
      text(
        'The report ',
        written(record.number),
        ', “',
        written(record.title),
        '”: the file report.json with the SHA-256 ',
        digest(recordSha256),
        '.',
      ),
    ]),
  ];
}
