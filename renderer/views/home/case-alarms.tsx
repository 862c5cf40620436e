import { useEffect, useState } from 'react';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { alarmText, alarmWords } from '../../text/alarms.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Icon } from '../common/icon.tsx';

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
  const [alarms, setAlarms] = useState<readonly CaseAlarm[]>([]);
  useEffect(() => {
    let isCurrent = true;
    client.call('listAlarms', {}).then(
      (found) => isCurrent && setAlarms(found),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [client]);
  return alarms;
}

function AlarmNotice({ alarm }: { readonly alarm: CaseAlarm }) {
  const { title, found, now } = alarmWords(alarm);
  const facts: Fact[] = [
    { name: alarmText.found, value: <EvidenceText text={found} /> },
    { name: alarmText.now, value: now },
  ];
  if ('files' in alarm && alarm.files.length > 0) {
    const files = alarm.files.map(({ fileName, fileSha256 }) => (
      <li key={fileSha256}>
        <EvidenceText text={fileName} />
      </li>
    ));
    facts.push({ name: alarmText.files, value: <ul className="alarm-files">{files}</ul> });
  }
  return (
    <section className="notice" data-tone={alarm.kind === 'restored' ? 'open' : 'bad'} role="alert">
      <h3 className="notice-title">
        <Icon name="warning" />
        <span>
          {title}: <EvidenceText text={alarm.name === '' ? alarmText.unnamed : alarm.name} />
        </span>
      </h3>
      <Facts facts={facts} />
    </section>
  );
}
