import { removeAuthority, storeAuthorityRevocation } from '../data/authority-store.ts';
import { loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { viewCase } from './case-view.ts';
import type { CaseHandler } from './request-context.ts';

export const unpinAuthority: CaseHandler<'unpinAuthority'> = async (context, request, call) => {
  const { database, platform } = context;
  const { caseId, authorityId } = request;
  await loadCase(database, caseId);
  await removeAuthority(database, caseId, authorityId, platform.now());
  return viewCase(context, caseId, call);
};

export const revokeAuthority: CaseHandler<'revokeAuthority'> = async (context, request, call) => {
  const { database, platform } = context;
  const { caseId, authorityId, from } = request;
  await loadCase(database, caseId);
  const reason = request.reason.trim();
  const by = request.by.trim();
  if (reason === '') {
    throw new StoreError('revoke-refused', 'It is not said why the time authority is revoked.');
  }
  if (by === '') throw new StoreError('revoke-refused', 'It is not said who revokes the time authority.');
  const revocation = { at: from, reason, by };
  await storeAuthorityRevocation(database, caseId, authorityId, revocation, platform.now());
  return viewCase(context, caseId, call);
};
