import { parseArgs } from 'node:util';

export interface Options<Name extends string> {
  readonly only: readonly Name[];
  readonly size: number;
  readonly pairs: number;
  readonly isJson: boolean;
}

const fewestPairs = 5;
/** Below this a run is a test of the bench itself, and one pair is enough for it. */
const smallestMeasuredSize = 10_000;

/** Reads the command line. Throws an error with a sentence for what it does not understand. */
export function parseOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Options<Name> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: names.join(',') },
      size: { type: 'string', default: '1000000' },
      pairs: { type: 'string', default: String(fewestPairs) },
      json: { type: 'boolean', default: false },
    },
  });
  const size = wholeNumber('size', values.size);
  const pairs = wholeNumber('pairs', values.pairs);
  return {
    only: values.only.split(',').map((asked) => {
      const name = names.find((known) => known === asked);
      if (name === undefined)
        throw new Error(`There is no measurement "${asked}", only ${names.join(', ')}.`);
      return name;
    }),
    size,
    pairs: size < smallestMeasuredSize ? pairs : Math.max(fewestPairs, pairs),
    isJson: values.json,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} is a whole number from 1 on, not "${text}".`);
  return Number(text);
}
