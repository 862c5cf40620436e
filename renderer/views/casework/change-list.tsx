import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import type { CaseWork, Made } from '../../../shared/casework/case-work.ts';
import { type Target, targetKey } from '../../../shared/casework/target.ts';
import { caseworkText, changeWords } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';
import { PanelSection } from '../explore/entry/panel-section.tsx';
import { MarkdownView } from './markdown-view.tsx';

interface ChangeListProps {
  readonly target: Target;
  readonly work: CaseWork;
  readonly isDisabled: boolean;
  readonly onUndo: (record: number) => void;
}

/** Every change that was made of one target, the newest first, also those that were undone: nothing is overwritten. */
export function ChangeList({ target, work, isDisabled, onUndo }: ChangeListProps) {
  const changes = changesOf(target, work).toReversed();
  return (
    <PanelSection title={caseworkText.history}>
      {changes.length === 0 && <p className="hint">{caseworkText.noHistory}</p>}
      <ol className="change-list">
        {changes.map(({ record, at, content, counts }) => (
          <li key={record} data-undone={!counts || undefined}>
            <div className="change-head">
              <span className="change-time">{formatTime(at)}</span>
              <EvidenceText text={content.by} limit={64} />
              {!counts && <span>({caseworkText.undone})</span>}
              {counts && (
                <ActionButton
                  label={caseworkText.undo}
                  isMaking
                  aria-label={caseworkText.undoOf(record)}
                  look="quiet"
                  isDisabled={isDisabled}
                  onPress={() => onUndo(record)}
                />
              )}
            </div>
            <p>
              <EvidenceText text={changeWords(content)} limit={400} />
              {content.targets.length > 1 && <> {caseworkText.forMany(content.targets.length)}</>}
            </p>
            {content.note !== undefined && content.note !== '' && <MarkdownView text={content.note} />}
          </li>
        ))}
      </ol>
    </PanelSection>
  );
}

function changesOf(target: Target, { made }: CaseWork): readonly Made<AnnotationContent>[] {
  const key = targetKey(target);
  return made.flatMap((each) => {
    const { content } = each;
    if (content.kind !== 'annotation') return [];
    return content.targets.some((other) => targetKey(other) === key) ? [{ ...each, content }] : [];
  });
}
