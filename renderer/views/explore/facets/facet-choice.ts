import type { FacetOrder } from '../../../../shared/contract/search-protocol.ts';
import type { StoredChoice } from '../stored-choice.ts';

export interface FacetChoice {
  readonly field: string;
  /** How many values are listed. */
  readonly count: number;
  /** Only its name is shown, and nothing is counted. */
  readonly isFolded: boolean;
}

/** More, and a person would type a part of the value. */
export const countSteps = [5, 20, 100] as const;
/** Each is counted with every keystroke. */
export const mostFacets = 24;

/** The facets of a case, as they were chosen; remembered for each case. */
export const facetChoices: StoredChoice<readonly FacetChoice[]> = {
  name: 'facets',
  standard: ['action', 'outcome', 'actor', 'service', 'address'].map((field) => toChoice(field)),
  parse: (stored) => {
    if (!Array.isArray(stored) || stored.length > mostFacets) return null;
    const choices: FacetChoice[] = [];
    for (const each of stored) {
      if (typeof each !== 'object' || each === null) return null;
      const { field, count, isFolded } = each as Partial<Record<keyof FacetChoice, unknown>>; // each is looked at below
      if (typeof field !== 'string' || field === '' || choices.some((other) => other.field === field))
        return null;
      const step = countSteps.find((allowed) => allowed === count);
      if (step === undefined || typeof isFolded !== 'boolean') return null;
      choices.push({ field, count: step, isFolded });
    }
    return choices;
  },
};

/** A new facet comes first: who has just asked for it looks at it. */
export function withFacet(choices: readonly FacetChoice[], field: string): readonly FacetChoice[] {
  const isFull = choices.length >= mostFacets;
  return isFull || choices.some((each) => each.field === field) ? choices : [toChoice(field), ...choices];
}

export function withoutFacet(choices: readonly FacetChoice[], field: string): readonly FacetChoice[] {
  return choices.filter((each) => each.field !== field);
}

/** One place up or down; at an end it stays. */
export function withFacetMoved(
  choices: readonly FacetChoice[],
  field: string,
  by: -1 | 1,
): readonly FacetChoice[] {
  const place = choices.findIndex((each) => each.field === field);
  const choice = choices[place];
  if (choice === undefined) return choices;
  const others = withoutFacet(choices, field);
  return others.toSpliced(Math.max(0, Math.min(place + by, others.length)), 0, choice);
}

export function withFacetChanged(
  choices: readonly FacetChoice[],
  field: string,
  change: Partial<Omit<FacetChoice, 'field'>>,
): readonly FacetChoice[] {
  return choices.map((each) => (each.field === field ? { ...each, ...change } : each));
}

/** What is asked of the search; nothing for what is folded. */
export function toOrders(
  choices: readonly FacetChoice[],
  containing: Readonly<Record<string, string>>,
): readonly FacetOrder[] {
  return choices
    .filter(({ isFolded }) => !isFolded)
    .map(({ field, count }) => ({ field, count, containing: containing[field] || null }));
}

/** The step after this one; null at the last. */
export function nextCount(count: number): number | null {
  return countSteps.find((step) => step > count) ?? null;
}

function toChoice(field: string): FacetChoice {
  return { field, count: countSteps[0], isFolded: false };
}
