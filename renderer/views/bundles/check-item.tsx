import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { CheckResult, Outcome } from '../../../shared/verify/check-result.ts';
import { explain } from '../../../shared/verify/explain.ts';
import { stockCommand } from '../../../shared/verify/stock-command.ts';
import { bundlesText, outcomeNames, placeWords } from '../../text/bundles.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Icon, type IconName } from '../common/icon.tsx';
import { NoteProofs } from './note-proofs.tsx';

interface CheckItemProps {
  readonly result: CheckResult;
  readonly onShowEntry: (ordinal: EntryOrdinal) => void;
}

const outcomeIcons: Record<Outcome, IconName> = {
  pass: 'check',
  fail: 'cross',
  unknown: 'question',
  warning: 'warning',
};

/** One claim and its answer; opens to expected, found, where, and how to check it without this program. */
export function CheckItem({ result, onShowEntry }: CheckItemProps) {
  const { title, proves, doesNotProve } = explain(result.code);
  const command = stockCommand(result);
  const { place } = result;
  const facts: Fact[] = [];
  // Expected and found may quote the bundle, so they are drawn as evidence.
  if (result.expected !== undefined) facts.push(evidenceFact(bundlesText.expected, result.expected));
  if (result.found !== undefined) facts.push(evidenceFact(bundlesText.found, result.found));
  facts.push({
    name: bundlesText.where,
    value: (
      <span className="check-where">
        <EvidenceText text={placeWords(place)} />
        {place.kind === 'line' && (
          <ActionButton
            label={bundlesText.showEntry}
            icon="explore"
            look="quiet"
            onPress={() => onShowEntry(place.ordinal)}
          />
        )}
      </span>
    ),
  });
  facts.push({ name: bundlesText.proves, value: proves });
  facts.push({ name: bundlesText.doesNotProve, value: doesNotProve });
  return (
    <Disclosure className="check" data-outcome={result.outcome} data-code={result.code}>
      <Heading level={4} className="check-heading">
        <Button slot="trigger" className="check-button">
          <span className="check-outcome">
            <Icon name={outcomeIcons[result.outcome]} size={14} />
            {outcomeNames[result.outcome]}
          </span>
          <span className="check-title">{title}</span>
          <span className="check-statement">
            <EvidenceText text={result.statement} />
          </span>
          <span className="chevron">
            <Icon name="down" size={14} />
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="check-panel">
        <Facts facts={facts} />
        {result.notes !== undefined && <NoteProofs notes={result.notes} />}
        {command !== null && (
          <div className="command">
            <span className="command-label">{bundlesText.command}</span>
            <code>{command}</code>
            <CopyButton text={command} what={bundlesText.commandCopy} />
          </div>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

function evidenceFact(name: string, text: string): Fact {
  return { name, value: <EvidenceText text={text} /> };
}
