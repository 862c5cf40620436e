import type { EventMapping } from '../adapters/read-event.ts';
import type { EntryOrdinal } from '../bytes/units.ts';
import type { Searcher } from '../search/searcher.ts';
import type { ExtractedBundle, ExtractedProof } from './extract.ts';

/**
 * What a report is gathered from: the files that a command line names, or the bundles of a case. It answers from bytes that
 * were verified for this report, and decides nothing.
 */
export interface ReportEvidence {
  /** All that the report speaks of. */
  readonly bundles: readonly EvidenceBundle[];
  /** Over the same bundles, by ascending digest of their files: so positions of samples mean the same lines everywhere. */
  readonly searcher: Searcher;
  /** Lines of one bundle by their place in it, ascending; those that are not there are absent. */
  readLines(
    bundle: EvidenceBundle,
    ordinals: readonly EntryOrdinal[],
    call: EvidenceCall,
  ): Promise<ReadonlyMap<EntryOrdinal, EvidenceLine>>;
  /** For each of these lines the path to the newest checkpoint that covers it, or why there is none. */
  prove(
    bundle: EvidenceBundle,
    ordinals: readonly EntryOrdinal[],
    call: EvidenceCall,
  ): Promise<ReadonlyMap<EntryOrdinal, EvidenceProof>>;
}

/** Called often: lets others have their turn, and throws CancelledError when nobody waits any more. */
export interface EvidenceCall {
  step(): Promise<void>;
}

export interface EvidenceBundle extends Omit<ExtractedBundle, 'checkpoints'> {
  /** As the searcher names it. */
  readonly bundleId: string;
  /** Where the fields of the event model lie in its entries. */
  readonly mapping: EventMapping;
}

export interface EvidenceLine {
  /** Without its LF. */
  readonly bytes: Uint8Array;
  /** As they stand in the bundle for this line. */
  readonly disclosures: readonly string[];
}

export type EvidenceProof =
  | (ExtractedProof & {
      /** The signed note of the checkpoint, whole. */
      readonly note: string;
    })
  | { readonly kind: 'none'; readonly reason: string };
