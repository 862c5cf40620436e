import { type FormEvent, type ReactNode, useState } from 'react';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { unlockCaseText as words } from '../../text/vault.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { AlarmNotice } from '../home/alarm-notice.tsx';
import { PassphraseField } from '../identity/passphrase-field.tsx';
import { useWork } from '../identity/use-identity.ts';

interface UnlockFormProps {
  readonly caseId: string;
  readonly onUnlocked: () => void;
  /** Beside the button. */
  readonly children?: ReactNode;
}

/** Asks for the passphrase. A wrong one is said at the field, and nothing more than that it is wrong. */
export function UnlockForm({ caseId, onUnlocked, children }: UnlockFormProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [passphrase, setPassphrase] = useState('');
  /** The one that was tried last; another one is not yet wrong. */
  const [tried, setTried] = useState<string | null>(null);
  const [alarms, setAlarms] = useState<readonly CaseAlarm[]>([]);
  const isWrong = error?.message === words.wrong;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '' || isWorking) return;
    setTried(passphrase);
    void work(async () => {
      const found = await client.call('unlockCase', { caseId, passphrase });
      // Before anybody works in the case: what was found is read here, and stands on Home as well.
      if (found.length === 0) onUnlocked();
      else setAlarms(found);
    });
  };
  if (alarms.length > 0) {
    return (
      <div className="form">
        <p>{words.alarms}</p>
        {alarms.map((alarm) => (
          <AlarmNotice key={alarm.kind} alarm={alarm} />
        ))}
        <div className="dialog-actions">
          <ActionButton label={words.goOn} look="primary" onPress={onUnlocked} autoFocus />
        </div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={submit} noValidate autoComplete="off">
      <PassphraseField
        label={words.passphrase}
        hint={words.hint}
        error={isWrong && tried === passphrase ? words.wrong : null}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
      />
      {error !== null && !isWrong && <ErrorNotice title={words.failed} error={error} />}
      <div className="dialog-actions">
        <span className="hint" role="status">
          {isWorking && words.working}
        </span>
        {children}
        <ActionButton label={words.unlock} look="primary" type="submit" isPending={isWorking} />
      </div>
    </form>
  );
}
