import { severities } from '../casework/annotation.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { FindingContent } from '../casework/finding.ts';
import type { ExtractedSample, ReportExtract } from './extract.ts';
import type { ReportOrder, ReportSection } from './order.ts';
import { twice } from './order-problems.ts';
import { type ReportProblem, reportProblem } from './report-problem.ts';
import { sortedBy } from './sorted-by.ts';

/** What persons made and the order asks for, sorted by what it is. */
export interface ChosenContent {
  readonly findings: readonly FindingContent[];
  readonly exhibits: readonly ExhibitContent[];
  readonly samples: readonly ExtractedSample[];
  readonly problems: readonly ReportProblem[];
}

/** A section that is not asked for takes with it what would stand in it: nothing leaves unseen. */
export function chooseContent(extract: ReportExtract, order: ReportOrder): ChosenContent {
  const idsFor = (section: ReportSection, ids: readonly string[]) =>
    order.sections.includes(section) ? ids : [];
  const findings = choose(
    extract.findings,
    ({ findingId }) => findingId,
    idsFor('findings', order.findings),
    'finding',
  );
  const exhibits = choose(
    extract.exhibits,
    ({ number }) => number,
    idsFor('exhibits', order.exhibits),
    'exhibit',
  );
  const samples = choose(
    extract.samples,
    ({ content }) => content.sampleId,
    idsFor('samples', order.samples),
    'sample',
  );
  return {
    findings: sortedBy(findings.chosen, ({ severity, title, findingId }) => [
      -severities.indexOf(severity),
      title,
      findingId,
    ]),
    exhibits: sortedBy(exhibits.chosen, ({ number }) => exhibitKeys(number)),
    samples: sortedBy(samples.chosen, ({ content }) => [content.title, content.sampleId]),
    problems: [...findings.problems, ...exhibits.problems, ...samples.problems],
  };
}

/** `EX-9999` goes before `EX-10000`. */
function exhibitKeys(number: string): readonly (string | number)[] {
  const [, prefix = number, digits = '0'] = /^(.*?)(\d{1,15})$/.exec(number) ?? [];
  return [prefix, Number(digits), number];
}

function choose<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  ids: readonly string[],
  what: string,
): { readonly chosen: readonly Item[]; readonly problems: readonly ReportProblem[] } {
  const there = items.map(idOf);
  const unknown = ids.filter((id) => !there.includes(id));
  const wanted = new Set(ids);
  const chosen = items.filter((item) => wanted.has(idOf(item)));
  return {
    chosen,
    problems: [
      ...twice(chosen.map(idOf), what),
      ...unknown.map((id) =>
        reportProblem('unknown-id', id, `The ${what} ${id} is to be in the report, and is not there.`),
      ),
    ],
  };
}
