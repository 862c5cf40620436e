import type { CustodyAction } from '../../shared/case/custody-record.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the Custody screen. */
export const custodyText = {
  title: 'Custody log',
  lead: 'What was done in this case, each record bound to the one before it by its digest.',
  holds: (count: number) => `The chain holds over ${formatCounted(count, 'record', 'records')}.`,
  broken: (seq: number) =>
    `The chain is broken at record ${formatCount(seq)}: it does not follow from the one before.`,
  newer: (seq: number, action: string) =>
    `Record ${formatCount(seq)} says “${action}”, which this Vouch does not know. The chain holds up to there; a newer Vouch shows the rest.`,
  clock:
    'Times come from the clock of this machine, which nobody vouches for. The order is that of the numbers.',
  loading: 'Reading the custody log…',
  failed: 'The custody log cannot be read',
  empty: 'The log has no record yet.',
  columns: {
    seq: '#',
    time: 'Time (UTC)',
    action: 'Done',
    facts: 'Facts',
    prev: 'Digest of the record before',
  },
  brokenHere: 'broken here',
  prevDigest: (seq: number) => `the digest in record ${formatCount(seq)}`,
} as const;

export const actionNames: Record<CustodyAction, string> = {
  'case-made': 'Case made',
  'bundle-imported': 'Bundle imported',
  'key-pinned': 'Key pinned',
  'key-revoked': 'Key revoked',
  'key-unpinned': 'Key unpinned',
  'authority-pinned': 'Time authority pinned',
  'authority-revoked': 'Time authority revoked',
  'authority-unpinned': 'Time authority unpinned',
  'policy-set': 'Witnesses set',
  'head-stated': 'Head stated',
  'case-opened': 'Case opened',
  'case-deleted': 'Case deleted',
  'case-restored': 'Case restored from the journal',
  'facts-stated': 'Engagement described',
  annotated: 'Annotated',
  'finding-written': 'Finding written',
  'exhibit-made': 'Exhibit made',
  'exhibit-withdrawn': 'Exhibit withdrawn',
  'sample-drawn': 'Sample drawn',
  'sample-reviewed': 'Sample line reviewed',
  undone: 'Undone',
  searched: 'Searched',
  'overlay-merged': 'Overlay of another reviewer merged',
  'report-drafted': 'Draft of a report written',
  'report-produced': 'Report produced and signed',
  'report-countersigned': 'Report countersigned',
  'report-withdrawn': 'Report withdrawn',
  'case-saved': 'Whole case saved as a file',
  'case-received': 'Whole case received as a file',
  'lens-chosen': 'Lens chosen',
  'recording-changed': 'Recording of searches and views changed',
  unmasked: 'Unmasked',
  viewed: 'Lines viewed',
  exported: 'Result exported as a file',
  'bundle-redacted': 'Redacted bundle made',
  'exhibit-saved': 'Exhibit saved as a file',
  'case-encrypted': 'Case encrypted on this computer',
  'identity-kept-by-system': 'Signing identity also opened by the operating system',
  'identity-taken-from-system': 'Signing identity no longer opened by the operating system',
};
