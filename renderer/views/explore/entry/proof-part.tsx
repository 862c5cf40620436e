import type { ReactNode } from 'react';
import type { EntryDetail, EntryProof } from '../../../../shared/contract/entry-protocol.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { Digest, DigestPair } from '../../common/digest.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Facts } from '../../common/facts.tsx';
import { formatTime } from '../../common/format-time.ts';
import { ToneIcon } from '../../common/tone-icon.tsx';
import { CommandBox } from './command-box.tsx';
import { GatherControl } from './gather-control.tsx';
import { PanelSection } from './panel-section.tsx';
import { proofScript } from './proof-script.ts';
import type { ProofStep } from './proof-steps.ts';
import { TreePathTable } from './tree-path-table.tsx';
import type { Gathering } from './use-gathered-leaves.ts';

interface ProofPartProps {
  readonly detail: EntryDetail;
  readonly proof: EntryProof;
  readonly steps: readonly ProofStep[];
  readonly packerSteps: readonly ProofStep[];
  readonly gathering: Gathering;
  /** Whether the check of the stored copy has ended. */
  readonly isChecked: boolean;
}

/**
 * How the line is bound to what a person trusts, step by step. Where a line begins says the stored index, so while that is
 * unchecked no step looks like a conclusion about the evidence.
 */
export function ProofPart({ detail, proof, steps, packerSteps, gathering, isChecked }: ProofPartProps) {
  const script = proofScript(detail, [...steps, ...packerSteps]);
  return (
    <>
      <PanelSection
        title={proofText.byLog}
        aside={
          <span className="copy-all">
            <span className="hint">{proofText.copyAllTitle}</span>
            <CopyButton text={script} what={proofText.copyAll} />
          </span>
        }
      >
        <p className="hint">{isChecked ? proofText.lead : proofText.unchecked}</p>
        <ol className="proof-steps">
          {steps.map((step) => (
            <Step key={step.name} step={step} isChecked={isChecked}>
              <StepBody step={step} detail={detail} proof={proof} gathering={gathering} />
            </Step>
          ))}
        </ol>
      </PanelSection>
      <PanelSection title={proofText.byPacker}>
        <p className="hint">{proofText.packerLead}</p>
        <ol className="proof-steps">
          {packerSteps.map((step) => (
            <Step key={step.name} step={step} isChecked={isChecked} />
          ))}
        </ol>
      </PanelSection>
    </>
  );
}

interface StepProps {
  readonly step: ProofStep;
  readonly isChecked: boolean;
  readonly children?: ReactNode;
}

/** One step: what it says, what it speaks of, and how to see the same by hand. */
function Step({ step, isChecked, children }: StepProps) {
  const tone = isChecked ? step.tone : 'none';
  return (
    <li className="proof-step" data-step={step.name}>
      <p className="conclusion" data-tone={tone}>
        <ToneIcon tone={tone} size={14} />
        <span>
          <strong>{step.title}:</strong> <EvidenceText text={step.words} />
        </span>
      </p>
      {children}
      <CommandBox command={step.command} />
    </li>
  );
}

interface StepBodyProps {
  readonly step: ProofStep;
  readonly detail: EntryDetail;
  readonly proof: EntryProof;
  readonly gathering: Gathering;
}

/** The digests, keys and names that a step speaks of. */
function StepBody({ step, detail, proof, gathering }: StepBodyProps) {
  const { checkpoint, path } = proof;
  switch (step.name) {
    case 'leaf':
      return <Digest hex={detail.leafNow} what={proofText.leaf} />;
    case 'link':
      return <LinkDigests detail={detail} />;
    case 'next':
      return step.tone === 'bad' ? <NextDigests detail={detail} /> : null;
    case 'tree':
      if (path !== null) return <TreePathTable steps={path.steps} />;
      return checkpoint.kind === 'found' ? <GatherControl gathering={gathering} /> : null;
    case 'checkpoint':
      return <CheckpointFacts checkpoint={checkpoint} />;
    case 'pin':
      return <PinFacts checkpoint={checkpoint} />;
    case 'signature':
    case 'file':
    case 'manifest':
    case 'packer':
      return null;
    default:
      return step.name satisfies never;
  }
}

function LinkDigests({ detail: { claimedPrev, before } }: Pick<StepBodyProps, 'detail'>) {
  if (claimedPrev === null) return null;
  if (before.kind === 'not-held') return <Digest hex={claimedPrev} what={proofText.claimedPrev} />;
  return (
    <DigestPair
      first={{ name: proofText.claimedPrev, hex: claimedPrev }}
      second={{ name: proofText.beforeNames[before.kind], hex: before.leafNow }}
    />
  );
}

function NextDigests({ detail: { nextClaimedPrev, leafNow } }: Pick<StepBodyProps, 'detail'>) {
  if (nextClaimedPrev === null) return null;
  return (
    <DigestPair
      first={{ name: proofText.nextClaimedPrev, hex: nextClaimedPrev }}
      second={{ name: proofText.leaf, hex: leafNow }}
    />
  );
}

function CheckpointFacts({ checkpoint }: Pick<EntryProof, 'checkpoint'>) {
  if (checkpoint.kind === 'unreadable') return <EvidenceText text={checkpoint.reason} />;
  if (checkpoint.kind !== 'found') return null;
  return (
    <Facts
      facts={[
        { name: proofText.origin, value: <EvidenceText text={checkpoint.origin} limit={300} /> },
        { name: proofText.member, value: <EvidenceText text={checkpoint.member} /> },
        { name: proofText.root, value: <EvidenceText text={checkpoint.root} /> },
      ]}
    />
  );
}

function PinFacts({ checkpoint }: Pick<EntryProof, 'checkpoint'>) {
  if (checkpoint.kind !== 'found') return null;
  const { signer } = checkpoint;
  if (signer.kind === 'offered') {
    return (
      <Facts facts={[{ name: proofText.offeredFingerprint, value: <code>{signer.fingerprint}</code> }]} />
    );
  }
  if (signer.kind !== 'pinned') return null;
  const { fingerprint, compared, comparedBy, pinnedAt } = signer.key;
  return (
    <Facts
      facts={[
        { name: proofText.fingerprint, value: <code>{fingerprint}</code> },
        { name: proofText.compared, value: <EvidenceText text={compared} limit={300} /> },
        { name: proofText.comparedBy, value: <EvidenceText text={comparedBy} limit={300} /> },
        { name: proofText.pinnedAt, value: formatTime(pinnedAt) },
      ]}
    />
  );
}
