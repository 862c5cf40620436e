import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { MadeKind } from '../casework/made-content.ts';
import type { MergeChoice, MergeConflict } from '../casework/merge-conflict.ts';
import type { Renumbered } from '../casework/merge-exhibit-numbers.ts';

/** What the window can ask of the exchange between two reviewers; a part of the case protocol. */
export interface OverlayRequests {
  /** Signs what was made in a case; refused while the identity is locked. */
  exportOverlay: {
    readonly args: { readonly caseId: string; readonly reviewer: string };
    readonly answer: SavedOverlay;
  };
  /** What merging these bytes would do. Changes nothing; refused unless the signature fits. */
  readOverlay: {
    readonly args: { readonly caseId: string; readonly bytes: Uint8Array };
    readonly answer: OverlayPreview;
  };
  /**
   * Takes everything, or nothing: refused while a conflict is open, and when the case says meanwhile something else than what
   * was chosen between.
   */
  mergeOverlay: { readonly args: MergeRequest; readonly answer: MergedOverlay };
}

export interface MergeRequest {
  readonly caseId: string;
  readonly bytes: Uint8Array;
  readonly reviewer: string;
  readonly choices: readonly MergeChoice[];
  /** The fingerprint that the person was told by another way, as it was typed; empty where none was. */
  readonly typedFingerprint: string;
}

export interface SavedOverlay {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly records: number;
  /** Of the lines, as `sha256sum` gives it for the member. */
  readonly sha256: DigestHex;
  readonly fingerprint: string;
}

export interface OverlayPreview {
  readonly caseName: string;
  readonly reviewer: string;
  readonly sha256: DigestHex;
  readonly signer: OverlaySigner;
  /** Of all records in it, those that this case does not have. */
  readonly records: number;
  readonly fresh: Readonly<Partial<Record<MadeKind, number>>>;
  readonly conflicts: readonly MergeConflict[];
  readonly renumbered: readonly Renumbered[];
  readonly drafted: readonly string[];
  /** Records that count here and were undone there; they are undone here as well. */
  readonly undoneThere: number;
  /** The first of them, in the order of the log. */
  readonly undone: readonly UndoneRecord[];
  /** Further records by which the merging person makes both agree, before any conflict is decided. */
  readonly corrections: number;
  readonly missing: MissingTargets;
}

/** A record of this case, as far as a person needs it to know what would be undone. */
export interface UndoneRecord {
  readonly record: number;
  readonly at: UnixMillis;
  readonly kind: MadeKind;
  readonly by: string;
  /** As the custody log says it in plain words. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/** Of what is new: how much speaks of lines or files that are not in this case. */
export interface MissingTargets {
  readonly annotations: number;
  readonly exhibits: number;
  readonly samples: number;
}

export interface OverlaySigner {
  readonly fingerprint: string;
  /** `own`: by the identity of this profile. `compared`: a person compared it in this case before, at this time. */
  readonly standing:
    | { readonly kind: 'own' }
    | { readonly kind: 'compared'; readonly at: UnixMillis }
    | { readonly kind: 'unknown' };
}

export interface MergedOverlay {
  readonly taken: number;
  readonly corrections: number;
}
