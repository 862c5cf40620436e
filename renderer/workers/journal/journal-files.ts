import type { ByteCount, ByteOffset } from '../../../shared/bytes/units.ts';

/** A place for journals outside of the case database. Names are made by us: a case's id and an ending. */
export interface JournalFiles {
  names(): Promise<readonly string[]>;
  /** Null when there is no such file. */
  size(name: string): Promise<ByteCount | null>;
  /** Null when there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
  /** Makes `bytes` the end of the file from `offset` on. When this answers, they are on the disk. */
  write(name: string, offset: ByteOffset, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Runs the work while no other window has the journals. */
  withLock<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

const ending = '.journal';
const encryptedEnding = '.encrypted-journal';
const lockEnding = '.lock';

export function journalName(caseId: string): string {
  return `${caseId}${ending}`;
}

/** Of an encrypted case. */
export function encryptedJournalName(caseId: string): string {
  return `${caseId}${encryptedEnding}`;
}

/** Beside it, the key of the case under its passphrase. */
export function lockName(caseId: string): string {
  return `${caseId}${lockEnding}`;
}

/** The case of a journal or lock, or null for another file. */
export function caseOfJournal(name: string): string | null {
  const found = [ending, encryptedEnding, lockEnding].find((each) => name.endsWith(each));
  return found === undefined ? null : name.slice(0, -found.length);
}

/** Every file that a case can have, but what was set aside; the journal comes last. */
export function filesOfCase(caseId: string): readonly string[] {
  return [lockName(caseId), encryptedJournalName(caseId), journalName(caseId)];
}

/** What cannot be used is kept beside, for a person to look at: a journal, or rows of the database. */
export function setAsideName(caseId: string, what: 'journal' | 'database', time: number): string {
  return `${caseId}${setAside}${what}-${time}`;
}

export function isSetAside(caseId: string, name: string): boolean {
  return name.startsWith(`${caseId}${setAside}`);
}

/** What was set aside in the open, by this name, as it is kept once its case is encrypted. */
export function encryptedAsideName(name: string): string {
  return name.replace(setAside, encryptedAside);
}

export function isEncryptedAside(caseId: string, name: string): boolean {
  return name.startsWith(`${caseId}${encryptedAside}`);
}

const setAside = '.set-aside-';
/** Begins like the other, so whoever removes what was set aside removes this as well. */
const encryptedAside = '.set-aside-encrypted-';
