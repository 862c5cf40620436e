import type { FieldSummary } from '../contract/search-protocol.ts';
import { aliasedField, aliasesOf } from './field-alias.ts';
import { type CursorPlace, placeOfCursor } from './query-cursor.ts';
import { lineStates } from './query-term.ts';
import { renderFieldName, renderMarks, renderPlainText } from './query-text.ts';
import type { QuerySpan } from './query-tree.ts';
import { foldText } from './text-pattern.ts';

/** One way in which the query could go on. */
export interface QueryProposal {
  /** A form is a word of the language, such as `has:`. */
  readonly kind: 'field' | 'value' | 'operator' | 'form';
  /** What is proposed, as it stands in the evidence or in the language. */
  readonly label: string;
  /** What takes the place of the span. */
  readonly text: string;
  readonly span: QuerySpan;
  /** Lines that have the field; null for everything else. */
  readonly lines: number | null;
  /** For a value, the field that has it; for a form, what it asks. */
  readonly detail: string | null;
  /** Whether something must follow without a space. */
  readonly goesOn: boolean;
}

const mostProposals = 12;
const mostFreeValues = 4;

/** Proposals for what is being typed at the cursor, the best first; none where nothing can be known. */
export function completeQuery(
  text: string,
  cursor: number,
  fields: readonly FieldSummary[],
): readonly QueryProposal[] {
  const place = placeOfCursor(text, Math.min(Math.max(cursor, 0), text.length));
  switch (place.kind) {
    case 'word':
      return proposeWord(place, fields, text.slice(0, place.span.start)).slice(0, mostProposals);
    case 'value':
      return proposeValue(place, fields).slice(0, mostProposals);
    case 'other':
      return [];
    default:
      return place satisfies never;
  }
}

type WordPlace = Extract<CursorPlace, { kind: 'word' }>;
type ValuePlace = Extract<CursorPlace, { kind: 'value' }>;

function proposeWord(
  place: WordPlace,
  fields: readonly FieldSummary[],
  before: string,
): readonly QueryProposal[] {
  const { typed, span, isHead } = place;
  const named = ranked(fields, typed, (field) => [
    field.name,
    ...(field.pointers === null ? [] : aliasesOf(field.name)),
  ]);
  const proposals = named.map(
    (field): QueryProposal => ({
      kind: 'field',
      label: field.name,
      text: `${renderFieldName(field.name)}${isHead ? '' : ':'}`,
      span,
      lines: field.lines,
      detail: null,
      goesOn: true,
    }),
  );
  if (isHead) return proposals;
  const asked = ranked(forms, typed, ({ label }) => [label]).map((form) => ({ ...form, span }));
  const values = freeValues(place, fields);
  const most = mostProposals - Math.min(asked.length, 3) - values.length;
  return [...operatorsAt(place, before), ...proposals.slice(0, most), ...asked, ...values];
}

