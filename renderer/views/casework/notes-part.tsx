import { type AnnotationContent, reviewStates, severities } from '../../../shared/casework/annotation.ts';
import type { Annotation } from '../../../shared/casework/case-work.ts';
import { type Target, targetKey } from '../../../shared/casework/target.ts';
import { caseworkText, reviewStateNames, severityNames } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';
import { ChangeList } from './change-list.tsx';
import { ChoiceField } from './choice-field.tsx';
import { NoteEditor } from './note-editor.tsx';
import { ReviewerForm } from './reviewer-form.tsx';
import { TagEditor } from './tag-editor.tsx';
import { useMaking } from './use-making.ts';

type Change = Omit<AnnotationContent, 'kind' | 'by' | 'targets'>;

/** What is said of one target, and the way to say more. Each change is written down at once, by itself. */
export function NotesPart({ target }: { readonly target: Target }) {
  const { state, reviewer } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  if (state.kind === 'loading') return <p className="hint panel-hint">{caseworkText.loading}</p>;
  if (state.kind === 'failed') return <ErrorNotice title={caseworkText.failed} error={state.error} />;

  const annotation = state.work.annotations.get(targetKey(target)) ?? null;
  const isNamed = reviewer !== '';
  const change = (said: Change) => write({ kind: 'annotation', by: reviewer, targets: [target], ...said });
  return (
    <>
      {!isNamed && (
        <div className="panel-section">
          <ReviewerForm />
        </div>
      )}
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <NoteSections annotation={annotation} isDisabled={!isNamed || isWorking} onChange={change} />
      <ChangeList
        target={target}
        work={state.work}
        isDisabled={!isNamed || isWorking}
        onUndo={(record) => write({ kind: 'undo', by: reviewer, record })}
      />
      <p className="visually-hidden" role="status">
        {isWorking && caseworkText.working}
      </p>
    </>
  );
}

interface NoteSectionsProps {
  readonly annotation: Annotation | null;
  readonly isDisabled: boolean;
  readonly onChange: (change: Change) => Promise<boolean>;
}

function NoteSections({ annotation, isDisabled, onChange }: NoteSectionsProps) {
  const isStarred = annotation?.isStarred ?? false;
  return (
    <>
      <NoteEditor
        note={annotation?.note ?? ''}
        isDisabled={isDisabled}
        onSave={(note) => onChange({ note })}
      />
      <section className="panel-section marks">
        <ActionButton
          label={isStarred ? caseworkText.unstar : caseworkText.star}
          isMaking
          icon={isStarred ? 'starred' : 'star'}
          isDisabled={isDisabled}
          aria-pressed={isStarred}
          onPress={() => onChange({ isStarred: !isStarred })}
        />
        <ChoiceField
          label={caseworkText.severity}
          none={caseworkText.none}
          choices={severities}
          names={severityNames}
          value={annotation?.severity ?? null}
          isDisabled={isDisabled}
          onChange={(severity) => onChange({ severity })}
        />
        <ChoiceField
          label={caseworkText.reviewState}
          none={caseworkText.none}
          choices={reviewStates}
          names={reviewStateNames}
          value={annotation?.reviewState ?? null}
          isDisabled={isDisabled}
          onChange={(reviewState) => onChange({ reviewState })}
        />
        <TagEditor
          tags={annotation?.tags ?? []}
          isDisabled={isDisabled}
          onAdd={(tag) => onChange({ addedTags: [tag] })}
          onRemove={(tag) => onChange({ removedTags: [tag] })}
        />
      </section>
    </>
  );
}
