import { leavingText } from '../../../text/redaction.ts';

export const builderSteps = ['write', 'leaving'] as const;
export type BuilderStep = (typeof builderSteps)[number];

const names: Readonly<Record<BuilderStep, string>> = {
  write: leavingText.write,
  leaving: leavingText.title,
};

/** The two sides of a draft: what it says, and what of the evidence goes with it. */
export function BuilderSteps(props: {
  readonly step: BuilderStep;
  readonly onChange: (step: BuilderStep) => void;
}) {
  const { step, onChange } = props;
  return (
    <fieldset className="segmented builder-steps">
      <legend className="visually-hidden">{leavingText.steps}</legend>
      {builderSteps.map((each) => (
        <label key={each} data-chosen={each === step || undefined}>
          <input
            type="radio"
            name="builder-step"
            className="visually-hidden"
            checked={each === step}
            onChange={() => onChange(each)}
          />
          <span>{names[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
