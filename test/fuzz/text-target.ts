import { concatBytes } from '../../shared/bytes/concat.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import type { Dice } from './dice.ts';
import { brokenPromise, type FuzzTarget, held } from './fuzz-case.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { tokens } from './tokens.ts';

/**
 * A parser of one kind of bytes. `read` says which promise was broken, or null, and throws FormatError for what the
 * parser refuses. Inputs begin as one of the good examples, as a splice of two, or as words of the formats.
 */
export function textTarget(
  name: string,
  examples: readonly (string | Uint8Array)[],
  read: (bytes: Uint8Array) => string | null,
  mutate: (bytes: Uint8Array, dice: Dice) => Uint8Array = mutateBytes,
): FuzzTarget {
  const seeds = examples.map((example) =>
    typeof example === 'string' ? new TextEncoder().encode(example) : example,
  );
  return {
    name,
    turns: 1,
    make: async (dice) => {
      const kind = dice.below(12);
      const words = () => concatBytes(Array.from({ length: dice.below(12) }, () => dice.pick(tokens)));
      const splice = () => {
        const [one, other] = [dice.pick(seeds), dice.pick(seeds)];
        return concatBytes([
          one.subarray(0, dice.below(one.length + 1)),
          other.subarray(dice.below(other.length + 1)),
        ]);
      };
      const start = kind === 0 ? words() : kind === 1 ? splice() : dice.pick(seeds);
      const bytes = mutate(start, dice);
      return {
        files: new Map([[`input.${name}`, bytes]]),
        judge: async () => {
          try {
            const broken = read(bytes);
            return broken === null ? held('read') : brokenPromise('read', broken);
          } catch (error) {
            if (error instanceof FormatError) return held(error.code);
            throw error;
          }
        },
      };
    },
  };
}

/** Null when both are the same value, spelled out otherwise. Bytes and maps compare by content. */
export function differing(what: string, one: unknown, other: unknown): string | null {
  const [left, right] = [spell(one), spell(other)];
  return left === right ? null : `${what}: ${left} became ${right}`;
}

function spell(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof Map) return `map ${spell([...value])}`;
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(spell).join()}}`;
  return Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)}`;
}
