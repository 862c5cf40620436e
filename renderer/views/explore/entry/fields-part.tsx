import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import type { Verdict } from '../../../../shared/verify/verdict.ts';
import { DisclosureSection } from './disclosure-section.tsx';
import { EventSection } from './event-section.tsx';
import { FurtherSection } from './further-section.tsx';

interface FieldsPartProps {
  readonly detail: EntryDetail;
  readonly verdict: Verdict | null;
}

/** Everything that the entry says, and where it says it. */
export function FieldsPart({ detail, verdict }: FieldsPartProps) {
  const isEntry = detail.row.reading === 'entry';
  return (
    <>
      <EventSection detail={detail} verdict={verdict} />
      {isEntry && <FurtherSection fields={detail.further} />}
      {isEntry && <DisclosureSection detail={detail} />}
    </>
  );
}
