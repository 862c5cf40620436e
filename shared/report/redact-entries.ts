import { eventFields } from '../adapters/event-field.ts';
import { readLine } from '../bundle/read-line.ts';
import { toBase64 } from '../bytes/base64.ts';
import { limits } from '../bytes/limits.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { decodeUtf8, decodeUtf8Lossily } from '../bytes/utf8.ts';
import { disclosedFields } from '../case/disclosed-fields.ts';
import type { DisclosedField } from '../contract/entry-protocol.ts';
import { parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject } from '../json/json-value.ts';
import { pointerTokens } from '../json/pointer.ts';
import { isMeant, isShown, type LeafPlace } from '../redaction/decide-entry.ts';
import { isTellingName } from '../redaction/hidden-values.ts';
import type { NamedPlace } from '../redaction/redaction-order.ts';
import { clearValues, standsUnder } from './clear-values.ts';
import type { ExtractedEntry } from './extract.ts';
import type { HiddenOrder, RedactionReason, ReportOrder, ReportRedaction } from './order.ts';
import type { EntryName, ReportedContent, ReportedRedaction } from './record.ts';
import { entryProblem, type ReportProblem, reportProblem } from './report-problem.ts';
import { toUtcText } from './utc-text.ts';

/** What a report shows of one entry, and what it keeps back. */
export interface RedactedEntry {
  readonly content: ReportedContent;
  readonly redactions: readonly ReportedRedaction[];
  /** Values that were committed and are kept back: they must stand nowhere in the report. */
  readonly hidden: readonly string[];
  /** Values of an entry that is withheld: they must stand nowhere but in other entries that are shown. */
  readonly withheld: readonly string[];
  /** Every value that is shown, committed ones among them. */
  readonly shown: readonly string[];
  /** Which of the fields that are to be hidden are committed in this entry. */
  readonly committed: readonly string[];
  readonly problems: readonly ReportProblem[];
}

/** Named by what makes an entry one; they say nothing of what happened. */
const alwaysShown = ['/seq', '/prev', '/ts'];
const deniedReason = 'It has a value of a field that is not among those that this report shows.';

/** Applies what is to be withheld and hidden to one entry. */
export function redactEntry(
  entry: ExtractedEntry,
  { redaction, preparer, pseudonyms }: RedactionRules,
): RedactedEntry {
  const { reading, event } = readLine(entry.line, limits);
  if (reading === 'withheld') return { ...nothing, content: { kind: 'withheld-by-sender' } };
  const fields = event === null ? [] : disclosedFields(event, entry.disclosures);
  const order = redaction.withheld.find((each) => isSameLine(each, entry));
  if (order !== undefined) return withhold(entry, event, fields, order, redaction);
  if (redaction.shownPointers !== null && !isAllShown(event, redaction.shownPointers)) {
    const denied = { reason: deniedReason, privilege: '', by: preparer.name };
    return withhold(entry, event, fields, denied, redaction);
  }
  return show(entry, event, fields, { redaction, preparer, ...(pseudonyms && { pseudonyms }) });
}

/** What of an order decides about entries. */
export type RedactionRules = Pick<ReportOrder, 'redaction' | 'preparer' | 'pseudonyms'>;

const nothing = { redactions: [], hidden: [], withheld: [], shown: [], committed: [], problems: [] };

function isSameLine(one: EntryName, other: EntryName): boolean {
  return one.seq === other.seq && one.leaf === other.leaf && one.origin === other.origin;
}

function isAllShown(event: JsonObject | null, shownPointers: readonly string[]): boolean {
  // Of a line that cannot be read nobody can say what is in it.
  if (event === null) return false;
  const shown = [...alwaysShown, ...shownPointers];
  return clearValues(event).every(({ pointer }) => shown.some((each) => standsUnder(pointer, each)));
}

