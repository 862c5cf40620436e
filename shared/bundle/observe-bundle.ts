import { FormatError } from '../bytes/errors.ts';
import { firstLink } from '../chain/chain-link.ts';
import { createCompactRange } from '../chain/merkle-tree.ts';
import { memberPaths, roleOfMember } from './bundle-layout.ts';
import type { BundleMember, BundleSource } from './bundle-source.ts';
import { walkDisclosures } from './disclosure-walk.ts';
import { parseFrontier } from './frontier.ts';
import type { BundleObservation, ObservedMember } from './observation.ts';
import { createTally, observeSegment, type SegmentOptions, takeRoot, type Walks } from './observe-segment.ts';
import { observeWholeMember, readOtherMembers, requireMember } from './other-members.ts';
import { parseDescriptor } from './parse-descriptor.ts';
import { createProblemList } from './problem-list.ts';
import { walkSequence } from './sequence-walk.ts';

/** `onProgress` is called with the inflated bytes of all members so far. */
export type ObserveOptions = SegmentOptions;

/**
 * Reads a bundle once, from start to end, and says what is there. It decides nothing: the checks do.
 * Throws FormatError only when the members are not those of a readable EVB/1 bundle at all.
 */
export async function observeBundle(
  source: BundleSource,
  options: ObserveOptions,
): Promise<BundleObservation> {
  assertKnownMembers(source.members);
  const others = await readOtherMembers(source, options.limits);
  const descriptor = parseDescriptor(requireMember(others, memberPaths.descriptor));
  const frontier = parseFrontier(descriptor);

  const problems = createProblemList(options.limits.keptProblems);
  const start = descriptor.range.start;
  const tally = createTally();
  const walks: Walks = {
    problems,
    tally,
    tree: createCompactRange({ size: start, digests: frontier }),
    rootSizes: checkpointSizes(source.members),
    roots: [],
    sequence: walkSequence(
      start,
      start === 0 ? firstLink(descriptor.origin) : null,
      problems,
      options.limits.keptProblems,
    ),
    disclosures: walkDisclosures(options.limits.keptProblems),
  };
  takeRoot(walks);

  const segments: ObservedMember[] = [];
  let bytesBefore = sum([...others.values()].map(({ length }) => length));
  for (const member of segmentsInOrder(source.members)) {
    const disclosureMember = member.path.replace('data/segments/', 'data/disclosures/');
    walks.disclosures.begin(disclosureMember, others.get(disclosureMember) ?? new Uint8Array(0));
    const segment = await observeSegment(source, member, walks, {
      ...options,
      onProgress: (bytes, lines) => options.onProgress(bytesBefore + bytes, lines),
    });
    bytesBefore += segment.size;
    segments.push(segment);
  }
  const sequence = walks.sequence.end();

  return {
    name: source.name,
    members: inSourceOrder(source.members, others, segments),
    otherMembers: others,
    descriptor,
    lines: tally.lines,
    entries: tally.entry,
    withheld: tally.withheld,
    ambiguous: tally.ambiguous,
    rejectCount: tally.reject,
    nextSeq: sequence.nextSeq,
    missingEntries: sequence.missingEntries,
    problems: problems.kept,
    problemCounts: problems.counts,
    roots: walks.roots,
    disclosures: walks.disclosures.end(),
    firstTime: tally.firstTime,
    lastTime: tally.lastTime,
    entriesByDay: tally.byDay,
  };
}

function assertKnownMembers(members: readonly BundleMember[]): void {
  if (!members.some(({ path }) => path === memberPaths.descriptor)) {
    throw new FormatError(
      'not-a-bundle',
      `There is no ${memberPaths.descriptor}: this is not an evidence bundle.`,
    );
  }
  for (const { path } of members) {
    if (roleOfMember(path) !== null) continue;
    throw new FormatError(
      'member-unexpected',
      `The member ${JSON.stringify(path)} has no place in an EVB/1 bundle.`,
      {
        member: path,
      },
    );
  }
}

function segmentsInOrder(members: readonly BundleMember[]): readonly BundleMember[] {
  // Twelve digits each, so that the order of the text is the order of the numbers.
  return members
    .filter(({ path }) => roleOfMember(path) === 'segment')
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

function checkpointSizes(members: readonly BundleMember[]): ReadonlySet<number> {
  const names = members.filter(({ path }) => roleOfMember(path) === 'checkpoint');
  return new Set(names.map(({ path }) => Number(path.slice('data/checkpoints/'.length, -'.note'.length))));
}

function inSourceOrder(
  members: readonly BundleMember[],
  others: ReadonlyMap<string, Uint8Array>,
  segments: readonly ObservedMember[],
): readonly ObservedMember[] {
  return members.map(({ path }) => {
    const segment = segments.find((candidate) => candidate.path === path);
    return segment ?? observeWholeMember(path, requireMember(others, path));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
