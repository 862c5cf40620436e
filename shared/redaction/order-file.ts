import { FormatError } from '../bytes/errors.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import { count, digest, flag, list, object, orNull, type Shape, text, word } from '../json/shape.ts';
import { parsePlace } from './redaction-order.ts';

export const redactionOrderFormat = 'redaction-order/1';

/** Why something is left out. */
export interface OrderedReason {
  readonly reason: string;
  /** As `attorney-client`; empty where none is claimed. */
  readonly privilege: string;
}

export interface OrderedHidden extends OrderedReason {
  readonly pointer: string;
  /** The kind of another name that a report gives its values, as `person`; empty for none. */
  readonly pseudonym: string;
}

export interface OrderedWithheld extends OrderedReason {
  readonly origin: string;
  readonly seq: number;
  readonly leaf: DigestHex;
}

/**
 * What is to be left out, as a file: the window writes it, `vouch redact --order` and `vouch report --redaction` do as it says. It
 * says what and why; who and when says whoever runs it.
 */
export interface RedactionOrderFile {
  readonly format: typeof redactionOrderFormat;
  /** The only fields that may leave; null where every field may that is not hidden. */
  readonly shownPointers: readonly string[] | null;
  readonly hidden: readonly OrderedHidden[];
  readonly withheld: readonly OrderedWithheld[];
  /** Queries; entries that answer none of them are withheld. Of bundles alone: a report names its entries. */
  readonly keepOnly: readonly string[];
  readonly withholdsRest: boolean;
  readonly keepsAttachments: boolean;
}

/** Leaves nothing out. */
export const plainRedactionOrder: RedactionOrderFile = {
  ...{ format: redactionOrderFormat, shownPointers: null, hidden: [], withheld: [], keepOnly: [] },
  ...{ withholdsRest: false, keepsAttachments: false },
};

/** Reads an order. Throws FormatError `json` or `utf8` that names the place, also for a pointer that is none and a reason that is missing. */
export function parseRedactionOrder(bytes: Uint8Array): RedactionOrderFile {
  const order = redactionOrderShape.parse(parseStrictObject(bytes), '');
  for (const pointer of [...order.hidden.map((each) => each.pointer), ...(order.shownPointers ?? [])])
    parsePlace(pointer);
  for (const [index, { reason }] of [...order.hidden, ...order.withheld].entries()) {
    if (reason.trim() !== '') continue;
    const at = index < order.hidden.length ? `hidden/${index}` : `withheld/${index - order.hidden.length}`;
    throw new FormatError('json', `Expected a reason at /${at}.`);
  }
  return order;
}

/** The one spelling in which an order is written. */
export function renderRedactionOrder(order: RedactionOrderFile): Uint8Array {
  return encodeUtf8(`${JSON.stringify(redactionOrderShape.toDocument(order), null, 2)}\n`);
}

/** A member that may be left out; then it is `fallback`. */
function optional<Value>(inner: Shape<Value>, fallback: Value): Shape<Value> {
  return {
    ...inner,
    parse: (value, where) => (value === undefined ? fallback : inner.parse(value, where)),
    schema: { ...inner.schema, default: fallback },
  };
}

const reason = { reason: text, privilege: optional(text, '') };

/** As `parseRedactionOrder` reads it. */
export const redactionOrderShape = object<RedactionOrderFile>({
  format: word([redactionOrderFormat]),
  shownPointers: optional(orNull(list(text)), null),
  hidden: optional(
    list(object<OrderedHidden>({ pointer: text, pseudonym: optional(text, ''), ...reason })),
    [],
  ),
  withheld: optional(
    list(object<OrderedWithheld>({ origin: text, seq: count, leaf: digest, ...reason })),
    [],
  ),
  keepOnly: optional(list(text), []),
  withholdsRest: optional(flag, false),
  keepsAttachments: optional(flag, false),
});
