import { pseudonymsOf } from '../report/pseudonyms-of.ts';
import type { ReportedFinding, ReportRecord } from '../report/record.ts';
import { renderCsvMember } from './csv-member.ts';
import type { PackMember } from './pack-member.ts';
import { entriesByName, entryKey } from './reported-lines.ts';

/** What compliance officers and lawyers go through line by line. */
export function renderWorkingLists(record: ReportRecord): readonly PackMember[] {
  return [
    { path: 'data/controls.csv', bytes: renderControls(record) },
    { path: 'data/redactions.csv', bytes: renderRedactions(record) },
    { path: 'data/privilege.csv', bytes: renderPrivilege(record) },
  ];
}

/** A row for each requirement that a finding speaks of. */
function renderControls({ findings }: ReportRecord): Uint8Array {
  const head = ['framework', 'control', 'finding', 'title', 'state', 'severity', 'exhibits', 'owner', 'due'];
  const rows = findings
    .flatMap((finding) => finding.controls.map((link) => ({ link, finding })))
    .toSorted((one, other) => compareKeys(controlKey(one), controlKey(other)))
    .map(({ link, finding }) => [
      ...[link.framework, link.control, finding.findingId, finding.title, finding.state, finding.severity],
      ...[finding.exhibits.join('; '), finding.owner, finding.dueDate],
    ]);
  return renderCsvMember(head, rows);
}

function controlKey({
  link,
  finding,
}: {
  readonly link: ReportedFinding['controls'][number];
  readonly finding: ReportedFinding;
}): readonly string[] {
  return [link.framework, link.control, finding.findingId];
}

/** By UTF-16 units: the same in every language. */
function compareKeys(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at === -1) return 0;
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

/** What the recipient does not see, and why. */
function renderRedactions({ redactions }: ReportRecord): Uint8Array {
  // The column is there where any value has another name.
  const isNamed = redactions.some((each) => pseudonymsOf(each).length > 0);
  const head = ['origin', 'seq', 'leaf (SHA-256)', 'what', 'fields', 'reason', 'by'];
  const rows = redactions.map((redaction) => {
    const { origin, seq, leaf, pointers, reason, by } = redaction;
    return [
      ...[origin, String(seq), leaf, pointers.length === 0 ? 'whole entry' : 'fields'],
      ...[pointers.join('; '), reason, by],
      ...(isNamed ? [pseudonymsOf(redaction).join('; ')] : []),
    ];
  });
  if (isNamed) head.push('pseudonyms');
  return renderCsvMember(head, rows);
}

/** The redactions that somebody claims a privilege for, numbered. */
function renderPrivilege(record: ReportRecord): Uint8Array {
  const head = [
    'number',
    'privilege',
    'origin',
    'seq',
    'leaf (SHA-256)',
    'time (UTC)',
    'exhibits',
    'reason',
    'by',
  ];
  const byName = entriesByName(record);
  const rows = record.redactions
    .filter(({ privilege }) => privilege !== '')
    .map((redaction, index) => {
      const key = entryKey(redaction);
      const content = byName.get(key)?.content;
      const exhibits = record.exhibits.filter(({ entries }) =>
        entries.some((name) => entryKey(name) === key),
      );
      return [
        ...[String(index + 1), redaction.privilege, redaction.origin, String(redaction.seq), redaction.leaf],
        content?.kind === 'line' ? (content.time ?? '') : '',
        exhibits.map(({ number }) => number).join('; '),
        ...[redaction.reason, redaction.by],
      ];
    });
  return renderCsvMember(head, rows);
}
