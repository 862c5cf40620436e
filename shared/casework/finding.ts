import { FormatError } from '../bytes/errors.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { type Severity, severities } from './annotation.ts';

export const findingStates = ['draft', 'open', 'agreed', 'in-progress', 'closed', 'withdrawn'] as const;
export type FindingState = (typeof findingStates)[number];

/** A requirement that a finding speaks of, as `PCI DSS 4.0.1` and `10.2.1.4`. */
export interface ControlLink {
  readonly framework: string;
  readonly control: string;
}

/** What a person concludes, whole: each version says everything, and the last one counts. */
export interface FindingContent {
  readonly kind: 'finding';
  readonly by: string;
  /** The same in all versions of one finding. */
  readonly findingId: string;
  readonly title: string;
  /** What was found. Markdown, as all longer texts of a finding. */
  readonly condition: string;
  /** What should have been. */
  readonly criteria: string;
  readonly cause: string;
  readonly effect: string;
  readonly recommendation: string;
  readonly owner: string;
  /** A day, as `2026-12-31`, or empty. */
  readonly dueDate: string;
  readonly response: string;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly controls: readonly ControlLink[];
  /** Numbers of exhibits. */
  readonly exhibits: readonly string[];
}

const longTexts = ['condition', 'criteria', 'cause', 'effect', 'recommendation', 'response'] as const;
const mostTextLength = 65_536;

export function readFinding(reader: ObjectReader, where: string): FindingContent {
  const content: FindingContent = {
    kind: 'finding',
    by: reader.text('by'),
    findingId: reader.text('findingId'),
    title: reader.text('title'),
    condition: reader.text('condition'),
    criteria: reader.text('criteria'),
    cause: reader.text('cause'),
    effect: reader.text('effect'),
    recommendation: reader.text('recommendation'),
    owner: reader.text('owner'),
    dueDate: reader.text('dueDate'),
    response: reader.text('response'),
    severity: reader.word('severity', severities),
    state: reader.word('state', findingStates),
    controls: reader.list('controls', readControl),
    exhibits: reader.texts('exhibits'),
  };
  const problem = findingProblem(content);
  if (problem !== null) throw new FormatError('json', `${problem} (${where}).`);
  return content;
}

/** Why this cannot be stored as a finding, or null. A draft may be incomplete, everything else says what it is about. */
export function findingProblem(content: FindingContent): string | null {
  if (content.title.trim() === '') return 'A finding needs a title';
  if (content.dueDate !== '' && !/^\d{4}-\d\d-\d\d$/.test(content.dueDate)) {
    return 'A due date is a day such as 2026-12-31';
  }
  if (longTexts.some((name) => content[name].length > mostTextLength)) {
    return `A text of a finding has more than ${mostTextLength} characters`;
  }
  if (content.state === 'draft' || content.state === 'withdrawn') return null;
  if (content.condition.trim() === '') return 'A finding that is no draft says what was found';
  if (content.criteria.trim() === '') return 'A finding that is no draft says what should have been';
  return null;
}

export function toFindingDocument(content: FindingContent): object {
  const { controls, exhibits, ...texts } = content;
  return {
    kind: texts.kind,
    by: texts.by,
    findingId: texts.findingId,
    title: texts.title,
    condition: texts.condition,
    criteria: texts.criteria,
    cause: texts.cause,
    effect: texts.effect,
    recommendation: texts.recommendation,
    owner: texts.owner,
    dueDate: texts.dueDate,
    response: texts.response,
    severity: texts.severity,
    state: texts.state,
    controls: controls.map(({ framework, control }) => ({ framework, control })),
    exhibits,
  };
}

function readControl(value: JsonValue, where: string): ControlLink {
  const reader = new ObjectReader(value, where);
  const link = { framework: reader.text('framework'), control: reader.text('control') };
  reader.end();
  return link;
}
