import { basename } from 'node:path';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { ContainerBytes } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../shared/bundle/observation.ts';
import type { ByteSource } from '../shared/bytes/byte-source.ts';
import { BugError, CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { readSlices } from '../shared/bytes/slices.ts';
import type { ByteCount, DigestHex, EntryOrdinal } from '../shared/bytes/units.ts';
import type { HitRow } from '../shared/contract/search-protocol.ts';
import { SearchedBundle } from '../shared/search/searched-bundle.ts';
import { SearchedLines } from '../shared/search/searched-lines.ts';
import { type SearchCall, Searcher } from '../shared/search/searcher.ts';
import { TermMemory } from '../shared/search/term-memory.ts';
import { portableScanner } from '../shared/search/text/portable-scanner.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { verifyBundle } from '../shared/verify/verify-bundle.ts';
import { nothingExpected } from '../shared/verify/verify-input.ts';
import { indexBundle } from './index-bundle.ts';
import { nodeDigests } from './platform/digests.ts';
import { withBundle } from './platform/open-bundle.ts';
import type { CommandContext } from './run-command.ts';
import { openRunStore } from './run-store.ts';

/** A bundle that was read to be searched, and what is known of its bytes. */
export interface ReadForSearch {
  readonly path: string;
  readonly name: string;
  readonly origin: string;
  /** Of a folder, the bytes of all its files: what a container would have added is not there. */
  readonly fileBytes: ByteCount;
  readonly verdict: Verdict;
  readonly observation: BundleObservation;
  /** Undefined for a folder. */
  readonly container: ContainerBytes | undefined;
  readonly searched: SearchedBundle;
}

export interface OpenSearch {
  readonly bundles: readonly ReadForSearch[];
  readonly searcher: Searcher;
}

/** Whoever runs a command waits for its answer, and ends it by ending the program. */
export const patientCall: SearchCall = { step: async () => {}, deadline: { isOver: () => false } };

/** Reads and verifies bundles to search them, and says on stderr what each is worth. */
export async function openSearch(
  paths: readonly string[],
  storeFolder: string | undefined,
  context: CommandContext,
): Promise<OpenSearch> {
  const { log } = await openRunStore(storeFolder, context);
  const bundles: ReadForSearch[] = [];
  for (const [number, path] of paths.entries()) {
    const bundle = await readForSearch(path, number, log.store, context);
    bundles.push(bundle);
    context.terminal.talk(`${bundle.name}: ${bundle.verdict.headline}`);
  }
  return { bundles, searcher: searcherOf(bundles, context) };
}

/** Answers questions about these bundles in this order. */
export function searcherOf(
  bundles: readonly ReadForSearch[],
  { randomBytes }: Pick<CommandContext, 'randomBytes'>,
): Searcher {
  // A seed that nobody knows: texts could be chosen so that finding each takes as long as reading all of them.
  return new Searcher(new SearchedLines(bundles.map(({ searched }) => searched)), {
    memory: new TermMemory(),
    scanner: portableScanner,
    seed: new DataView(randomBytes(4).buffer).getInt32(0),
    rest: async () => {},
  });
}

/** The bundle in which a line was found. */
export function bundleOf(bundles: readonly ReadForSearch[], { bundleId }: HitRow): ReadForSearch {
  const bundle = bundles.find(({ searched }) => searched.bundleId === bundleId);
  if (bundle === undefined) throw new BugError('A line was found in a bundle that was not searched.');
  return bundle;
}

/** Reads, indexes and verifies one bundle; no two that are searched together have the same number. */
export async function readForSearch(
  path: string,
  number: number,
  trust: TrustStore,
  context: Pick<CommandContext, 'signal' | 'randomBytes' | 'now'>,
): Promise<ReadForSearch> {
  const now = context.now();
  // By one handle: under the path may lie another file by now, and its digest would name bytes that nobody has read.
  const read = await withBundle(path, async (source, file) => {
    const indexed = await indexBundle(source, context);
    const { container } = source;
    return { ...indexed, container, ...(await factsOf(file, indexed.observation, context)) };
  });
  const { observation, parts, container, fileBytes, fileSha256 } = read;
  const verdict = verifyBundle({
    observation,
    trust,
    arrival: null,
    expected: nothingExpected,
    policyTime: { time: now, source: 'now' },
    receivedAt: now,
  });
  const { origin, mapping } = observation.descriptor;
  const source = {
    bundleId: `${number}`,
    fileSha256,
    mapping,
    parts,
    damaged: damagedOrdinals(verdict),
  };
  // Numbers of parts differ between bundles, since answers are remembered by them.
  const searched = new SearchedBundle(source, number * 1_000_000);
  return { path, name: basename(path), origin, fileBytes, verdict, observation, container, searched };
}

interface FileFacts {
  readonly fileBytes: ByteCount;
  /** Of a folder the digest of its manifest, which names every member by its own. */
  readonly fileSha256: DigestHex;
}

async function factsOf(
  file: ByteSource | null,
  { members }: BundleObservation,
  { signal }: Pick<CommandContext, 'signal'>,
): Promise<FileFacts> {
  if (file === null) {
    const manifest = members.find(({ path }) => path === memberPaths.manifest);
    return {
      fileBytes: members.reduce((sum, { size }) => sum + size, 0),
      fileSha256: manifest?.sha256 ?? '',
    };
  }
  const digest = nodeDigests.createSha256();
  for await (const slice of readSlices(file, 0, file.size)) {
    if (signal.aborted) throw new CancelledError();
    digest.update(slice);
  }
  return { fileBytes: file.size, fileSha256: toHex(digest.digest()) };
}

function damagedOrdinals({ results }: Verdict): readonly EntryOrdinal[] {
  const ordinals = new Set<EntryOrdinal>();
  for (const { outcome, place } of results) {
    if (place.kind === 'line' && (outcome === 'fail' || outcome === 'unknown')) ordinals.add(place.ordinal);
  }
  return [...ordinals].sort((one, other) => one - other);
}
