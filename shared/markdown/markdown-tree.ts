/** A piece of text that stands by itself. */
export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly MarkdownRun[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly runs: readonly MarkdownRun[] }
  | {
      readonly kind: 'list';
      readonly isOrdered: boolean;
      readonly items: readonly (readonly MarkdownRun[])[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | { readonly kind: 'code'; readonly text: string };

/** A piece of a line. */
export type MarkdownRun =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly runs: readonly MarkdownRun[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'line-break' }
  /** `[@origin#seq]`: an entry that is cited. */
  | { readonly kind: 'citation'; readonly origin: string; readonly seq: number };
