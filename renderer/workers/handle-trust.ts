import { keyCustodyEntry } from '../../shared/case/trust-facts.ts';
import { pinKey as makeTrustedKey } from '../../shared/trust/pin-key.ts';
import { loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { removeTrustedKey, storeDecisions, storeRevocation } from '../data/trust-store.ts';
import { viewCase } from './case-view.ts';
import type { CaseHandler } from './request-context.ts';

export const pinKey: CaseHandler<'pinKey'> = async (context, { caseId, ...order }, call) => {
  const { database, platform } = context;
  await loadCase(database, caseId);
  const pinnedAt = platform.now();
  const answer = makeTrustedKey({ ...order, pinnedAt });
  if (answer.kind === 'refused') throw new StoreError('pin-refused', answer.statement);
  await storeDecisions(database, caseId, [answer.key], [keyCustodyEntry('key-pinned', answer.key, pinnedAt)]);
  return viewCase(context, caseId, call);
};

export const unpinKey: CaseHandler<'unpinKey'> = async (context, { caseId, keyId }, call) => {
  const { database, platform } = context;
  await loadCase(database, caseId);
  await removeTrustedKey(database, caseId, keyId, platform.now());
  return viewCase(context, caseId, call);
};

export const revokeKey: CaseHandler<'revokeKey'> = async (context, request, call) => {
  const { database, platform } = context;
  const { caseId, keyId, from } = request;
  await loadCase(database, caseId);
  const reason = request.reason.trim();
  const by = request.by.trim();
  if (reason === '') throw new StoreError('revoke-refused', 'It is not said why the key is revoked.');
  if (by === '') throw new StoreError('revoke-refused', 'It is not said who revokes the key.');
  await storeRevocation(database, caseId, keyId, { at: from, reason, by }, platform.now());
  return viewCase(context, caseId, call);
};
