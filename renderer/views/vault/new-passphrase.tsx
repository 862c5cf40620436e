import { passphraseHint, passphraseProblem } from '../../../shared/identity/passphrase.ts';
import { passphraseHints } from '../../text/identity.ts';
import { encryptText } from '../../text/vault.ts';
import { PassphraseField } from '../identity/passphrase-field.tsx';

/** What is typed for a passphrase that does not exist yet. */
export interface TypedTwice {
  readonly passphrase: string;
  readonly again: string;
}

export const nothingTyped: TypedTwice = { passphrase: '', again: '' };

export function isSound({ passphrase, again }: TypedTwice): boolean {
  return passphraseProblem(passphrase) === null && passphrase === again;
}

interface NewPassphraseProps {
  readonly labels: { readonly passphrase: string; readonly again: string };
  readonly typed: TypedTwice;
  readonly onChange: (typed: TypedTwice) => void;
  /** From the first try on, faults are said. */
  readonly isAsked: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** Two fields for a new passphrase, with what can be seen of it. */
export function NewPassphrase(props: NewPassphraseProps) {
  const { labels, typed, onChange, isAsked, isDisabled = false, autoFocus = false } = props;
  const { passphrase, again } = typed;
  const different = again === passphrase ? null : encryptText.different;
  return (
    <>
      <PassphraseField
        label={labels.passphrase}
        hint={passphraseHints[passphraseHint(passphrase, '')]}
        error={isAsked ? passphraseProblem(passphrase) : null}
        value={passphrase}
        onChange={(next) => onChange({ passphrase: next, again })}
        isNew
        isDisabled={isDisabled}
        autoFocus={autoFocus}
      />
      <PassphraseField
        label={labels.again}
        hint={encryptText.againHint}
        error={isAsked ? different : null}
        value={again}
        onChange={(next) => onChange({ passphrase, again: next })}
        isNew
        isDisabled={isDisabled}
      />
    </>
  );
}
