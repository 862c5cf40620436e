import { eventFields } from '../../../shared/adapters/event-field.ts';
import type { EntryDetail } from '../../../shared/contract/case-protocol.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import { exploreText, fieldNames, readingSentences } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { findMixedScripts } from '../common/mixed-scripts.ts';
import { FieldCell, StateBadges } from './columns.tsx';
import { PanelSection } from './panel-section.tsx';

interface FieldsSectionProps {
  readonly detail: EntryDetail;
  readonly verdict: Verdict | null;
}

/** What the entry says, as the event model reads it, and how it could be read. */
export function FieldsSection({ detail, verdict }: FieldsSectionProps) {
  const { row, claimedTimeText, readingReason } = detail;
  const words = exploreText.fieldNames;
  const facts: Fact[] = [
    { name: words.seq, value: row.seq === null ? exploreText.noSeq : formatCount(row.seq) },
    {
      name: words.time,
      value: row.time === null ? exploreText.noTime : <span className="time">{formatTime(row.time)}</span>,
    },
    {
      name: words.timeText,
      value:
        claimedTimeText === null ? (
          exploreText.noTimeText
        ) : (
          <EvidenceText text={claimedTimeText} limit={200} />
        ),
    },
  ];
  if (row.reading === 'entry') {
    for (const field of eventFields) {
      const value = row.fields[field];
      const scripts = value.kind === 'text' ? findMixedScripts(value.text) : null;
      facts.push({
        name: fieldNames[field],
        value: (
          <>
            <FieldCell value={value} limit={4_000} />
            {scripts !== null && (
              <span className="badge" data-tone="open">
                {exploreText.mixedScripts(scripts)}
              </span>
            )}
          </>
        ),
      });
    }
  }
  return (
    <PanelSection title={exploreText.sections.fields}>
      <p className="reading" data-reading={row.reading}>
        <StateBadges row={row} /> {readingSentences[row.reading]}
      </p>
      {row.reading === 'entry' && !isMappingVouchedFor(verdict) && (
        <p className="hint">{verdict === null ? exploreText.uncheckedFields : exploreText.unvouchedFields}</p>
      )}
      {readingReason !== null && (
        <p className="reading-reason">
          <EvidenceText text={readingReason} />
        </p>
      )}
      <Facts facts={facts} />
    </PanelSection>
  );
}

/**
 * Which part of an entry is its actor or its target is said by the packer alone: under a verified log, somebody else
 * could pack the same entries so that targets stand where actors should.
 */
function isMappingVouchedFor(verdict: Verdict | null): boolean {
  return (verdict?.results ?? []).some(({ code, outcome }) => code === 'packer-key' && outcome === 'pass');
}
