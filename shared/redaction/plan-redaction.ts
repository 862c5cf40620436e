import type { BundleSource } from '../bundle/bundle-source.ts';
import type { EntrySeq } from '../bytes/units.ts';
import type { JsonObject } from '../json/json-value.ts';
import { BitSet } from '../search/bit-set.ts';
import { decideEntry, type HiddenField, isMeant } from './decide-entry.ts';
import { entryLeaves } from './entry-leaves.ts';
import { HiddenValues } from './hidden-values.ts';
import type { RedactionOrder } from './redaction-order.ts';
import { type SourceLine, sourceSegments } from './segment-lines.ts';

/** Why an entry cannot stay, or go, as the order asks. */
export interface RedactionRefusal {
  readonly seq: EntrySeq;
  readonly kind: 'in-clear' | 'unreadable';
  /** The field that is there in clear; empty for a line whose fields cannot be told. */
  readonly pointer: string;
}

export interface RedactionPlan {
  readonly kind: 'plan';
  /** Ordinals of lines that are replaced by their stubs. */
  readonly withheld: BitSet;
  readonly withheldEntries: number;
  /** Entries in which each field is hidden, by the pointer that a person named. */
  readonly hiddenEntries: ReadonlyMap<string, number>;
  /** Pointers that no entry has anything at. */
  readonly unmatched: readonly string[];
  readonly values: HiddenValues;
}

export interface RefusedPlan {
  readonly kind: 'refused';
  /** The first of them. */
  readonly refusals: readonly RedactionRefusal[];
  readonly count: number;
}

const keptRefusals = 20;

export interface RedactionStep {
  /** Called between two runs of lines; throws CancelledError to stop. */
  onLines(lines: number): Promise<void>;
}

/**
 * Reads a verified bundle from start to end and decides of each line what becomes of it. Nothing is written, so a person is told
 * first what an order cannot do. `look` sees each line as well, so that nothing has to be read twice.
 */
export async function planRedaction(
  source: BundleSource,
  { start, lines }: { readonly start: EntrySeq; readonly lines: number },
  order: RedactionOrder,
  { onLines }: RedactionStep,
  look: (line: SourceLine) => void = () => {},
): Promise<RedactionPlan | RefusedPlan> {
  const withheld = new BitSet(lines);
  const values = new HiddenValues();
  const hiddenEntries = new Map(order.hidden.map(({ pointer }) => [pointer, 0]));
  const matched = new Set<string>();
  const refusals: RedactionRefusal[] = [];
  let refused = 0;
  let withheldEntries = 0;
  let done = 0;

  const withhold = (line: SourceLine) => {
    withheld.add(line.ordinal);
    withheldEntries += 1;
    values.withhold(line);
  };
  const refuse = (line: SourceLine, kind: RedactionRefusal['kind'], pointer: string) => {
    if (order.withholdsRest) {
      withhold(line);
      return;
    }
    refused += 1;
    if (refusals.length < keptRefusals) refusals.push({ seq: line.seq, kind, pointer });
  };
  const hide = (fields: readonly HiddenField[]) => {
    const here = new Set<string>();
    for (const field of fields) {
      matched.add(field.pointer);
      if (field.disclosure === null) continue;
      values.hide(field);
      here.add(field.pointer);
    }
    for (const pointer of here) hiddenEntries.set(pointer, (hiddenEntries.get(pointer) ?? 0) + 1);
  };

  /** Also of an entry that goes as a whole: its field is not misspelled for that. */
  const noteMatched = (event: JsonObject, { disclosures }: SourceLine) => {
    const open = order.hidden.filter(({ pointer }) => !matched.has(pointer));
    if (open.length === 0) return;
    for (const leaf of entryLeaves(event)) {
      const disclosure = leaf.kind === 'committed' ? (disclosures.get(leaf.digest) ?? null) : null;
      for (const place of open) if (isMeant(leaf, place, disclosure)) matched.add(place.pointer);
    }
  };

  const take = (line: SourceLine) => {
    const { event, reading } = line.reading;
    if (reading === 'withheld') return;
    if (event === null) {
      if (order.isWithheld(line.ordinal) || order.shown !== null) withhold(line);
      else if (order.hidden.length > 0) refuse(line, 'unreadable', '');
      return;
    }
    const isWithheld = order.isWithheld(line.ordinal);
    if (order.hidden.length === 0 && order.shown === null) {
      if (isWithheld) withhold(line);
      return;
    }
    const decision = decideEntry(event, line.disclosures, order);
    if (decision.kind !== 'stays') noteMatched(event, line);
    if (isWithheld || decision.kind === 'not-listed') withhold(line);
    else if (decision.kind === 'in-clear') refuse(line, 'in-clear', decision.pointer);
    else hide(decision.hidden);
  };

  for (const segment of sourceSegments(source, start)) {
    for await (const batch of segment.lines()) {
      for (const line of batch) {
        look(line);
        take(line);
      }
      done += batch.length;
      await onLines(done);
    }
  }
  if (refused > 0) return { kind: 'refused', refusals, count: refused };
  const unmatched = order.hidden.map(({ pointer }) => pointer).filter((pointer) => !matched.has(pointer));
  return { kind: 'plan', withheld, withheldEntries, hiddenEntries, unmatched, values };
}
