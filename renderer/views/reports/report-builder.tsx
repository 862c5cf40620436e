import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { CaseWork } from '../../../shared/casework/case-work.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import { type ReportSection, reportSections } from '../../../shared/report/order.ts';
import { useReportPreview } from '../../client/use-report-preview.ts';
import type { UsedReports } from '../../client/use-reports.ts';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { builderText, lineListText } from '../../text/reports.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { ContentChoice } from './content-choice.tsx';
import { knownLines } from './known-lines.ts';
import { LongText } from './long-text.tsx';
import { NarrativeEditor } from './narrative-editor.tsx';
import { ProduceDialog } from './produce-dialog.tsx';
import { type BuilderStep, BuilderSteps } from './redaction/builder-steps.tsx';
import { LeavingStep } from './redaction/leaving-step.tsx';
import { useGoTo } from './redaction/use-go-to.ts';
import { ReportPreview } from './report-preview.tsx';
import { SectionOrder } from './section-order.tsx';
import { SupersedesChoice } from './supersedes-choice.tsx';
import { useDraft } from './use-draft.ts';

interface ReportBuilderProps {
  readonly view: CaseView;
  readonly work: CaseWork;
  readonly stored: ReportDraftContent;
  readonly reports: UsedReports;
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
  readonly onProduced: () => void;
}

/** One draft: what it says on the left, and what it would become on the right. */
export function ReportBuilder(props: ReportBuilderProps) {
  const { view, work, stored, reports, saveFile, onClose, onProduced } = props;
  const { reviewer } = useSharedCaseWork();
  const used = useDraft(stored);
  const { draft, isSaved, isSaving, error, change, save } = used;
  const checked = view.bundles.filter(({ verdict }) => verdict !== null).length;
  const preview = useReportPreview(view.case.caseId, draft, checked);
  const [isProducing, setIsProducing] = useState(false);
  const [step, setStep] = useState<BuilderStep>('write');
  const form = useRef<HTMLFormElement>(null);
  const setGoTo = useGoTo(form);
  const lines = useShelf(work);
  const produced = reports.reports ?? [];
  const isGiven = produced.some(({ number }) => number === draft.number.trim());
  const problems = problemsOf(preview);
  const canProduce =
    preview.answer?.kind === 'drawn' && problems?.length === 0 && !isGiven && reviewer !== '';
  const leave = async () => {
    if (await save()) onClose();
  };
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  const produce = async (event: FormEvent) => {
    event.preventDefault();
    if (canProduce && (await save())) setIsProducing(true);
  };
  return (
    <>
      <form
        ref={form}
        className="report-builder"
        onSubmit={(event) => void produce(event)}
        onKeyDown={saveByKey}
      >
        <div className="reports-bar">
          <ActionButton label={builderText.back} onPress={() => void leave()} />
          <BuilderSteps step={step} onChange={setStep} />
          <span className="findings-count hint" role="status">
            {isSaving ? builderText.saving : isSaved ? '' : builderText.unsaved}
            {preview.isCurrent && problems !== null && problems.length > 0 && (
              <> {builderText.problemCount(problems.length)}</>
            )}
          </span>
          <ActionButton
            label={builderText.save}
            isDisabled={isSaved || isSaving || reviewer === ''}
            onPress={() => void save()}
          />
          <ActionButton type="submit" label={builderText.produce} look="primary" isDisabled={!canProduce} />
        </div>
        {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
        {step === 'leaving' && (
          <LeavingStep
            caseId={view.case.caseId}
            draft={draft}
            lines={lines.shown}
            checked={checked}
            problems={problems}
            saveFile={saveFile}
            onChange={change}
            onGo={(place) => {
              setStep('write');
              setGoTo(place);
            }}
          />
        )}
        {/* What is typed in its parts, and how far they are scrolled, stays while one looks at what leaves. */}
        <div className="builder-panes" hidden={step !== 'write'}>
          <section className="builder-form" aria-label={builderText.form}>
            <div className="builder-names">
              <Field
                label={builderText.number}
                hint={builderText.numberHint}
                error={isGiven ? builderText.numberGiven(draft.number.trim()) : null}
                value={draft.number}
                onChange={(number) => change({ number })}
                autoFocus={stored.number === ''}
              />
              <Field
                label={builderText.reportTitle}
                hint=""
                error={null}
                value={draft.title}
                onChange={(title) => change({ title })}
              />
            </div>
            <SectionOrder chosen={knownSections(draft)} onChange={(sections) => change({ sections })} />
            <div data-place="narrative">
              <NarrativeEditor
                parts={draft.narrative}
                problems={problems}
                lines={lines.cited}
                onChange={(narrative) => change({ narrative })}
              />
            </div>
            <div data-place="content">
              <ContentChoice
                work={work}
                leftOut={draft.leftOut}
                onChange={(leftOut) => change({ leftOut })}
              />
            </div>
            <div data-place="limitations">
              <fieldset className="builder-group">
                <legend>{builderText.limitations}</legend>
                <LongText
                  label={builderText.limitations}
                  isLabelHidden
                  hint={builderText.limitationsHint}
                  rows={3}
                  value={draft.limitations.join('\n')}
                  onChange={(text) => change({ limitations: text === '' ? [] : text.split('\n') })}
                />
              </fieldset>
            </div>
            <div data-place="supersedes">
              <SupersedesChoice
                reports={produced}
                value={draft.supersedes}
                onChange={(supersedes) => change({ supersedes })}
              />
            </div>
          </section>
          <ReportPreview {...preview} />
        </div>
      </form>
      {isProducing && preview.answer?.kind === 'drawn' && (
        <ProduceDialog
          caseId={view.case.caseId}
          draft={draft}
          leaving={preview.answer.leaving}
          saveFile={saveFile}
          onProduced={() => reports.reload()}
          onClose={(isProduced) => {
            setIsProducing(false);
            if (isProduced) onProduced();
          }}
        />
      )}
    </>
  );
}

/** Lines that may be cited, and lines that the report may show. */
function useShelf(work: CaseWork) {
  return useMemo(() => {
    const from = { work, starred: lineListText.starred, sampleOf: lineListText.sampleOf };
    return {
      cited: knownLines({ ...from, withSamples: false }),
      shown: knownLines({ ...from, withSamples: true }),
    };
  }, [work]);
}

/** Null while nobody knows: the draft has changed since it was looked at. */
function problemsOf({ answer: preview, isCurrent, error }: ReturnType<typeof useReportPreview>) {
  if (preview === null || !isCurrent || error !== null) return null;
  switch (preview.kind) {
    case 'not-checked':
      return null;
    case 'refused':
    case 'drawn':
      return preview.problems;
    default:
      return preview satisfies never;
  }
}

function knownSections({ sections }: ReportDraftContent): readonly ReportSection[] {
  return sections.flatMap((word) => reportSections.find((section) => section === word) ?? []);
}
