import { useEffect, useState } from 'react';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { alarmText } from '../../text/alarms.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { AlarmNotice } from './alarm-notice.tsx';

/** What the start of this window found about its own store, of one case or of all. Nothing where all is well. */
export function CaseAlarms({ caseId }: { readonly caseId?: string }) {
  const alarms = useAlarms().filter((alarm) => caseId === undefined || alarm.caseId === caseId);
  if (alarms.length === 0) return null;
  return (
    <section className="alarms" aria-labelledby="alarms-title">
      <h2 id="alarms-title" className="visually-hidden">
        {alarmText.region}
      </h2>
      {alarms.map((alarm) => (
        <AlarmNotice key={`${alarm.kind} ${alarm.caseId}`} alarm={alarm} />
      ))}
    </section>
  );
}

/** A list that cannot be had is no list: then the cases cannot be listed either, and that is said below. */
function useAlarms(): readonly CaseAlarm[] {
  const client = useCaseClient();
  const { state } = useCaseSession();
  const [alarms, setAlarms] = useState<readonly CaseAlarm[]>([]);
  // A case that was unlocked brings alarms, and one that is locked again takes them away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state only says that it is time to ask again.
  useEffect(() => {
    let isCurrent = true;
    client.call('listAlarms', {}).then(
      (found) => isCurrent && setAlarms(found),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [client, state]);
  return alarms;
}
