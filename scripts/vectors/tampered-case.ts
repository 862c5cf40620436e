import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { notePath, sealSmall, segmentPath, zipMembers } from './small-log.ts';
import {
  claimedOnly,
  type ExpectedResult,
  fail,
  inMember,
  openHead,
  type VectorCase,
} from './vector-case.ts';

/** The segment of entries 4 to 7, in which most cases tamper: it has neighbours on both sides. */
export const middle = segmentPath(4);

/** The heads of these sizes do not fit the lines. */
export function rootAt(...sizes: readonly number[]): readonly ExpectedResult[] {
  return sizes.map((size) => fail('root', inMember(notePath(size))));
}

export type Tamper = (members: SampleMembers) => SampleMembers | Promise<SampleMembers>;

/** The good log of twelve entries, tampered with. */
export function broken(
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  tamper: Tamper,
  open: readonly ExpectedResult[] = openHead(12),
): VectorCase {
  const make = async () => zipMembers(await tamper((await sealSmall()).members));
  return { name, state: 'failed', headline: 'BROKEN', what, results: [...results, ...open], make };
}

/** Nothing contradicts itself, but the end is not the one that was signed. */
export function incomplete(
  name: string,
  results: readonly ExpectedResult[],
  what: string,
  tamper: Tamper,
): VectorCase {
  return { ...broken(name, results, what, tamper, [claimedOnly]), headline: 'INCOMPLETE' };
}
