import { findHidden, hiddenStatement } from '../../../shared/pack/find-hidden.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { StoreError } from '../../data/store-error.ts';
import type { Call } from '../request-context.ts';

/** Found anywhere, nothing leaves: whoever wrote it, it would be out. */
export async function refuseHidden(
  members: readonly PackMember[],
  extract: ReportExtract,
  order: ReportOrder,
  { pace }: Call,
): Promise<void> {
  const found = await findHidden(members, extract, order, pace);
  if (found.length > 0) throw new StoreError('report-refused', hiddenStatement(found));
}
