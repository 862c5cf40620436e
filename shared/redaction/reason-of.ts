import type { OrderedReason, RedactionOrderFile } from './order-file.ts';
import type { Redaction } from './redact-bundle.ts';

/** Of what nobody named, where only named fields are shown. */
const notShownReason = 'It is not among the fields that are shown.';
const notKeptReason = 'It answers none of the queries by which entries are kept.';

/** Why one thing was left out, as the order says it of this very thing; what the order does not name has the reason that is left. */
export function reasonOf(
  order: RedactionOrderFile,
  origin: string,
  { what, seq, leaf, pointer }: Redaction,
): OrderedReason {
  if (what === 'field') {
    const rule = order.hidden.find((each) => each.pointer === pointer);
    return rule ?? { reason: notShownReason, privilege: '' };
  }
  const named = order.withheld.find(
    (each) => each.origin === origin && each.seq === seq && each.leaf === leaf,
  );
  if (named !== undefined) return named;
  return { reason: order.keepOnly.length > 0 ? notKeptReason : notShownReason, privilege: '' };
}
