import { readLine } from '../bundle/read-line.ts';
import { limits } from '../bytes/limits.ts';
import { disclosedFields } from '../case/disclosed-fields.ts';
import { FieldTally, type LeavingField } from '../redaction/leaving-fields.ts';
import { clearValues } from './clear-values.ts';
import type { ExtractedEntry, ReportExtract } from './extract.ts';
import { bestCopies, lineKey } from './named-lines.ts';
import type { EntryName } from './record.ts';
import { type RedactedEntry, type RedactionRules, redactEntry } from './redact-entries.ts';
import { sortedBy } from './sorted-by.ts';

/** What becomes of an entry: all of it leaves, some of it, nothing; or it came as a stub. */
export type EntryFate = 'whole' | 'part' | 'withheld' | 'came-withheld';

export interface LeavingEntry extends EntryName {
  /** Numbers of the exhibits that it is in. */
  readonly exhibits: readonly string[];
  readonly fate: EntryFate;
  /** Pointers of hidden-field rules that this entry has in clear: it cannot leave like that. */
  readonly inClear: readonly string[];
}

/** One entry as it is here, and what of it a recipient sees. */
export interface EntryBeside extends EntryName {
  readonly fate: EntryFate;
  /** Why it is withheld as a whole; empty where it is not. */
  readonly reason: string;
  readonly rows: readonly BesideRow[];
}

export interface BesideRow {
  readonly pointer: string;
  /** Null of a committed value whose disclosure did not come. */
  readonly value: string | null;
  readonly isCommitted: boolean;
  readonly isShown: boolean;
  /** Why it is hidden; empty where it is shown, and where the whole entry is withheld. */
  readonly reason: string;
  /** The other name that the recipient gets for it, or empty. */
  readonly pseudonym: string;
}

export interface LeavingPlan {
  readonly fields: readonly LeavingField[];
  /** In the order of their logs; the first so many. */
  readonly entries: readonly LeavingEntry[];
  readonly count: Readonly<Record<EntryFate, number>>;
  /** Values of committed fields that are left out, and all values of withheld entries. */
  readonly hiddenValues: number;
  readonly entry: EntryBeside | null;
}

/** A screen that lists more is not read any more. */
const mostEntries = 2_000;

/** What of the entries that a report names would leave by an order, whether or not the report can be made. */
export function planLeaving(
  { entries, exhibits }: Pick<ReportExtract, 'entries' | 'exhibits'>,
  rules: RedactionRules,
  at: EntryName | null,
): LeavingPlan {
  const exhibitsOf = numbersByLine(exhibits);
  const tally = new FieldTally();
  const count = { whole: 0, part: 0, withheld: 0, 'came-withheld': 0 };
  const listed: LeavingEntry[] = [];
  let hiddenValues = 0;
  let beside: EntryBeside | null = null;
  const sorted = sortedBy([...bestCopies(entries).values()], ({ origin, seq, leaf }) => [origin, seq, leaf]);
  const wanted = at === null ? undefined : sorted.find((entry) => lineKey(entry) === lineKey(at));
  for (const entry of sorted) {
    const numbers = exhibitsOf.get(lineKey(entry)) ?? [];
    const { event } = readLine(entry.line, limits);
    const fields = event === null ? [] : disclosedFields(event, entry.disclosures);
    const opened = new Map(fields.flatMap((each) => (each.disclosure === null ? [] : [[each.digest, each]])));
    if (event !== null) tally.add(event, opened, numbers);
    const redacted = redactEntry(entry, rules);
    const fate = fateOf(redacted);
    count[fate] += 1;
    hiddenValues += redacted.redactions.reduce((sum, { pointers }) => sum + pointers.length, 0);
    if (fate === 'withheld') hiddenValues += besideRows(entry, redacted).length;
    if (entry === (wanted ?? sorted[0])) beside = toBeside(entry, redacted, fate);
    if (listed.length >= mostEntries) continue;
    const { origin, seq, leaf } = entry;
    const inClear = redacted.problems.map(({ where }) => where);
    listed.push({ origin, seq, leaf, exhibits: numbers, fate, inClear });
  }
  return { fields: tally.fields(), entries: listed, count, hiddenValues, entry: beside };
}

function numbersByLine(exhibits: ReportExtract['exhibits']): ReadonlyMap<string, readonly string[]> {
  const numbers = new Map<string, string[]>();
  for (const { number, sources } of exhibits) {
    for (const { origin, lines } of sources) {
      for (const line of lines) {
        const key = lineKey({ origin, ...line });
        numbers.set(key, [...(numbers.get(key) ?? []), number]);
      }
    }
  }
  return numbers;
}

function fateOf({ content, redactions }: RedactedEntry): EntryFate {
  if (content.kind === 'withheld-by-sender') return 'came-withheld';
  if (content.kind === 'withheld') return 'withheld';
  return redactions.length > 0 ? 'part' : 'whole';
}

function toBeside(entry: ExtractedEntry, redacted: RedactedEntry, fate: EntryFate): EntryBeside {
  const { origin, seq, leaf } = entry;
  const { content } = redacted;
  const reason = content.kind === 'withheld' ? content.reason : '';
  return { origin, seq, leaf, fate, reason, rows: besideRows(entry, redacted) };
}

/** The values of an entry in its order, those in clear first. */
function besideRows(
  { line, disclosures }: ExtractedEntry,
  { content, redactions }: RedactedEntry,
): readonly BesideRow[] {
  const { event } = readLine(line, limits);
  if (event === null) return [];
  const leaves = content.kind === 'line' || content.kind === 'bytes';
  const hidden = new Map(
    redactions.flatMap(({ pointers, reason, pseudonyms = [] }) =>
      pointers.map((pointer, index) => [pointer, { reason, pseudonym: pseudonyms[index] ?? '' }] as const),
    ),
  );
  const inClear = clearValues(event).map(({ pointer, text }) => ({
    ...{ pointer, value: text, isCommitted: false, isShown: leaves, reason: '', pseudonym: '' },
  }));
  const committed = disclosedFields(event, disclosures).map(({ pointer, value }) => {
    const { reason = '', pseudonym = '' } = hidden.get(pointer) ?? {};
    const isShown = leaves && value !== null && !hidden.has(pointer);
    return { pointer, value, isCommitted: true, isShown, reason, pseudonym };
  });
  return [...inClear, ...committed];
}
