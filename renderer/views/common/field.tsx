import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly hint: string;
  /** Says what is wrong with the value; null while nothing is. */
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For values that are compared digit by digit. */
  readonly isCode?: boolean;
  readonly autoFocus?: boolean;
  readonly isRequired?: boolean;
}

/** A labelled line of text with a hint below and, when needed, its error. The browser must not remember or correct it. */
export function Field({
  label,
  hint,
  error,
  value,
  onChange,
  isCode = false,
  autoFocus = false,
  isRequired = true,
}: FieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      isRequired={isRequired}
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <Input className="input" data-code={isCode || undefined} />
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
