import { lf } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { renderCustodyRecord } from '../case/custody-log.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import type { CaseCipher } from '../vault/case-cipher.ts';
import { type CaseJournal, type JournalReading, readJournal } from './case-journal.ts';

/**
 * The journal of an encrypted case: for each record four bytes with a length, and the line of a plain journal, encrypted for its
 * place in this journal. So the first record that is not what was written there can be named, and none can be moved.
 */
export function renderEncryptedJournal(
  cipher: CaseCipher,
  caseId: string,
  records: readonly CustodyRecord[],
): Uint8Array {
  return concatBytes(
    records.flatMap((record) => {
      const encrypted = cipher.encrypt(placeOf(caseId, record.seq), renderCustodyRecord(record));
      const length = new Uint8Array(lengthBytes);
      new DataView(length.buffer).setUint32(0, encrypted.length);
      return [length, encrypted];
    }),
  );
}

/** Reads one from its first record to the first that does not follow. `bytes` of the answer are those of the encrypted file. */
export function readEncryptedJournal(
  cipher: CaseCipher,
  caseId: string,
  file: Uint8Array,
  reading: JournalReading = {},
): CaseJournal {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const lines: Uint8Array[] = [];
  /** Where the frame of each record begins, and behind the last one. */
  const starts = [0];
  let frames = 0;
  let isDecrypted = true;
  let at = 0;
  while (file.length - at >= lengthBytes && file.length - at - lengthBytes >= view.getUint32(at)) {
    const start = at + lengthBytes;
    at = start + view.getUint32(at);
    frames += 1;
    if (!isDecrypted) continue;
    const line = cipher.decrypt(placeOf(caseId, lines.length), file.subarray(start, at));
    isDecrypted = line !== null;
    if (line === null) continue;
    lines.push(line);
    starts.push(at);
  }
  const plain = readJournal(caseId, concatBytes(lines.flatMap((line) => [line, Uint8Array.of(lf)])), reading);
  const journal = { ...plain, bytes: starts[plain.records.length] ?? 0, lines: frames };
  if (plain.damage !== null) return journal;
  const line = lines.length + 1;
  if (!isDecrypted) {
    const statement = 'The record is not what was encrypted there.';
    return { ...journal, damage: { line, kind: 'altered', statement } };
  }
  if (at === file.length) return journal;
  return { ...journal, damage: { line, kind: 'torn', statement: 'The last record has no end.' } };
}

/** In the place of a journal: the case was deleted, which has to be said without its key. No record has no bytes. */
export const deletedJournal: Uint8Array = new Uint8Array(4);

export function isDeletedJournal(file: Uint8Array): boolean {
  return file.length === deletedJournal.length && file.every((byte) => byte === 0);
}

const lengthBytes = 4;

function placeOf(caseId: string, seq: number): readonly (string | number)[] {
  return ['journal', caseId, seq];
}