function withhold(
  entry: ExtractedEntry,
  event: JsonObject | null,
  fields: readonly DisclosedField[],
  { reason, privilege, by }: RedactionReason,
  redaction: ReportRedaction,
): RedactedEntry {
  return {
    ...nothing,
    content: { kind: 'withheld', reason },
    redactions: [{ ...nameOf(entry), pointers: [], reason, privilege, by }],
    withheld: [
      ...(event === null ? [] : clearValues(event).filter(isTelling(entry))).map(({ text }) => text),
      ...fields.flatMap(openedTexts),
    ],
    committed: committedOf(fields, redaction),
  };
}

function committedOf(fields: readonly DisclosedField[], { hidden }: ReportRedaction): readonly string[] {
  return hidden
    .map(({ pointer }) => pointer)
    .filter((pointer) => fields.some((field) => isHiddenBy(field, pointer)));
}

/** What names a kind of act is the word for it in every sentence, and tells nothing of this one. */
function isTelling({ fields }: ExtractedEntry) {
  const kinds = [fields.action, fields.outcome, fields.service].flatMap((value) =>
    value.kind === 'text' ? [value.text] : [],
  );
  return ({ pointer, text }: { readonly pointer: string; readonly text: string }) =>
    !kinds.includes(text) && pointer !== '/seq' && pointer !== '/prev';
}

function show(
  entry: ExtractedEntry,
  event: JsonObject | null,
  fields: readonly DisclosedField[],
  { redaction, preparer, pseudonyms }: RedactionRules,
): RedactedEntry {
  const clear = event === null ? [] : clearValues(event);
  const decided = fields.map((field) => ({ field, rule: ruleFor(field, redaction, preparer.name) }));
  const kept = decided.filter(({ rule }) => rule === null).map(({ field }) => field);
  const dropped = decided.filter(({ field, rule }) => rule !== null && field.disclosure !== null);
  return {
    content: toContent(entry, event, kept),
    redactions: toRedactions(entry, dropped, pseudonyms),
    hidden: dropped.flatMap(({ field }) => openedTexts(field)),
    withheld: [],
    shown: [
      ...(event === null ? [decodeUtf8Lossily(entry.line)] : clear.map(({ text }) => text)),
      ...kept.flatMap(openedTexts),
    ],
    committed: committedOf(fields, redaction),
    problems: redaction.hidden
      .filter(({ pointer }) => clear.some((value) => standsUnder(value.pointer, pointer)))
      .map(({ pointer }) => inClearProblem(entry, pointer)),
  };
}

function inClearProblem(entry: ExtractedEntry, pointer: string): ReportProblem {
  const statement = `Entry ${entry.seq} of ${entry.origin} has ${pointer} in clear: a signed line cannot lose a value, it can only be withheld whole.`;
  return entryProblem('hidden-in-clear', pointer, entry, statement);
}

/** By the rule of redacted bundles: a committed value is opened whole or not at all. */
function isHiddenBy(field: DisclosedField, hidden: string): boolean {
  const place = placeOf(hidden);
  return place !== null && isMeant(leafOf(field), place, field.disclosure);
}

function placeOf(pointer: string): NamedPlace | null {
  const tokens = pointerTokens(pointer);
  return tokens === null ? null : { pointer, tokens };
}

function leafOf({ pointer }: DisclosedField): LeafPlace {
  const tokens = pointerTokens(pointer) ?? [];
  return { kind: 'committed', path: tokens.slice(0, -1), place: Number(tokens.at(-1)) };
}

/** Why a committed field is not opened, or null when it may be. */
function ruleFor(field: DisclosedField, redaction: ReportRedaction, preparer: string): HiddenOrder | null {
  const rule = redaction.hidden.find((each) => isHiddenBy(field, each.pointer));
  if (rule !== undefined) return rule;
  const shown = redaction.shownPointers?.flatMap((each) => placeOf(each) ?? []);
  if (shown === undefined || isShown(leafOf(field), shown)) return null;
  return { pointer: '', reason: deniedReason, privilege: '', by: preparer };
}

