import type { DigestHex } from '../bytes/units.ts';
import { toVisibleString } from '../bytes/visible-text.ts';
import type { Block, ReportDocument } from './document.ts';
import type { ReportSection } from './order.ts';
import type { ReportRecord } from './record.ts';
import { aboutSection } from './sections/about-section.ts';
import { checkingSection } from './sections/checking-section.ts';
import { entriesSection } from './sections/entries-section.ts';
import { type EntryNames, nameEntries } from './sections/entry-names.ts';
import { exhibitsSection } from './sections/exhibits-section.ts';
import { findingsSection } from './sections/findings-section.ts';
import { narrativeSection } from './sections/narrative-section.ts';
import { notVerifiedSection } from './sections/not-verified-section.ts';
import {
  custodySection,
  limitationsSection,
  searchesSection,
  trustSection,
} from './sections/records-sections.ts';
import { redactionsSection } from './sections/redactions-section.ts';
import { samplesSection } from './sections/samples-section.ts';
import { scopeSection } from './sections/scope-section.ts';
import { summarySection } from './sections/summary-section.ts';
import { verdictSection } from './sections/verdict-section.ts';

/** A document beyond this cannot be read by a person, nor printed; `report.json` always has everything. */
const defaultMostEntries = 5_000;

/**
 * What a report says, in reading order. It reads the record and nothing else. What is proven and what is not stand first, the
 * limits and how to check it last, whatever the preparer chose; between them the sections in their order.
 */
export function toReportDocument(
  record: ReportRecord,
  recordSha256: DigestHex,
  mostEntries: number = defaultMostEntries,
): ReportDocument {
  const names = nameEntries(record, mostEntries);
  return {
    language: 'en',
    title: toVisibleString(record.title),
    running: `Evidence report ${toVisibleString(record.number)}`,
    recordSha256,
    blocks: [
      ...aboutSection(record, recordSha256),
      ...verdictSection(record),
      ...notVerifiedSection(record),
      ...record.sections.flatMap((section) => chosenSection(section, record, names, mostEntries)),
      ...redactionsSection(record),
      ...limitationsSection(record),
      ...checkingSection(record, recordSha256, names),
      ...entriesSection(record, mostEntries),
    ],
  };
}

function chosenSection(
  section: ReportSection,
  record: ReportRecord,
  names: EntryNames,
  mostEntries: number,
): readonly Block[] {
  switch (section) {
    case 'summary':
      return summarySection(record);
    case 'scope':
      return scopeSection(record);
    case 'narrative':
      return narrativeSection(record, names);
    case 'findings':
      return findingsSection(record, names);
    case 'samples':
      return samplesSection(record, names, mostEntries);
    case 'exhibits':
      return exhibitsSection(record, names, mostEntries);
    case 'searches':
      return searchesSection(record);
    case 'trust':
      return trustSection(record);
    case 'custody':
      return custodySection(record);
    default:
      return section satisfies never;
  }
}
