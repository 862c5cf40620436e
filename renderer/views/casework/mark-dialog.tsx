import { useState } from 'react';
import {
  type AnnotationContent,
  mostTargets,
  type ReviewState,
  reviewStates,
  type Severity,
  severities,
} from '../../../shared/casework/annotation.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { caseworkText, reviewStateNames, severityNames } from '../../text/casework.ts';
import { markText } from '../../text/marks.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';
import { ChoiceField } from './choice-field.tsx';
import { type LinesToMark, nameChosen } from './lines-to-mark.ts';
import { ReviewerForm } from './reviewer-form.tsx';

interface MarkDialogProps {
  readonly chosen: number;
  readonly lines: LinesToMark;
  readonly onClose: () => void;
}

/** More is a population, and belongs into a sample. */
const mostMarked = 10_000;

/** Tags, rates or notes many lines at once. */
export function MarkDialog({ chosen, lines, onClose }: MarkDialogProps) {
  const client = useCaseClient();
  const { caseId, reviewer, make } = useSharedCaseWork();
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState('');
  const [note, setNote] = useState('');
  const [severity, setSeverity] = useState<Severity | null>(null);
  const [reviewState, setReviewState] = useState<ReviewState | null>(null);
  const [said, setSaid] = useState('');
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const change: Omit<AnnotationContent, 'kind' | 'by' | 'targets'> = {
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(tagsOf(added).length === 0 ? {} : { addedTags: tagsOf(added) }),
    ...(tagsOf(removed).length === 0 ? {} : { removedTags: tagsOf(removed) }),
    ...(severity === null ? {} : { severity }),
    ...(reviewState === null ? {} : { reviewState }),
  };
  const isChange = Object.keys(change).length > 0;
  const apply = async () => {
    setIsWorking(true);
    setError(null);
    try {
      const { named, unnamed } = await nameChosen(client, caseId, lines, (done) =>
        setSaid(markText.reading(done, chosen)),
      );
      if (named.length === 0) {
        setSaid(markText.nothing);
        return;
      }
      const targets = named.map(({ origin, seq, leaf }) => ({
        kind: 'entry' as const,
        origin,
        line: { seq, leaf },
      }));
      for (let first = 0; first < targets.length; first += mostTargets) {
        const some = targets.slice(first, first + mostTargets);
        await make({ kind: 'annotation', by: reviewer, targets: some, ...change });
      }
      if (unnamed === 0) onClose();
      else setSaid(markText.unnamed(unnamed));
    } catch (thrown) {
      setSaid('');
      setError(toWireError(thrown));
    } finally {
      setIsWorking(false);
    }
  };
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
