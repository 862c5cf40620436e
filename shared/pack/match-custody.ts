import type { BundleSource } from '../bundle/bundle-source.ts';
import { observeBundle } from '../bundle/observe-bundle.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { ReportRecord } from '../report/record.ts';
import type { EvidenceCall } from '../report/report-evidence.ts';
import { emptyTrustStore } from '../trust/trust-store.ts';
import { verifyBundle } from '../verify/verify-bundle.ts';
import { nothingExpected } from '../verify/verify-input.ts';
import { packPaths } from './pack-layout.ts';
import { memberPlace, type ReportCheck } from './report-check.ts';

/**
 * Whether the log of the case that lies in a pack is the one whose head the report states: all its records, in an unbroken chain.
 * Whose log it is, the pack's signer says by having packed it.
 */
export async function matchCustody(
  { custody, produced }: Pick<ReportRecord, 'custody' | 'produced'>,
  source: BundleSource,
  call: EvidenceCall,
): Promise<ReportCheck> {
  const result = { code: 'pack-custody', place: memberPlace(packPaths.custody) } as const;
  if (custody === null) {
    return {
      ...result,
      outcome: 'fail',
      statement: 'The report speaks of no log of a case, and the pack has one.',
    };
  }
  try {
    const found = await readLog(source, call);
    const expected = `${custody.records} records of ${custody.origin}, the last of them ${custody.headLeaf}`;
    const stated = `${found.records} records of ${found.origin}, the last of them ${found.lastLeaf}`;
    if (found.isBroken) {
      return {
        ...result,
        outcome: 'fail',
        statement: 'The log of the case is broken.',
        expected,
        found: stated,
      };
    }
    if (expected !== stated) {
      const statement = 'The log of the case is not the one whose head the report states.';
      return { ...result, outcome: 'fail', statement, expected, found: stated };
    }
    const statement = `The log of the case has the ${custody.records} records that the report states of ${produced.claimedTime}.`;
    return { ...result, outcome: 'pass', statement };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...result, outcome: 'fail', statement: `The log of the case cannot be read: ${error.message}` };
  }
}

interface CustodyLog {
  readonly origin: string;
  readonly records: number;
  readonly lastLeaf: DigestHex;
  readonly isBroken: boolean;
}

async function readLog(source: BundleSource, call: EvidenceCall): Promise<CustodyLog> {
  let lastLeaf: DigestHex = '';
  const observation = await observeBundle(source, {
    limits,
    rootSizes: [],
    onLines(_member, lines) {
      const last = lines.at(-1);
      if (last !== undefined) lastLeaf = toHex(last.leaf);
    },
    onProgress: () => call.step(),
  });
  const { results } = verifyBundle({
    observation,
    // Nobody pins the keys of a case: the chain and the root are asked for, and not a signer.
    trust: emptyTrustStore,
    arrival: null,
    expected: nothingExpected,
    policyTime: { time: 0, source: 'now' },
    receivedAt: 0,
  });
  const isRooted = results.some(({ code, outcome }) => code === 'root' && outcome === 'pass');
  return {
    origin: observation.descriptor.origin,
    records: observation.entries,
    lastLeaf,
    isBroken: !isRooted || results.some(({ outcome }) => outcome === 'fail'),
  };
}