/** `and` is never proposed: it is what a space says. */
function operatorsAt({ typed, span }: WordPlace, before: string): readonly QueryProposal[] {
  const isBehindTerm = /[^\s(]\s+$/u.test(before) && !/(?:^|[\s(])(?:and|or|not)\s+$/iu.test(before);
  return (['or', 'not'] as const)
    .filter((word) => typed !== '' && word.startsWith(foldText(typed)) && (word === 'not' || isBehindTerm))
    .map((word) => ({
      kind: 'operator',
      label: word,
      text: word,
      span,
      lines: null,
      detail: null,
      goesOn: false,
    }));
}

const forms: readonly Omit<QueryProposal, 'span'>[] = [
  { label: 'ts', text: 'ts:', detail: 'the time of a line' },
  { label: 'seq', text: 'seq:', detail: 'the number of an entry in its log' },
  { label: 'has', text: 'has:', detail: 'a field that has a text' },
  { label: 'missing', text: 'missing:', detail: 'a field that is not there' },
  { label: 'empty', text: 'empty:', detail: 'a field without characters' },
  { label: 'withheld', text: 'withheld:', detail: 'a field replaced by its digest' },
  { label: 'is', text: 'is:', detail: 'how a line could be read' },
].map((form) => ({ ...form, kind: 'form', lines: null, goesOn: true }));

/** The first values that begin with what is typed, whatever field has them. */
function freeValues({ typed, span }: WordPlace, fields: readonly FieldSummary[]): readonly QueryProposal[] {
  // One letter begins too many values to be worth a list.
  if (typed.length < 2) return [];
  const small = foldText(typed);
  const values: QueryProposal[] = [];
  for (const { name, examples } of fields) {
    for (const example of examples) {
      if (values.length === mostFreeValues) return values;
      if (!foldText(example).startsWith(small)) continue;
      const text = `${renderFieldName(name)}=${renderPlainText(example)}`;
      values.push({ kind: 'value', label: example, text, span, lines: null, detail: name, goesOn: false });
    }
  }
  return values;
}

function proposeValue(place: ValuePlace, fields: readonly FieldSummary[]): readonly QueryProposal[] {
  const { reserved, operator, typed, span, name } = place;
  switch (reserved) {
    case 'is':
      return ranked(lineStates, typed, (state) => [state]).map((state) => toForm(state, span));
    case 'has':
    case 'missing':
    case 'empty':
    case 'withheld':
      return ranked(fields, typed, (field) => [field.name]).map((field) => ({
        kind: 'field',
        label: field.name,
        text: renderFieldName(field.name),
        span,
        lines: field.lines,
        detail: null,
        goesOn: false,
      }));
    case 'ts':
      return ranked(times, typed, (time) => [time]).map((time) => toForm(time, span));
    case 'seq':
      return [];
    case null:
      break;
    default:
      return reserved satisfies never;
  }
  if (operator !== ':' && operator !== '=') return [];
  const examples = fieldsNamed(name, fields).flatMap((field) =>
    field.examples.map((example) => ({ example, field: field.name })),
  );
  return ranked(examples, typed, ({ example }) => [example]).map(({ example, field }) => ({
    kind: 'value',
    label: example,
    text: operator === '=' ? renderPlainText(example) : renderMarks(Array.from(example)),
    span,
    lines: null,
    detail: field,
    goesOn: false,
  }));
}

/** Counted from the times that the lines state, so that they need no calendar. */
const times = [
  'last-24h',
  'last-7d',
  'last-30d',
  'first',
  'last',
  'first..first+7d',
  'last-7d..last',
] as const;

function toForm(word: string, span: QuerySpan): QueryProposal {
  return { kind: 'form', label: word, text: word, span, lines: null, detail: null, goesOn: false };
}

/** The fields that a name means: itself, or the end of a path; without regard to case where nothing has its case. */
function fieldsNamed(name: string, fields: readonly FieldSummary[]): readonly FieldSummary[] {
  const alias = aliasedField(name);
  const matching = (fold: (text: string) => string) =>
    fields.filter((field) => field.name === alias || `.${fold(field.name)}`.endsWith(`.${fold(name)}`));
  const exact = matching((text) => text);
  return exact.length > 0 ? exact : matching(foldText);
}

/**
 * Those of which a name has what was typed in it: first where a name begins so, then where a word in it does, then the
 * rest. What comes first in the list stays first among equals. No more than can be proposed.
 */
function ranked<Item>(
  items: readonly Item[],
  typed: string,
  namesOf: (item: Item) => readonly string[],
): readonly Item[] {
  const small = foldText(typed);
  const ranks = items.flatMap((item) => {
    const rank = Math.min(...namesOf(item).map((name) => rankOf(foldText(name), small)));
    return rank === Number.POSITIVE_INFINITY ? [] : [{ item, rank }];
  });
  return ranks
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, mostProposals)
    .map(({ item }) => item);
}

function rankOf(name: string, typed: string): number {
  const at = name.indexOf(typed);
  if (at === -1) return Number.POSITIVE_INFINITY;
  if (at === 0) return 0;
  return /[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 1;
}
