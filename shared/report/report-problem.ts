import type { EntrySeq } from '../bytes/units.ts';

/** Closed: why no report is made of an extract and an order. */
export type ReportProblemCode =
  /** There is no bundle to speak of. */
  | 'empty'
  /** A number, a title or a name is missing. */
  | 'text-missing'
  /** A section, a finding, an exhibit or a sample is asked for twice, or a bundle or an exhibit is there twice. */
  | 'twice'
  /** A finding, an exhibit or a sample is asked for that is not there. */
  | 'unknown-id'
  /** The clock shows what no calendar has. */
  | 'time-out-of-range'
  /** A text has half a character, which no file can hold. */
  | 'text-damaged'
  /** A number or a time is not one that a record can hold. */
  | 'not-writable'
  | 'local-copy-altered'
  /** An entry is of a file that is not among the bundles, or a sample was drawn from one. */
  | 'bundle-not-there'
  | 'line-not-there'
  | 'citation-ambiguous'
  /** SHA-256(0x00 || line) is another digest than the one that names the line. */
  | 'leaf-differs'
  /** The line states another number than the one that names it. */
  | 'seq-differs'
  /** A field or a time is said of a line that does not have it. */
  | 'fields-differ'
  | 'checkpoint-not-there'
  | 'checkpoint-unreadable'
  /** The path does not lead from the leaf to the root that the log signed. */
  | 'proof-broken'
  /** What a reviewer found is of no line of the sample, or has not one mark for each attribute. */
  | 'sample-result-misplaced'
  | 'pointer-invalid'
  /** What is to be withheld or hidden is not there, so something else might leave in its place. */
  | 'redaction-of-nothing'
  /** A field that is to be hidden stands in clear in a signed line, which can only be withheld whole. */
  | 'hidden-in-clear'
  /** A text of the report says a value that the report hides. */
  | 'hidden-value-quoted';

export interface ReportProblem {
  readonly code: ReportProblemCode;
  /** What it is about: `EX-0001`, the title of a finding, the heading of a narrative, a file. */
  readonly where: string;
  readonly origin: string | null;
  readonly seq: EntrySeq | null;
  /** One sentence of facts. It never has a value that the report is to hide. */
  readonly statement: string;
}

export function reportProblem(code: ReportProblemCode, where: string, statement: string): ReportProblem {
  return { code, where, origin: null, seq: null, statement };
}

export function entryProblem(
  code: ReportProblemCode,
  where: string,
  { origin, seq }: { readonly origin: string; readonly seq: EntrySeq },
  statement: string,
): ReportProblem {
  return { code, where, origin, seq, statement };
}
