import {
  checkpointCommand,
  fingerprintCommand,
  leafCommand,
  linkCommand,
  type ProofCommand,
  signatureCommand,
  treeCommand,
} from '../../../../shared/case/proof-commands.ts';
import type {
  CheckpointSigner,
  CoveringCheckpoint,
  EntryDetail,
  EntryProof,
} from '../../../../shared/contract/entry-protocol.ts';
import type { CheckResult } from '../../../../shared/verify/check-result.ts';
import type { Verdict } from '../../../../shared/verify/verdict.ts';
import { proofText, signerWords, uncoveredWords } from '../../../text/entry-proof.ts';
import type { Tone } from '../../common/tone-icon.tsx';

/** Those of the log, then those of the packer. */
export type StepName =
  | 'leaf'
  | 'link'
  | 'next'
  | 'tree'
  | 'checkpoint'
  | 'signature'
  | 'pin'
  | 'file'
  | 'manifest'
  | 'packer';

/** One step from the line to the key that vouches for it. `none`: it is not known yet, or there is nothing to say. */
export interface ProofStep {
  readonly name: StepName;
  readonly title: string;
  readonly tone: Tone;
  readonly words: string;
  readonly command: ProofCommand | null;
}

interface Surroundings {
  /** The origin that the bundle names. */
  readonly origin: string;
  readonly verdict: Conclusions | null;
}

type Conclusions = Pick<Verdict, 'results'>;

/** What each step says, from the leaf to the pinned key. Nothing is computed here that the case worker has not. */
export function proofSteps(
  detail: EntryDetail,
  proof: EntryProof,
  around: Surroundings,
): readonly ProofStep[] {
  const { checkpoint } = proof;
  const found = checkpoint.kind === 'found' ? checkpoint : null;
  return [
    leafStep(detail),
    linkStep(detail),
    nextStep(detail),
    treeStep(detail, proof),
    checkpointStep(checkpoint, around.origin),
    signatureStep(found),
    pinStep(found?.signer ?? null, around.verdict),
  ];
}

/** What all steps together come to: as bad as the worst, and good only when every one that must be is. */
export function proofTone(steps: readonly ProofStep[]): Tone {
  if (steps.some(({ tone }) => tone === 'bad')) return 'bad';
  const path = steps.filter(({ name }) => name !== 'leaf' && name !== 'link' && name !== 'next');
  if (path.some(({ tone }) => tone === 'open')) return 'open';
  return path.every(({ tone }) => tone === 'good') ? 'good' : 'none';
}

function leafStep(detail: EntryDetail): ProofStep {
  const isStub = detail.row.reading === 'withheld';
  return {
    name: 'leaf',
    title: proofText.leaf,
    tone: 'none',
    words: isStub ? proofText.leafWithheld : proofText.leafWords(detail.raw.length),
    command: leafCommand({ member: detail.member, line: detail.line, isStub }, detail.leafNow),
  };
}

function linkStep(detail: EntryDetail): ProofStep {
  const { claimedPrev, before } = detail;
  const step = { name: 'link', title: proofText.link, command: null } as const;
  if (claimedPrev === null) return { ...step, tone: 'none', words: proofText.linkNone };
  if (before.kind === 'not-held') return { ...step, tone: 'none', words: proofText.linkOutside };
  const isMatch = claimedPrev === before.leafNow;
  return {
    ...step,
    tone: isMatch ? 'good' : 'bad',
    words: isMatch ? proofText.linkMatch : proofText.linkMismatch,
    command: linkCommand(detail),
  };
}

/** An edited line still links to the one before it; it is the line after that tells. */
function nextStep({ leafNow, nextClaimedPrev }: EntryDetail): ProofStep {
  const step = { name: 'next', title: proofText.nextLink, command: null } as const;
  if (nextClaimedPrev === null) return { ...step, tone: 'none', words: proofText.nextNone };
  const isMatch = nextClaimedPrev === leafNow;
  return {
    ...step,
    tone: isMatch ? 'good' : 'bad',
    words: isMatch ? proofText.nextMatch : proofText.nextMismatch,
  };
}

function treeStep(detail: EntryDetail, { checkpoint, path }: EntryProof): ProofStep {
  const step = { name: 'tree', title: proofText.tree, command: null } as const;
  if (checkpoint.kind !== 'found') return { ...step, tone: 'none', words: proofText.treeNone };
  if (path === null) return { ...step, tone: 'none', words: proofText.treeAsks };
  // The line and its leaf in the tree are read by two ways; a path of another leaf would prove another line.
  const holds = path.leadsToRoot && path.leaf === detail.leafNow;
  return {
    ...step,
    tone: holds ? 'good' : 'bad',
    words: holds
      ? proofText.treeHolds(path.steps.length, checkpoint.member)
      : proofText.treeFails(checkpoint.member),
    command: treeCommand(path.leaf, path.steps, checkpoint.root),
  };
}

function checkpointStep(checkpoint: CoveringCheckpoint, origin: string): ProofStep {
  const step = { name: 'checkpoint', title: proofText.checkpoint, command: null } as const;
  switch (checkpoint.kind) {
    case 'found': {
      const { member, size, root } = checkpoint;
      const isOwn = checkpoint.origin === origin;
      return {
        ...step,
        tone: isOwn ? 'good' : 'bad',
        words: isOwn ? proofText.checkpointWords(size) : proofText.otherLog,
        command: checkpointCommand(member, size, root),
      };
    }
    case 'unreadable':
      return { ...step, tone: 'bad', words: proofText.checkpointUnreadable };
    case 'none':
    case 'behind':
    case 'cut-off':
      return { ...step, tone: 'open', words: uncoveredWords[checkpoint.kind] };
    default:
      return checkpoint satisfies never;
  }
}

function signatureStep(checkpoint: (CoveringCheckpoint & { readonly kind: 'found' }) | null): ProofStep {
  const step = { name: 'signature', title: proofText.signature, command: null } as const;
  if (checkpoint === null) return { ...step, tone: 'none', words: proofText.signatureNone };
  const { signer, member } = checkpoint;
  const publicKey = publicKeyOf(signer);
  return {
    ...step,
    tone: signer.kind === 'pinned' ? 'good' : signer.kind === 'false' ? 'bad' : 'open',
    words: signerWords[signer.kind],
    command: publicKey === null ? null : signatureCommand(member, publicKey),
  };
}

function pinStep(signer: CheckpointSigner | null, verdict: Conclusions | null): ProofStep {
  const step = { name: 'pin', title: proofText.pin, command: null } as const;
  if (signer?.kind !== 'pinned') return { ...step, tone: 'open', words: proofText.pinNone };
  const { publicKey, fingerprint } = signer.key;
  const command = fingerprintCommand(publicKey, fingerprint);
  if (verdict === null) return { ...step, tone: 'none', words: proofText.pinUnchecked, command };
  const lapse = lapseOf(verdict);
  return {
    ...step,
    tone: lapse === null ? 'good' : 'open',
    words: lapse?.statement ?? proofText.pinCounts,
    command,
  };
}

/** Whether a pinned key counts at the time that is asked about, only the checks know: of windows, revocations and clocks. */
function lapseOf({ results }: Conclusions): CheckResult | null {
  return results.find(({ code, outcome }) => code === 'log-key' && outcome !== 'pass') ?? null;
}

function publicKeyOf(signer: CheckpointSigner): string | null {
  if (signer.kind === 'pinned') return signer.key.publicKey;
  return signer.kind === 'offered' ? signer.publicKey : null;
}
