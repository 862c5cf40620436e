import { FormatError } from '../bytes/errors.ts';
import type { ObjectReader } from '../json/object-reader.ts';

/** What the engagement is. Each version says everything, and the last one counts. */
export interface CaseFactsContent {
  readonly kind: 'case-facts';
  readonly by: string;
  readonly client: string;
  readonly scope: string;
  /** Days such as `2026-07-01`, or empty. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly standards: readonly string[];
  /** While it holds, the case cannot be deleted, and neither can a bundle of it. */
  readonly isOnHold: boolean;
  readonly holdReason: string;
}

const dayPattern = /^(?:\d{4}-\d\d-\d\d)?$/;

export const noCaseFacts: CaseFactsContent = {
  kind: 'case-facts',
  by: '',
  client: '',
  scope: '',
  periodStart: '',
  periodEnd: '',
  standards: [],
  isOnHold: false,
  holdReason: '',
};

export function readCaseFacts(reader: ObjectReader, where: string): CaseFactsContent {
  const content: CaseFactsContent = {
    kind: 'case-facts',
    by: reader.text('by'),
    client: reader.text('client'),
    scope: reader.text('scope'),
    periodStart: reader.text('periodStart'),
    periodEnd: reader.text('periodEnd'),
    standards: reader.texts('standards'),
    isOnHold: reader.flag('isOnHold'),
    holdReason: reader.text('holdReason'),
  };
  const problem = caseFactsProblem(content);
  if (problem !== null) throw new FormatError('json', `${problem} (${where}).`);
  return content;
}

/** Why these are no facts of a case, or null. */
export function caseFactsProblem(content: CaseFactsContent): string | null {
  const { periodStart, periodEnd, isOnHold, holdReason } = content;
  if (!dayPattern.test(periodStart) || !dayPattern.test(periodEnd))
    return 'A period has days such as 2026-07-01';
  if (periodStart !== '' && periodEnd !== '' && periodStart > periodEnd)
    return 'A period ends before it begins';
  if (isOnHold && holdReason.trim() === '') return 'A legal hold says why';
  return null;
}

export function toCaseFactsDocument(content: CaseFactsContent): object {
  const { kind, by, client, scope, periodStart, periodEnd, standards, isOnHold, holdReason } = content;
  return { kind, by, client, scope, periodStart, periodEnd, standards, isOnHold, holdReason };
}
