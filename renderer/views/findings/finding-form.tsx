import { useId, useState } from 'react';
import { severities } from '../../../shared/casework/annotation.ts';
import type { CaseWork, Made } from '../../../shared/casework/case-work.ts';
import { type FindingContent, findingProblem, findingStates } from '../../../shared/casework/finding.ts';
import { caseworkText, severityNames } from '../../text/casework.ts';
import { findingStateNames, findingsText } from '../../text/findings.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ChoiceField } from '../casework/choice-field.tsx';
import { useMaking } from '../casework/use-making.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { formatTime } from '../common/format-time.ts';
import { controlLines, parseControlLines } from './control-lines.ts';

interface FindingFormProps {
  readonly work: CaseWork;
  /** The oldest first; none of a new finding. */
  readonly versions: readonly Made<FindingContent>[];
  readonly onSaved: (findingId: string) => void;
  readonly onClose: () => void;
}

const longTexts = ['condition', 'criteria', 'cause', 'effect', 'recommendation', 'response'] as const;

const newFinding: Omit<FindingContent, 'findingId' | 'by'> = {
  kind: 'finding',
  title: '',
  condition: '',
  criteria: '',
  cause: '',
  effect: '',
  recommendation: '',
  owner: '',
  dueDate: '',
  response: '',
  severity: 'medium',
  state: 'draft',
  controls: [],
  exhibits: [],
};

/** One finding as it is written. Saving adds a version; those before it stay as they are. */
export function FindingForm({ work, versions, onSaved, onClose }: FindingFormProps) {
  const { reviewer } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const saved = versions.at(-1)?.content ?? null;
  const [draft, setDraft] = useState<Omit<FindingContent, 'findingId' | 'by'>>(saved ?? newFinding);
  const [controls, setControls] = useState(controlLines(saved?.controls ?? []));
  const parsed = parseControlLines(controls);
  const content: FindingContent = {
    ...draft,
    by: reviewer,
    findingId: saved?.findingId ?? '',
    controls: parsed ?? [],
  };
  const problem = parsed === null ? findingsText.controlsWrong : findingProblem(content);
  const isChanged =
    JSON.stringify({ ...content, by: '' }) !== JSON.stringify({ ...(saved ?? newFinding), by: '' });
  const save = async () => {
    const findingId = saved?.findingId ?? crypto.randomUUID();
    const title = content.title.trim();
    if (await write({ ...content, title, findingId })) onSaved(findingId);
  };
  return (
    <form
      className="finding-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="findings-bar">
        <ActionButton label={findingsText.back} onPress={onClose} />
        <span className="findings-count hint" role="status">
          {isWorking ? caseworkText.working : (isChanged && (problem ?? findingsText.unsaved)) || ''}
        </span>
        <ActionButton
          type="submit"
          label={findingsText.save}
          isMaking
          look="primary"
          isDisabled={isWorking || problem !== null || !isChanged || reviewer === ''}
        />
      </div>
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <Field
        label={findingsText.titleLabel}
        hint=""
        error={null}
        value={draft.title}
        onChange={(title) => setDraft({ ...draft, title })}
        autoFocus={saved === null}
      />
      <div className="finding-row">
        <ChoiceField
          label={findingsText.severity}
          choices={severities}
          names={severityNames}
          value={draft.severity}
          onChange={(severity) => setDraft({ ...draft, severity: severity ?? draft.severity })}
        />
        <ChoiceField
          label={findingsText.state}
          choices={findingStates}
          names={findingStateNames}
          value={draft.state}
          onChange={(state) => setDraft({ ...draft, state: state ?? draft.state })}
        />
        <Field
          label={findingsText.owner}
          hint=""
          error={null}
          isRequired={false}
          value={draft.owner}
          onChange={(owner) => setDraft({ ...draft, owner })}
        />
        <Field
          label={findingsText.due}
          hint={findingsText.dueHint}
          error={null}
          isRequired={false}
          value={draft.dueDate}
          onChange={(dueDate) => setDraft({ ...draft, dueDate: dueDate.trim() })}
        />
      </div>
      {longTexts.map((name) => (
        <LongText
          key={name}
          label={findingsText[name]}
          hint={findingsText.markdownHint}
          value={draft[name]}
          onChange={(text) => setDraft({ ...draft, [name]: text })}
        />
      ))}
      <LongText
        label={findingsText.controls}
        hint={findingsText.controlsHint}
        value={controls}
        onChange={setControls}
      />
      <ExhibitChoice
        work={work}
        chosen={draft.exhibits}
        onChange={(exhibits) => setDraft({ ...draft, exhibits })}
      />
      {versions.length > 0 && (
        <section aria-label={findingsText.versions}>
          <h2>{findingsText.versions}</h2>
          <ol className="change-list" reversed>
            {versions.toReversed().map(({ record, at, content: version }) => (
              <li key={record}>
                <div className="change-head">
                  <span className="change-time">{formatTime(at)}</span>
                  <span>
                    {severityNames[version.severity]}, {findingStateNames[version.state]}
                  </span>
                  <EvidenceText text={findingsText.versionBy(version.by)} limit={80} />
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </form>
  );
}

function LongText(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="choice-field">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        className="input note-input"
        rows={3}
        aria-describedby={`${id}-hint`}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <span id={`${id}-hint`} className="field-hint">
        {props.hint}
      </span>
    </div>
  );
}

function ExhibitChoice(props: {
  readonly work: CaseWork;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { work, chosen, onChange } = props;
  const exhibits = [...work.exhibits].filter(
    ([number, { withdrawn }]) => withdrawn === null || chosen.includes(number),
  );
  return (
    <fieldset className="exhibit-choice">
      <legend>{findingsText.exhibits}</legend>
      {exhibits.length === 0 && <p className="hint">{findingsText.noExhibits}</p>}
      {exhibits.map(([number, { made, withdrawn }]) => (
        <label key={number}>
          <input
            type="checkbox"
            checked={chosen.includes(number)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, number].toSorted()
                  : chosen.filter((each) => each !== number),
              )
            }
          />
          <code>{number}</code> <EvidenceText text={made.content.title} limit={120} />
          {withdrawn !== null && <> ({findingsText.withdrawn(withdrawn)})</>}
        </label>
      ))}
    </fieldset>
  );
}
