import type { CustodyEntry } from '../case/custody-log.ts';
import type { ExportFacts } from './sidecar.ts';

/** What the log of a case says of an export: a transfer, with what left, what for and for whom. */
export function exportCustodyEntry(facts: ExportFacts, acknowledgedBy: string): CustodyEntry {
  const { form, fileName, sha256, bytes, found, writer, query, words, queryDigest } = facts;
  return {
    claimedTime: facts.claimedTime,
    action: 'exported',
    facts: [
      { name: 'file', value: fileName },
      { name: 'form', value: form },
      { name: 'sha256', value: sha256 },
      { name: 'bytes', value: String(bytes) },
      { name: 'lines', value: String(found - writer.leftOut) },
      { name: 'query', value: query },
      { name: 'in words', value: words },
      { name: 'digest of the question', value: queryDigest },
      { name: 'purpose', value: facts.purpose },
      { name: 'received by', value: facts.receivedBy },
      ...(acknowledgedBy === '' ? [] : [{ name: 'personal data acknowledged by', value: acknowledgedBy }]),
      { name: 'signed by', value: facts.madeBy === null ? 'nobody' : facts.madeBy.fingerprint },
    ],
  };
}
