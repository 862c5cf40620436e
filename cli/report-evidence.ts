import { segmentsInOrder } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import { parseFrontier } from '../shared/bundle/frontier.ts';
import { hash } from '../shared/bytes/ascii.ts';
import { parseBase64 } from '../shared/bytes/base64.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { BugError, CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { limits } from '../shared/bytes/limits.ts';
import { readLines } from '../shared/bytes/line-reader.ts';
import type { DigestHex, EntryOrdinal } from '../shared/bytes/units.ts';
import { decodeUtf8 } from '../shared/bytes/utf8.ts';
import { coveringCheckpoint } from '../shared/case/covering-checkpoint.ts';
import { disclosuresOf } from '../shared/case/entry-disclosures.ts';
import { makeReceipt } from '../shared/case/receipt.ts';
import { BlockRoots } from '../shared/chain/block-roots.ts';
import { verifyInclusion } from '../shared/chain/inclusion-proof.ts';
import { digestLeaves } from '../shared/chain/leaf.ts';
import type { CoveringCheckpoint } from '../shared/contract/entry-protocol.ts';
import { batchDigestsOf } from '../shared/crypto/batch-digests.ts';
import { digestBytes } from '../shared/crypto/digest.ts';
import type {
  EvidenceBundle,
  EvidenceCall,
  EvidenceLine,
  EvidenceProof,
  ReportEvidence,
} from '../shared/report/report-evidence.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import { type ReadForSearch, readForSearch, searcherOf } from './open-search.ts';
import { nodeDigests } from './platform/digests.ts';
import { withBundle } from './platform/open-bundle.ts';
import { leafOf, readSomeLines } from './read-lines.ts';
import type { CommandContext } from './run-command.ts';

export interface EvidenceOrder {
  readonly paths: readonly string[];
  readonly trust: TrustStore;
  /** Digests of the files that are meant; others are read and left out. Null for all of them. */
  readonly only: ReadonlySet<DigestHex> | null;
  /** Called before each bundle is read, and while it is proven. */
  onStep(line: string): void;
}

/** Reads and verifies the bundles that a report is to speak of. Throws FormatError for what is none. */
export async function openReportEvidence(
  { paths, trust, only, onStep }: EvidenceOrder,
  context: Pick<CommandContext, 'signal' | 'randomBytes' | 'now'>,
): Promise<ReportEvidence> {
  const read: ReadForSearch[] = [];
  for (const [number, path] of paths.entries()) {
    onStep(`Reading bundle ${number + 1} of ${paths.length}`);
    const bundle = await readForSearch(path, number, trust, context);
    if (only === null || only.has(bundle.searched.fileSha256)) read.push(bundle);
  }
  // Positions of samples count lines in this order, so the order of the command line changes nothing.
  const inOrder = read.toSorted((one, other) =>
    one.searched.fileSha256 < other.searched.fileSha256 ? -1 : 1,
  );
  const held = new Map<string, ReadForSearch>();
  const bundles: EvidenceBundle[] = [];
  for (const each of inOrder) {
    held.set(each.searched.bundleId, each);
    bundles.push(toEvidence(each));
  }
  const readOf = ({ bundleId }: EvidenceBundle): ReadForSearch => {
    const found = held.get(bundleId);
    if (found === undefined) throw new BugError('A bundle is asked for that was not read.');
    return found;
  };
  return {
    bundles,
    searcher: searcherOf(inOrder, context),
    readLines: (bundle, ordinals, call) => linesOf(readOf(bundle), ordinals, call),
    prove: (bundle, ordinals, call) =>
      ordinals.length === 0
        ? Promise.resolve(new Map())
        : proofsOf({ read: readOf(bundle), trust, onStep, signal: context.signal }, ordinals, call),
  };
}

function toEvidence({
  name,
  fileBytes,
  verdict,
  observation,
  container,
  searched,
}: ReadForSearch): EvidenceBundle {
  const { descriptor } = observation;
  const file = { fileName: name, fileBytes, fileSha256: searched.fileSha256 };
  return {
    ...file,
    bundleId: searched.bundleId,
    origin: descriptor.origin,
    title: descriptor.title,
    range: descriptor.range,
    mapping: descriptor.mapping,
    receipt: makeReceipt(observation, file, container),
    verdict,
  };
}

