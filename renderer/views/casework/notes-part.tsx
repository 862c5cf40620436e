import { useState } from 'react';
import { type AnnotationContent, reviewStates, severities } from '../../../shared/casework/annotation.ts';
import type { Annotation } from '../../../shared/casework/case-work.ts';
import { type Target, targetKey } from '../../../shared/casework/target.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import { caseworkText, reviewStateNames, severityNames } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';
import { ChangeList } from './change-list.tsx';
import { ChoiceField } from './choice-field.tsx';
import { NoteEditor } from './note-editor.tsx';
import { TagEditor } from './tag-editor.tsx';

type Change = Omit<AnnotationContent, 'kind' | 'by' | 'targets'>;

/** What is said of one target, and the way to say more. Each change is written down at once, by itself. */
export function NotesPart({ target }: { readonly target: Target }) {
  const { state, reviewer, setReviewer, make } = useSharedCaseWork();
  const [typedName, setTypedName] = useState('');
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  if (state.kind === 'loading') return <p className="hint panel-hint">{caseworkText.loading}</p>;
  if (state.kind === 'failed') return <ErrorNotice title={caseworkText.failed} error={state.error} />;

  const annotation = state.work.annotations.get(targetKey(target)) ?? null;
  const isNamed = reviewer !== '';
  const write = async (content: Parameters<typeof make>[0]): Promise<boolean> => {
    setIsWorking(true);
    setError(null);
    try {
      await make(content);
      return true;
    } catch (thrown) {
      setError(toWireError(thrown));
      return false;
    } finally {
      setIsWorking(false);
    }
  };
  const change = (said: Change) => write({ kind: 'annotation', by: reviewer, targets: [target], ...said });
  return (
    <>
      {!isNamed && (
        <form
          className="panel-section"
          onSubmit={(event) => {
            event.preventDefault();
            if (typedName.trim() !== '') setReviewer(typedName.trim());
          }}
        >
          <p className="hint">{caseworkText.reviewerMissing}</p>
          <Field
            label={caseworkText.reviewer}
            hint={caseworkText.reviewerHint}
            error={null}
            value={typedName}
            onChange={setTypedName}
          />
          <ActionButton type="submit" label={caseworkText.save} isDisabled={typedName.trim() === ''} />
        </form>
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
