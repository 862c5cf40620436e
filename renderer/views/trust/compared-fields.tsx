import { trustText } from '../../text/trust.ts';
import { Field } from '../common/field.tsx';

/** Why a key or a certificate is trusted, in the words of the person who compared it. */
export interface TypedComparison {
  readonly compared: string;
  readonly comparedBy: string;
}

export const noTypedComparison: TypedComparison = { compared: '', comparedBy: '' };

/** Whether both were said; white space says nothing. */
export function isSaid({ compared, comparedBy }: TypedComparison): boolean {
  return compared.trim() !== '' && comparedBy.trim() !== '';
}

interface ComparedFieldsProps {
  readonly words: Readonly<Record<'compared' | 'comparedHint' | 'comparedBy' | 'comparedByHint', string>>;
  readonly typed: TypedComparison;
  readonly onChange: (typed: TypedComparison) => void;
  /** Whether the person has tried to go on: only then is a field that is empty a mistake. */
  readonly isAsked: boolean;
}

/** Asks how something was compared, and by whom. */
export function ComparedFields({ words, typed, onChange, isAsked }: ComparedFieldsProps) {
  const missing = (value: string) => (isAsked && value.trim() === '' ? trustText.dialog.required : null);
  return (
    <>
      <Field
        label={words.compared}
        hint={words.comparedHint}
        error={missing(typed.compared)}
        value={typed.compared}
        onChange={(compared) => onChange({ ...typed, compared })}
      />
      <Field
        label={words.comparedBy}
        hint={words.comparedByHint}
        error={missing(typed.comparedBy)}
        value={typed.comparedBy}
        onChange={(comparedBy) => onChange({ ...typed, comparedBy })}
      />
    </>
  );
}
