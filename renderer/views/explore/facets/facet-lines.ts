import type { Facet } from '../../../../shared/contract/search-protocol.ts';
import { excludedTexts, standingsOf } from './facet-edits.ts';
import type { FacetLine } from './facet-values.tsx';

/**
 * What a facet lists: its values, those that the query leaves out, and why lines have none. Excluded values are in no
 * line of the result, and must be seen all the same by who wants to take that back.
 */
export function facetLines(facet: Facet, query: string, containing: string): readonly FacetLine[] {
  const standing = standingsOf(query, facet.field);
  const values = facet.values.map(({ text, count }) => ({ value: { kind: 'text', text }, count }) as const);
  const listed = new Set(facet.values.map(({ text }) => text));
  const wanted = containing.toLowerCase();
  const excluded = excludedTexts(query, facet.field)
    .filter((text) => !listed.has(text) && text.toLowerCase().includes(wanted))
    .map((text) => ({ value: { kind: 'text', text }, count: 0 }) as const);
  const missing = (['absent', 'empty', 'withheld'] as const).map(
    (presence) => ({ value: { kind: 'presence', presence }, count: facet[presence] }) as const,
  );
  // A search for a part of a text is not about lines without one.
  const lines = [...values, ...excluded, ...(containing === '' ? missing : [])];
  return lines
    .map((line) => ({ ...line, standing: standing(line.value) }))
    .filter(({ count, standing: how }) => count > 0 || how !== 'not-asked');
}
