import { citationsIn } from '../report/citations.ts';
import type { EntryName, ReportedBundle, ReportedFinding, ReportRecord } from '../report/record.ts';
import {
  passOr,
  type ReportCheck,
  type ReportCheckCode,
  type ReportPlace,
  wholeReport,
} from './report-check.ts';
import { entryKey } from './reported-lines.ts';

/** Whether what a report counts and cites follows from what it has. */
export function checkFigures(record: ReportRecord): readonly ReportCheck[] {
  const known = new Set(record.entries.map(entryKey));
  const objections = [
    ...entriesOnce(record),
    ...record.exhibits.flatMap(({ number, entries }) =>
      unknownNames(known, entries, { kind: 'part', name: number }),
    ),
    ...record.samples.flatMap((sample) => sampleFigures(sample, known)),
    ...redactionFigures(record, known),
    ...bundleFigures(record),
    ...record.bundles.flatMap(receiptFigures),
  ];
  return passOr('report-figures', objections, 'What is counted follows from what the report has.');
}

/** Whether each text cites the very entries that stand beside it. */
export function checkCitations({
  narrative,
  findings,
  entries,
  exhibits,
}: ReportRecord): readonly ReportCheck[] {
  const known = new Set(entries.map(entryKey));
  const numbers = new Set(exhibits.map(({ number }) => number));
  const texts = [
    ...narrative.map(({ heading, markdown, citations }) => ({ name: heading, text: [markdown], citations })),
    ...findings.map((finding) => ({
      name: finding.title,
      text: textsOf(finding),
      citations: finding.citations,
    })),
  ];
  const objections = texts.flatMap(({ name, text, citations }) => {
    const place = { kind: 'part', name } as const;
    const cited = new Set(text.flatMap(citationsIn).map(({ origin, seq }) => `${seq} ${origin}`));
    const resolved = new Set(citations.map(({ origin, seq }) => `${seq} ${origin}`));
    const isSame = cited.size === resolved.size && [...cited].every((each) => resolved.has(each));
    return [
      ...(isSame && resolved.size === citations.length
        ? []
        : [fail('report-citations', place, 'The text cites other entries than those that stand beside it.')]),
      ...(citations.every((each) => known.has(entryKey(each)))
        ? []
        : [fail('report-citations', place, 'The text cites an entry that the report does not have.')]),
    ];
  });
  const missing = findings.flatMap(({ title, exhibits: named }) =>
    named
      .filter((number) => !numbers.has(number))
      .map((number): ReportCheck => {
        const statement = `The finding names the exhibit ${number}, which is not in the report.`;
        return {
          code: 'report-citations',
          outcome: 'warning',
          place: { kind: 'part', name: title },
          statement,
        };
      }),
  );
  const passed = passOr('report-citations', objections, 'Each text cites entries that the report has.');
  return [...passed, ...missing];
}

function textsOf({ condition, criteria, cause, effect, recommendation, response }: ReportedFinding) {
  return [condition, criteria, cause, effect, recommendation, response];
}

function entriesOnce({ entries, exhibits, bundles }: ReportRecord): readonly ReportCheck[] {
  const twice = firstTwice(entries.map(entryKey));
  const number = firstTwice(exhibits.map((each) => each.number));
  const origins = new Map(bundles.map(({ fileSha256, origin }) => [fileSha256, origin]));
  const stranger = entries.find(({ fileSha256, origin }) => origins.get(fileSha256) !== origin);
  return [
    ...(twice === null ? [] : [figure(wholeReport, 'An entry stands in the report twice.')]),
    ...(number === null
      ? []
      : [figure({ kind: 'part', name: number }, `Two exhibits have the number ${number}.`)]),
    ...(stranger === undefined
      ? []
      : [
          figure(
            { kind: 'entry', origin: stranger.origin, seq: stranger.seq },
            `Entry ${stranger.seq} is of a file that the report does not have for its log.`,
          ),
        ]),
  ];
}

