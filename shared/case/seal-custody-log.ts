import type { OutgoingMember } from '../bundle/bag-tags.ts';
import { type LogEnd, sealBundle } from '../bundle/seal.ts';
import { BugError, FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestEngine } from '../crypto/digest.ts';
import { type CustodyHead, custodyOrigin, renderCustodyRecord } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';

export interface CustodySealOrder {
  readonly caseId: string;
  /** Of the case, for the person who opens the bundle. */
  readonly name: string;
  /** Its chain must have been checked. */
  readonly records: readonly CustodyRecord[];
  /** Where the log ends as the case says it, apart from the log. */
  readonly head: CustodyHead;
  readonly logKey: Uint8Array;
  readonly packerKey: Uint8Array;
  readonly digests?: DigestEngine;
}

/**
 * The custody log of a case as the members of an EVB/1 bundle. Its records are entries already, so sealing writes the very
 * lines that the log has; that the last of them has the digest of the head proves it of all. Throws FormatError `json` when it
 * has not, and before the first member for a record that is longer than an entry may be (R2).
 */
export async function* sealCustodyLog(order: CustodySealOrder): AsyncGenerator<OutgoingMember, LogEnd> {
  const { caseId, name, records, head, digests } = order;
  const lines = records.map(renderCustodyRecord);
  const long = lines.findIndex(({ length }) => length > limits.entryBytes);
  if (long !== -1) {
    throw new FormatError(
      'json',
      `Record ${long} has ${lines[long]?.length ?? 0} bytes, and an entry of a bundle has at most ${limits.entryBytes} (entryBytes). Its log can be read here and cannot be sealed.`,
    );
  }
  const end = yield* sealBundle(membersOf(records, lines), {
    origin: custodyOrigin(caseId),
    title: `Custody log of ${name}`.slice(0, limits.descriptorText),
    mapping: { actor: '/content/by', action: '/action' },
    committedFields: [],
    continues: null,
    segmentLines: limits.segmentLines,
    logKey: order.logKey,
    packerKey: order.packerKey,
    ...(digests === undefined ? {} : { digests }),
    salt: () => {
      throw new BugError('No field of a custody log is committed.');
    },
  });
  if (end.size === head.records && toHex(end.lastLeaf) === head.leaf) return end;
  throw new FormatError(
    'json',
    `The sealed log ends with ${end.size} records and ${toHex(end.lastLeaf)}, the log of the case with ${head.records} and ${head.leaf}.`,
  );
}

/** What sealing writes after `seq` and `prev`. */
async function* membersOf(
  records: readonly CustodyRecord[],
  lines: readonly Uint8Array[],
): AsyncGenerator<Uint8Array, void> {
  for (const [index, { seq, prev }] of records.entries()) {
    yield lines[index]?.subarray(`{"seq":${seq},"prev":"${prev}",`.length) ?? new Uint8Array(0);
  }
}
