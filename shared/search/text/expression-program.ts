import type { CharacterSet } from './character-set.ts';
import type { Assertion, ExpressionNode } from './expression-node.ts';

/** What is done in a step, one of these in each. */
export const characterStep = 0;
export const choiceStep = 1;
export const assertionStep = 2;
export const foundStep = 3;

/** An expression as steps, any number of which can be under way at once: Thompson's construction. */
export interface ExpressionProgram {
  readonly kinds: Uint8Array;
  /** Of a character: an index into `sets`. Of a choice: the other next step. Of an assertion: an index into `assertions`. */
  readonly operands: Int32Array;
  readonly nexts: Int32Array;
  readonly start: number;
  readonly sets: readonly CharacterSet[];
}

export const assertions: readonly Assertion[] = ['start', 'end', 'edge', 'no-edge'];

/** Enough for ten thousand names; a step is looked at once for each character of a text at most. */
const mostSteps = 200_000;
/** Telling more sets apart takes longer than searching for them. */
const mostSets = 2_000;

/** The steps of an expression, or null when there would be too many. */
export function compileExpression(node: ExpressionNode): ExpressionProgram | null {
  const compiler = new ExpressionCompiler();
  const start = compiler.addNode(node, compiler.add(foundStep, 0, 0));
  return compiler.isTooLarge ? null : compiler.build(start);
}

/** Each part is added with what follows it, so that the last step is the first there is. */
class ExpressionCompiler {
  isTooLarge = false;
  private added = 0;
  private readonly kinds: number[] = [];
  private readonly operands: number[] = [];
  private readonly nexts: number[] = [];
  private readonly sets = new Map<CharacterSet, number>();

  build(start: number): ExpressionProgram {
    return {
      kinds: Uint8Array.from(this.kinds),
      operands: Int32Array.from(this.operands),
      nexts: Int32Array.from(this.nexts),
      start,
      sets: [...this.sets.keys()],
    };
  }

  add(kind: number, operand: number, next: number): number {
    if (this.kinds.length >= mostSteps) this.isTooLarge = true;
    if (this.isTooLarge) return 0;
    this.operands.push(operand);
    this.nexts.push(next);
    return this.kinds.push(kind) - 1;
  }

  addNode(node: ExpressionNode, next: number): number {
    // Counts of counts of nothing would add no step and never end.
    this.added += 1;
    if (this.added > 4 * mostSteps) this.isTooLarge = true;
    switch (node.kind) {
      case 'character':
        return this.add(characterStep, this.numberOf(node.set), next);
      case 'assertion':
        return this.add(assertionStep, assertions.indexOf(node.assertion), next);
      case 'sequence':
        return this.addSequence(node.parts, next);
      case 'choice':
        return this.addChoice(
          node.parts.map((part) => (part.kind === 'sequence' ? part.parts : [part])),
          next,
        );
      case 'repeated':
        return this.addRepeated(node.part, node.least, node.most, next);
      default:
        return node satisfies never;
    }
  }

  private addSequence(parts: readonly ExpressionNode[], next: number): number {
    let entry = next;
    for (let index = parts.length - 1; index >= 0 && !this.isTooLarge; index--) {
      const part = parts[index];
      if (part !== undefined) entry = this.addNode(part, entry);
    }
    return entry;
  }

  /**
   * What begins alike is looked at together: of ten thousand names, only as many are under way at once as differ in one
   * letter. In which order alternatives are tried makes no difference to whether one is found.
   */
  private addChoice(alternatives: readonly (readonly ExpressionNode[])[], next: number): number {
    const byFirst = new Map<ExpressionNode | undefined, (readonly ExpressionNode[])[]>();
    for (const alternative of alternatives) {
      const alike = byFirst.get(alternative[0]);
      if (alike === undefined) byFirst.set(alternative[0], [alternative]);
      else alike.push(alternative);
    }
    const entries = [...byFirst.values()].map((alike) => {
      const [first = []] = alike;
      const shared = sharedLength(alike);
      if (alike.length === 1 || shared === 0) return this.addSequence(first, next);
      const rest = this.addChoice(
        alike.map((alternative) => alternative.slice(shared)),
        next,
      );
      return this.addSequence(first.slice(0, shared), rest);
    });
    return entries.reduce((entry, other) => this.add(choiceStep, other, entry));
  }

  private addRepeated(part: ExpressionNode, least: number, most: number | null, next: number): number {
    let entry = next;
    if (most === null) {
      entry = this.add(choiceStep, next, next);
      const body = this.addNode(part, entry);
      if (!this.isTooLarge) this.nexts[entry] = body;
    }
    for (let times = least; times < (most ?? least) && !this.isTooLarge; times++) {
      entry = this.add(choiceStep, next, this.addNode(part, entry));
    }
    for (let times = 0; times < least && !this.isTooLarge; times++) {
      entry = this.addNode(part, entry);
    }
    return entry;
  }

  private numberOf(set: CharacterSet): number {
    const number = this.sets.get(set) ?? this.sets.size;
    if (number === mostSets) this.isTooLarge = true;
    else this.sets.set(set, number);
    return number;
  }
}

function sharedLength(alternatives: readonly (readonly ExpressionNode[])[]): number {
  const [first = []] = alternatives;
  const length = alternatives.reduce((least, each) => Math.min(least, each.length), first.length);
  let shared = 0;
  while (shared < length && alternatives.every((each) => each[shared] === first[shared])) shared += 1;
  return shared;
}
