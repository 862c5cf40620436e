import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { alarmText, alarmWords } from '../../text/alarms.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Icon } from '../common/icon.tsx';

/** What was found about the store of one case, and what to do now. */
export function AlarmNotice({ alarm }: { readonly alarm: CaseAlarm }) {
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
