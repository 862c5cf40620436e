import { useState } from 'react';
import {
  type AnnotationContent,
  mostTargets,
  type ReviewState,
  reviewStates,
  type Severity,
  severities,
} from '../../../shared/casework/annotation.ts';
import type { Target } from '../../../shared/casework/target.ts';
import { caseworkText, reviewStateNames, severityNames } from '../../text/casework.ts';
import { markText } from '../../text/marks.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';
import { ChoiceField } from './choice-field.tsx';
import type { LinesToMark } from './lines-to-mark.ts';
import { ReviewerForm } from './reviewer-form.tsx';
import { useMarking } from './use-marking.ts';

interface MarkDialogProps {
  readonly chosen: number;
  readonly lines: LinesToMark;
  readonly onClose: () => void;
}

/** More is a population, and belongs into a sample. */
const mostMarked = 10_000;

/** Tags, rates or notes many lines at once. */
export function MarkDialog({ chosen, lines, onClose }: MarkDialogProps) {
  const { reviewer } = useSharedCaseWork();
  const { isWorking, said, error, mark } = useMarking(chosen, lines, onClose);
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState('');
  const [note, setNote] = useState('');
  const [severity, setSeverity] = useState<Severity | null>(null);
  const [reviewState, setReviewState] = useState<ReviewState | null>(null);

  const change: Omit<AnnotationContent, 'kind' | 'by' | 'targets'> = {
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(tagsOf(added).length === 0 ? {} : { addedTags: tagsOf(added) }),
    ...(tagsOf(removed).length === 0 ? {} : { removedTags: tagsOf(removed) }),
    ...(severity === null ? {} : { severity }),
    ...(reviewState === null ? {} : { reviewState }),
  };
  const isChange = Object.keys(change).length > 0;
  const apply = () =>
    mark((named) => {
      const targets = named.map(
        ({ origin, seq, leaf }): Target => ({ kind: 'entry', origin, line: { seq, leaf } }),
      );
      const batches = Array.from({ length: Math.ceil(targets.length / mostTargets) }, (_, batch) =>
        targets.slice(batch * mostTargets, (batch + 1) * mostTargets),
      );
      return batches.map((some) => ({ kind: 'annotation', by: reviewer, targets: some, ...change }));
    });
  return (
    <DialogFrame title={markText.markTitle(chosen)} onClose={onClose}>
      <p>{markText.markAdvice(mostTargets)}</p>
      {chosen > mostMarked && <p className="hint">{markText.tooMany(chosen, mostMarked)}</p>}
      {reviewer === '' && <ReviewerForm />}
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <Field
        label={markText.addedTags}
        hint={markText.tagsHint}
        error={null}
        isRequired={false}
        value={added}
        onChange={setAdded}
        autoFocus
      />
      <Field
        label={markText.removedTags}
        hint={markText.tagsHint}
        error={null}
        isRequired={false}
        value={removed}
        onChange={setRemoved}
      />
      <ChoiceField
        label={caseworkText.severity}
        none={markText.unchanged}
        choices={severities}
        names={severityNames}
        value={severity}
        onChange={setSeverity}
      />
      <ChoiceField
        label={caseworkText.reviewState}
        none={markText.unchanged}
        choices={reviewStates}
        names={reviewStateNames}
        value={reviewState}
        onChange={setReviewState}
      />
      <Field
        label={markText.note}
        hint={markText.noteHint}
        error={null}
        isRequired={false}
        value={note}
        onChange={setNote}
      />
      <div className="dialog-actions">
        <span className="hint" role="status">
          {said}
        </span>
        <ActionButton label={caseworkText.cancel} onPress={onClose} />
        <ActionButton
          label={markText.apply(chosen)}
          isMaking
          look="primary"
          isDisabled={isWorking || !isChange || reviewer === '' || chosen > mostMarked}
          onPress={() => void apply()}
        />
      </div>
    </DialogFrame>
  );
}

function tagsOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
