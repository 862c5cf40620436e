import { parseBase64, toBase64 } from '../bytes/base64.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { ExpectedHead } from '../verify/verify-input.ts';
import type { CustodyEntry } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';
import { factOf } from './trust-facts.ts';

const names = { file: 'sha256', size: 'stated size', root: 'stated root' } as const;

/** What a person says who was told of the newest head by another way than the bundle. */
export interface HeadStatement {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
  readonly expected: ExpectedHead;
  readonly told: string;
  readonly by: string;
}

/** The custody entry for a head that a person was told of. */
export function statedHeadEntry(statement: HeadStatement, claimedTime: UnixMillis): CustodyEntry {
  const { size, root } = statement.expected;
  return {
    claimedTime,
    action: 'head-stated',
    facts: [
      { name: 'file', value: statement.fileName },
      { name: names.file, value: statement.fileSha256 },
      ...(size === null ? [] : [{ name: names.size, value: String(size) }]),
      ...(root === null ? [] : [{ name: names.root, value: root }]),
      { name: 'told', value: statement.told },
      { name: 'stated by', value: statement.by },
    ],
  };
}

/** The last statement on each file of a case, by the digest of the file. */
export function statedHeads(records: readonly CustodyRecord[]): ReadonlyMap<DigestHex, ExpectedHead> {
  const stated = new Map<DigestHex, ExpectedHead>();
  for (const { action, facts } of records) {
    if (action !== 'head-stated') continue;
    stated.set(factOf(facts, names.file) ?? '', {
      size: readSize(factOf(facts, names.size)),
      root: factOf(facts, names.root) ?? null,
    });
  }
  return stated;
}

/** A number that cannot be read is one that no log has: to drop it would be to take the statement back. */
function readSize(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^(?:0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : -1;
}

/** The root as the third line of a checkpoint has it; null for anything that is not 32 bytes in base64. */
export function parseTypedRoot(typed: string): string | null {
  const bytes = parseBase64(typed.replace(/\s+/g, ''));
  return bytes?.length === 32 ? toBase64(bytes) : null;
}

/** A number of entries, with or without separators between its thousands; null for anything else. */
export function parseTypedSize(typed: string): number | null {
  const digits = typed.trim();
  if (!/^(?:\d{1,15}|\d{1,3}(?:[, ]\d{3}){1,4})$/.test(digits)) return null;
  return Number(digits.replace(/[, ]/g, ''));
}
