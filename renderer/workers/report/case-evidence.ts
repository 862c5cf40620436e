import { defaultMapping } from '../../../shared/adapters/read-event.ts';
import type { Descriptor } from '../../../shared/bundle/descriptor.ts';
import { openWholeMembers } from '../../../shared/bundle/other-members.ts';
import { readLine } from '../../../shared/bundle/read-line.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { coveringCheckpoint } from '../../../shared/case/covering-checkpoint.ts';
import { disclosuresOf } from '../../../shared/case/entry-disclosures.ts';
import type { JudgedBundleView } from '../../../shared/contract/case-protocol.ts';
import type { CoveringCheckpoint } from '../../../shared/contract/entry-protocol.ts';
import type {
  EvidenceBundle,
  EvidenceLine,
  EvidenceProof,
  ReportEvidence,
} from '../../../shared/report/report-evidence.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { loadBundles } from '../../data/case-store.ts';
import { openStoredBundle } from '../../data/store-source.ts';
import type { BundleRow } from '../../data/stored-rows.ts';
import { gather, gatheredLeaves } from '../gathered-leaves.ts';
import { describe, lineCount, treePath } from '../handle-proofs.ts';
import type { Call, CaseContext } from '../request-context.ts';

interface EvidenceOrder {
  readonly caseId: string;
  /** With the verdicts of this run. */
  readonly views: readonly JudgedBundleView[];
  readonly keys: readonly TrustedKey[];
}

/** Bundles of a case, each of which this run has verified. Everything is read from the stored bytes when it is asked for. */
export async function caseEvidence(
  context: CaseContext,
  { caseId, views, keys }: EvidenceOrder,
  call: Call,
): Promise<ReportEvidence> {
  const asked = new Set(views.map(({ bundleId }) => bundleId));
  const stored = (await loadBundles(context.database, caseId)).filter(({ bundleId }) => asked.has(bundleId));
  // By digest: positions of samples mean the same lines on every machine, whatever was imported first.
  const rows = stored.toSorted((one, other) => (one.fileSha256 < other.fileSha256 ? -1 : 1));
  const rowOf = ({ bundleId }: EvidenceBundle): BundleRow => {
    const row = rows.find((each) => each.bundleId === bundleId);
    if (row === undefined) throw new BugError('A bundle of a report is not one of its case.');
    return row;
  };
  const { searcher } = await context.search.searcher(caseId, rows, context.opened, call.pace);
  return {
    bundles: rows.flatMap((row) => views.flatMap((view) => toEvidenceBundle(context, row, view))),
    searcher,
    readLines: (bundle, ordinals) => readLines(context, rowOf(bundle), ordinals, call),
    prove: (bundle, ordinals) => prove(context, { row: rowOf(bundle), keys, ordinals }, call),
  };
}

function toEvidenceBundle(
  { opened }: CaseContext,
  row: BundleRow,
  view: JudgedBundleView,
): readonly EvidenceBundle[] {
  if (view.bundleId !== row.bundleId) return [];
  const { fileName, origin, title, range, receipt, verdict } = view;
  const mapping = opened.known(row)?.observation?.descriptor.mapping ?? defaultMapping;
  const { fileSha256 } = row;
  const { bundleId, fileBytes } = { ...receipt, bundleId: row.bundleId };
  return [{ bundleId, fileName, fileSha256, fileBytes, origin, title, range, receipt, verdict, mapping }];
}

async function readLines(
  { lines, opened }: CaseContext,
  row: BundleRow,
  ordinals: readonly EntryOrdinal[],
  { pace }: Call,
): Promise<ReadonlyMap<EntryOrdinal, EvidenceLine>> {
  const read = new Map<EntryOrdinal, EvidenceLine>();
  const observation = opened.known(row)?.observation ?? null;
  for (const ordinal of ordinals) {
    const line = await lines.line(row, ordinal);
    if (line === null) continue;
    const { claimedSeq } = readLine(line.bytes, limits);
    const isOpen = observation !== null && claimedSeq !== null;
    const disclosures = isOpen ? disclosuresOf(observation, line.part.member, claimedSeq) : [];
    read.set(ordinal, { bytes: line.bytes, disclosures });
    await pace.step();
  }
  return read;
}

interface ProofOrder {
  readonly row: BundleRow;
  readonly keys: readonly TrustedKey[];
  readonly ordinals: readonly EntryOrdinal[];
}

