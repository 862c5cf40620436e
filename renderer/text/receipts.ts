import type { RangeRelation } from '../../shared/case/deliveries.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the receipt, of the room that bundles take, and of the deliveries of one log. */
export const receiptText = {
  save: 'Save receipt…',
  print: 'Print receipt…',
  saved: (fileName: string) => `Saved as ${fileName}. Its last line is the digest of the lines above it.`,
  failed: 'The receipt could not be saved',
  accounted: 'Accounted for',
  accountedWords: (memberBytes: number, overheadBytes: number) =>
    `${formatCount(memberBytes)} for the files + ${formatCount(overheadBytes)} for the container`,
  sumWhole: (sum: number) => `= ${formatCount(sum)}, the size of the file`,
  sumOther: (sum: number, fileBytes: number) =>
    `= ${formatCount(sum)}, which is not the size of the file, ${formatCount(fileBytes)}`,
  notRecorded: 'not recorded by the version that imported it',
  importedBy: 'Imported by',
  nobody: 'not recorded: no name is asked for',
  mapping: 'Mapping',
  noMapping: 'none stated',
  eventIds: 'Same event id',
  caseName: 'Case',
  copy: 'Stored copy',
  copies: {
    compared: 'compared with this receipt after Vouch was started',
    altered: 'LOCAL COPY ALTERED: it is not what arrived',
    'not-compared': 'not compared with this receipt yet',
  },
  packed: 'In the file',
} as const;

export const storageText = {
  title: 'Room on this computer',
  bundle: 'Bundle',
  file: 'File, bytes',
  index: 'Index, bytes',
  sum: 'Sum, bytes',
  all: 'This case',
  used: (bytes: number) =>
    `All cases together take about ${formatCounted(bytes, 'byte', 'bytes')} on disk, where they are compressed.`,
  available: (bytes: number | null) =>
    bytes === null
      ? 'How many more there is room for, the browser does not tell a page.'
      : `There is room for about ${formatCount(bytes)} more.`,
  unknown: 'The browser does not tell how much room there is.',
} as const;

export const deliveriesText = {
  title: 'Deliveries of this log',
  lead: 'In the order of the ranges that they state, which is no proof; what the head memory says of each is. All are kept as they came.',
  columns: { entries: 'Entries', file: 'File', relation: 'By its range', memory: 'Head memory' },
  range: (start: number, end: number) =>
    end === start ? 'none' : `#${formatCount(start)} to #${formatCount(end - 1)}`,
  pending: 'said once the stored copy has been checked',
  silent: 'says nothing of it: no signed head could be compared',
  here: 'this bundle',
  unreadable: (fileName: string) => `${fileName}: its description cannot be read, so its range is not known.`,
  imported: (time: string) => `imported ${time}`,
} as const;

/** Before the name of the delivery that it speaks of, where there is one. */
export function relationWords(relation: RangeRelation): string {
  switch (relation.kind) {
    case 'begins-log':
      return 'begins at the start of the log';
    case 'first':
      return 'is the earliest range of this log in the case';
    case 'continues':
      return 'begins where this one ends:';
    case 'overlaps':
      return relation.shared.start >= relation.shared.end
        ? 'lies within the range of'
        : `holds ${deliveriesText.range(relation.shared.start, relation.shared.end)} once more, as does`;
    case 'gap':
      return `leaves out ${deliveriesText.range(relation.missing.start, relation.missing.end)} after`;
    default:
      return relation satisfies never;
  }
}
