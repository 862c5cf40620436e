import { useState } from 'react';
import type { CaseWork } from '../../../shared/casework/case-work.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { UsedReports } from '../../client/use-reports.ts';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { reportsText } from '../../text/reports.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { useMaking } from '../casework/use-making.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';
import { newDraft } from './new-draft.ts';
import { ReportBuilder } from './report-builder.tsx';

interface DraftsPartProps {
  readonly view: CaseView;
  readonly work: CaseWork;
  readonly reports: UsedReports;
  readonly saveFile: Host['saveFile'];
  /** The draft that is written at this moment; null for the list. */
  readonly opened: ReportDraftContent | null;
  readonly onOpen: (draft: ReportDraftContent | null) => void;
  readonly onProduced: () => void;
}

/** The drafts of a case, or one of them as it is written. */
export function DraftsPart(props: DraftsPartProps) {
  const { view, work, reports, saveFile, opened, onOpen, onProduced } = props;
  const { reviewer } = useSharedCaseWork();
  const [toDiscard, setToDiscard] = useState<ReportDraftContent | null>(null);
  if (opened !== null) {
    return (
      <ReportBuilder
        key={opened.draftId}
        view={view}
        work={work}
        stored={opened}
        reports={reports}
        saveFile={saveFile}
        onClose={() => onOpen(null)}
        onProduced={onProduced}
      />
    );
  }
  const add = (
    <ActionButton
      label={reportsText.add}
      isMaking
      icon="plus"
      look="primary"
      isDisabled={reviewer === ''}
      onPress={() => onOpen(newDraft(crypto.randomUUID(), reviewer))}
    />
  );
  const drafts = [...work.reportDrafts.values()].toSorted((one, other) => other.record - one.record);
  if (drafts.length === 0) {
    return (
      <EmptyState icon="reports" title={reportsText.none} advice={reportsText.noneAdvice}>
        {add}
      </EmptyState>
    );
  }
  const { columns } = reportsText;
  return (
    <section className="reports-part" aria-label={reportsText.tabs.drafts}>
      <div className="reports-bar">{add}</div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.number}</th>
              <th scope="col">{columns.title}</th>
              <th scope="col">{columns.by}</th>
              <th scope="col">{columns.changed}</th>
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {drafts.map(({ at, content }) => (
              <tr key={content.draftId}>
                <td>
                  {content.number === '' ? (
                    <span className="hint">{reportsText.noNumber}</span>
                  ) : (
                    <EvidenceText text={content.number} limit={60} />
                  )}
                </td>
                <th scope="row">
                  <button type="button" className="link-button" onClick={() => onOpen(content)}>
                    <EvidenceText text={nameOf(content)} limit={200} />
                  </button>
                </th>
                <td>
                  <EvidenceText text={content.by} limit={64} />
                </td>
                <td className="time">{formatTime(at)}</td>
                <td className="cell-actions">
                  <ActionButton
                    label={reportsText.discard(nameOf(content))}
                    isMaking
                    icon="trash"
                    look="quiet"
                    isIconOnly
                    isDisabled={reviewer === ''}
                    onPress={() => setToDiscard(content)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {toDiscard !== null && <DiscardDialog draft={toDiscard} onClose={() => setToDiscard(null)} />}
    </section>
  );
}

function nameOf({ title }: ReportDraftContent): string {
  return title.trim() === '' ? reportsText.untitled : title;
}

function DiscardDialog(props: { readonly draft: ReportDraftContent; readonly onClose: () => void }) {
  const { draft, onClose } = props;
  const { reviewer } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const discard = async () => {
    if (await write({ ...draft, by: reviewer, isDiscarded: true })) onClose();
  };
  return (
    <DialogFrame title={reportsText.discardTitle} role="alertdialog" onClose={onClose}>
      <p>
        <EvidenceText text={nameOf(draft)} limit={200} />
      </p>
      <p>{reportsText.discardAdvice}</p>
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={caseworkText.cancel} onPress={onClose} autoFocus />
        <ActionButton
          label={reportsText.discardConfirm}
          look="danger"
          isDisabled={isWorking}
          onPress={() => void discard()}
        />
      </div>
    </DialogFrame>
  );
}
