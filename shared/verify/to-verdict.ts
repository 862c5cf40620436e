import type { BundleObservation } from '../bundle/observation.ts';
import type { CheckResult, Outcome } from './check-result.ts';
import type { CheckCode } from './codes.ts';
import { countOf, groupDigits } from './count-words.ts';
import type { AxisVerdict, Headline, Verdict, VerdictState } from './verdict.ts';

/** Four axes and one headline from the results alone. What is not proven is never green. */
export function toVerdict(results: readonly CheckResult[], observation: BundleObservation): Verdict {
  const facts = gatherFacts(results, observation);
  const headline = toHeadline(facts);
  return {
    state: states[headline],
    headline,
    axes: {
      bytes: bytesAxis(facts),
      signer: signerAxis(facts),
      completeness: completenessAxis(facts),
      time: timeAxis(facts),
    },
    results,
  };
}

const states: { readonly [Name in Headline]: VerdictState } = {
  VERIFIED: 'verified',
  'VERIFIED, PARTS WITHHELD': 'verified',
  'INTACT, SIGNER NOT TRUSTED': 'not-verifiable',
  'INTACT, UNSIGNED': 'not-verifiable',
  'SIGNED, AMBIGUOUS': 'not-verifiable',
  'NOT VERIFIABLE': 'not-verifiable',
  INCOMPLETE: 'failed',
  BROKEN: 'failed',
  CONFLICT: 'failed',
  'LOCAL COPY ALTERED': 'failed',
};

interface Facts {
  /** The outcomes that a code had, or undefined when nothing was said about it. */
  has(code: CheckCode, outcome: Outcome): boolean;
  readonly firstBytesFailure: CheckResult | undefined;
  readonly firstCompletenessFailure: CheckResult | undefined;
  /** The head contradicts one that is known from elsewhere. */
  readonly firstConflict: CheckResult | undefined;
  /** Why the pinned key of the log does not count. */
  readonly logKeyLapse: string | undefined;
  /** Who else knows the head. */
  readonly headConfirmation: string | undefined;
  /** By when the entries existed, as others say, and whether the entries say otherwise. */
  readonly existedBy: string | undefined;
  readonly isTimeFailed: boolean;
  readonly isTimeContradicted: boolean;
  readonly isSignerFailed: boolean;
  /** What could not be decided about the bytes, other than what an ambiguous entry says. */
  readonly firstBytesOpen: CheckResult | undefined;
  /** The first entry that the bundle holds: nothing is said of those before it but what the tree covers. */
  readonly start: number;
  readonly withheld: number;
  readonly redacted: number;
  readonly ambiguous: number;
}

function gatherFacts(results: readonly CheckResult[], observation: BundleObservation): Facts {
  const failures = results.filter(({ outcome }) => outcome === 'fail');
  return {
    has: (code, outcome) => results.some((result) => result.code === code && result.outcome === outcome),
    firstBytesFailure: mostTelling(failures.filter(({ axis }) => axis === 'bytes')),
    firstCompletenessFailure: failures.find(({ axis }) => axis === 'completeness'),
    firstConflict: failures.find(({ code }) => conflictCodes.includes(code)),
    logKeyLapse: results.find(({ code, standing }) => code === 'log-key' && standing !== undefined)?.found,
    headConfirmation: results.find(({ code, outcome }) => code === 'head' && outcome === 'pass')?.found,
    isTimeContradicted: results.some(
      ({ code, outcome, expected }) =>
        provenTimeCodes.includes(code) && outcome === 'warning' && expected !== undefined,
    ),
    existedBy: earliestProof(results),
    isTimeFailed: failures.some(({ axis }) => axis === 'time'),
    isSignerFailed: failures.some(({ axis }) => axis === 'signer'),
    firstBytesOpen: results.find(
      ({ axis, code, outcome }) => axis === 'bytes' && outcome === 'unknown' && code !== 'entry-ambiguous',
    ),
    start: observation.descriptor.range.start,
    withheld: observation.withheld,
    redacted: observation.disclosures.redactedFields,
    ambiguous: observation.ambiguous,
  };
}

