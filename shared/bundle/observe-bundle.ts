import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import { firstLink } from '../chain/chain-link.ts';
import { createCompactRange } from '../chain/merkle-tree.ts';
import { memberPaths, roleOfMember, segmentsInOrder } from './bundle-layout.ts';
import type { BundleMember, BundleSource } from './bundle-source.ts';
import { compareRepeats } from './compare-repeats.ts';
import type { Descriptor } from './descriptor.ts';
import { walkDisclosures } from './disclosure-walk.ts';
import { parseFrontier } from './frontier.ts';
import { joinRun } from './join-run.ts';
import { createTally, takeRoot, type Walks } from './line-walks.ts';
import type { BundleObservation, ObservedMember } from './observation.ts';
import { observeSegment, type SegmentOptions } from './observe-segment.ts';
import { observeWholeMember, openWholeMembers } from './other-members.ts';
import { parseDescriptor } from './parse-descriptor.ts';
import { createProblemList } from './problem-list.ts';
import { createRepeatedSeqs } from './repeated-seqs.ts';
import type { SegmentScanner } from './segment-scan.ts';
import { walkSequence } from './sequence-walk.ts';
import { assertUnchanged } from './source-changed.ts';

/** `onProgress` is called with the inflated bytes of all members so far; what is read a second time is not counted twice. */
export interface ObserveOptions extends SegmentOptions {
  /** Sizes at which the root is taken besides those of the checkpoints: those of heads that are remembered. */
  readonly rootSizes?: readonly number[];
  /** Reads segments by themselves, with `rootSizesOf` as cuts. Without one, every line is read after the one before it. */
  openScanner?(descriptor: Descriptor): SegmentScanner;
}

/**
 * Reads a bundle once, from start to end, and says what is there. It decides nothing: the checks do. Only where lines
 * have the number of another line, which no sound bundle has, are their segments read a second time, to compare them.
 * Throws FormatError only when the members are not those of a readable EVB/1 bundle at all.
 */
