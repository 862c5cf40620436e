import { toHex } from '../bytes/hex.ts';
import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import { leafDigest } from '../chain/leaf.ts';
import type { OrderedWithheld, RedactionOrderFile } from './order-file.ts';
import type { RedactionPlan } from './plan-redaction.ts';
import { parsePlace, type RedactionOrder } from './redaction-order.ts';
import type { SourceLine } from './segment-lines.ts';

/** Who redacts and why, as it stands in the new bundle. */
export type OrderFacts = Pick<RedactionOrder, 'by' | 'reason' | 'privilege' | 'claimedTime' | 'tool'>;

/** The bundle that an order is carried out on. */
export interface OrderedBundle {
  readonly origin: string;
  /** The number of its first entry. */
  readonly start: EntrySeq;
  /** Whether a line answers one of the queries by which entries are kept; true for all where there is none. */
  isKept(ordinal: EntryOrdinal): boolean;
}

/** An order file as it is carried out on one bundle. What it says of entries of other logs says nothing here. */
export function applyOrder(
  file: RedactionOrderFile,
  { origin, start, isKept }: OrderedBundle,
  facts: OrderFacts,
): RedactionOrder {
  const named = new Set(file.withheld.flatMap((each) => (each.origin === origin ? [each.seq - start] : [])));
  return {
    ...facts,
    hidden: file.hidden.map(({ pointer }) => parsePlace(pointer)),
    shown: file.shownPointers?.map(parsePlace) ?? null,
    isWithheld: (ordinal) => named.has(ordinal) || !isKept(ordinal),
    withholdsRest: file.withholdsRest,
    keepsAttachments: file.keepsAttachments,
  };
}

/** Looks for the entries that an order names, each by its number and its leaf: another line in their place is not what was meant. */
export class NamedEntries {
  readonly #expected: ReadonlyMap<EntrySeq, OrderedWithheld>;
  readonly #problems: string[] = [];

  constructor({ withheld }: RedactionOrderFile, origin: string) {
    this.#expected = new Map(
      withheld.flatMap((each) => (each.origin === origin ? [[each.seq, each] as const] : [])),
    );
  }

  look({ seq, bytes, reading }: SourceLine): void {
    const expected = this.#expected.get(seq);
    if (expected === undefined) return;
    const leaf = toHex(reading.statedLeaf ?? leafDigest(bytes));
    if (leaf !== expected.leaf)
      this.#problems.push(`Entry ${seq} has the leaf ${leaf}, and the order names ${expected.leaf}.`);
  }

  /** Of all lines that were looked at. */
  get problems(): readonly string[] {
    return this.#problems;
  }
}

/** Why nothing is made of a plan that could be carried out: a pointer that hides nothing, or a copy that would be the same. */
export function planProblems(
  { unmatched, withheldEntries, hiddenEntries }: RedactionPlan,
  { hidden }: Pick<RedactionOrderFile, 'hidden'>,
): readonly string[] {
  if (unmatched.length > 0) return [`No entry has anything at ${unmatched.join(', ')}: is it spelled so?`];
  const hides = [...hiddenEntries.values()].some((entries) => entries > 0);
  if (withheldEntries > 0 || hides) return [];
  return [
    hidden.length > 0
      ? 'These fields are hidden already.'
      : 'No entry is to be withheld: nothing would change.',
  ];
}
