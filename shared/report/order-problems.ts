import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { pointerTokens } from '../json/pointer.ts';
import type { ReportOrder } from './order.ts';
import { type ReportProblem, reportProblem } from './report-problem.ts';

/** What an order gets wrong by itself, whatever the evidence is. */
export function orderProblems(order: ReportOrder): readonly ReportProblem[] {
  const { number, title, preparer, sections, findings, exhibits, samples, redaction } = order;
  const pointers = [...redaction.hidden.map(({ pointer }) => pointer), ...(redaction.shownPointers ?? [])];
  return [
    ...missing(number, 'number', 'A report needs a number, such as R-2026-07.'),
    ...missing(title, 'title', 'A report needs a title.'),
    ...missing(preparer.name, 'preparer', 'A report needs the name of its preparer.'),
    ...order.narrative.flatMap(({ heading }, index) =>
      missing(heading, `part ${index + 1}`, `Part ${index + 1} of the narrative needs a heading.`),
    ),
    ...twice(sections, 'section'),
    ...twice(findings, 'finding'),
    ...twice(exhibits, 'exhibit'),
    ...twice(samples, 'sample'),
    ...timeProblems(order.producedAt),
    ...pointers.flatMap(pointerProblems),
    ...redaction.hidden.flatMap(({ reason, pointer }) =>
      missing(reason, pointer, `Hiding ${pointer} needs a reason.`),
    ),
    ...redaction.withheld.flatMap(({ reason, origin, seq }) =>
      missing(reason, `entry ${seq}`, `Withholding entry ${seq} of ${origin} needs a reason.`),
    ),
  ];
}

/** Items that are there more than once, each named once. */
export function twice(items: readonly string[], what: string): readonly ReportProblem[] {
  const again = items.filter((item, index) => items.indexOf(item) !== index);
  return [...new Set(again)].map((item) =>
    reportProblem('twice', item, `The ${what} ${item} is there more than once.`),
  );
}

function missing(text: string, where: string, statement: string): readonly ReportProblem[] {
  return text.trim() === '' ? [reportProblem('text-missing', where, statement)] : [];
}

function timeProblems(producedAt: number): readonly ReportProblem[] {
  if (Number.isSafeInteger(producedAt) && parseUtcTime(renderUtcTime(producedAt)) === producedAt) return [];
  const statement = 'The clock of this computer shows no time of the years 0000 to 9999.';
  return [reportProblem('time-out-of-range', 'clock', statement)];
}

function pointerProblems(pointer: string): readonly ReportProblem[] {
  // The empty pointer is the whole entry: to hide it is to withhold it, and to show all of it needs no list.
  if (pointer !== '' && pointerTokens(pointer) !== null) return [];
  return [reportProblem('pointer-invalid', pointer, `"${pointer}" is no JSON pointer into an entry.`)];
}
