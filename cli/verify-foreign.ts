import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import type { ForeignTrust } from '../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../shared/verify/foreign/verify-foreign.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { inflateMemberNode } from './platform/inflate-member.ts';
import type { CommandContext } from './run-command.ts';

/**
 * A verdict on evidence that is no EVB bundle but of a kind that is known; null for everything else.
 * Says what it was taken for: rules that are laxer than those of EVB must not go unnoticed.
 */
export async function judgeForeign(
  source: BundleSource,
  trust: ForeignTrust,
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
): Promise<Verdict | null> {
  const answer = await verifyForeign(source, {
    trust,
    inflateMember: inflateMemberNode,
    limits,
    async onProgress() {
      // Reading from a cache never waits for anything: without this turn, an interrupt would not be heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  });
  if (answer === null) return null;
  terminal.talk(`${source.name} is no evidence bundle; it was read as ${answer.readAs}.`);
  return answer.verdict;
}
