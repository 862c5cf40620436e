import { BugError } from '../bytes/errors.ts';
import { allocateStrata } from './allocate-strata.ts';
import { drawNumber, drawPositions, drawRange, type Position } from './draw-positions.ts';

export type SamplePlan =
  | { readonly method: 'simple-random'; readonly seed: string; readonly count: number }
  | { readonly method: 'systematic'; readonly seed: string; readonly count: number }
  | {
      readonly method: 'stratified';
      readonly seed: string;
      readonly count: number;
      /** The stratum of each position. */
      readonly strata: StrataOfPositions;
    };

/** Names by number, and the number of each position. */
export interface StrataOfPositions {
  readonly names: readonly string[];
  readonly of: ArrayLike<number>;
}

export interface DrawnPosition {
  readonly position: Position;
  /** Empty but in a stratified sample. */
  readonly stratum: string;
}

/** The lines that a plan draws from a population of `size`, in the order of their selection. */
export function drawSample(size: number, plan: SamplePlan): readonly DrawnPosition[] {
  switch (plan.method) {
    case 'simple-random':
      return unstratified(drawPositions(plan.seed, size, plan.count));
    case 'systematic':
      return unstratified(drawSystematic(plan.seed, size, plan.count));
    case 'stratified':
      return drawStratified(plan.seed, size, plan.count, plan.strata);
    default:
      return plan satisfies never;
  }
}

/**
 * One line out of each of `count` pieces of equal length, all at the same place in their piece: the number at counter 1
 * says where. Pieces need not be whole numbers of lines, so no line at the end is beyond reach.
 */
function drawSystematic(seed: string, size: number, count: number): readonly Position[] {
  const wanted = Math.min(count, size);
  const start = drawNumber(seed, 1);
  return Array.from({ length: wanted }, (_, index) =>
    Number(((start + BigInt(index) * drawRange) * BigInt(size)) / (BigInt(wanted) * drawRange)),
  );
}

/** Each stratum by itself, under the seed, a slash and its name; strata in the order of their names. */
function drawStratified(
  seed: string,
  size: number,
  count: number,
  { names, of }: StrataOfPositions,
): readonly DrawnPosition[] {
  const members = names.map((): Position[] => []);
  for (let position = 0; position < size; position++) {
    const list = members[of[position] ?? -1];
    if (list === undefined) throw new BugError('A line of the population has no stratum.');
    list.push(position);
  }
  const strata = names
    .map((name, number) => ({ name, positions: members[number] ?? [], size: members[number]?.length ?? 0 }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const counts = allocateStrata(strata, count);
  return strata.flatMap(({ name, positions }, index) =>
    drawPositions(`${seed}/${name}`, positions.length, counts[index] ?? 0).map((drawn) => ({
      position: positions[drawn] ?? 0,
      stratum: name,
    })),
  );
}

function unstratified(positions: readonly Position[]): readonly DrawnPosition[] {
  return positions.map((position) => ({ position, stratum: '' }));
}
