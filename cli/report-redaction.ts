import { parseRedactionOrder } from '../shared/redaction/order-file.ts';
import { UsageError } from './options.ts';
import { readWhole } from './read-identity.ts';
import type { OrderedRedaction, OrderFile } from './report-order.ts';

/** What a file of its own says is to be kept back of a report. Throws UsageError where the order of the report says so itself. */
export async function readRedactionFile(
  order: OrderFile,
  path: string,
  by: string,
): Promise<OrderedRedaction> {
  const { withheld, hidden, shownPointers } = order.redaction;
  if (withheld.length > 0 || hidden.length > 0 || shownPointers !== null)
    throw new UsageError('The order says itself what is kept back; --redaction is for one that does not.');
  const file = parseRedactionOrder(await readWhole(path));
  if (file.keepOnly.length > 0)
    throw new UsageError('A report names its entries: "keepOnly" is for vouch redact.');
  return {
    withheld: file.withheld.map((each) => ({ ...each, by })),
    hidden: file.hidden.map((each) => ({ ...each, by })),
    shownPointers: file.shownPointers,
  };
}
