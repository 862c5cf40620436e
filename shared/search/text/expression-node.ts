import type { CharacterSet } from './character-set.ts';

/** What an expression asks, as its source is built. Only whether it is found counts, so no group remembers anything. */
export type ExpressionNode =
  /** One character. Sets are the same object where they are the same set. */
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly ExpressionNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly ExpressionNode[] }
  /** `most` is null without end. */
  | {
      readonly kind: 'repeated';
      readonly part: ExpressionNode;
      readonly least: number;
      readonly most: number | null;
    }
  | { readonly kind: 'assertion'; readonly assertion: Assertion };

/** The text begins or ends here; a word begins or ends here, or neither. */
export type Assertion = 'start' | 'end' | 'edge' | 'no-edge';
