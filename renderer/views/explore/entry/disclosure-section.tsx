import { disclosureCommand } from '../../../../shared/case/proof-commands.ts';
import type { DisclosedField, EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { missingFieldNames } from '../../../text/explore.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { CommandBox } from './command-box.tsx';
import { OpenableText } from './openable-text.tsx';
import { PanelSection } from './panel-section.tsx';

/** Fields that were committed when the log was sealed: their value if it was disclosed, or the word withheld. */
export function DisclosureSection({ detail }: { readonly detail: EntryDetail }) {
  const { disclosures } = detail;
  if (disclosures.length === 0) return null;
  const hidden = disclosures.filter(({ value }) => value === null).length;
  return (
    <PanelSection title={entryText.committed(disclosures.length)}>
      <p className="hint">{entryText.committedLead(disclosures.length - hidden, hidden)}</p>
      <ul className="committed">
        {disclosures.map((field) => (
          <CommittedField key={`${field.pointer} ${field.digest}`} field={field} segment={detail.member} />
        ))}
      </ul>
    </PanelSection>
  );
}

function CommittedField({ field, segment }: { readonly field: DisclosedField; readonly segment: string }) {
  const { pointer, value, digest } = field;
  const isWithheld = value === null;
  return (
    <li className="committed-field">
      <div className="committed-head">
        <EvidenceText text={pointer} limit={400} />
        <span className="badge" data-reading={isWithheld ? 'withheld' : undefined}>
          {isWithheld ? missingFieldNames.withheld : entryText.isOpen}
        </span>
      </div>
      {value === '' && <span className="missing">{missingFieldNames.empty}</span>}
      {value !== null && value !== '' && (
        <div>
          <OpenableText text={value} />
        </div>
      )}
      <div className="committed-digest">
        <span className="digest-name">{entryText.digestInEntry}</span>
        <EvidenceText text={digest} limit={200} />
      </div>
      <CommandBox command={disclosureCommand(segment, field)} />
    </li>
  );
}
