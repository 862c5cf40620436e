import type { CaseRequestName } from '../../../shared/contract/case-protocol.ts';
import type { CaseContext } from '../request-context.ts';

/**
 * What persons decide or make. It is refused where its journal cannot be written; everything else is done all the same,
 * because evidence can be looked at, and imported again, without one.
 */
const decisions: ReadonlySet<CaseRequestName> = new Set<CaseRequestName>([
  'pinKey',
  'unpinKey',
  'revokeKey',
  'unpinAuthority',
  'revokeAuthority',
  'addTrustFile',
  'stateHead',
  'make',
  'mergeOverlay',
  'produceReport',
  'withdrawReport',
  'countersignReport',
]);

/** Runs one request, and answers when what it wrote to logs is in the journals as well. */
export async function runAcknowledged<Answer>(
  context: CaseContext,
  { name, args }: { readonly name: CaseRequestName; readonly args: unknown },
  run: (own: CaseContext) => Promise<Answer>,
): Promise<Answer> {
  const isDecision = decisions.has(name);
  if (isDecision) await context.journals.require(caseOf(args));
  // Its own set: a request waits for what it wrote itself, and never fails for what another one could not.
  const unjournaled = new Set<string>();
  try {
    const answer = await run({ ...context, database: { ...context.database, unjournaled } });
    const kept = context.journals.keep(unjournaled);
    await (isDecision ? kept : kept.catch(() => {}));
    return answer;
  } catch (thrown) {
    // It may have written before it failed, or was stopped while it counted.
    await context.journals.keep(unjournaled).catch(() => {});
    throw thrown;
  }
}

/** Every decision is of one case; a case that does not exist is refused by the request itself. */
function caseOf(args: unknown): string {
  return typeof args === 'object' && args !== null && 'caseId' in args ? String(args.caseId) : '';
}
