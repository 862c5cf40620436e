import { useEffect, useState } from 'react';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { alarmText } from '../../text/alarms.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { AlarmNotice } from './alarm-notice.tsx';

/** What the start of this window found about its own store. Nothing where all is well. */
export function CaseAlarms() {
  const alarms = useAlarms();
  if (alarms.length === 0) return null;
  return (
    <section className="alarms" aria-label={alarmText.region}>
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