/** The codes whose pass says by when everything existed, with who says so. */
const provenTimeWords: ReadonlyMap<CheckCode, string> = new Map([
  ['trusted-time', 'by a quorum of witnesses'],
  ['time-authority', 'by a pinned time authority'],
]);
const provenTimeCodes: readonly CheckCode[] = [...provenTimeWords.keys()];

/** Times in UTC have one form, so the order of their texts is that of the times. */
function earliestProof(results: readonly CheckResult[]): string | undefined {
  return results
    .filter(({ code, outcome }) => provenTimeCodes.includes(code) && outcome === 'pass')
    .map(({ code, found }) => `${found}, ${provenTimeWords.get(code)}`)
    .toSorted()[0];
}

const conflictCodes: readonly CheckCode[] = ['fork', 'rollback', 'expected-root'];

/** A place in the log tells more than a file that differs, so the axis names it first. */
function mostTelling(failures: readonly CheckResult[]): CheckResult | undefined {
  return failures.find(({ place }) => place.kind === 'line') ?? failures[0];
}

function toHeadline(facts: Facts): Headline {
  if (facts.has('store', 'fail')) return 'LOCAL COPY ALTERED';
  if (facts.firstBytesFailure !== undefined || facts.isSignerFailed || facts.isTimeFailed) return 'BROKEN';
  if (facts.firstConflict !== undefined) return 'CONFLICT';
  if (facts.firstCompletenessFailure !== undefined) return 'INCOMPLETE';
  if (facts.has('log-signature', 'unknown')) return 'INTACT, UNSIGNED';
  if (facts.firstBytesOpen !== undefined) return 'NOT VERIFIABLE';
  if (isSignerUnknown(facts)) return 'INTACT, SIGNER NOT TRUSTED';
  if (facts.has('witness', 'unknown')) return 'NOT VERIFIABLE';
  if (facts.has('entry-ambiguous', 'unknown')) return 'SIGNED, AMBIGUOUS';
  // Only what was positively decided may be called verified; silence of a check is not consent.
  const isDecided =
    facts.has('root', 'pass') &&
    facts.has('chain', 'pass') &&
    facts.has('sequence', 'pass') &&
    facts.has('file-digest', 'pass') &&
    facts.has('manifest-digest', 'pass') &&
    facts.has('log-signature', 'pass') &&
    facts.has('log-key', 'pass');
  if (!isDecided) return 'NOT VERIFIABLE';
  return facts.withheld + facts.redacted > 0 ? 'VERIFIED, PARTS WITHHELD' : 'VERIFIED';
}

function intactWords(start: number): string {
  return start === 0 ? 'intact' : `intact from seq ${groupDigits(start)}`;
}

/** A pinned packer that did not sign counts as well: `check-packer` says `unknown` only when one is pinned. */
function isSignerUnknown(facts: Facts): boolean {
  return (
    facts.has('log-key', 'unknown') ||
    facts.has('packer-key', 'unknown') ||
    facts.has('packer-signature', 'unknown') ||
    facts.has('key-note', 'unknown')
  );
}

function bytesAxis(facts: Facts): AxisVerdict {
  if (facts.has('store', 'fail')) return { tone: 'bad', words: 'our stored copy was altered' };
  if (facts.firstBytesFailure !== undefined) {
    return { tone: 'bad', words: `broken at ${placeWords(facts.firstBytesFailure)}` };
  }
  if (facts.firstBytesOpen !== undefined || !facts.has('root', 'pass')) {
    return { tone: 'open', words: lowerFirst(facts.firstBytesOpen?.statement ?? 'Not decided.') };
  }
  const hidden = [
    ...(facts.withheld > 0 ? [`${countOf(facts.withheld, 'entry', 'entries')} withheld`] : []),
    ...(facts.redacted > 0 ? [`${countOf(facts.redacted, 'field', 'fields')} hidden`] : []),
    ...(facts.ambiguous > 0 ? [`${groupDigits(facts.ambiguous)} ambiguous`] : []),
  ];
  return {
    tone: facts.ambiguous > 0 ? 'open' : 'good',
    words: [intactWords(facts.start), ...hidden].join(', '),
  };
}

