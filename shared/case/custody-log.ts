import { renderUtcTime } from '../adapters/utc-time.ts';
import { toHex } from '../bytes/hex.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { firstLink } from '../chain/chain-link.ts';
import { createLeafDigests, leafDigest } from '../chain/leaf.ts';
import { type DigestEngine, digestBytes, portableDigests } from '../crypto/digest.ts';
import type { CustodyRecord } from './custody-record.ts';

/** What is new in a record; its place in the chain follows from the record before it. */
export type CustodyEntry = Pick<CustodyRecord, 'claimedTime' | 'action' | 'facts' | 'content'>;

/** The last record that was written, kept beside the case and not in the log: it is what makes a cut tail visible. */
export interface CustodyHead {
  readonly records: number;
  readonly leaf: DigestHex;
}

/**
 * The next record of a case's log; the head is null for the first.
 * It follows from the head and not from the last record that is stored: when somebody has cut the log, the cut stays
 * visible for ever instead of being healed by the next record.
 */
export function appendCustodyRecord(
  caseId: string,
  head: CustodyHead | null,
  entry: CustodyEntry,
): CustodyRecord {
  return {
    seq: head?.records ?? 0,
    prev: head?.leaf ?? firstCustodyLink(caseId),
    claimedTime: entry.claimedTime,
    action: entry.action,
    facts: entry.facts.map(({ name, value }) => ({ name: toCustodyText(name), value: toCustodyText(value) })),
    ...(entry.content === undefined ? {} : { content: entry.content }),
  };
}

/**
 * The first record that does not follow from the one before it, or null when the chain holds.
 * With a head, an altered or missing last record is found as well: no later record could contradict it.
 */
export function checkCustodyChain(
  caseId: string,
  records: readonly CustodyRecord[],
  head: CustodyHead | null = null,
  digests: DigestEngine = portableDigests,
): number | null {
  const digestInto = createLeafDigests(digests);
  const leaf = new Uint8Array(digestBytes);
  let expectedPrev = firstCustodyLink(caseId);
  for (const [index, record] of records.entries()) {
    if (record.seq !== index || record.prev !== expectedPrev) return index;
    digestInto(renderCustodyRecord(record), leaf, 0);
    expectedPrev = toHex(leaf);
  }
  if (head === null) return null;
  if (records.length !== head.records) return Math.min(records.length, head.records);
  return expectedPrev === head.leaf ? null : Math.max(0, records.length - 1);
}

/** Also one of a newer Vouch, whose action has no name here. */
type AnyRecord = Omit<CustodyRecord, 'action'> & { readonly action: string };

/** Where the log ends after this record. */
export function custodyHeadAfter(record: AnyRecord): CustodyHead {
  return { records: record.seq + 1, leaf: custodyLeaf(record) };
}

/** The record as it is digested: one strict JSON line, an EVB/1 entry (R2) without its LF. */
export function renderCustodyRecord(record: AnyRecord): Uint8Array {
  const facts = record.facts.map(({ name, value }) => `[${JSON.stringify(name)},${JSON.stringify(value)}]`);
  const content = record.content === undefined ? '' : `,"content":${record.content}`;
  return encodeUtf8(
    `{"seq":${record.seq},"prev":${JSON.stringify(record.prev)},"ts":"${renderUtcTime(record.claimedTime)}",` +
      `"action":${JSON.stringify(record.action)},"facts":[${facts.join(',')}]${content}}`,
  );
}

/** The name of a case's log: as it is chained, and as it signs when it leaves the case. */
export function custodyOrigin(caseId: string): string {
  return `vouch-custody/${caseId}`;
}

/** R4: the first link binds the log to its case, so the log of another case cannot stand in for it. */
function firstCustodyLink(caseId: string): DigestHex {
  return toHex(firstLink(custodyOrigin(caseId)));
}

function custodyLeaf(record: AnyRecord): DigestHex {
  return toHex(leafDigest(renderCustodyRecord(record)));
}

/** Text as a record holds it: a file name may have half a surrogate pair, for which UTF-8 has no bytes. */
export function toCustodyText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
