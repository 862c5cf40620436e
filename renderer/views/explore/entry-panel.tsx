import { useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { EntryDetail, EntryProof } from '../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../text/entry.ts';
import { proofText, proofToneNames } from '../../text/entry-proof.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { EntryNotes } from '../casework/entry-notes.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { MaskedNotice } from '../lens/masked-notice.tsx';
import { useViewed } from '../lens/use-viewed.ts';
import { failuresAt } from './damaged-lines.ts';
import { FieldsPart } from './entry/fields-part.tsx';
import { NamedSection } from './entry/named-section.tsx';
import { NeighboursPart } from './entry/neighbours-part.tsx';
import { packerSteps } from './entry/packer-steps.ts';
import { ProofPart } from './entry/proof-part.tsx';
import { proofSteps, proofTone } from './entry/proof-steps.ts';
import { type RawForm, RawPart } from './entry/raw-part.tsx';
import { ReadingLine } from './entry/reading-line.tsx';
import { useEntryDetail } from './entry/use-entry-detail.ts';
import { useEntryProof } from './entry/use-entry-proof.ts';
import { useGatheredLeaves } from './entry/use-gathered-leaves.ts';
import type { EntrySteps } from './entry-steps.ts';
import type { HitLine } from './table/use-hit-cursor.ts';

interface EntryPanelProps {
  readonly caseId: string;
  readonly bundle: BundleView;
  readonly ordinal: EntryOrdinal;
  readonly total: number;
  readonly steps: EntrySteps;
  /** What is searched beside it. */
  readonly sources: readonly BundleView[];
  readonly onMove: (line: HitLine) => void;
  readonly onClose: () => void;
}

const parts = ['fields', 'raw', 'proof', 'neighbours', 'notes'] as const;
type Part = (typeof parts)[number];

/** What is looked at stays while the person goes from entry to entry. */
interface Look {
  readonly part: Part;
  readonly rawForm: RawForm;
}

/** One entry beside the table: what it says, what its bytes are, what vouches for them, and what stands around it. */
export function EntryPanel({
  caseId,
  bundle,
  ordinal,
  total,
  steps,
  sources,
  onMove,
  onClose,
}: EntryPanelProps) {
  const [generation, setGeneration] = useState(0);
  const state = useEntryDetail(bundle, ordinal, generation);
  useViewed(caseId, bundle.bundleId, ordinal);
  const [look, setLook] = useState<Look>({ part: 'fields', rawForm: 'text' });
  return (
    <aside
      className="panel"
      data-unchecked={(state.kind === 'loaded' && !state.isChecked) || undefined}
      aria-label={entryText.panel}
    >
      <div className="panel-head">
        <h2>{entryText.title(ordinal + 1)}</h2>
        <ActionButton
          label={entryText.previous[steps.through]}
          icon="up"
          look="quiet"
          isIconOnly
          isDisabled={steps.previous === null}
          onPress={() => steps.previous?.()}
        />
        <ActionButton
          label={entryText.next[steps.through]}
          icon="down"
          look="quiet"
          isIconOnly
          isDisabled={steps.next === null}
          onPress={() => steps.next?.()}
        />
        <ActionButton label={entryText.close} icon="close" look="quiet" isIconOnly onPress={onClose} />
      </div>
      {state.kind === 'loading' && <p className="hint panel-hint">{entryText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={entryText.failed} error={state.error} />}
      {state.kind === 'loaded' && state.detail.isMasked && (
        <MaskedNotice
          caseId={caseId}
          bundleId={bundle.bundleId}
          ordinal={state.detail.row.ordinal}
          onUnmasked={() => setGeneration((before) => before + 1)}
        />
      )}
      {state.kind === 'loaded' && (
        <EntryParts
          bundle={bundle}
          detail={state.detail}
          isChecked={state.isChecked}
          total={total}
          look={look}
          onLook={setLook}
          sources={sources}
          onMove={onMove}
        />
      )}
    </aside>
  );
}

interface EntryPartsProps {
  readonly bundle: BundleView;
  readonly detail: EntryDetail;
  readonly isChecked: boolean;
  readonly total: number;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly sources: readonly BundleView[];
  readonly onMove: (line: HitLine) => void;
}

/** What the worker said of one line in two answers. */
interface WholeProof {
  readonly detail: EntryDetail;
  readonly proof: EntryProof;
}

function EntryParts({ bundle, detail, isChecked, total, look, onLook, sources, onMove }: EntryPartsProps) {
  const { ordinal } = detail.row;
  const gathering = useGatheredLeaves(bundle, total);
  const proof = useEntryProof(bundle, ordinal, gathering.state.kind === 'done');
  const { origin, verdict } = bundle;
  const { state: session } = useCaseSession();
  const trustedKeys = session.kind === 'open' ? session.view.trustedKeys : [];
  // Until the answer for this line is there, the proof of the line before stays, whole: nothing is joined from two lines.
  const whole = useRef<WholeProof | null>(null);
  if (proof.kind === 'loaded' && proof.ordinal === ordinal) whole.current = { detail, proof: proof.proof };
  const steps =
    whole.current === null ? [] : proofSteps(whole.current.detail, whole.current.proof, { origin, verdict });
  const tone = isChecked && steps.length > 0 ? proofTone(steps) : 'none';
  return (
    <>
      <ReadingLine detail={detail} />
      <NamedSection key={ordinal} results={failuresAt(ordinal, verdict)} />
      <Tabs
        className="panel-tabs"
        selectedKey={look.part}
        onSelectionChange={(key) => onLook({ ...look, part: parts.find((part) => part === key) ?? 'fields' })}
      >
        <TabList className="tab-list panel-tab-list" aria-label={entryText.tabList}>
          {parts.map((part) => (
            <Tab key={part} id={part} className="tab">
              {part === 'proof' && <ToneIcon tone={tone} size={12} />}
              {entryText.tabs[part]}
              {part === 'proof' && <span className="visually-hidden">({proofToneNames[tone]})</span>}
            </Tab>
          ))}
        </TabList>
        {/* Pieces that were opened belong to their entry; the place that was scrolled to stays. */}
        <TabPanel id="fields" className="panel-body">
          <FieldsPart key={ordinal} detail={detail} verdict={verdict} />
        </TabPanel>
        <TabPanel id="raw" className="panel-body">
          <RawPart
            key={ordinal}
            detail={detail}
            form={look.rawForm}
            onForm={(rawForm) => onLook({ ...look, rawForm })}
          />
        </TabPanel>
        <TabPanel id="proof" className="panel-body">
          {proof.kind === 'failed' && <ErrorNotice title={proofText.failed} error={proof.error} />}
          {proof.kind !== 'failed' && whole.current === null && (
            <p className="hint panel-hint">{proofText.loading}</p>
          )}
          {proof.kind !== 'failed' && whole.current !== null && (
            <ProofPart
              {...whole.current}
              steps={steps}
              packerSteps={packerSteps(whole.current.detail.member, bundle, trustedKeys)}
              gathering={gathering}
              isChecked={isChecked}
            />
          )}
        </TabPanel>
        <TabPanel id="neighbours" className="panel-body">
          <NeighboursPart bundle={bundle} sources={sources} detail={detail} total={total} onMove={onMove} />
        </TabPanel>
        <TabPanel id="notes" className="panel-body">
          <EntryNotes key={ordinal} origin={bundle.origin} detail={detail} />
        </TabPanel>
      </Tabs>
    </>
  );
}
