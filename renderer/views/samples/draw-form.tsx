import { useId } from 'react';
import { sampleMethods } from '../../../shared/casework/sample.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { FieldSummary } from '../../../shared/contract/search-protocol.ts';
import { drawText, methodNames } from '../../text/samples.ts';
import { ChoiceField } from '../casework/choice-field.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { Field } from '../common/field.tsx';
import { EnoughLines } from './enough-lines.tsx';
import { PopulationFields } from './population-fields.tsx';
import { drawRandomSeed } from './random-seed.ts';
import { type DrawFaults, type TypedDraw, toMethod } from './typed-draw.ts';
import type { PopulationState } from './use-population.ts';

interface DrawFormProps {
  readonly view: CaseView;
  readonly typed: TypedDraw;
  readonly faults: DrawFaults;
  /** Whether the person has tried to go on: only then is a field that is empty a mistake. */
  readonly isAsked: boolean;
  readonly population: PopulationState;
  readonly fields: readonly FieldSummary[];
  readonly onChange: (change: Partial<TypedDraw>) => void;
}

/** The order of a sample, field by field. */
export function DrawForm({ view, typed, faults, isAsked, population, fields, onChange }: DrawFormProps) {
  const said = (fault: string | null) => (isAsked ? fault : null);
  return (
    <>
      <Field
        label={drawText.name}
        hint={drawText.nameHint}
        error={said(faults.title)}
        value={typed.title}
        onChange={(title) => onChange({ title })}
        autoFocus
      />
      <PopulationFields
        view={view}
        typed={typed}
        fault={said(faults.bundles)}
        population={population}
        onChange={onChange}
      />
      <div className="draw-row">
        <ChoiceField
          label={drawText.method}
          choices={sampleMethods}
          names={methodNames}
          value={typed.method}
          onChange={(method) => onChange({ method: toMethod(method ?? '') })}
        />
        <Field
          label={drawText.count}
          hint={drawText.countHint}
          error={said(faults.count)}
          value={typed.count}
          onChange={(count) => onChange({ count })}
        />
      </div>
      {typed.method === 'stratified' && (
        <FieldChoice
          fields={fields}
          value={typed.field}
          fault={said(faults.field)}
          onChange={(field) => onChange({ field })}
        />
      )}
      {population.kind === 'known' && population.size > 0 && (
        <EnoughLines size={population.size} onUse={(count) => onChange({ count: String(count) })} />
      )}
      <div className="draw-seed">
        <Field
          label={drawText.seed}
          hint={drawText.seedHint}
          error={said(faults.seed)}
          value={typed.seed}
          onChange={(seed) => onChange({ seed })}
          isCode
        />
        <ActionButton
          label={drawText.drawSeed}
          icon="again"
          onPress={() => {
            const seed = drawRandomSeed();
            onChange({ seed, drawnSeed: seed });
          }}
        />
      </div>
      <AttributesField
        value={typed.attributes}
        fault={said(faults.attributes)}
        onChange={(attributes) => onChange({ attributes })}
      />
    </>
  );
}

interface TextPartProps {
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (value: string) => void;
}

function FieldChoice({ fields, value, fault, onChange }: TextPartProps & Pick<DrawFormProps, 'fields'>) {
  const listId = useId();
  return (
    <div className="choice-field">
      <label htmlFor={`${listId}-input`}>{drawText.field}</label>
      <input
        id={`${listId}-input`}
        className="input"
        list={listId}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${listId}-hint`}
        aria-invalid={fault !== null}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <datalist id={listId}>
        {fields.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p id={`${listId}-hint`} className={fault === null ? 'field-hint' : 'field-error'}>
        {fault ?? drawText.fieldHint}
      </p>
    </div>
  );
}

function AttributesField({ value, fault, onChange }: TextPartProps) {
  const id = useId();
  return (
    <div className="choice-field">
      <label htmlFor={id}>{drawText.attributes}</label>
      <textarea
        id={id}
        className="input"
        rows={3}
        value={value}
        aria-describedby={`${id}-hint`}
        aria-invalid={fault !== null}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className={fault === null ? 'field-hint' : 'field-error'}>
        {fault ?? drawText.attributesHint}
      </p>
    </div>
  );
}
