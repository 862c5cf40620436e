import type { EntryOrdinal } from '../bytes/units.ts';
import type { CaseLens, Lens } from '../lens/lens.ts';
import type { LinePlace } from './casework-protocol.ts';

/** What the window can ask of the lens of a case, and of what its log keeps of looking; a part of the case protocol. */
export interface LensRequests {
  readLens: { readonly args: { readonly caseId: string }; readonly answer: CaseLens };
  /** Written to the log of the case. */
  chooseLens: {
    readonly args: { readonly caseId: string; readonly lens: Lens; readonly by: string };
    readonly answer: CaseLens;
  };
  /** Whether the log keeps what is searched for and looked at; that this was changed is kept always. */
  setRecording: {
    readonly args: { readonly caseId: string; readonly isRecording: boolean; readonly by: string };
    readonly answer: CaseLens;
  };
  /** Shows one line as it is, for the rest of this run; first the log says who wanted to see it, and why. */
  unmaskEntry: {
    readonly args: {
      readonly caseId: string;
      readonly bundleId: string;
      readonly ordinal: EntryOrdinal;
      readonly reason: string;
      readonly by: string;
    };
    readonly answer: null;
  };
  /** Writes down which lines were opened; nothing while that is not recorded. */
  recordViewed: {
    readonly args: { readonly caseId: string; readonly lines: readonly LinePlace[]; readonly by: string };
    readonly answer: null;
  };
}
