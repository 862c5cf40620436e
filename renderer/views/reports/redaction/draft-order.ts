import type { ReportDraftContent } from '../../../../shared/casework/report-draft.ts';
import type { FieldRulesOfOrder } from '../../../../shared/redaction/field-fates.ts';
import { plainRedactionOrder, type RedactionOrderFile } from '../../../../shared/redaction/order-file.ts';

type DraftRules = Pick<ReportDraftContent, 'hidden' | 'withheld' | 'shownPointers'>;

/** What a draft leaves out, as the file that commands read. */
export function orderOf({ hidden, withheld, shownPointers }: DraftRules): RedactionOrderFile {
  return {
    ...plainRedactionOrder,
    shownPointers,
    hidden: hidden.map(({ pseudonym = '', ...rule }) => ({ ...rule, pseudonym })),
    withheld,
  };
}

/** The part of a draft that such a file says. */
export function draftRulesOf({ hidden, withheld, shownPointers }: RedactionOrderFile): DraftRules {
  return { ...fieldRulesToDraft({ hidden, shownPointers }), withheld };
}

export function fieldRulesToDraft({
  hidden,
  shownPointers,
}: FieldRulesOfOrder): Pick<DraftRules, 'hidden' | 'shownPointers'> {
  return {
    shownPointers,
    hidden: hidden.map(({ pointer, reason, privilege, pseudonym }) => ({
      ...{ pointer, reason, privilege },
      ...(pseudonym === '' ? {} : { pseudonym }),
    })),
  };
}
