/** The part of the work in which something keeps a report back, as far as a person can be led there. */
export type ProblemPlace =
  | { readonly kind: 'title' }
  | { readonly kind: 'narrative'; readonly part: number }
  | { readonly kind: 'limitations' }
  | { readonly kind: 'supersedes' }
  | { readonly kind: 'finding' }
  | { readonly kind: 'exhibit' }
  | { readonly kind: 'search' }
  | { readonly kind: 'entry'; readonly seq: number }
  | { readonly kind: 'elsewhere' };

/** Reads what a problem says of where it is (`hidden-value-problems.ts`, `redact-entries.ts`, the preview of a draft). Parts count from 0. */
export function placeOfProblem({
  where,
  seq,
}: {
  readonly where: string;
  readonly seq: number | null;
}): ProblemPlace {
  if (seq !== null) return { kind: 'entry', seq };
  const [, part] = /^Part (\d+) of the narrative$/.exec(where) ?? [];
  if (part !== undefined) return { kind: 'narrative', part: Number(part) - 1 };
  const [, reason] = /^The reason for the redaction of entry (\d+)$/.exec(where) ?? [];
  if (reason !== undefined) return { kind: 'entry', seq: Number(reason) };
  if (where === 'The title' || where === 'Title') return { kind: 'title' };
  if (where === 'The limitations') return { kind: 'limitations' };
  if (where === 'The reason for superseding') return { kind: 'supersedes' };
  if (/^Finding \d+$/.test(where)) return { kind: 'finding' };
  if (/^EX-\d+$/.test(where)) return { kind: 'exhibit' };
  if (/^Search \d+$/.test(where)) return { kind: 'search' };
  return { kind: 'elsewhere' };
}
