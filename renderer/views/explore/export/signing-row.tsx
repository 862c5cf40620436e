import { useState } from 'react';
import { exportText } from '../../../text/export.ts';
import { identityText } from '../../../text/identity.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { UnlockDialog } from '../../identity/unlock-dialog.tsx';
import type { UsedIdentity } from '../../identity/use-identity.ts';

interface SigningRowProps {
  readonly identity: UsedIdentity;
  readonly isWanted: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isWanted: boolean) => void;
}

/** Who signs what is said of the file; nobody, where there is no identity that is unlocked. */
export function SigningRow({ identity: { state, show }, isWanted, isDisabled, onChange }: SigningRowProps) {
  const [isUnlocking, setIsUnlocking] = useState(false);
  if (state.kind !== 'known') return null;
  const { identity } = state;
  if (identity === null) return <p className="hint">{exportText.noIdentity}</p>;
  if (identity.custodyKeys === null) {
    return (
      <div className="identity-actions">
        <span className="hint">
          <EvidenceText text={exportText.locked(identity.name)} limit={200} />
        </span>
        <ActionButton
          label={identityText.unlock}
          isDisabled={isDisabled}
          onPress={() => setIsUnlocking(true)}
        />
        {isUnlocking && (
          <UnlockDialog
            onUnlocked={(unlocked) => {
              show(unlocked);
              setIsUnlocking(false);
            }}
            onClose={() => setIsUnlocking(false)}
          />
        )}
      </div>
    );
  }
  return (
    <label className="acknowledge">
      <input
        type="checkbox"
        checked={isWanted}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <EvidenceText text={exportText.signAs(identity.name)} limit={200} />
      </span>
    </label>
  );
}
