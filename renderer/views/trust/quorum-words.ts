import type { WitnessPolicy } from '../../../shared/trust/witness-policy.ts';

/** Groups may stand in groups; deeper than this nobody reads, and a policy may have hundreds. */
const shownDepth = 4;

/** Who must have cosigned, in words: `2 of (A, B, C)`. Names come from the policy's file and are drawn as evidence. */
export function quorumWords(policy: WitnessPolicy): string {
  return policy.quorum === null ? '' : wordsOf(policy, policy.quorum, 0);
}

function wordsOf(policy: WitnessPolicy, name: string, depth: number): string {
  const group = policy.groups.find((each) => each.name === name);
  if (group === undefined || depth >= shownDepth) return name;
  const members = group.members.map((member) => wordsOf(policy, member, depth + 1)).join(', ');
  const { threshold } = group;
  const count = threshold === group.members.length ? 'all' : String(threshold);
  return `${count} of (${members})`;
}
