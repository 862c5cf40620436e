/** Queries in the order of their use, the newest first, each once. */
export function distinctQueries(past: readonly { readonly query: string }[]): readonly string[] {
  return [...new Set(past.map(({ query }) => query.trim()))].filter((query) => query !== '');
}

/**
 * The query one step back (-1) or on (1) from the one in the field, as in a shell: what was typed and never run stands
 * before the newest. Null where there is no further one.
 */
export function pastQuery(
  past: readonly string[],
  at: { readonly query: string; readonly typed: string },
  step: -1 | 1,
): string | null {
  const place = past.indexOf(at.query.trim());
  const next = place - step;
  if (next === -1) return at.typed === at.query ? null : at.typed;
  return past[next] ?? null;
}