interface DroppedField {
  readonly field: DisclosedField;
  readonly rule: HiddenOrder | null;
}

/** One for each reason that there is to hide anything of an entry. */
function toRedactions(
  entry: ExtractedEntry,
  dropped: readonly DroppedField[],
  names: RedactionRules['pseudonyms'],
): readonly ReportedRedaction[] {
  const byReason = new Map<string, { readonly rule: HiddenOrder; readonly fields: DisclosedField[] }>();
  for (const { field, rule } of dropped) {
    if (rule === null) continue;
    // What no rule names has one reason, however many fields there are.
    const own = byReason.get(rule.pointer);
    if (own === undefined) byReason.set(rule.pointer, { rule, fields: [field] });
    else own.fields.push(field);
  }
  return [...byReason.values()].map(({ rule, fields }) => ({
    ...nameOf(entry),
    pointers: fields.map(({ pointer }) => pointer),
    ...(names === undefined || !rule.pseudonym ? {} : { pseudonyms: namesOf(fields, rule.pseudonym, names) }),
    reason: rule.reason,
    privilege: rule.privilege,
    by: rule.by,
  }));
}

function namesOf(
  fields: readonly DisclosedField[],
  kind: string,
  names: NonNullable<RedactionRules['pseudonyms']>,
): readonly string[] {
  return fields.map(({ value }) => names.nameOf(kind, value ?? ''));
}

function toContent(
  entry: ExtractedEntry,
  event: JsonObject | null,
  kept: readonly DisclosedField[],
): ReportedContent {
  const line = tryParse(() => decodeUtf8(entry.line));
  if (line.kind === 'error') return { kind: 'bytes', base64: toBase64(entry.line) };
  return {
    kind: 'line',
    line: line.value,
    time: event === null ? null : toUtcText(entry.time),
    event: eventFields.flatMap((field) => {
      const value = entry.fields[field];
      if (value.kind === 'text') return [{ field, value: value.text }];
      return value.kind === 'empty' ? [{ field, value: '' }] : [];
    }),
    // One that opens nothing in its line is no evidence, and nobody would see what it says.
    disclosures: kept.flatMap(({ disclosure }) => (disclosure === null ? [] : [disclosure])),
  };
}

/** Every value that a disclosure opens, and the names within it that say more than what a field is called. */
function openedTexts({ disclosure }: DisclosedField): readonly string[] {
  const opened = disclosure === null ? null : parseDisclosure(disclosure);
  if (opened === null) return [];
  return clearValues(opened.value).flatMap(({ text, pointer }) => [
    text,
    ...(pointerTokens(pointer) ?? []).filter(isTellingName),
  ]);
}

function nameOf({ origin, seq, leaf }: EntryName): EntryName {
  return { origin, seq, leaf };
}

/** Redactions that name nothing: what was meant would leave. */
export function redactionsOfNothing(
  { withheld, hidden }: ReportRedaction,
  entries: readonly EntryName[],
  redacted: readonly RedactedEntry[],
): readonly ReportProblem[] {
  const unknown = withheld.filter((order) => !entries.some((entry) => isSameLine(order, entry)));
  const committed = new Set(redacted.flatMap((each) => each.committed));
  // Where there is no entry at all, nothing can leave.
  const uncommitted = redacted.length === 0 ? [] : hidden.filter(({ pointer }) => !committed.has(pointer));
  return [
    ...unknown.map((order) => {
      const statement = `Entry ${order.seq} of ${order.origin} with the leaf ${order.leaf} is to be withheld, and this report does not name it.`;
      return entryProblem('redaction-of-nothing', `entry ${order.seq}`, order, statement);
    }),
    ...uncommitted.map(({ pointer }) =>
      reportProblem(
        'redaction-of-nothing',
        pointer,
        `The field ${pointer} is to be hidden, and no entry of this report has it committed.`,
      ),
    ),
  ];
}
