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
import { clearValues, standsUnder } from './clear-values.ts';
import type { ExtractedEntry } from './extract.ts';
import type { RedactionReason, ReportOrder, ReportRedaction } from './order.ts';
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
  { redaction, preparer }: Pick<ReportOrder, 'redaction' | 'preparer'>,
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
  return show(entry, event, fields, { redaction, preparer });
}

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
    .filter((pointer) => fields.some((field) => isHiddenBy(field.pointer, pointer)));
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
  { redaction, preparer }: Pick<ReportOrder, 'redaction' | 'preparer'>,
): RedactedEntry {
  const clear = event === null ? [] : clearValues(event);
  const decided = fields.map((field) => ({ field, rule: ruleFor(field.pointer, redaction, preparer.name) }));
  const kept = decided.filter(({ rule }) => rule === null).map(({ field }) => field);
  const dropped = decided.filter(({ field, rule }) => rule !== null && field.disclosure !== null);
  return {
    content: toContent(entry, event, kept),
    redactions: toRedactions(entry, dropped),
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

/**
 * Whether hiding a pointer hides a committed field: the one that it names, any within it, and also the one that it lies in, since
 * a committed value is opened whole or not at all. `/actor/email` lies in the list element `/actor/0` when all of `/actor` was
 * committed.
 */
function isHiddenBy(field: string, hidden: string): boolean {
  if (standsUnder(field, hidden) || standsUnder(hidden, field)) return true;
  const list = field.slice(0, field.lastIndexOf('/'));
  return standsUnder(hidden, list) && !/^\/\d+(?:\/|$)/.test(hidden.slice(list.length));
}

/** Why a committed field is not opened, or null when it may be. */
function ruleFor(pointer: string, redaction: ReportRedaction, preparer: string): RedactionReason | null {
  const rule = redaction.hidden.find((each) => isHiddenBy(pointer, each.pointer));
  if (rule !== undefined) return rule;
  const { shownPointers } = redaction;
  if (shownPointers === null || shownPointers.some((each) => standsUnder(pointer, each))) return null;
  return { reason: deniedReason, privilege: '', by: preparer };
}

function toRedactions(
  entry: ExtractedEntry,
  dropped: readonly { readonly field: DisclosedField; readonly rule: RedactionReason | null }[],
): readonly ReportedRedaction[] {
  const rules = new Set(dropped.flatMap(({ rule }) => (rule === null ? [] : [rule])));
  return [...rules].map((rule) => ({
    ...nameOf(entry),
    pointers: dropped.filter((each) => each.rule === rule).map(({ field }) => field.pointer),
    reason: rule.reason,
    privilege: rule.privilege,
    by: rule.by,
  }));
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

/** Every value that a disclosure opens, and the names within it. */
function openedTexts({ disclosure }: DisclosedField): readonly string[] {
  const opened = disclosure === null ? null : parseDisclosure(disclosure);
  if (opened === null) return [];
  return clearValues(opened.value).flatMap(({ text, pointer }) => [
    text,
    ...pointer
      .split('/')
      .slice(1)
      .filter((token) => !/^\d+$/.test(token)),
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
