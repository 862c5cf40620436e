import { pinKey as makeTrustedKey } from '../../shared/trust/pin-key.ts';
import { loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { removeTrustedKey, storeTrustedKey } from '../data/trust-store.ts';
import { viewCase } from './case-view.ts';
import type { CaseHandler } from './request-context.ts';

export const pinKey: CaseHandler<'pinKey'> = async (context, { caseId, ...order }, call) => {
  const { database, platform } = context;
  await loadCase(database, caseId);
  const pinnedAt = platform.now();
  const answer = makeTrustedKey({ ...order, pinnedAt });
  if (answer.kind === 'refused') throw new StoreError('pin-refused', answer.statement);
  await storeTrustedKey(database, caseId, answer.key, pinnedAt);
  return viewCase(context, caseId, call);
};

export const unpinKey: CaseHandler<'unpinKey'> = async (context, { caseId, keyId }, call) => {
  const { database, platform } = context;
  await loadCase(database, caseId);
  await removeTrustedKey(database, caseId, keyId, platform.now());
  return viewCase(context, caseId, call);
};
