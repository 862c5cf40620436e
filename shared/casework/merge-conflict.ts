import { toHex } from '../bytes/hex.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import type { FindingContent } from './finding.ts';
import { mergeValues } from './merge-values.ts';
import type { Target } from './target.ts';

/** What two reviewers changed differently since they last agreed. */
export interface MergeConflict {
  /** Follows from everything below it: a choice for one conflict never counts for another. */
  readonly id: DigestHex;
  readonly subject: ConflictSubject;
  readonly mine: ConflictSide;
  readonly theirs: ConflictSide;
}

export type ConflictSubject =
  | {
      readonly kind: 'annotation';
      readonly target: Target;
      readonly attribute: 'note' | 'severity' | 'reviewState';
    }
  | {
      readonly kind: 'finding';
      readonly findingId: string;
      readonly title: string;
      readonly attribute: FindingAttribute;
    }
  | {
      readonly kind: 'sample-result';
      readonly sampleId: string;
      readonly title: string;
      readonly position: number;
    };

export type FindingAttribute = Exclude<keyof FindingContent, 'kind' | 'by' | 'findingId'>;

/** Who says what, since when. */
export interface ConflictSide {
  /** As text; empty for nothing. */
  readonly value: string;
  readonly by: string;
  readonly at: UnixMillis | null;
}

export type MergeChoice =
  | { readonly id: DigestHex; readonly take: 'mine' | 'theirs' }
  /** A third text; of notes alone. */
  | { readonly id: DigestHex; readonly take: 'text'; readonly text: string };

/** Decides conflicts by what the person chose, and keeps those for which nothing was chosen. */
export class ConflictDesk {
  readonly conflicts: MergeConflict[] = [];
  readonly open: MergeConflict[] = [];
  readonly #choices: ReadonlyMap<DigestHex, MergeChoice>;

  constructor(choices: readonly MergeChoice[]) {
    this.#choices = new Map(choices.map((choice) => [choice.id, choice]));
  }

  /** Which of both counts, or a third text. Mine where nothing was chosen yet. */
  settle(
    subject: ConflictSubject,
    base: string | null,
    mine: ConflictSide,
    theirs: ConflictSide,
  ): 'mine' | 'theirs' | { readonly text: string } {
    const merged = mergeValues(base, mine.value, theirs.value);
    if (merged.kind === 'agreed') return merged.value === mine.value ? 'mine' : 'theirs';
    const id = toHex(sha256(encodeUtf8(JSON.stringify([subject, mine.value, theirs.value]))));
    const conflict: MergeConflict = { id, subject, mine, theirs };
    this.conflicts.push(conflict);
    const choice = this.#choices.get(id);
    if (choice === undefined) {
      this.open.push(conflict);
      return 'mine';
    }
    return choice.take === 'text' ? { text: choice.text } : choice.take;
  }
}

/** One value where both orders give the same, else none. */
export function baseOf(inMyOrder: string, inTheirOrder: string): string | null {
  return inMyOrder === inTheirOrder ? inMyOrder : null;
}
