import type { DigestHex } from '../bytes/units.ts';
import { foldCaseWork, type MadeRecord } from './case-work.ts';
import type { MadeContent } from './made-content.ts';
import { annotationCorrections } from './merge-annotations.ts';
import { ConflictDesk, type MergeChoice, type MergeConflict } from './merge-conflict.ts';
import type { Renumbered } from './merge-exhibit-numbers.ts';
import { findingCorrections } from './merge-findings.ts';
import { sampleResultCorrections } from './merge-sample-results.ts';
import { type FreshRecord, mergeSides } from './merge-sides.ts';
import type { Overlay } from './overlay.ts';

export interface MergeOrder {
  readonly caseId: string;
  /** What was made in this case until now. */
  readonly made: readonly MadeRecord[];
  readonly overlay: Overlay;
  /** SHA-256 of its lines, and who signed them: every record that is taken carries both. */
  readonly sha256: DigestHex;
  readonly signer: string;
  readonly choices: readonly MergeChoice[];
  /** Who merges, and so says whatever neither of both records says. */
  readonly reviewer: string;
}

/** What merging an overlay would write, and what a person has to know and to decide before. */
export interface MergePlan {
  /** Records of the other reviewer that this case does not have. */
  readonly fresh: readonly FreshRecord[];
  readonly conflicts: readonly MergeConflict[];
  /** Those among them for which nothing was chosen. */
  readonly open: readonly MergeConflict[];
  readonly renumbered: readonly Renumbered[];
  readonly drafted: readonly string[];
  /** Records of this case that count here and were undone there: they are undone here as well. */
  readonly undoneThere: readonly number[];
  /** In their order: theirs, what they undid, then what makes both agree. */
  readonly contents: readonly MadeContent[];
}

/**
 * Merges three ways, attribute by attribute: what both had when they last exchanged, mine and theirs. Everything of theirs is
 * taken as it was made; what must hold in the end and does not follow from that, the merging person says in further records.
 */
export function planMerge(order: MergeOrder): MergePlan {
  const { caseId, made, overlay, sha256, signer, choices, reviewer } = order;
  const sides = mergeSides(caseId, made, overlay);
  const taken = sides.fresh.map(
    ({ id, content }): MadeContent => ({ ...content, from: { overlay: sha256, record: id, signer } }),
  );
  const undoings = sides.undoneThere.map(
    ({ id, record }): MadeContent => ({
      kind: 'undo',
      by: overlay.head.reviewer,
      record,
      from: { overlay: sha256, record: id, signer },
    }),
  );
  const after = foldCaseWork(withMade(made, [...taken, ...undoings]));
  const desk = new ConflictDesk(choices);
  const annotations = annotationCorrections(sides, after, desk, reviewer);
  const findings = findingCorrections(sides, after, desk, reviewer);
  const results = sampleResultCorrections(sides, after, desk, reviewer);
  return {
    fresh: sides.fresh,
    conflicts: desk.conflicts,
    open: desk.open,
    renumbered: sides.renumbered,
    drafted: findings.drafted,
    undoneThere: sides.undoneThere.map(({ record }) => record),
    contents: [...taken, ...undoings, ...annotations, ...findings.versions, ...results],
  };
}

/** A log with further records behind its last one. */
function withMade(made: readonly MadeRecord[], further: readonly MadeContent[]): readonly MadeRecord[] {
  const first = (made.at(-1)?.record ?? -1) + 1;
  return [...made, ...further.map((content, index) => ({ record: first + index, at: 0, content }))];
}
