import type { CharacterSet } from './character-set.ts';
import type { ExpressionNode } from './expression-node.ts';

/** A scanner takes no more, and longer ones rule out hardly more texts. */
const longest = 64;

/**
 * The longest run of characters that every text must have in which the expression is found, as a scanner takes it; empty
 * when nobody can say so. k and s end a run: some forms of theirs are no letters of ASCII.
 */
export function requiredLiteral(node: ExpressionNode): Uint8Array {
  switch (node.kind) {
    case 'character':
      return Uint8Array.from(plainCharacter(node.set));
    case 'sequence':
      return inSequence(node.parts);
    case 'repeated':
      return node.least > 0 ? requiredLiteral(node.part) : new Uint8Array(0);
    case 'choice':
    case 'assertion':
      return new Uint8Array(0);
    default:
      return node satisfies never;
  }
}

function inSequence(parts: readonly ExpressionNode[]): Uint8Array {
  let best = new Uint8Array(0);
  let run: number[] = [];
  const consider = (literal: Uint8Array) => {
    if (literal.length > best.length) best = Uint8Array.from(literal);
  };
  for (const part of parts) {
    const plain = part.kind === 'character' ? plainCharacter(part.set) : [];
    if (plain.length > 0 && run.length < longest) {
      run.push(...plain);
      continue;
    }
    consider(Uint8Array.from(run));
    run = [...plain];
    if (part.kind !== 'character') consider(requiredLiteral(part));
  }
  consider(Uint8Array.from(run));
  return best;
}

/** The small letter, the digit or the mark of ASCII that the set is, all forms included; nothing for any other set. */
function plainCharacter(set: CharacterSet): readonly number[] {
  const [first = 0, last = 0, other, otherLast] = set;
  if (set.length === 2) return first === last && first < 0x80 ? [first] : [];
  const isLetter = set.length === 4 && first === last && other === otherLast && other === first + 0x20;
  return isLetter && first >= 0x41 && first <= 0x5a ? [first + 0x20] : [];
}
