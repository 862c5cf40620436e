import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import { fingerprints, origin, senderKeys, zipOf } from './small-bundle.ts';
import { fileOf, type TestWorker } from './worker-bench.ts';

export const said = { compared: 'read from paper', comparedBy: 'A. Auditor' } as const;
export const always = { validAfter: null, validBefore: null } as const;

/** What the window sends when a person pins the log key, or the packer's, of the small bundle. */
export function pinOrder(role: 'log' | 'packer') {
  return {
    role,
    origin,
    publicKey: senderKeys[role],
    typedFingerprint: fingerprints[role],
    ...said,
  } as const;
}

/** Imports a bundle into a new case and pins both keys there. */
export async function importPinned(
  worker: TestWorker,
  members: ReadonlyMap<string, Uint8Array>,
  name = 'delivered.evb.zip',
): Promise<{ readonly caseId: string; readonly view: JudgedCaseView; readonly verdict: Verdict }> {
  const source = fileOf(await zipOf(members), name);
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  await worker.request('pinKey', { caseId, ...pinOrder('packer') });
  const pinned = await worker.request('pinKey', { caseId, ...pinOrder('log') });
  return { caseId, view: pinned, verdict: verdictOf(pinned) };
}

/** The verdict of the bundle that came last. */
export function verdictOf(view: JudgedCaseView): Verdict {
  const last = view.bundles.at(-1);
  if (last === undefined) throw new Error('The case has no bundle.');
  return last.verdict;
}

/** Results with this code, as `outcome place`. */
export function placesOf({ results }: Verdict, code: string): readonly string[] {
  return results
    .filter((result) => result.code === code)
    .map(({ outcome, place }) => `${outcome} ${place.kind === 'bundle' ? 'bundle' : place.member}`);
}
