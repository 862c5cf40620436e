import { useState } from 'react';
import type { CaseWork, Exhibit } from '../../../shared/casework/case-work.ts';
import { exhibitLineNumber } from '../../../shared/casework/exhibit.ts';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { findingsText } from '../../text/findings.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { useMaking } from '../casework/use-making.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { SavedExhibitNotice } from './saved-exhibit-notice.tsx';
import { useSaveExhibit } from './use-save-exhibit.ts';

/** Every exhibit that was ever made in the case, in the order of its number. */
export function ExhibitsPart(props: { readonly work: CaseWork; readonly saveFile: Host['saveFile'] }) {
  const { work, saveFile } = props;
  const { reviewer } = useSharedCaseWork();
  const { state, save, stop } = useSaveExhibit(saveFile);
  const [toWithdraw, setToWithdraw] = useState<string | null>(null);
  const exhibits = [...work.exhibits].toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (exhibits.length === 0) {
    return (
      <EmptyState icon="findings" title={findingsText.exhibitNone} advice={findingsText.exhibitNoneAdvice} />
    );
  }
  const { exhibitColumns: columns } = findingsText;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.number}</th>
              <th scope="col">{columns.title}</th>
              <th scope="col" className="number">
                {columns.lines}
              </th>
              <th scope="col">{columns.query}</th>
              <th scope="col">{columns.by}</th>
              <th scope="col">{columns.made}</th>
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {exhibits.map(([number, exhibit]) => (
              <ExhibitRow
                key={number}
                number={number}
                exhibit={exhibit}
                isNamed={reviewer !== ''}
                isSaving={state.kind === 'saving'}
                onSave={() => save(number)}
                onWithdraw={() => setToWithdraw(number)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <SavedExhibitNotice state={state} onStop={stop} />
      {toWithdraw !== null && <WithdrawDialog number={toWithdraw} onClose={() => setToWithdraw(null)} />}
    </>
  );
}

function ExhibitRow(props: {
  readonly number: string;
  readonly exhibit: Exhibit;
  /** It is known who works here, which what is written to the log must say. */
  readonly isNamed: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onWithdraw: () => void;
}) {
  const { number, exhibit, isNamed, isSaving, onSave, onWithdraw } = props;
  const { content, at } = exhibit.made;
  const lines = content.sources.reduce((sum, source) => sum + source.lines.length, 0);
  return (
    <tr data-undone={exhibit.withdrawn !== null || undefined}>
      <th scope="row">
        <code>{number}</code>
        <p className="hint exhibit-range">
          {findingsText.exhibitRange(exhibitLineNumber(number, 0), exhibitLineNumber(number, lines - 1))}
        </p>
      </th>
      <td>
        <EvidenceText text={content.title} limit={200} />
        {exhibit.withdrawn !== null && (
          <p className="hint">
            <EvidenceText text={findingsText.withdrawn(exhibit.withdrawn)} limit={200} />
          </p>
        )}
      </td>
      <td className="number">{formatCount(lines)}</td>
      <td>
        <EvidenceText text={content.query} limit={120} />
      </td>
      <td>
        <EvidenceText text={content.by} limit={64} />
      </td>
      <td className="time">{formatTime(at)}</td>
      <td>
        {exhibit.withdrawn === null && (
          <div className="exchange-actions">
            <ActionButton
              label={findingsText.saveExhibit}
              aria-label={findingsText.saveExhibitNamed(number)}
              look="quiet"
              isDisabled={!isNamed || isSaving}
              onPress={onSave}
            />
            <ActionButton
              label={findingsText.withdraw(number)}
              isMaking
              icon="trash"
              look="quiet"
              isIconOnly
              isDisabled={!isNamed}
              onPress={onWithdraw}
            />
          </div>
        )}
      </td>
    </tr>
  );
}

function WithdrawDialog({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { reviewer } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const [reason, setReason] = useState('');
  const withdraw = async () => {
    if (await write({ kind: 'exhibit-withdrawn', by: reviewer, number, reason: reason.trim() })) onClose();
  };
  return (
    <DialogFrame title={findingsText.withdrawTitle(number)} role="alertdialog" onClose={onClose}>
      <p>{findingsText.withdrawAdvice}</p>
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <Field
        label={findingsText.withdrawReason}
        hint=""
        error={null}
        value={reason}
        onChange={setReason}
        autoFocus
      />
      <div className="dialog-actions">
        <ActionButton label={caseworkText.cancel} onPress={onClose} />
        <ActionButton
          label={findingsText.withdrawConfirm}
          isMaking
          look="danger"
          isDisabled={isWorking || reason.trim() === ''}
          onPress={() => void withdraw()}
        />
      </div>
    </DialogFrame>
  );
}
