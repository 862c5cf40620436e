import type { Headline, VerdictState } from '../verify/verdict.ts';

/**
 * What a report says, in reading order, with nothing about how it looks. Made from the record alone; HTML and PDF draw it, and
 * neither adds a word that is not here.
 */
export interface ReportDocument {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Stands on every page. */
  readonly running: string;
  /** SHA-256 of `report.json`, in hex: both renderings state it. */
  readonly recordSha256: string;
  readonly blocks: readonly Block[];
}

export type Block =
  /** Numbered by whoever draws it; `id` is what runs link to. Level 1 and 2 make the table of contents. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly id: string; readonly runs: Runs }
  | { readonly kind: 'paragraph'; readonly runs: Runs }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly Runs[] }
  /** Names and values. */
  | { readonly kind: 'facts'; readonly rows: readonly { readonly name: string; readonly value: Runs }[] }
  | Table
  /** Commands and raw lines, which end at LF alone: they are broken where they must, and no character is lost. */
  | { readonly kind: 'code'; readonly runs: Runs }
  | {
      readonly kind: 'verdict';
      readonly state: VerdictState;
      readonly headline: Headline;
      readonly runs: Runs;
    }
  | Bars
  | { readonly kind: 'notice'; readonly tone: 'plain' | 'open' | 'bad'; readonly runs: Runs };

export interface Table {
  readonly kind: 'table';
  readonly caption: Runs;
  readonly columns: readonly {
    readonly name: string;
    readonly align: 'start' | 'end';
    /** Share of the width, against those of the other columns. */
    readonly weight: number;
  }[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly Runs[])[];
}

/** A chart that is its own text alternative: every bar says its figure. */
export interface Bars {
  readonly kind: 'bars';
  readonly caption: Runs;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly text: string }[];
}

export type Runs = readonly Run[];

export interface Run {
  readonly text: string;
  /**
   * `evidence` is text by strangers, drawn apart from ours and from right to left within itself only; `mark` names a character
   * that would not show itself. `digest` may be broken anywhere.
   */
  readonly style: 'plain' | 'strong' | 'emphasis' | 'code' | 'evidence' | 'mark' | 'digest';
  /** The id of a heading, in the same document. */
  readonly target?: string;
}
