/** The bundle that the strip names, all of the case, or these; never an empty list. */
type Sources = 'bundle' | 'case' | readonly string[];

export interface SideAddress {
  /** As it was typed. */
  readonly query: string;
  readonly sources: Sources;
}

/** What is compared with what, and by which fields; a part of the address of the window. */
export interface ComparisonAddress {
  readonly left: SideAddress;
  readonly right: SideAddress;
  /** None means the usual ones. */
  readonly fields: readonly string[];
}

const sides = ['left', 'right'] as const;

/** Null for an address that names no side. */
export function parseComparisonAddress(parameters: URLSearchParams): ComparisonAddress | null {
  if (sides.every((side) => !parameters.has(side))) return null;
  return {
    left: parseSide(parameters, 'left'),
    right: parseSide(parameters, 'right'),
    fields: parameters.getAll('field').filter((field) => field !== ''),
  };
}

/** Adds what `parseComparisonAddress` reads back. */
export function printComparisonAddress(address: ComparisonAddress, into: URLSearchParams): void {
  for (const side of sides) {
    const { query, sources } = address[side];
    into.set(side, query);
    if (sources === 'case') into.set(`${side}-in`, 'case');
    else if (sources !== 'bundle') for (const source of sources) into.append(`${side}-source`, source);
  }
  for (const field of address.fields) into.append('field', field);
}

function parseSide(parameters: URLSearchParams, side: (typeof sides)[number]): SideAddress {
  const sources = parameters.getAll(`${side}-source`).filter((source) => source !== '');
  const isCase = parameters.get(`${side}-in`) === 'case';
  return {
    query: parameters.get(side) ?? '',
    sources: isCase ? 'case' : sources.length > 0 ? sources : 'bundle',
  };
}
