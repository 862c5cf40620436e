import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import { Pseudonyms } from '../../../shared/redaction/pseudonyms.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import type { CaseContext } from '../request-context.ts';

const keyBytes = 32;

/** Other names by a key that is drawn now and kept nowhere; null where the draft asks for none. */
export function pseudonymsFor(
  { platform }: Pick<CaseContext, 'platform'>,
  { hidden }: Pick<ReportDraftContent, 'hidden'>,
): Pseudonyms | null {
  const isAsked = hidden.some(({ pseudonym = '' }) => pseudonym !== '');
  return isAsked ? new Pseudonyms(platform.passphrases.randomBytes(keyBytes)) : null;
}

export function withPseudonyms(order: ReportOrder, pseudonyms: Pseudonyms | null): ReportOrder {
  return pseudonyms === null ? order : { ...order, pseudonyms };
}
