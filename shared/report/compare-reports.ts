import type { ReportRecord } from './record.ts';
import { recordShape } from './record-shape.ts';

/** Members of a record that have parts of their own; all others are of the report as a whole. */
const parts = [
  'engagement',
  'bundles',
  'narrative',
  'findings',
  'samples',
  'exhibits',
  'entries',
  'searches',
  'redactions',
  'limitations',
  'trust',
  'custody',
] as const;

export type ComparedPart = (typeof parts)[number] | 'report';

/** Where two versions of a report differ. Texts are of the reports, and may be anybody's. */
export interface ReportDifference {
  readonly part: ComparedPart;
  /** What names the item: a title, a number, an entry; empty where the part has only one. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Which member of it, as `title` or `verdict headline`; empty for an item as a whole. */
  readonly member: string;
  /** Empty where there was nothing, and for an item as a whole. */
  readonly before: string;
  readonly after: string;
}

/**
 * Everything in which a later version says something else than an earlier one, in the order of a record. Items of lists are the
 * same ones when they have the same name, wherever they stand: a finding that became graver is one difference.
 */
export function compareReports(before: ReportRecord, after: ReportRecord): readonly ReportDifference[] {
  const changes = compareMembers(
    toMembers(recordShape.toDocument(before)),
    toMembers(recordShape.toDocument(after)),
    [],
    '',
  );
  return changes.map(toDifference);
}

/** A difference by the names of members and items that lead to it, from the top. */
interface Change {
  readonly kind: ReportDifference['kind'];
  readonly place: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
}

function toDifference({ kind, place, before, after }: Change): ReportDifference {
  const part = parts.find((each) => each === place[0]);
  const texts = { kind, before: before ?? '', after: after ?? '' };
  if (part === undefined) return { part: 'report', name: '', member: place.join(' '), ...texts };
  const hasItems = itemNames[`/${part}`] !== undefined;
  return {
    part,
    name: hasItems ? (place[1] ?? '') : '',
    member: place.slice(hasItems ? 2 : 1).join(' '),
    ...texts,
  };
}

type Members = Readonly<Record<string, unknown>>;

/** What names an item of a list, by the members that lead to the list. What is not here is compared by its place. */
const itemNames: Readonly<Record<string, (item: Members) => readonly unknown[]>> = {
  '/bundles': ({ fileSha256, fileName }) => [fileSha256, fileName],
  '/bundles/verdict/results': ({ code, place, statement }) => [code, place, statement],
  '/bundles/receipt/members': ({ path }) => [path],
  '/bundles/receipt/rejectedLines': ({ member, line }) => [member, line],
  '/bundles/receipt/account/mapping': ({ field }) => [field],
  '/bundles/checkpoints': ({ size }) => [size],
  '/narrative': ({ heading }) => [heading],
  '/findings': ({ findingId, title }) => [findingId, title],
  '/findings/controls': ({ framework, control }) => [framework, control],
  '/findings/citations': ({ origin, seq, leaf }) => [origin, seq, leaf],
  '/narrative/citations': ({ origin, seq, leaf }) => [origin, seq, leaf],
  '/samples': ({ sampleId, title }) => [sampleId, title],
  '/samples/population/files': ({ fileSha256, origin }) => [fileSha256, origin],
  '/exhibits': ({ number }) => [number],
  '/exhibits/entries': ({ origin, seq, leaf }) => [origin, seq, leaf],
  '/entries': ({ origin, seq, leaf }) => [origin, seq, leaf],
  '/searches': ({ name, query }) => [name, query],
  '/redactions': ({ origin, seq, leaf, pointers, reason }) => [origin, seq, leaf, pointers, reason],
  '/trust/keys': ({ origin, role, fingerprint }) => [origin, role, fingerprint],
  '/trust/authorities': ({ fingerprint, subject }) => [fingerprint, subject],
  '/trust/policies': ({ origin }) => [origin],
  '/custody/actions': ({ action }) => [action],
};

