import { renderUtcTime } from '../adapters/utc-time.ts';
import { toHex } from '../bytes/hex.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ImportReceipt } from '../contract/case-protocol.ts';
import { sha256 } from '../crypto/digest.ts';
import { toPlainLine } from './plain-text.ts';
import { accountedBytes } from './receipt.ts';
import { eventIdWords, repeatWords } from './repeat-words.ts';

/** What stands in a saved receipt besides the receipt itself. */
export interface ReceiptFrame {
  readonly caseName: string;
  readonly origin: string;
  readonly title: string;
  readonly importedAt: UnixMillis;
  /** What this run knows of the stored copy: only a compared one confirms what the receipt says. */
  readonly copy: 'compared' | 'altered' | 'not-compared';
  readonly savedBy: string;
}

/** First line of every saved receipt; a change of the form raises the number. */
const firstLine = 'Vouch import receipt, form 1';

/**
 * A receipt as a text file that needs no program: facts for a person, then lines as `sha256sum --check` reads them, and at
 * the end the digest of all that stands above it. No text of the evidence can begin a line of its own.
 */
export function renderReceipt(receipt: ImportReceipt, frame: ReceiptFrame): string {
  const sections = [
    [firstLine, 'It says what arrived and what became of each byte. It is no verdict.'],
    section('Delivered file', arrivalFacts(receipt, frame)),
    section('Bytes of the file', byteFacts(receipt)),
    section('Lines', lineFacts(receipt)),
    section('Mapping', mappingFacts(receipt)),
    rejectSection(receipt),
    ['Digests (lines as sha256sum --check reads them)', ...digestLines(receipt)],
  ];
  const text = `${sections.map((lines) => `${lines.join('\n')}\n`).join('\n')}\n`;
  return `${text}SHA-256 of all lines above: ${toHex(sha256(encodeUtf8(text)))}\n`;
}

type TextFact = readonly [name: string, value: string];

const copyWords: Record<ReceiptFrame['copy'], string> = {
  compared: 'compared with this receipt after Vouch was started',
  altered: 'LOCAL COPY ALTERED: it is not what arrived',
  'not-compared': 'not compared with this receipt yet',
};

function arrivalFacts(receipt: ImportReceipt, frame: ReceiptFrame): readonly TextFact[] {
  return [
    ['Name', toPlainLine(receipt.fileName)],
    ['Bytes', count(receipt.fileBytes)],
    ['SHA-256 at arrival', receipt.fileSha256],
    ['Imported', `${renderUtcTime(frame.importedAt)}, by the clock of that machine`],
    ['Imported by', 'not recorded: no name is asked for at an import'],
    ['Case', toPlainLine(frame.caseName)],
    ['Origin, as stated', toPlainLine(frame.origin)],
    ['Title, as stated', toPlainLine(frame.title)],
    ['Stored copy', copyWords[frame.copy]],
    ['Receipt saved by', toPlainLine(frame.savedBy)],
  ];
}

function byteFacts(receipt: ImportReceipt): readonly TextFact[] {
  const accounted = accountedBytes(receipt);
  if (accounted === null) return [['Account', 'not recorded by the version that imported the file']];
  const { memberBytes, overheadBytes, sum } = accounted;
  const isWhole = sum === receipt.fileBytes;
  return [
    [
      'Files in the bundle',
      `${count(memberBytes)} (${count(receipt.members.length)} files, as they lie in it)`,
    ],
    ['Container', `${count(overheadBytes)} (headers, names and directory of the ZIP)`],
    ['Sum', `${count(sum)} (${isWhole ? 'the size of the file' : 'NOT the size of the file'})`],
  ];
}

function lineFacts(receipt: ImportReceipt): readonly TextFact[] {
  const { busiestDay } = receipt;
  const time = (moment: UnixMillis | null) => (moment === null ? 'none is readable' : renderUtcTime(moment));
  return [
    ['Entries', count(receipt.entries)],
    ['Withheld entries', count(receipt.withheld)],
    ['Signed, ambiguous', count(receipt.ambiguous)],
    ['Rejected lines', count(receipt.rejectCount)],
    ['Repeated lines', repeatWords(receipt)],
    ['Same event id', eventIdWords],
    ['First time', time(receipt.firstTime)],
    ['Last time', time(receipt.lastTime)],
    [
      'Busiest day',
      busiestDay === null
        ? 'none is readable'
        : `${toPlainLine(busiestDay.day)} UTC, ${count(busiestDay.entries)} entries`,
    ],
  ];
}

function mappingFacts({ account }: ImportReceipt): readonly TextFact[] {
  if (account === undefined) return [['Fields', 'not recorded by the version that imported the file']];
  const fields = Object.entries(account.mapping);
  if (fields.length === 0) return [['Fields', 'none: the bundle states no mapping']];
  return fields.map(([field, pointer]) => [field, toPlainLine(pointer)]);
}

function rejectSection({ rejects, rejectCount }: ImportReceipt): readonly string[] {
  if (rejectCount === 0) return ['Rejected lines', '  none'];
  const more = rejectCount > rejects.length ? `, the first ${count(rejects.length)} are listed` : '';
  return [
    `Rejected lines (${count(rejectCount)}${more})`,
    ...rejects.map(
      ({ member, line, offset, reason }) =>
        `  ${toPlainLine(member)}, line ${count(line)}, byte ${count(offset)}: ${toPlainLine(reason)}`,
    ),
  ];
}

function digestLines({ fileName, fileSha256, members }: ImportReceipt): readonly string[] {
  return [
    '# the file as it was delivered',
    digestLine(fileSha256, fileName),
    '# the files in it, as they are unpacked',
    ...members.map(({ path, sha256 }) => digestLine(sha256, path)),
  ];
}

/** A name that cannot stand in such a line as it is would be looked for under another one, so its line is a comment. */
function digestLine(digest: string, name: string): string {
  const shown = toPlainLine(name);
  // A minus sign would be standard input.
  return shown === name && name !== '-' ? `${digest}  ${name}` : `# ${digest}  written otherwise: ${shown}`;
}

function section(title: string, facts: readonly TextFact[]): readonly string[] {
  const width = Math.max(...facts.map(([name]) => name.length));
  return [title, ...facts.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)];
}

/** With a comma between groups of three, whatever the language of this machine. */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