function sampleFigures(
  { title, lines, reviewed, exceptions, population, attributes }: ReportRecord['samples'][number],
  known: ReadonlySet<string>,
): readonly ReportCheck[] {
  const place = { kind: 'part', name: title } as const;
  const marked = lines.flatMap(({ marks }) => (marks === null ? [] : [marks]));
  const reviewedLines = marked.filter((marks) => !marks.includes('open')).length;
  const found = marked.filter((marks) => marks.includes('exception')).length;
  const isMarked = marked.every(({ length }) => length === attributes.length);
  const expected = `${reviewedLines} reviewed, ${found} with an exception`;
  const stated = `${reviewed} reviewed, ${exceptions} with an exception`;
  return [
    ...unknownNames(known, lines, place),
    ...(expected === stated && isMarked
      ? []
      : [
          {
            ...figure(place, `The figures of "${title}" are not those of its lines.`),
            expected,
            found: stated,
          },
        ]),
    ...(lines.length <= population.size
      ? []
      : [figure(place, `"${title}" has more lines than its population.`)]),
  ];
}

function redactionFigures({ entries, redactions }: ReportRecord, known: ReadonlySet<string>) {
  const whole = new Set(redactions.filter(({ pointers }) => pointers.length === 0).map(entryKey));
  const wrong = entries.filter((entry) => (entry.content.kind === 'withheld') !== whole.has(entryKey(entry)));
  return [
    ...unknownNames(known, redactions, wholeReport),
    ...wrong.map(({ origin, seq }) =>
      figure(
        { kind: 'entry', origin, seq },
        `Entry ${seq} is withheld without a redaction that says so, or the other way round.`,
      ),
    ),
  ];
}

const statesOf: { readonly [Name in ReportRecord['bundles'][number]['verdict']['headline']]: string } = {
  VERIFIED: 'verified',
  'VERIFIED, PARTS WITHHELD': 'verified',
  'INTACT, SIGNER NOT TRUSTED': 'not-verifiable',
  'INTACT, UNSIGNED': 'not-verifiable',
  'SIGNED, AMBIGUOUS': 'not-verifiable',
  'NOT VERIFIABLE': 'not-verifiable',
  INCOMPLETE: 'failed',
  BROKEN: 'failed',
  CONFLICT: 'failed',
};

function bundleFigures({ bundles, notVerified }: ReportRecord): readonly ReportCheck[] {
  const open = bundles.flatMap(({ fileSha256, verdict }) =>
    verdict.results.filter(({ outcome }) => outcome !== 'pass').map((result) => ({ ...result, fileSha256 })),
  );
  const headlines = bundles.flatMap(({ fileName, verdict: { state, headline, results } }) => {
    const hasFailed = results.some(({ outcome }) => outcome === 'fail');
    // A result that failed and a headline in which nothing did cannot both be what was found.
    const isSound = statesOf[headline] === state && hasFailed === (state === 'failed');
    const statement = `The headline of ${fileName} is ${headline}, which does not follow from its results.`;
    return isSound ? [] : [figure({ kind: 'part', name: fileName }, statement)];
  });
  const isSame = JSON.stringify(open) === JSON.stringify(notVerified);
  const statement = 'What was not verified is not what the results of the bundles say.';
  return [...headlines, ...(isSame ? [] : [figure(wholeReport, statement)])];
}

/** What a receipt lists is of its own members and no more than it counts; its account is of all of them, or there is none. */
function receiptFigures({ fileName, receipt }: ReportedBundle): readonly ReportCheck[] {
  const { members, rejects, rejectedLines = [], account } = receipt;
  const place = { kind: 'part', name: fileName } as const;
  const paths = new Set(members.map(({ path }) => path));
  const isListed = rejectedLines.length <= rejects && rejectedLines.every(({ member }) => paths.has(member));
  const isAccounted = members.every(
    ({ packedBytes }) => (packedBytes === undefined) === (account === undefined),
  );
  return [
    ...(isListed
      ? []
      : [figure(place, `The receipt of ${fileName} lists rejected lines that it does not count.`)]),
    ...(isAccounted ? [] : [figure(place, `The account of ${fileName} is not one of all its members.`)]),
  ];
}

function unknownNames(
  known: ReadonlySet<string>,
  names: readonly EntryName[],
  place: ReportPlace,
): readonly ReportCheck[] {
  const unknown = names.find((name) => !known.has(entryKey(name)));
  if (unknown === undefined) return [];
  return [
    figure(place, `Entry ${unknown.seq} of ${unknown.origin} is named, and the report does not have it.`),
  ];
}

function firstTwice(texts: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const text of texts) {
    if (seen.has(text)) return text;
    seen.add(text);
  }
  return null;
}

function figure(place: ReportPlace, statement: string): ReportCheck {
  return fail('report-figures', place, statement);
}

function fail(code: ReportCheckCode, place: ReportPlace, statement: string): ReportCheck {
  return { code, outcome: 'fail', place, statement };
}
