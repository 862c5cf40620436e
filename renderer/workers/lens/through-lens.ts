import type { CaseRequestName } from '../../../shared/contract/case-protocol.ts';
import { lensRules, makingRequests, unmaskableRequests } from '../../../shared/lens/lens.ts';
import { type MaskedRequest, maskedRequests } from '../../../shared/lens/mask-answers.ts';
import { loadBundle } from '../../data/case-store.ts';
import { StoreError } from '../../data/store-error.ts';
import type { CaseContext } from '../request-context.ts';

/**
 * Runs one request as the lens of its case allows it. Throws StoreError `lens-refused` for what makes something where nothing may be
 * made, and for what cannot be masked where values are.
 */
export async function throughLens(
  context: CaseContext,
  name: CaseRequestName,
  args: unknown,
  run: (args: unknown) => Promise<unknown>,
): Promise<unknown> {
  const isConcerned = makingRequests.has(name) || unmaskableRequests.has(name) || name in maskedRequests;
  const caseId = isConcerned ? await caseOf(context, args) : null;
  if (caseId === null) return run(args);
  const { lens } = await context.lenses.of(context.database, caseId);
  const { mayMake, isMasked } = lensRules[lens];
  if (!mayMake && makingRequests.has(name)) {
    throw new StoreError(
      'lens-refused',
      'This case is looked at through the lens of a legal reviewer, who makes and decides nothing. Choose another lens in the strip above.',
    );
  }
  if (!isMasked) return run(args);
  if (unmaskableRequests.has(name)) {
    throw new StoreError(
      'lens-refused',
      'Through the lens of a developer values are masked, and this holds evidence as a whole. Choose another lens in the strip above.',
    );
  }
  // The table pairs each name with its own arguments and answer, as that of the handlers does.
  const masked = maskedRequests[name] as MaskedRequest<never> | undefined;
  if (masked === undefined || (name === 'readEntry' && isUnmasked(context, args))) return run(args);
  const mask = context.lenses.maskOf(caseId);
  const typed = args as never;
  return masked.toShown(mask, (await run(masked.toAsked(mask, typed))) as never, typed);
}

/** The case that a request speaks of, by its id or by that of a bundle; null for one that is to be made. */
async function caseOf({ database }: CaseContext, args: unknown): Promise<string | null> {
  if (typeof args !== 'object' || args === null) return null;
  if ('caseId' in args) return typeof args.caseId === 'string' ? args.caseId : null;
  if (!('bundleId' in args) || typeof args.bundleId !== 'string') return null;
  return (await loadBundle(database, args.bundleId)).caseId;
}

function isUnmasked({ lenses }: CaseContext, args: unknown): boolean {
  if (typeof args !== 'object' || args === null || !('bundleId' in args) || !('ordinal' in args))
    return false;
  return lenses.isUnmasked(String(args.bundleId), Number(args.ordinal));
}
