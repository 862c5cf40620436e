import type { CheckResult } from './check-result.ts';

export type VerdictState = 'verified' | 'not-verifiable' | 'failed';

/** In the order of docs/format.md. Only VERIFIED is green. LOCAL COPY ALTERED speaks of our own store. */
export type Headline =
  | 'VERIFIED'
  | 'VERIFIED, PARTS WITHHELD'
  | 'INTACT, SIGNER NOT TRUSTED'
  | 'INTACT, UNSIGNED'
  | 'SIGNED, AMBIGUOUS'
  | 'NOT VERIFIABLE'
  | 'INCOMPLETE'
  | 'BROKEN'
  | 'CONFLICT'
  | 'LOCAL COPY ALTERED';

/** What one axis says: `tone` chooses icon and colour, `words` carry the meaning. */
export interface AxisVerdict {
  readonly tone: 'good' | 'open' | 'bad';
  readonly words: string;
}

export interface Verdict {
  readonly state: VerdictState;
  readonly headline: Headline;
  readonly axes: {
    readonly bytes: AxisVerdict;
    readonly signer: AxisVerdict;
    readonly completeness: AxisVerdict;
    readonly time: AxisVerdict;
  };
  readonly results: readonly CheckResult[];
}
