import { useState } from 'react';
import { caseworkText } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Field } from '../common/field.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';

/** Asks once who works here; until then nothing can be made. */
export function ReviewerForm() {
  const { setReviewer } = useSharedCaseWork();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className="reviewer-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') setReviewer(name);
      }}
    >
      <p className="hint">{caseworkText.reviewerMissing}</p>
      <Field
        label={caseworkText.reviewer}
        hint={caseworkText.reviewerHint}
        error={null}
        value={typed}
        onChange={setTyped}
      />
      <ActionButton type="submit" label={caseworkText.save} isDisabled={name === ''} />
    </form>
  );
}