/** Members that an item is called by, in place of all that names it: an id or a digest tells a reader nothing. */
const calledBy: Readonly<Record<string, string>> = {
  '/bundles': 'fileName',
  '/findings': 'title',
  '/samples': 'title',
};

/** It repeats results of the bundles, whose changes are listed there. */
const repeated = ['/notVerified'];

function compareMembers(
  before: Members,
  after: Members,
  place: readonly string[],
  path: string,
): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !repeated.includes(`${path}/${name}`))
    .flatMap((name) => compareValues(before[name], after[name], [...place, name], `${path}/${name}`));
}

function compareValues(
  before: unknown,
  after: unknown,
  place: readonly string[],
  path: string,
): readonly Change[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, place, path);
  if (isMembers(before) && isMembers(after) && kindName(before) === kindName(after)) {
    return compareMembers(before, after, place, path);
  }
  const [was, is] = [toText(before), toText(after)];
  return was === is ? [] : [{ kind: kindOf(before, after), place, before: was, after: is }];
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  place: readonly string[],
  path: string,
): readonly Change[] {
  const areItems = [...before, ...after].every(isMembers);
  if (!areItems) return compareTexts(before.map(toText), after.map(toText), place, path);
  const items = [namedItems(before, path), namedItems(after, path)] as const;
  const changes = [...items[0]].flatMap(([name, { item, called }]): readonly Change[] => {
    const other = items[1].get(name);
    if (other !== undefined) return compareMembers(item, other.item, [...place, other.called], path);
    return [{ kind: 'removed', place: [...place, called], before: null, after: null }];
  });
  const added = [...items[1]].flatMap(([name, { called }]): readonly Change[] =>
    items[0].has(name) ? [] : [{ kind: 'added', place: [...place, called], before: null, after: null }],
  );
  return [...changes, ...added];
}

/** Sentences are items; in a list of words the order says something, so it is one value. */
function compareTexts(
  before: readonly (string | null)[],
  after: readonly (string | null)[],
  place: readonly string[],
  path: string,
): readonly Change[] {
  if (path !== '/limitations') {
    const [was, is] = [before.join(', '), after.join(', ')];
    return was === is ? [] : [{ kind: 'changed', place, before: was, after: is }];
  }
  const gone = before.filter((text) => !after.includes(text));
  const fresh = after.filter((text) => !before.includes(text));
  return [
    ...gone.map((text) => ({ kind: 'removed', place, before: text, after: null }) as const),
    ...fresh.map((text) => ({ kind: 'added', place, before: null, after: text }) as const),
  ];
}

/** Items by name; those of one name, which a report of ours has not, are told apart by which of them comes first. */
function namedItems(
  items: readonly unknown[],
  path: string,
): ReadonlyMap<string, { readonly item: Members; readonly called: string }> {
  const named = new Map<string, { readonly item: Members; readonly called: string }>();
  const nameOf = itemNames[path];
  for (const [index, value] of items.entries()) {
    const item = toMembers(value);
    const [first, ...rest] = nameOf?.(item) ?? [index + 1];
    const words =
      calledBy[path] === undefined ? [first, ...rest].map(String).join(' ') : String(item[calledBy[path]]);
    let key = JSON.stringify([first, ...(calledBy[path] === undefined ? rest : [])]);
    while (named.has(key)) key += ' again';
    named.set(key, { item, called: words });
  }
  return named;
}

function kindOf(before: unknown, after: unknown): Change['kind'] {
  if (before === null || before === undefined) return 'added';
  return after === null || after === undefined ? 'removed' : 'changed';
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each) => toText(each) ?? '').join(', ');
  // Of two kinds of contents or proofs the kind says what happened; the rest cannot be compared.
  if (isMembers(value)) return kindName(value) ?? JSON.stringify(value);
  return String(value);
}

function kindName({ kind }: { readonly kind?: unknown }): string | null {
  return typeof kind === 'string' ? kind : null;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toMembers(value: unknown): Members {
  return isMembers(value) ? value : {};
}
