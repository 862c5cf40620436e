import { createHash } from 'node:crypto';
import { inflateMemberNode } from '../../../cli/platform/inflate-member.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { type Limits, limits } from '../../../shared/bytes/limits.ts';
import type { CheckResult } from '../../../shared/verify/check-result.ts';
import { type ForeignTrust, noForeignTrust } from '../../../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../../../shared/verify/foreign/verify-foreign.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder in memory, whose files come in chunks of a few bytes. */
export function folderOf(files: Files): BundleSource {
  const members = new Map(
    Object.entries(files).map(([path, content]) => [path, Uint8Array.from(Buffer.from(content))]),
  );
  return {
    name: 'folder',
    kind: 'folder',
    members: [...members].map(([path, bytes]) => ({ path, size: bytes.length })),
    async *open(path) {
      const bytes = members.get(path) ?? new Uint8Array(0);
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  };
}

/** The verdict on such a folder. Throws when nobody knows what it is. */
export async function judge(
  files: Files,
  trust: Partial<ForeignTrust> = {},
  maxima: Limits = limits,
): Promise<Verdict> {
  const options = {
    trust: { ...noForeignTrust, ...trust },
    inflateMember: inflateMemberNode,
    limits: maxima,
    onProgress: async () => {},
  };
  const answer = await verifyForeign(folderOf(files), options);
  if (answer === null) throw new Error('Nobody knows what this is.');
  return answer.verdict;
}

/** Results that are not a pass, as `outcome code place`. */
export function complaints({ results }: Verdict): readonly string[] {
  return results.filter(({ outcome }) => outcome !== 'pass').map(toLine);
}

function toLine({ outcome, code, place }: CheckResult): string {
  const where = place.kind === 'bundle' ? '' : ` ${place.member}`;
  const line = place.kind === 'member' && place.line !== undefined ? `:${place.line}` : '';
  return `${outcome} ${code}${where}${line}`;
}

export function hexOf(algorithm: string, content: string | Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}
