import type { ExportForm } from '../../shared/export/export-form.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of results that leave a case as files. */
export const exportText = {
  open: 'Export…',
  title: 'Export this result',
  lead: 'The lines that were found, in the order of the log. Beside the file comes a description of it: the question, the searched files, and the digest of the file.',
  planning: 'Counting…',
  planFailed: 'The result cannot be exported',
  lines: (lines: number) => formatCounted(lines, 'line', 'lines'),
  form: 'Form',
  size: 'About',
  formNames: {
    csv: 'CSV',
    ndjson: 'NDJSON',
    ecs: 'ECS',
    ocsf: 'OCSF',
    parquet: 'Parquet',
  } satisfies Record<ExportForm, string>,
  formHints: {
    csv: 'For spreadsheets. A cell that one would compute gets an apostrophe in front, and is counted.',
    ndjson: 'The lines themselves, byte for byte as they were signed.',
    ecs: 'Elastic Common Schema 8, an entry on each line, with its line as it was signed.',
    ocsf: 'Open Cybersecurity Schema Framework 1.3, an entry on each line, with its line as it was signed.',
    parquet: 'For data tools: columns with types, and the line as it was signed.',
  } satisfies Record<ExportForm, string>,
  otherLines: (lines: number) =>
    `${formatCounted(lines, 'line is', 'lines are')} no entry, withheld or unreadable: this form has no place for such lines. They are left out and counted.`,
  byteOrderMark: 'Begin with a byte order mark, for spreadsheets that take UTF-8 for something else',
  columns: (further: readonly string[]) =>
    further.length === 0
      ? 'Columns: file, place, leaf, time and the fields of the event model. Columns that you add to the table come along.'
      : `Columns: file, place, leaf, time, the fields of the event model, and ${further.join(', ')}.`,
  unchecked: (files: readonly string[]) =>
    `Not compared with what arrived yet, so without a verdict in the description: ${files.join(', ')}.`,
  purpose: 'Purpose',
  purposeHint: 'What it is handed over for. It stands in the custody log and in the description.',
  receivedBy: 'Received by',
  receivedByHint: 'Who gets it.',
  personal: 'Looks personal',
  personalLead:
    'Fields that look as if they were about persons, and how many lines have them. Free text may hold more.',
  personalLines: 'Lines',
  personalField: 'Field',
  morePersonal: (fields: number) => `and ${formatCounted(fields, 'more field', 'more fields')}`,
  acknowledge: (reviewer: string) => `${reviewer}: the receiver may have this`,
  signAs: (name: string) => `Sign the description as ${name}`,
  locked: (name: string) => `The identity of ${name} is locked: the description will not be signed.`,
  noIdentity: 'This profile has no signing identity, so nobody signs the description. One is made on Trust.',
  make: 'Make the file',
  progress: 'Writing the file',
  beforehand: 'Finding the lines',
  stop: 'Stop',
  failed: 'The file was not made',
  stopped: 'Stopped. Nothing was written.',
  missing: 'A purpose and a receiver are needed; they stand in the custody log.',

  doneTitle: 'The file is made',
  doneLead: 'The custody log says so. Save the file and its description; they are held until this is closed.',
  saveFile: (name: string) => `Save ${name}`,
  saveAll: (files: number) => `Save ${formatCount(files)} files`,
  saved: (name: string) => `Saved ${name}.`,
  notSaved: 'Not saved.',
  facts: {
    lines: 'Lines',
    leftOut: 'Left out',
    guarded: 'Cells with an apostrophe',
    sha256: 'SHA-256',
    signedBy: 'Description signed by',
    nobody: 'nobody',
  },
} as const;
