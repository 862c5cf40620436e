import { findingsText } from '../../text/findings.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import type { SavingExhibit } from './use-save-exhibit.ts';

/** What becomes of an exhibit that is saved, below the table so that no row moves. */
export function SavedExhibitNotice({
  state,
  onStop,
}: {
  readonly state: SavingExhibit;
  readonly onStop: () => void;
}) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'saving': {
      const label = findingsText.savingExhibit(state.number);
      return (
        <div className="exchange-actions">
          <ProgressLine label={label} beforehand={label} progress={state.progress} />
          <ActionButton label={findingsText.stopExhibit} onPress={onStop} />
        </div>
      );
    }
    case 'failed':
      return <ErrorNotice title={findingsText.exhibitNotSaved} error={state.error} />;
    case 'saved': {
      const { file, sha256, lines, proven } = state.saved;
      return (
        <div role="status" className="exchange">
          <p>
            <EvidenceText
              text={
                state.isKept
                  ? findingsText.exhibitSaved(file.name, lines, proven)
                  : findingsText.exhibitNotKept
              }
              limit={300}
            />
          </p>
          <Facts facts={[{ name: findingsText.exhibitDigest, value: <code>{sha256}</code> }]} />
          <p className="hint">{findingsText.exhibitSavedAdvice}</p>
        </div>
      );
    }
    default:
      return state satisfies never;
  }
}
