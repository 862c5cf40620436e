import { renderNetwork } from './address.ts';
import { renderExpression, showText } from './query-text.ts';
import type {
  FieldName,
  LineState,
  NumberRange,
  Presence,
  Query,
  QueryTerm,
  TextPattern,
} from './query-tree.ts';
import { isPlainName } from './read-head.ts';
import { isWordCharacter, toMarks } from './text-pattern.ts';
import { timeInWords } from './time-in-words.ts';

/**
 * What a query finds, for somebody who has never seen one: `Lines whose actor has the word “alice”, and whose outcome does
 * not have the word “success”.` It says the same as the tree: a `not` before a list is said of its parts.
 */
export function queryInWords(query: Query): string {
  if (query.kind === 'all') return 'Every line.';
  return `Lines ${joined(phraseOf(query, false))}.`;
}

/** One clause, or several that `and` or `or` joins. */
type Phrase =
  | { readonly kind: 'clause'; readonly text: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Phrase[] };

function phraseOf(query: Query, isNot: boolean): Phrase {
  switch (query.kind) {
    case 'all':
      return { kind: 'clause', text: isNot ? 'of which there are none' : 'whatever they say' };
    case 'not':
      return phraseOf(query.part, !isNot);
    case 'or':
    case 'and': {
      const shared = query.kind === 'or' ? sharedField(query.parts, isNot) : null;
      if (shared !== null) return { kind: 'clause', text: shared };
      // De Morgan: not (a or b) is not a and not b.
      const kind = isNot === (query.kind === 'and') ? 'or' : 'and';
      const parts = query.parts.map((part) => phraseOf(part, isNot));
      return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
    }
    default:
      return { kind: 'clause', text: clauseOf(query, isNot) };
  }
}

function joined(phrase: Phrase): string {
  if (phrase.kind === 'clause') return phrase.text;
  return phrase.parts
    .map((part) => (part.kind === 'clause' ? part.text : `(${joined(part)})`))
    .join(`, ${phrase.kind} `);
}

/** `whose action has the word “delete” or the word “drop”`, when all parts ask for texts of one field. */
function sharedField(parts: readonly Query[], isNot: boolean): string | null {
  const texts = parts.filter((part) => part.kind === 'text');
  const fields = new Set(texts.map(({ field }) => field));
  const [field] = fields;
  if (texts.length !== parts.length || fields.size !== 1 || field === undefined) return null;
  const patterns = texts.map(({ pattern }) => patternInWords(pattern));
  const all = isNot ? `neither ${patterns.join(' nor ')}` : patterns.join(' or ');
  return field === null
    ? `that have ${all} in ${isNot ? 'any' : 'some'} field`
    : `whose ${nameInWords(field)} has ${all}`;
}

function clauseOf(term: QueryTerm, isNot: boolean): string {
  const not = isNot ? 'not ' : '';
  switch (term.kind) {
    case 'text': {
      const pattern = patternInWords(term.pattern);
      if (term.field === null) {
        return isNot ? `that do not have ${pattern} in any field` : `that have ${pattern} in some field`;
      }
      return `whose ${nameInWords(term.field)} ${isNot ? 'does not have' : 'has'} ${pattern}`;
    }
    case 'equals':
      return `whose ${nameInWords(term.field)} is ${not}exactly ${quoted(term.text)}`;
    case 'expression': {
      const expression = `the regular expression ${showText(renderExpression(term.source))}`;
      if (term.field === null) {
        return isNot
          ? `that do not match ${expression} in any field`
          : `that match ${expression} in some field`;
      }
      return `whose ${nameInWords(term.field)} ${isNot ? 'does not match' : 'matches'} ${expression}`;
    }
    case 'number':
      return `whose ${nameInWords(term.field)} is ${not}${rangeInWords(term.range)}`;
    case 'network':
      return `whose ${nameInWords(term.field)} is ${not}in the network ${renderNetwork(term.network)}`;
    case 'time':
      return `that ${isNot ? 'do not state' : 'state'} a time ${timeInWords(term.from, term.before)}`;
    case 'seq':
      return `whose seq is ${not}${seqInWords(term.from, term.before)}`;
    case 'presence':
      return presenceInWords(term.field, term.presence, isNot);
    case 'state':
      return stateInWords[term.state][isNot ? 1 : 0];
    default:
      return term satisfies never;
  }
}

function patternInWords(pattern: TextPattern): string {
  const { pieces, isBoundAtStart, isBoundAtEnd } = pattern;
  const [only] = pieces;
  const text = pieces.length === 1 && only?.every((character) => character !== null) ? only.join('') : null;
  if (text === null) {
    const shown = toMarks(pattern).map((mark) =>
      typeof mark === 'string' ? mark : mark.any === 'run' ? '*' : '?',
    );
    return `the pattern ${quoted(shown.join(''))}, where * is any text and ? any one character`;
  }
  if (isBoundAtStart && isBoundAtEnd) {
    const characters = [...text];
    if (characters.every(isWordCharacter)) return `the word ${quoted(text)}`;
    const isWords = characters.every((character) => isWordCharacter(character) || character === ' ');
    return `the ${isWords ? 'words' : 'text'} ${quoted(text)}`;
  }
  if (isBoundAtStart) return `a word that begins with ${quoted(text)}`;
  return isBoundAtEnd ? `a word that ends with ${quoted(text)}` : `${quoted(text)} anywhere`;
}

function rangeInWords({ from, to }: NumberRange): string {
  if (from !== null && to !== null) return `a number from ${from.value} to ${to.value}`;
  if (from !== null) return `a number ${from.isIncluded ? 'of at least' : 'above'} ${from.value}`;
  return to === null ? 'a number' : `a number ${to.isIncluded ? 'of at most' : 'below'} ${to.value}`;
}

function seqInWords(from: number | null, before: number | null): string {
  if (from === null) return before === null ? 'stated' : `below ${before}`;
  if (before === null) return `at least ${from}`;
  return before === from + 1 ? String(from) : `from ${from} to ${before - 1}`;
}

function presenceInWords(field: FieldName, presence: Presence, isNot: boolean): string {
  if ((field === 'ts' || field === 'seq') && (presence === 'text' || presence === 'absent')) {
    const isStated = (presence === 'text') !== isNot;
    return `that state ${isStated ? 'a' : 'no'} ${field === 'ts' ? 'time' : 'seq'}`;
  }
  const name = nameInWords(field);
  const not = isNot ? 'not ' : '';
  switch (presence) {
    case 'text':
      return `that have ${isNot ? 'no' : 'some'} text as ${name}`;
    case 'absent':
      return `whose ${name} is ${not}absent`;
    case 'empty':
      return `whose ${name} is ${not}empty`;
    case 'withheld':
      return `whose ${name} is ${not}withheld`;
    default:
      return presence satisfies never;
  }
}

/** Asked for, and asked not to be. */
const stateInWords: Readonly<Record<LineState, readonly [string, string]>> = {
  entry: ['that could be read as an entry', 'that could not be read as an entry'],
  withheld: ['that were withheld', 'that were not withheld'],
  ambiguous: ['that two programs may read differently', 'that every program reads alike'],
  reject: ['that are no entry', 'that are not rejected as no entry'],
  damaged: ['that a check names as damaged', 'that no check names as damaged'],
};

function nameInWords(name: FieldName): string {
  return isPlainName(name) ? showText(name) : quoted(name);
}

function quoted(text: string): string {
  return `“${showText(text)}”`;
}
