import { pointerTokens } from '../json/pointer.ts';
import { isTellingName } from '../redaction/hidden-values.ts';
import { findValues } from './hidden-values.ts';
import { lineKey } from './named-lines.ts';
import type { ReportRecord } from './record.ts';
import type { RedactedEntry } from './redact-entries.ts';
import { entryProblem, type ReportProblem, reportProblem } from './report-problem.ts';
import type { ReportedReceipt } from './reported-receipt.ts';

/**
 * Where a value that the report hides stands in it all the same: what was withheld as evidence must not leave as somebody's
 * words. No statement says the value, since problems are shown, copied and kept.
 */
export function hiddenValueProblems(
  record: ReportRecord,
  redacted: ReadonlyMap<string, RedactedEntry>,
): readonly ReportProblem[] {
  const all = [...redacted.values()];
  const hidden = all.flatMap((each) => each.hidden);
  const withheld = all.flatMap((each) => each.withheld);
  if (hidden.length === 0 && withheld.length === 0) return [];
  return [
    ...shownEntryProblems(record, redacted, hidden),
    ...textProblems(record, [...hidden, ...tellingValues(withheld, all)]),
  ];
}

/** Of an entry that is withheld, what no entry that is shown says as well. */
function tellingValues(withheld: readonly string[], all: readonly RedactedEntry[]): readonly string[] {
  const find = findValues(withheld);
  const shown = new Set(all.flatMap((each) => each.shown.flatMap(find)));
  return withheld.filter((value) => !shown.has(value));
}

function shownEntryProblems(
  record: ReportRecord,
  redacted: ReadonlyMap<string, RedactedEntry>,
  hidden: readonly string[],
): readonly ReportProblem[] {
  const find = findValues(hidden);
  return record.entries.flatMap((entry) => {
    const shown = redacted.get(lineKey(entry))?.shown ?? [];
    if (!shown.some((text) => find(text).length > 0)) return [];
    const statement = `Entry ${entry.seq} of ${entry.origin} shows a value that this report hides in another field: withhold it as well.`;
    return [entryProblem('hidden-value-quoted', `entry ${entry.seq}`, entry, statement)];
  });
}

function textProblems(record: ReportRecord, values: readonly string[]): readonly ReportProblem[] {
  const find = findValues(values);
  return writtenTexts(record).flatMap(({ where, texts, isFrozen = false }) => {
    const count = new Set(texts.flatMap(find)).size;
    if (count === 0) return [];
    const statement = `${where} says ${count === 1 ? 'a value' : `${count} values`} that this report hides. ${isFrozen ? 'It cannot be written otherwise: leave it out' : 'Write it otherwise'}, or show what is hidden.`;
    return [reportProblem('hidden-value-quoted', where, statement)];
  });
}

interface WrittenTexts {
  readonly where: string;
  readonly texts: readonly string[];
  /** Nobody can change it any more: a bundle is what was delivered, a sample and an exhibit what they were when they were made. */
  readonly isFrozen?: true;
}

/** Everything in a record that a person wrote or asked, in the order of the report. Who did it is never hidden. */
function writtenTexts(record: ReportRecord): readonly WrittenTexts[] {
  const { engagement } = record;
  return [
    { where: 'The title', texts: [record.title, record.number] },
    {
      where: 'The engagement',
      texts: [engagement.caseName, engagement.client, engagement.scope, ...engagement.standards],
    },
    ...record.narrative.map(({ heading, markdown }, index) => ({
      where: `Part ${index + 1} of the narrative`,
      texts: [heading, markdown],
    })),
    ...record.findings.map((finding, index) => ({
      where: `Finding ${index + 1}`,
      texts: [
        ...[finding.title, finding.condition, finding.criteria, finding.cause, finding.effect],
        ...[finding.recommendation, finding.response, finding.owner],
        ...finding.controls.flatMap(({ framework, control }) => [framework, control]),
      ],
    })),
    ...record.samples.map((sample, index) => ({
      where: `Sample ${index + 1}`,
      texts: [
        ...[sample.title, sample.population.query, sample.seed, ...sample.attributes],
        ...sample.lines.flatMap(({ stratum, remark }) => [stratum, remark]),
      ],
      isFrozen: true as const,
    })),
    ...record.exhibits.map(({ number, title, query }) => ({
      where: number,
      texts: [title, query],
      isFrozen: true as const,
    })),
    ...record.searches.map(({ name, query }, index) => ({
      where: `Search ${index + 1}`,
      texts: [name, query],
    })),
    ...record.redactions.map(({ seq, reason, privilege }) => ({
      where: `The reason for the redaction of entry ${seq}`,
      texts: [reason, privilege],
    })),
    ...record.bundles.map(({ fileName, title, verdict, receipt }, index) => ({
      where: `Bundle ${index + 1}`,
      // Reasons of rejects are kept back in a report that hides anything.
      texts: [
        ...[fileName, title, ...verdict.results.map(({ statement }) => statement)],
        ...tellingPointers(receipt),
      ],
      isFrozen: true as const,
    })),
    ...(record.supersedes === null
      ? []
      : [{ where: 'The reason for superseding', texts: [record.supersedes.reason] }]),
    { where: 'The limitations', texts: record.limitations },
  ];
}

/** Names in a mapping that may be values. All others are what programmers call fields, and stand in every report. */
function tellingPointers({ account }: ReportedReceipt): readonly string[] {
  return (account?.mapping ?? []).flatMap(({ pointer }) =>
    (pointerTokens(pointer) ?? []).filter(isTellingName),
  );
}
