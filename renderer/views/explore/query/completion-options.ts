import type { FieldSummary } from '../../../../shared/contract/search-protocol.ts';
import { completeQuery, type QueryProposal } from '../../../../shared/query/complete-query.ts';
import { placeOfCursor } from '../../../../shared/query/query-cursor.ts';
import type { FieldValues, WantedValues } from '../../../client/use-field-values.ts';
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

export interface CompletionSources {
  readonly fields: readonly FieldSummary[];
  readonly past: readonly string[];
  /** Values that were asked for at an earlier caret; they count where they are still of the field at this one. */
  readonly known: FieldValues | null;
}

/** What could stand at the caret; before the first letter also what was asked before. */
export function completionOptions(
  query: string,
  caret: number,
  { fields, past, known }: CompletionSources,
): readonly CompletionOption[] {
  const wanted = wantedValues(query, caret);
  const values = wanted !== null && known?.wanted.field === wanted.field ? known.values : null;
  // The list of fields has a few examples of each; who types a part of a value looks for it among all of them.
  const offered =
    wanted === null || values === null
      ? fields
      : [{ name: wanted.field, pointers: null, lines: 0, examples: values.map(({ text }) => text) }];
  const counts = new Map(values?.map(({ text, count }) => [text, count]));
  const proposed = completeQuery(query, caret, offered).map((proposal) =>
    toOption(query, { ...proposal, lines: counts.get(proposal.label) ?? proposal.lines }),
  );
  // What would change nothing is no way to go on.
  const useful = proposed.filter(({ text }) => text.trimEnd() !== query.trimEnd());
  return query.trim() === '' ? [...past.slice(0, mostPast).map(toPastOption), ...useful] : useful;
}

/** The values that are to be looked up for this caret, or null where no value of a field is typed. */
export function wantedValues(query: string, caret: number): WantedValues | null {
  const place = placeOfCursor(query, caret);
  const isValue = place.kind === 'value' && place.reserved === null && /^[:=]$/.test(place.operator);
  return isValue ? { field: place.name, containing: place.typed } : null;
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
