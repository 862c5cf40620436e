import { parseTypedRoot, statedHeadEntry } from '../../shared/case/stated-heads.ts';
import { loadBundle, loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { storeDecisions } from '../data/trust-store.ts';
import { viewCase } from './case-view.ts';
import type { CaseHandler } from './request-context.ts';

/** Records what a person was told of the head of one bundle. It is bound to the bytes of its file, and the last one counts. */
export const stateHead: CaseHandler<'stateHead'> = async (context, request, call) => {
  const { database, platform } = context;
  const { caseId, size, root } = request;
  await loadCase(database, caseId);
  const bundle = await loadBundle(database, request.bundleId);
  const told = request.told.trim();
  const by = request.by.trim();
  if (bundle.caseId !== caseId) throw refuse('The bundle is not one of this case.');
  if (size === null && root === null) throw refuse('Neither a size nor a root is stated.');
  if (size !== null && !(Number.isSafeInteger(size) && size >= 0)) throw refuse('The size is no number.');
  if (root !== null && parseTypedRoot(root) !== root) throw refuse('The root is not 32 bytes in base64.');
  if (told === '' || by === '') throw refuse('It is not said how the head was told, or who says so.');
  const { fileName } = bundle.receipt;
  const statement = { fileName, fileSha256: bundle.fileSha256, expected: { size, root }, told, by };
  await storeDecisions(database, caseId, [], [statedHeadEntry(statement, platform.now())]);
  return viewCase(context, caseId, call);
};

function refuse(statement: string): StoreError {
  return new StoreError('head-refused', statement);
}