async function prove(
  context: CaseContext,
  { row, keys, ordinals }: ProofOrder,
  call: Call,
): Promise<ReadonlyMap<EntryOrdinal, EvidenceProof>> {
  const proofs = new Map<EntryOrdinal, EvidenceProof>();
  if (ordinals.length === 0) return proofs;
  const descriptor = await describe(context, row);
  const { start } = descriptor.range;
  const members = memberReader(context, row);
  /** The one that covers most: for each line before its end it is the answer as well. */
  let covering: CoveringCheckpoint = { kind: 'none' };
  const held = heldProofs(context, row);
  for (const ordinal of ordinals) {
    const known = held.get(ordinal);
    if (known !== undefined) {
      proofs.set(ordinal, known);
      continue;
    }
    const index = start + ordinal;
    if (covering.kind !== 'found' || covering.size <= index) {
      covering = await coveringCheckpoint({
        descriptor,
        paths: row.receipt.members.map(({ path }) => path),
        index,
        end: start + lineCount(row),
        keys,
        read: members,
      });
    }
    const proof = await proofOf(context, { row, descriptor, index, covering, members }, call);
    proofs.set(ordinal, proof);
    if (proof.kind === 'path') held.set(ordinal, proof);
    await call.pace.step();
  }
  return proofs;
}

/** Of one worker: a request has a context of its own. */
const provenOf = new WeakMap<CaseContext['opened'], Map<string, Map<EntryOrdinal, EvidenceProof>>>();

/**
 * Paths that were made before, so that a draft is not proven anew at each letter. They are no verdicts: whoever makes a report of
 * them follows each one from the bytes of its line to the signed root.
 */
function heldProofs({ opened }: CaseContext, { bundleId }: BundleRow): Map<EntryOrdinal, EvidenceProof> {
  const bundles = provenOf.get(opened) ?? new Map<string, Map<EntryOrdinal, EvidenceProof>>();
  provenOf.set(opened, bundles);
  const proofs = bundles.get(bundleId) ?? new Map<EntryOrdinal, EvidenceProof>();
  bundles.set(bundleId, proofs);
  return proofs;
}

type ReadMember = (path: string) => Promise<Uint8Array>;

interface OneProof {
  readonly row: BundleRow;
  readonly descriptor: Descriptor;
  readonly index: number;
  readonly covering: CoveringCheckpoint;
  readonly members: ReadMember;
}

async function proofOf(
  context: CaseContext,
  { row, descriptor, index, covering, members }: OneProof,
  call: Call,
): Promise<EvidenceProof> {
  if (covering.kind !== 'found') return { kind: 'none', reason: reasonOf(covering) };
  // Roots of all blocks are gathered once, in one reading of the bundle; each path then takes a few blocks.
  if (gatheredLeaves(context, row) === null) await gather(context, row, descriptor, call);
  const { size, root } = covering;
  const path = await treePath(context, row, { start: descriptor.range.start, index, size, root });
  if (path === null) throw new BugError('The leaves of a bundle were gathered and are not there.');
  if (!path.leadsToRoot) {
    const reason = `Its path does not lead to the root of the checkpoint over ${size} entries.`;
    return { kind: 'none', reason };
  }
  const note = decodeUtf8(await members(covering.member));
  return { kind: 'path', index, size, path: path.steps.map(({ digest }) => digest), note };
}

/** Members other than segments, from what this run has read of the bundle or from its stored bytes. */
function memberReader(context: CaseContext, row: BundleRow): ReadMember {
  return async (path) => {
    const held = context.opened.known(row)?.observation?.otherMembers.get(path);
    if (held !== undefined) return held;
    const source = await openStoredBundle(context.database, row, context.platform.inflate);
    return openWholeMembers(source, limits).read(path);
  };
}

function reasonOf(covering: Exclude<CoveringCheckpoint, { readonly kind: 'found' }>): string {
  switch (covering.kind) {
    case 'none':
      return 'The bundle has no checkpoint.';
    case 'behind':
      return 'It stands behind the newest checkpoint of the bundle.';
    case 'cut-off':
      return 'Every checkpoint that covers it is over more entries than the bundle holds.';
    case 'unreadable':
      return `The checkpoint that covers it cannot be read: ${covering.reason}`;
    default:
      return covering satisfies never;
  }
}