function signerAxis(facts: Facts): AxisVerdict {
  if (facts.has('log-signature', 'fail')) return { tone: 'bad', words: 'bad signature of the log' };
  if (facts.has('packer-signature', 'fail')) return { tone: 'bad', words: 'bad signature of the packer' };
  if (facts.isSignerFailed) return { tone: 'bad', words: 'bad signature of a witness or of a key statement' };
  if (facts.has('log-signature', 'unknown')) return { tone: 'open', words: 'none' };
  if (facts.logKeyLapse !== undefined)
    return { tone: 'open', words: `pinned log key, but ${facts.logKeyLapse}` };
  if (facts.has('log-key', 'unknown')) return { tone: 'open', words: 'not in the trust store' };
  if (facts.has('key-note', 'unknown')) {
    return { tone: 'open', words: 'trusted log key, but not all that is said of it was read' };
  }
  if (isSignerUnknown(facts)) return { tone: 'open', words: 'trusted log key, but not the pinned packer' };
  // The packer wrote the title and says which field is which column: that nobody knows them must be seen.
  const isPackerTrusted = facts.has('packer-key', 'pass');
  return {
    tone: 'good',
    words: isPackerTrusted ? 'trusted log and packer keys' : 'trusted log key; packer not pinned',
  };
}

function completenessAxis(facts: Facts): AxisVerdict {
  const failure = facts.firstConflict ?? facts.firstCompletenessFailure;
  if (failure !== undefined) {
    const word = failureWords.get(failure.code) ?? 'gap';
    return { tone: 'bad', words: `${word}: ${lowerFirst(failure.statement)}` };
  }
  if (facts.has('log-signature', 'unknown')) return { tone: 'open', words: 'no signed head' };
  if (facts.has('witness', 'unknown')) {
    return {
      tone: 'open',
      words: 'complete to the head in the bundle; not cosigned by the quorum of witnesses',
    };
  }
  if (facts.headConfirmation !== undefined && isHeadOfEntries(facts)) {
    return { tone: 'good', words: `complete to the head in the bundle, ${facts.headConfirmation}` };
  }
  return { tone: 'open', words: 'complete to the head in the bundle; head not independently known' };
}

/** Who knows the head knows the entries only when they are the ones under it. */
function isHeadOfEntries(facts: Facts): boolean {
  return facts.has('root', 'pass') && facts.firstBytesFailure === undefined;
}

const failureWords: ReadonlyMap<CheckCode, string> = new Map([
  ['truncated', 'truncated'],
  ['unsigned-tail', 'more than was signed'],
  ['fork', 'conflict with an earlier head'],
  ['rollback', 'conflict with an earlier head'],
  ['expected-root', 'conflict with the head that was stated'],
  ['expected-size', 'not the size that was stated'],
]);

function timeAxis(facts: Facts): AxisVerdict {
  if (facts.isTimeFailed) return { tone: 'bad', words: 'bad time stamp' };
  const goesBack = facts.has('claimed-time', 'warning') ? '; goes back' : '';
  if (facts.existedBy !== undefined && isHeadOfEntries(facts)) {
    const contradicted = facts.isTimeContradicted ? '; some stated times contradict it' : '';
    const words = `not after ${facts.existedBy}${contradicted}${goesBack}`;
    return { tone: facts.isTimeContradicted ? 'open' : 'good', words };
  }
  return { tone: 'open', words: `claimed only${goesBack}` };
}

function placeWords({ place }: CheckResult): string {
  switch (place.kind) {
    case 'bundle':
      return 'the bundle as a whole';
    case 'member':
      return place.member;
    case 'line':
      return place.seq === null
        ? `line ${place.line} of ${place.member}`
        : `entry ${groupDigits(place.seq)}, line ${place.line} of ${place.member}`;
  }
}

function lowerFirst(statement: string): string {
  return statement.charAt(0).toLowerCase() + statement.slice(1).replace(/\.$/, '');
}
