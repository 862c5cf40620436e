import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import type { ReportCheck } from '../../../shared/pack/report-check.ts';
import type { Outcome } from '../../../shared/verify/check-result.ts';
import {
  reportCheckNames,
  reportCheckText,
  reportOutcomeNames,
  reportPlaceWords,
  stockCommands,
} from '../../text/reports-check.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Icon, type IconName } from '../common/icon.tsx';

const outcomeIcons: Record<Outcome, IconName> = {
  pass: 'check',
  fail: 'cross',
  unknown: 'question',
  warning: 'warning',
};

/** One claim about a report and its answer; opens to expected, found, where, and how to check it without this program. */
export function ReportCheckItem({ result }: { readonly result: ReportCheck }) {
  const { code, outcome, place, statement, expected, found } = result;
  const command = stockCommands[code];
  const facts: Fact[] = [];
  // Expected and found may quote the report, so they are drawn as evidence.
  if (expected !== undefined) facts.push(evidenceFact(reportCheckText.expected, expected));
  if (found !== undefined) facts.push(evidenceFact(reportCheckText.found, found));
  facts.push(evidenceFact(reportCheckText.place, reportPlaceWords(place)));
  facts.push({
    name: reportCheckText.command,
    value: (
      <span className="stock-command">
        <code>{command}</code>
        <CopyButton text={command} what={reportCheckText.commandOf} />
      </span>
    ),
  });
  return (
    <Disclosure className="check" data-outcome={outcome} data-code={code}>
      <Heading level={4} className="check-heading">
        <Button slot="trigger" className="check-button">
          <span className="check-outcome">
            <Icon name={outcomeIcons[outcome]} size={14} />
            {reportOutcomeNames[outcome]}
          </span>
          <span className="check-title">{reportCheckNames[code]}</span>
          <span className="check-statement">
            <EvidenceText text={statement} />
          </span>
          <span className="chevron">
            <Icon name="down" size={14} />
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="check-panel">
        <Facts facts={facts} />
      </DisclosurePanel>
    </Disclosure>
  );
}

function evidenceFact(name: string, text: string): Fact {
  return { name, value: <EvidenceText text={text} /> };
}
