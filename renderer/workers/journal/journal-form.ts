import { parseBase64, toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { CustodyHead } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import {
  type CaseJournal,
  type JournalReading,
  readJournal,
  renderJournalLines,
} from '../../../shared/casework/case-journal.ts';
import { readEncryptedJournal, renderEncryptedJournal } from '../../../shared/casework/encrypted-journal.ts';
import type { SentinelCase } from '../../../shared/casework/journal-sentinel.ts';
import type { CaseCipher } from '../../../shared/vault/case-cipher.ts';
import type { Vault } from '../../data/vault.ts';
import { encryptedJournalName, journalName } from './journal-files.ts';

/** How the journal of one case is written, and what the sentinel says of it. */
export interface JournalForm {
  /** Of the file. */
  readonly name: string;
  render(records: readonly CustodyRecord[]): Uint8Array;
  read(bytes: Uint8Array, reading: JournalReading): CaseJournal;
  /** For the sentinel. */
  toExpected(caseName: string, head: CustodyHead): Omit<SentinelCase, 'caseId'>;
  /** What the sentinel meant. */
  ofExpected(expected: SentinelCase): SentinelCase;
}

/** Throws StoreError for an encrypted case that is locked. */
export function journalForm(vault: Vault, caseId: string): JournalForm {
  const cipher = vault.cipherOf(caseId);
  return cipher === null ? plainForm(caseId) : encryptedForm(cipher, caseId);
}

function plainForm(caseId: string): JournalForm {
  return {
    name: journalName(caseId),
    render: renderJournalLines,
    read: (bytes, reading) => readJournal(caseId, bytes, reading),
    toExpected: (name, head) => ({ name, ...head }),
    ofExpected: (expected) => expected,
  };
}

function encryptedForm(cipher: CaseCipher, caseId: string): JournalForm {
  const place = (records: number) => ['sentinel', caseId, records] as const;
  return {
    name: encryptedJournalName(caseId),
    render: (records) => renderEncryptedJournal(cipher, caseId, records),
    read: (bytes, reading) => readEncryptedJournal(cipher, caseId, bytes, reading),
    // A digest of what is guessed would confirm the guess, so the leaf is not there in the open either.
    toExpected: (_name, { records, leaf }) => ({
      name: '',
      records,
      leaf: toBase64(cipher.encrypt(place(records), encodeUtf8(leaf))),
    }),
    ofExpected: (expected) => {
      const encrypted = parseBase64(expected.leaf);
      const leaf = encrypted === null ? null : cipher.decrypt(place(expected.records), encrypted);
      // One that another hand wrote is of no record.
      return { ...expected, leaf: leaf === null ? '' : new TextDecoder().decode(leaf) };
    },
  };
}
