import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField';

interface PassphraseFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Keeps password managers from filling an old passphrase into a new one's place. */
  readonly isNew?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A passphrase as it is typed, which is not shown. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { label, hint, error, value, onChange } = props;
  const { isNew = false, isDisabled = false, autoFocus = false } = props;
  return (
    <TextField
      className="field"
      type="password"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoComplete={isNew ? 'new-password' : 'off'}
      spellCheck="false"
      isRequired
      isDisabled={isDisabled}
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <Input className="input" />
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