export async function observeBundle(
  source: BundleSource,
  options: ObserveOptions,
): Promise<BundleObservation> {
  // The description comes first: a later format has members that this one does not know, and R9 is about the format.
  assertHasDescriptor(source.members);
  const whole = openWholeMembers(source, options.limits);
  const descriptor = parseDescriptor(await whole.read(memberPaths.descriptor));
  assertKnownMembers(source.members, options.limits);
  for (const path of otherPaths(source.members)) await whole.read(path);

  const frontier = parseFrontier(descriptor);
  const problems = createProblemList(options.limits.keptProblems);
  const start = descriptor.range.start;
  const tally = createTally();
  const repeatedSeqs = createRepeatedSeqs(options.limits.comparedRepeats);
  const walks: Walks = {
    problems,
    tally,
    tree: createCompactRange({ size: start, digests: frontier }, options.digests),
    rootSizes: new Set(rootSizesOf(source.members, options.rootSizes)),
    roots: [],
    sequence: walkSequence(
      start,
      linkBefore(descriptor, frontier),
      problems,
      options.limits.keptProblems,
      repeatedSeqs,
    ),
    repeatedSeqs,
    disclosures: walkDisclosures(options.limits),
  };
  takeRoot(walks);

  const observed = new Map<string, ObservedMember>();
  for (const [path, bytes] of whole.bytes) observed.set(path, observeWholeMember(path, bytes));
  const disclosures = new Map([...whole.bytes].filter(([path]) => roleOfMember(path) === 'disclosures'));
  const scanner = options.openScanner?.(descriptor);
  let bytesBefore = sum([...observed.values()].map(({ size }) => size));
  try {
    for (const member of segmentsInOrder(source.members)) {
      const disclosureMember = member.path.replace('data/segments/', 'data/disclosures/');
      walks.disclosures.begin(disclosureMember, disclosures.get(disclosureMember) ?? new Uint8Array(0));
      disclosures.delete(disclosureMember);
      const segment = await takeSegment(source, member, walks, {
        ...options,
        scanner,
        onProgress: (bytes, lines, rejects) => options.onProgress(bytesBefore + bytes, lines, rejects),
      });
      bytesBefore += segment.size;
      observed.set(segment.path, segment);
    }
  } finally {
    scanner?.end();
  }
  // Values for a segment that is not there can stand in no entry.
  for (const [path, bytes] of disclosures) walks.disclosures.begin(path, bytes);
  const sequence = walks.sequence.end();
  const found = { repeatedSeqs, observed, repeated: problems.counts.repeated };
  const repeats = await compareRepeats(source, found, {
    ...options,
    onProgress: () => options.onProgress(bytesBefore, tally.lines, tally.reject),
  });

  return {
    name: source.name,
    // One order for a ZIP, a folder and a stored copy.
    members: [...observed.values()].toSorted(byPath),
    otherMembers: whole.bytes,
    descriptor,
    lines: tally.lines,
    entries: tally.entry,
    withheld: tally.withheld,
    ambiguous: tally.ambiguous,
    rejectCount: tally.reject,
    nextSeq: sequence.nextSeq,
    repeats,
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

/** All sizes of the tree at which its root is wanted. */
export function rootSizesOf(
  members: readonly BundleMember[],
  others: readonly number[] = [],
): readonly number[] {
  return [...checkpointSizes(members), ...others];
}

/** By itself, if it was read so and follows from what was read before it; else line by line. */
async function takeSegment(
  source: BundleSource,
  member: BundleMember,
  walks: Walks,
  { scanner, ...options }: SegmentOptions & { readonly scanner: SegmentScanner | undefined },
): Promise<ObservedMember> {
  const scan = (await scanner?.scan(member)) ?? null;
  if (scan !== null && joinRun(walks, member.path, scan)) {
    await options.onProgress(scan.size, walks.tally.lines, walks.tally.reject);
    return { path: member.path, size: scan.size, sha256: scan.sha256, lines: scan.lines };
  }
  const segment = await observeSegment(source, member, walks, options);
  // What the scan said of other bytes, and an index that was made of them, must not stand beside this.
  if (scan !== null) assertUnchanged(member.path, scan.sha256, segment.sha256);
  return segment;
}

function assertHasDescriptor(members: readonly BundleMember[]): void {
  if (members.some(({ path }) => path === memberPaths.descriptor)) return;
  throw new FormatError(
    'not-a-bundle',
    `There is no ${memberPaths.descriptor}: this is not an evidence bundle.`,
  );
}

function assertKnownMembers(members: readonly BundleMember[], limits: Limits): void {
  let checkpoints = 0;
  for (const { path } of members) {
    const role = roleOfMember(path);
    if (role === null) {
      const statement = `The member ${quote(path)} has no place in an EVB/1 bundle.`;
      throw new FormatError('member-unexpected', statement, { member: path });
    }
    if (role === 'checkpoint') checkpoints += 1;
  }
  if (checkpoints > limits.checkpoints) {
    const statement = `The bundle has ${checkpoints} checkpoints, more than checkpoints, ${limits.checkpoints}.`;
    throw new FormatError('member-limit', statement);
  }
}

function otherPaths(members: readonly BundleMember[]): readonly string[] {
  return members
    .map(({ path }) => path)
    .filter((path) => path !== memberPaths.descriptor && roleOfMember(path) !== 'segment');
}

/**
 * What the first line states as `prev`: R4 at the start of a log. Later on the last leaf before the range is known only
 * when their number is odd: then the smallest subtree of the frontier is that leaf itself (R7).
 */
function linkBefore({ origin, range }: Descriptor, frontier: readonly Uint8Array[]): Uint8Array | null {
  if (range.start === 0) return firstLink(origin);
  return (range.start % 2 === 1 ? frontier.at(-1) : undefined) ?? null;
}

function byPath(left: { readonly path: string }, right: { readonly path: string }): number {
  return left.path < right.path ? -1 : 1;
}

function checkpointSizes(members: readonly BundleMember[]): ReadonlySet<number> {
  const names = members.filter(({ path }) => roleOfMember(path) === 'checkpoint');
  return new Set(names.map(({ path }) => Number(path.slice('data/checkpoints/'.length, -'.note'.length))));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
