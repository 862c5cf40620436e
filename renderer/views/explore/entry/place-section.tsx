import { lineText } from '../../../../shared/case/proof-commands.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Facts } from '../../common/facts.tsx';
import { formatBytes, formatCount } from '../../common/format-number.ts';
import { PanelSection } from './panel-section.tsx';

/** Where the line lies, so that it can be found without this program. */
export function PlaceSection({ detail }: { readonly detail: EntryDetail }) {
  const command = lineText(detail);
  return (
    <PanelSection title={entryText.place}>
      <Facts
        facts={[
          { name: entryText.member, value: <EvidenceText text={detail.member} limit={300} /> },
          { name: entryText.line, value: formatCount(detail.line) },
          { name: entryText.offset, value: formatCount(detail.offset) },
          { name: entryText.size, value: formatBytes(detail.raw.length) },
        ]}
      />
      <div className="command-lines">
        <code>{command}</code>
        <CopyButton text={command} what={proofText.commandCopy} />
      </div>
    </PanelSection>
  );
}
