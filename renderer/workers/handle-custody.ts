import { loadCustody } from '../data/custody-store.ts';
import type { CaseHandler } from './request-context.ts';

export const listCustody: CaseHandler<'listCustody'> = ({ database }, { caseId }) =>
  loadCustody(database, caseId);
