import type { DigestHex } from '../shared/bytes/units.ts';
import { severities } from '../shared/casework/annotation.ts';
import type { FindingContent } from '../shared/casework/finding.ts';
import { findingStates } from '../shared/casework/finding.ts';
import type { SampleMethod, TickMark } from '../shared/casework/sample.ts';
import { sampleMethods, tickMarks } from '../shared/casework/sample.ts';
import { parseStrictObject } from '../shared/json/parse-json.ts';
import {
  count,
  digest,
  ifThere,
  list,
  object,
  orNull,
  type Shape,
  text,
  word,
} from '../shared/json/shape.ts';
import type { RedactionReason, ReportSection, SupersededReport } from '../shared/report/order.ts';
import { reportSections } from '../shared/report/order.ts';

export const orderFormat = 'report-order/1';

/** What `vouch report --order` reads. docs/evidence-pack.md says it in words, docs/report-order.schema.json as a schema. */
export interface OrderFile {
  readonly format: typeof orderFormat;
  readonly number: string;
  readonly title: string;
  readonly caseName: string;
  readonly client: string;
  readonly scope: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly standards: readonly string[];
  readonly sections: readonly ReportSection[];
  readonly narrative: readonly { readonly heading: string; readonly markdown: string }[];
  readonly exhibits: readonly OrderedExhibit[];
  readonly samples: readonly OrderedSample[];
  readonly findings: readonly OrderedFinding[];
  readonly searches: readonly { readonly name: string; readonly query: string }[];
  readonly limitations: readonly string[];
  readonly supersedes: SupersededReport | null;
  readonly redaction: OrderedRedaction;
}

/** Lines by a question, or one by one; never both. */
export interface OrderedExhibit {
  readonly number: string;
  readonly title: string;
  readonly query: string;
  readonly lines: readonly OrderedLine[];
}

export interface OrderedLine {
  readonly origin: string;
  readonly seq: number;
}

export interface OrderedSample {
  readonly title: string;
  readonly query: string;
  readonly method: SampleMethod;
  /** The field that makes the strata, or empty. */
  readonly stratifiedBy: string;
  readonly seed: string;
  readonly size: number;
  readonly attributes: readonly string[];
  readonly results: readonly {
    /** From 1, in the order in which the lines were drawn. */
    readonly line: number;
    readonly marks: readonly TickMark[];
    readonly remark: string;
  }[];
}

export type OrderedFinding = Omit<FindingContent, 'kind' | 'by'>;

export interface OrderedRedaction {
  /** With its leaf, an entry is refused that has another one. */
  readonly withheld: readonly (RedactionReason & OrderedLine & { readonly leaf?: DigestHex })[];
  readonly hidden: readonly (RedactionReason & { readonly pointer: string; readonly pseudonym: string })[];
  readonly shownPointers: readonly string[] | null;
}

/** Reads an order. Throws FormatError `json` or `utf8` that names the place. */
export function parseOrderFile(bytes: Uint8Array): OrderFile {
  return orderShape.parse(parseStrictObject(bytes), '');
}

/** A member that may be left out; then it is `fallback`. */
function optional<Value>(inner: Shape<Value>, fallback: Value): Shape<Value> {
  return {
    ...inner,
    parse: (value, where) => (value === undefined ? fallback : inner.parse(value, where)),
    schema: { ...inner.schema, default: fallback },
  };
}

const line = { origin: text, seq: count };
const reason = { reason: text, privilege: optional(text, ''), by: text };
const noText = optional(text, '');

const exhibit = object<OrderedExhibit>({
  number: text,
  title: text,
  query: noText,
  lines: optional(list(object<OrderedLine>(line)), []),
});

const sample = object<OrderedSample>({
  title: text,
  query: noText,
  method: optional(word(sampleMethods), 'simple-random'),
  stratifiedBy: noText,
  seed: text,
  size: count,
  attributes: list(text),
  results: optional(list(object({ line: count, marks: list(word(tickMarks)), remark: noText })), []),
});

const finding = object<OrderedFinding>({
  findingId: text,
  title: text,
  condition: noText,
  criteria: noText,
  cause: noText,
  effect: noText,
  recommendation: noText,
  owner: noText,
  dueDate: noText,
  response: noText,
  severity: word(severities),
  state: word(findingStates),
  controls: optional(list(object({ framework: text, control: text })), []),
  exhibits: optional(list(text), []),
});

const redaction = object<OrderedRedaction>({
  withheld: optional(
    list(object<OrderedRedaction['withheld'][number]>({ ...line, leaf: ifThere(digest), ...reason })),
    [],
  ),
  hidden: optional(list(object({ pointer: text, pseudonym: noText, ...reason })), []),
  shownPointers: optional(orNull(list(text)), null),
});

/** As `parseOrderFile` reads it. */
export const orderShape = object<OrderFile>({
  format: word([orderFormat]),
  number: text,
  title: text,
  caseName: text,
  client: noText,
  scope: noText,
  periodStart: noText,
  periodEnd: noText,
  standards: optional(list(text), []),
  sections: optional(list(word(reportSections)), reportSections),
  narrative: optional(list(object({ heading: text, markdown: text })), []),
  exhibits: optional(list(exhibit), []),
  samples: optional(list(sample), []),
  findings: optional(list(finding), []),
  searches: optional(list(object({ name: text, query: text })), []),
  limitations: optional(list(text), []),
  supersedes: optional(
    orNull(object<SupersededReport>({ number: text, sha256: digest, reason: text })),
    null,
  ),
  redaction: optional(redaction, { withheld: [], hidden: [], shownPointers: null }),
});
