/** Kinds of files that state something about one or more other files, and carry their own proof. */
export type StatementKind = 'sigstore' | 'dsse' | 'tlog-proof';

/** From the most to the least particular: the first ending that fits decides. */
const endings: readonly { readonly ending: string; readonly kind: StatementKind }[] = [
  { ending: '.sigstore.json', kind: 'sigstore' },
  { ending: '.sigstore', kind: 'sigstore' },
  { ending: '.dsse.json', kind: 'dsse' },
  { ending: '.dsse', kind: 'dsse' },
  { ending: '.intoto.json', kind: 'dsse' },
  { ending: '.intoto.jsonl', kind: 'dsse' },
  { ending: '.tlog-proof', kind: 'tlog-proof' },
  { ending: '.tlog-consistency', kind: 'tlog-proof' },
];

/** What a file is by its name; null for every file that states nothing about others. */
export function statementKindOf(path: string): StatementKind | null {
  return endingOf(path)?.kind ?? null;
}

/** The name of the file beside it that such a file is about by its own name: `a.log` for `a.log.sigstore.json`. */
export function namedSubjectOf(path: string): string | null {
  const found = endingOf(path);
  return found === undefined ? null : path.slice(0, -found.ending.length);
}

/**
 * The file that a statement is about: the one of its name, or the only other file where there is one of each.
 * Whoever shows the wrong file gains nothing: what is proven is proven of its bytes.
 */
export function findSubject(path: string, paths: readonly string[]): string | null {
  const named = namedSubjectOf(path);
  if (named !== null && paths.includes(named)) return named;
  const others = paths.filter((each) => statementKindOf(each) === null);
  const [only] = others;
  return only !== undefined && others.length === 1 && paths.length === 2 ? only : null;
}

function endingOf(path: string) {
  return endings.find(({ ending }) => path.endsWith(ending) && path.length > ending.length);
}
