import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import { drawText } from '../../text/samples.ts';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import type { TypedDraw } from './typed-draw.ts';
import type { PopulationState } from './use-population.ts';

interface PopulationFieldsProps {
  readonly view: CaseView;
  readonly typed: TypedDraw;
  readonly fault: string | null;
  readonly population: PopulationState;
  readonly onChange: (change: Partial<TypedDraw>) => void;
}

/** What is drawn from, with its exact size below. */
export function PopulationFields({ view, typed, fault, population, onChange }: PopulationFieldsProps) {
  const chosen = new Set(typed.bundleIds);
  const toggle = (bundleId: string) => {
    if (!chosen.delete(bundleId)) chosen.add(bundleId);
    onChange({
      bundleIds: view.bundles.map((bundle) => bundle.bundleId).filter((each) => chosen.has(each)),
    });
  };
  return (
    <fieldset className="draw-group">
      <legend>{drawText.population}</legend>
      <Field
        label={drawText.query}
        hint={drawText.queryHint}
        error={population.kind === 'invalid' ? `${drawText.invalid}: ${population.problem.message}` : null}
        value={typed.query}
        onChange={(query) => onChange({ query })}
        isCode
        isRequired={false}
      />
      {view.bundles.length > 1 && (
        <fieldset className="draw-bundles">
          <legend>{drawText.bundles}</legend>
          {view.bundles.map(({ bundleId, fileName }) => (
            <label key={bundleId}>
              <input type="checkbox" checked={chosen.has(bundleId)} onChange={() => toggle(bundleId)} />
              <EvidenceText text={fileName} limit={120} />
            </label>
          ))}
        </fieldset>
      )}
      <p className="draw-size" role="status">
        <PopulationWords population={population} />
      </p>
      {fault !== null && <p className="field-error">{fault}</p>}
      {population.kind === 'failed' && <ErrorNotice title={drawText.stopped} error={population.error} />}
    </fieldset>
  );
}

function PopulationWords({ population }: { readonly population: PopulationState }) {
  switch (population.kind) {
    case 'counting':
      return <span className="hint">{drawText.counting}</span>;
    case 'known':
      return (
        <>
          <strong>{population.size === 0 ? drawText.nothing : drawText.size(population.size)}</strong>
          {population.unreadable > 0 && <> {drawText.unreadable(population.unreadable)}</>}
        </>
      );
    case 'stopped':
      return (
        <>
          {drawText.stopped}: <EvidenceText text={population.statement} limit={400} />
        </>
      );
    case 'invalid':
    case 'failed':
      return null;
    default:
      return population satisfies never;
  }
}
