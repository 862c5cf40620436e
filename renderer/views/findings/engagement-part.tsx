import { useState } from 'react';
import { type CaseFactsContent, caseFactsProblem } from '../../../shared/casework/case-facts.ts';
import type { CaseWork } from '../../../shared/casework/case-work.ts';
import { caseworkText } from '../../text/casework.ts';
import { engagementText } from '../../text/engagement.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { useMaking } from '../casework/use-making.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';

/** What the engagement is, and whether the case may be deleted. */
export function EngagementPart({ work }: { readonly work: CaseWork }) {
  const { reviewer } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const saved = work.facts;
  const [draft, setDraft] = useState<CaseFactsContent>(saved);
  const [standards, setStandards] = useState(saved.standards.join(', '));
  const content: CaseFactsContent = {
    ...draft,
    by: reviewer,
    standards: standards
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  };
  const problem = caseFactsProblem(content);
  const isChanged = JSON.stringify({ ...content, by: '' }) !== JSON.stringify({ ...saved, by: '' });
  const change = (part: Partial<CaseFactsContent>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="finding-form"
      onSubmit={(event) => {
        event.preventDefault();
        void write(content);
      }}
    >
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <Field
        label={engagementText.client}
        hint=""
        error={null}
        isRequired={false}
        value={draft.client}
        onChange={(client) => change({ client })}
      />
      <Field
        label={engagementText.scope}
        hint={engagementText.scopeHint}
        error={null}
        isRequired={false}
        value={draft.scope}
        onChange={(scope) => change({ scope })}
      />
      <div className="finding-row">
        <Field
          label={engagementText.start}
          hint={engagementText.dayHint}
          error={null}
          isRequired={false}
          value={draft.periodStart}
          onChange={(periodStart) => change({ periodStart: periodStart.trim() })}
        />
        <Field
          label={engagementText.end}
          hint={engagementText.dayHint}
          error={null}
          isRequired={false}
          value={draft.periodEnd}
          onChange={(periodEnd) => change({ periodEnd: periodEnd.trim() })}
        />
      </div>
      <Field
        label={engagementText.standards}
        hint={engagementText.standardsHint}
        error={null}
        isRequired={false}
        value={standards}
        onChange={setStandards}
      />
      <fieldset className="exhibit-choice">
        <legend>{engagementText.hold}</legend>
        <label>
          <input
            type="checkbox"
            checked={draft.isOnHold}
            onChange={(event) => change({ isOnHold: event.target.checked })}
          />{' '}
          {engagementText.holdWords}
        </label>
        <Field
          label={engagementText.holdReason}
          hint=""
          error={null}
          isRequired={draft.isOnHold}
          value={draft.holdReason}
          onChange={(holdReason) => change({ holdReason })}
        />
      </fieldset>
      <div className="findings-bar">
        <span className="findings-count hint" role="status">
          {isWorking ? caseworkText.working : (isChanged && (problem ?? engagementText.unsaved)) || ''}
        </span>
        <ActionButton
          type="submit"
          label={engagementText.save}
          isMaking
          look="primary"
          isDisabled={isWorking || problem !== null || !isChanged || reviewer === ''}
        />
      </div>
    </form>
  );
}
