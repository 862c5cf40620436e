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
  'encryptCase',
  'keepIdentityInSystem',
  'takeIdentityFromSystem',
]);

/** What was asked for, and what ends it early. */
interface AskedRequest {
  readonly name: CaseRequestName;
  readonly args: unknown;
  readonly signal: AbortSignal;
}

/** Runs one request in its turn, and answers when what it wrote to logs is in the journals as well. */
export function runAcknowledged<Answer>(
  context: CaseContext,
  request: AskedRequest,
  run: (own: CaseContext) => Promise<Answer>,
): Promise<Answer> {
  const work = () => acknowledge(context, request, run);
  return request.name === 'encryptCase'
    ? context.turns.alone(request.signal, work)
    : context.turns.beside(work);
}

async function acknowledge<Answer>(
  context: CaseContext,
  { name, args }: AskedRequest,
  run: (own: CaseContext) => Promise<Answer>,
): Promise<Answer> {
  const caseId = caseOf(args);
  if (caseId !== null) await joinCase(context, caseId);
  const isDecision = decisions.has(name);
  if (isDecision && caseId !== null) await context.journals.require(caseId);
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
function caseOf(args: unknown): string | null {
  if (typeof args !== 'object' || args === null || !('caseId' in args)) return null;
  return typeof args.caseId === 'string' ? args.caseId : null;
}

/** Another window may have encrypted the case while this one knew it as a plain one: its row is what tells. */
async function joinCase({ platform, database }: CaseContext, caseId: string): Promise<void> {
  if (await platform.caseUse.join(caseId)) await database.anyCases.get(caseId);
}
