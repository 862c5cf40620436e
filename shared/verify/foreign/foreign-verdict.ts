import type { CheckResult, Outcome } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import type { AxisVerdict, Headline, Verdict, VerdictState } from '../verdict.ts';

/** What a world must state before its results become a headline. */
export interface ForeignRules {
  /** All of these must have passed before anything is called verified: silence is not consent. */
  readonly needed: readonly CheckCode[];
  /** `unknown` here says that nobody signed; null where something unsigned is damaged instead. */
  readonly unsigned: CheckCode | null;
  /** `unknown` here says that somebody signed whom no person named. */
  readonly untrusted: CheckCode | null;
  /** `unknown` here says that digests agree which can be forged. */
  readonly weak: CheckCode | null;
  /** A pass here states when something was signed; absent where nobody proves that. */
  readonly provenTime?: CheckCode;
  readonly words: {
    readonly trusted: string;
    /** What completeness means when nothing is known to be missing. */
    readonly complete: string;
  };
}

/** Four axes and one headline from the results of one world. What is not proven is never green. */
export function toForeignVerdict(results: readonly CheckResult[], rules: ForeignRules): Verdict {
  const facts = gatherFacts(results, rules);
  const headline = toHeadline(facts);
  return {
    state: toState(headline),
    headline,
    axes: {
      bytes: bytesAxis(facts),
      signer: signerAxis(facts, rules),
      completeness: completenessAxis(facts, rules),
      time: timeAxis(results, headline, rules),
    },
    results,
  };
}

interface Facts {
  readonly bytesFailure: CheckResult | undefined;
  readonly signerFailure: CheckResult | undefined;
  readonly completenessFailure: CheckResult | undefined;
  /** What could not be decided about the bytes, other than weak digests. */
  readonly bytesOpen: CheckResult | undefined;
  readonly weak: CheckResult | undefined;
  readonly unsigned: CheckResult | undefined;
  readonly untrusted: CheckResult | undefined;
  readonly otherOpen: CheckResult | undefined;
  readonly isDecided: boolean;
}

function gatherFacts(results: readonly CheckResult[], rules: ForeignRules): Facts {
  const failed = (axis: CheckResult['axis']) =>
    results.find((result) => result.axis === axis && result.outcome === 'fail');
  const firstOf = (code: CheckCode | null, outcome: Outcome) =>
    results.find((result) => result.code === code && result.outcome === outcome);
  const isOpen = ({ outcome, axis, code }: CheckResult) =>
    outcome === 'unknown' && axis === 'bytes' && code !== rules.weak;
  return {
    bytesFailure: failed('bytes'),
    signerFailure: failed('signer'),
    completenessFailure: failed('completeness') ?? failed('time'),
    bytesOpen: results.find(isOpen),
    weak: firstOf(rules.weak, 'unknown'),
    unsigned: firstOf(rules.unsigned, 'unknown'),
    untrusted: firstOf(rules.untrusted, 'unknown'),
    otherOpen: results.find(({ outcome, axis }) => outcome === 'unknown' && axis === 'signer'),
    isDecided: rules.needed.every((code) => firstOf(code, 'pass') !== undefined),
  };
}

/** The order of docs/format.md: the worst that is known first, then what is not known. */
function toHeadline(facts: Facts): Headline {
  if (facts.bytesFailure !== undefined || facts.signerFailure !== undefined) return 'BROKEN';
  if (facts.completenessFailure !== undefined) return 'INCOMPLETE';
  if (facts.bytesOpen !== undefined) return 'NOT VERIFIABLE';
  if (facts.unsigned !== undefined) return 'INTACT, UNSIGNED';
  if (facts.weak !== undefined) return 'NOT VERIFIABLE';
  if (facts.untrusted !== undefined) return 'INTACT, SIGNER NOT TRUSTED';
  return facts.isDecided && facts.otherOpen === undefined ? 'VERIFIED' : 'NOT VERIFIABLE';
}

function toState(headline: Headline): VerdictState {
  if (headline === 'VERIFIED') return 'verified';
  return headline === 'BROKEN' || headline === 'INCOMPLETE' ? 'failed' : 'not-verifiable';
}

function bytesAxis(facts: Facts): AxisVerdict {
  if (facts.bytesFailure !== undefined) return { tone: 'bad', words: toWords(facts.bytesFailure) };
  const open = facts.bytesOpen ?? facts.weak;
  return open === undefined ? { tone: 'good', words: 'intact' } : { tone: 'open', words: toWords(open) };
}

function signerAxis(facts: Facts, rules: ForeignRules): AxisVerdict {
  if (facts.signerFailure !== undefined) return { tone: 'bad', words: toWords(facts.signerFailure) };
  const open = facts.unsigned ?? facts.untrusted ?? facts.otherOpen;
  if (open !== undefined) return { tone: 'open', words: toWords(open) };
  return facts.isDecided
    ? { tone: 'good', words: rules.words.trusted }
    : { tone: 'open', words: 'not decided' };
}

function completenessAxis({ completenessFailure }: Facts, rules: ForeignRules): AxisVerdict {
  if (completenessFailure !== undefined) return { tone: 'bad', words: toWords(completenessFailure) };
  return { tone: 'open', words: rules.words.complete };
}

/** A time that is proven of something which is not verified says nothing of it. */
function timeAxis(results: readonly CheckResult[], headline: Headline, rules: ForeignRules): AxisVerdict {
  const proof = results.find(({ code, outcome }) => code === rules.provenTime && outcome === 'pass');
  return headline === 'VERIFIED' && proof !== undefined
    ? { tone: 'good', words: toWords(proof) }
    : { tone: 'open', words: 'claimed only' };
}

function toWords({ statement }: CheckResult): string {
  return statement.charAt(0).toLowerCase() + statement.slice(1).replace(/\.$/, '');
}