async function linesOf(
  { path, searched, observation }: ReadForSearch,
  ordinals: readonly EntryOrdinal[],
  call: EvidenceCall,
): Promise<ReadonlyMap<EntryOrdinal, EvidenceLine>> {
  const lines = new Map<EntryOrdinal, EvidenceLine>();
  const { start } = observation.descriptor.range;
  await withBundle(path, async (source) => {
    for await (const { member, ordinal, bytes } of readSomeLines(source, searched, ordinals)) {
      const disclosures = disclosuresOf(observation, member, start + ordinal);
      lines.set(ordinal, { bytes, disclosures });
      await call.step();
    }
  });
  return lines;
}

interface ProofOrder {
  readonly read: ReadForSearch;
  readonly trust: TrustStore;
  readonly signal: AbortSignal;
  onStep(line: string): void;
}

async function proofsOf(
  { read, trust, onStep, signal }: ProofOrder,
  ordinals: readonly EntryOrdinal[],
  call: EvidenceCall,
): Promise<ReadonlyMap<EntryOrdinal, EvidenceProof>> {
  const { descriptor, members, otherMembers } = read.observation;
  const { start } = descriptor.range;
  onStep(`Digesting ${read.name}`);
  const leaves = await withBundle(read.path, (source) => gatherLeaves(source, signal));
  const roots = new BlockRoots(
    { size: start, digests: parseFrontier(descriptor) },
    batchDigestsOf(nodeDigests),
  );
  roots.append(leaves);
  const proofs = new Map<EntryOrdinal, EvidenceProof>();
  const covering = (index: number) =>
    coveringCheckpoint({
      descriptor,
      paths: members.map(({ path }) => path),
      index,
      end: roots.size,
      keys: trust.keys,
      read: async (path) => otherMembers.get(path) ?? new Uint8Array(0),
    });
  const known: CoveringCheckpoint[] = [];
  for (const ordinal of ordinals) {
    const index = start + ordinal;
    // The newest one covers all lines but those behind it, and to check its signature takes milliseconds.
    const before = known.find((each) => each.kind === 'found' && each.size > index);
    const checkpoint = before ?? (await covering(index));
    if (before === undefined) known.push(checkpoint);
    proofs.set(ordinal, proofTo(checkpoint));
    await call.step();

    function proofTo(to: CoveringCheckpoint): EvidenceProof {
      if (to.kind !== 'found') return { kind: 'none', reason: noProofWords(to) };
      const runs = roots.neededLeaves(index, to.size).map(({ from, before }) => ({
        from,
        leaves: leaves.subarray((from - start) * digestBytes, (before - start) * digestBytes),
      }));
      const { path } = roots.prove(index, to.size, runs);
      const leaf = leaves.subarray(ordinal * digestBytes, (ordinal + 1) * digestBytes);
      const root = parseBase64(to.root) ?? new Uint8Array(0);
      if (!verifyInclusion({ index, size: to.size, path }, leaf, root)) {
        return { kind: 'none', reason: 'The lines of the bundle do not lead to the root that was signed.' };
      }
      const note = decodeUtf8(otherMembers.get(to.member) ?? new Uint8Array(0));
      return { kind: 'path', index, size: to.size, path: path.map(toHex), note };
    }
  }
  return proofs;
}

/** R3, of every line: 32 bytes each, far less than their index takes. */
async function gatherLeaves(source: BundleSource, signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (const { path } of segmentsInOrder(source.members)) {
    for await (const batch of readLines(source.open(path), limits, path)) {
      pieces.push(leavesOf(batch.map(({ bytes }) => bytes)));
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    }
  }
  // No Buffer: its slices share their bytes, and trees are digested over a slice.
  return concatBytes(pieces);
}

function leavesOf(lines: readonly Uint8Array[]): Uint8Array {
  // A stub states its leaf.
  return lines.some((line) => line[0] === hash)
    ? concatBytes(lines.map(leafOf))
    : digestLeaves(lines, nodeDigests);
}

function noProofWords(checkpoint: Exclude<CoveringCheckpoint, { kind: 'found' }>): string {
  switch (checkpoint.kind) {
    case 'none':
      return 'The bundle has no checkpoint.';
    case 'behind':
      return 'The line stands behind the newest checkpoint.';
    case 'cut-off':
      return 'Every checkpoint that covers the line is over more lines than the bundle has.';
    case 'unreadable':
      return `The checkpoint ${checkpoint.member} cannot be read. ${checkpoint.reason}`;
    default:
      return checkpoint satisfies never;
  }
}
