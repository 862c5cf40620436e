import { useId } from 'react';

interface ChoiceFieldProps<Choice extends string> {
  readonly label: string;
  /** The word for no choice; without it, one is always chosen. */
  readonly none?: string;
  readonly choices: readonly Choice[];
  readonly names: Readonly<Record<Choice, string>>;
  readonly value: Choice | null;
  readonly isDisabled?: boolean;
  readonly onChange: (value: Choice | null) => void;
}

/** One of a few words. The platform's own list: every keyboard and every reader knows it. */
export function ChoiceField<Choice extends string>(props: ChoiceFieldProps<Choice>) {
  const { label, none, choices, names, value, isDisabled = false, onChange } = props;
  const id = useId();
  return (
    <div className="choice-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value ?? ''}
        disabled={isDisabled}
        onChange={(event) => onChange(choices.find((choice) => choice === event.target.value) ?? null)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {names[choice]}
          </option>
        ))}
      </select>
    </div>
  );
}
