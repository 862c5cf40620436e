/** Lines of a population that have the same value. */
export interface Stratum {
  readonly name: string;
  readonly size: number;
}

/**
 * How many lines each stratum gives: by its share of the population (largest remainder), but at least one and never more
 * than it has. In the order of `strata`. With fewer lines than strata, the largest ones give one each.
 */
export function allocateStrata(strata: readonly Stratum[], count: number): readonly number[] {
  const total = strata.reduce((sum, { size }) => sum + size, 0);
  const wanted = Math.min(count, total);
  const filled = strata.filter(({ size }) => size > 0).length;
  if (wanted <= filled) return largestFirst(strata, (stratum) => stratum.size, wanted);
  const shares = strata.map(({ size }) => (total === 0 ? 0 : (size * wanted) / total));
  const given = shares.map((share, index) =>
    Math.min(strata[index]?.size ?? 0, Math.max(share > 0 ? 1 : 0, Math.floor(share))),
  );
  let left = wanted - given.reduce((sum, each) => sum + each, 0);
  const remainder = (index: number) => (shares[index] ?? 0) - (given[index] ?? 0);
  // Too many were given when small strata were rounded up to one: the largest ones give way.
  while (left !== 0) {
    const step = Math.sign(left);
    const candidates = strata
      .map((stratum, index) => ({ stratum, index }))
      .filter(({ stratum, index }) => {
        const next = (given[index] ?? 0) + step;
        return next >= 1 && next <= stratum.size;
      });
    const [best] = candidates.toSorted(
      (one, other) =>
        step * (remainder(other.index) - remainder(one.index)) || byName(one.stratum, other.stratum),
    );
    if (best === undefined) break;
    given[best.index] = (given[best.index] ?? 0) + step;
    left -= step;
  }
  return given;
}

function largestFirst(
  strata: readonly Stratum[],
  sizeOf: (stratum: Stratum) => number,
  count: number,
): readonly number[] {
  const chosen = new Set(
    strata
      .filter((stratum) => sizeOf(stratum) > 0)
      .toSorted((one, other) => sizeOf(other) - sizeOf(one) || byName(one, other))
      .slice(0, count),
  );
  return strata.map((stratum) => (chosen.has(stratum) ? 1 : 0));
}

/** By UTF-16 units, which no language setting changes. */
function byName(one: Stratum, other: Stratum): number {
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}
