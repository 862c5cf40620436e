/** How one attribute of one thing goes together. */
export type MergedValue =
  | { readonly kind: 'agreed'; readonly value: string }
  /** Both changed it since they last agreed, to different values. */
  | { readonly kind: 'conflict' };

/**
 * Three values of one attribute, each in its one spelling: what both had, mine and theirs. `base` is null when what both had
 * gives different values in the two orders in which they got to know it: then neither counts as the unchanged one.
 */
export function mergeValues(base: string | null, mine: string, theirs: string): MergedValue {
  if (mine === theirs || theirs === base) return { kind: 'agreed', value: mine };
  return mine === base ? { kind: 'agreed', value: theirs } : { kind: 'conflict' };
}

/** Yes or no has no third value: who changed it since both agreed, wins; where they never did, it is set. */
export function mergeFlags(base: boolean | null, mine: boolean, theirs: boolean): boolean {
  if (mine === theirs) return mine;
  return base === null ? true : !base;
}
