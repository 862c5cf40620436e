import type { FieldSummary } from '../../../../shared/contract/search-protocol.ts';
import { completeQuery, type QueryProposal } from '../../../../shared/query/complete-query.ts';
import { searchText } from '../../../text/search.ts';

/** One way in which the query could go on, as the list shows it. */
export interface CompletionOption {
  readonly kind: QueryProposal['kind'] | 'query';
  readonly label: string;
  /** What it is, or how many lines have it. */
  readonly detail: string;
  /** The whole query with it, and where the caret then stands. */
  readonly text: string;
  readonly caret: number;
  /** Whether something must follow, as a value behind a field. */
  readonly goesOn: boolean;
}

/** Past queries shown before anything is typed. */
const mostPast = 6;

/** What could stand at the caret; before the first letter also what was asked before. */
export function completionOptions(
  query: string,
  caret: number,
  { fields, past }: { readonly fields: readonly FieldSummary[]; readonly past: readonly string[] },
): readonly CompletionOption[] {
  const proposed = completeQuery(query, caret, fields).map((proposal) => toOption(query, proposal));
  // What would change nothing is no way to go on.
  const useful = proposed.filter(({ text }) => text.trimEnd() !== query.trimEnd());
  return query.trim() === '' ? [...past.slice(0, mostPast).map(toPastOption), ...useful] : useful;
}

function toOption(
  query: string,
  { kind, label, text, span, lines, detail, goesOn }: QueryProposal,
): CompletionOption {
  const rest = query.slice(span.end);
  // A value that is complete is followed by a space, so that the next term can be typed at once.
  const space = goesOn || rest.startsWith(' ') || rest.startsWith(')') ? '' : ' ';
  return {
    ...{ kind, label, goesOn },
    detail: lines === null ? (detail ?? '') : searchText.optionLines(lines),
    text: `${query.slice(0, span.start)}${text}${space}${rest}`,
    caret: span.start + text.length + space.length,
  };
}

function toPastOption(query: string): CompletionOption {
  return { kind: 'query', label: query, detail: '', text: query, caret: query.length, goesOn: false };
}
