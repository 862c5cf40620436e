import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import type { EventFields } from '../adapters/read-event.ts';
import type { MadeContent } from '../casework/made-content.ts';
import type { CaseRequestName, CaseRequests, EntryRow } from '../contract/case-protocol.ts';
import type { EntityDescription, EntityJoin, EntityOrder } from '../contract/entity-protocol.ts';
import type { EntryDetail, EntryValue } from '../contract/entry-protocol.ts';
import type {
  CompareAnswer,
  ComparedValues,
  Facet,
  FieldSummary,
  HitRow,
  SearchAnswer,
  SearchNote,
} from '../contract/search-protocol.ts';
import type { Mask } from './mask.ts';

/** What is asked under a mask, as it is asked of the evidence; and its answer, as the window may have it. */
export interface MaskedRequest<Name extends CaseRequestName> {
  toAsked(mask: Mask, args: CaseRequests[Name]['args']): CaseRequests[Name]['args'];
  toShown(
    mask: Mask,
    answer: CaseRequests[Name]['answer'],
    typed: CaseRequests[Name]['args'],
  ): CaseRequests[Name]['answer'];
}

/** Every request whose answer has values of evidence in it. One that is missing here is shown as it is: see its test. */
export const maskedRequests: { readonly [Name in CaseRequestName]?: MaskedRequest<Name> } = {
  listEntries: { toAsked: asIs, toShown: (mask, rows) => rows.map((row) => maskRow(mask, row)) },
  search: {
    toAsked: withQuery,
    toShown: (mask, answer, typed) => maskSearch(mask, answer, typed.query, typed.fields),
  },
  listHits: {
    toAsked: withQuery,
    toShown: (mask, rows, { fields }) => rows.map((row) => maskHit(mask, row, fields)),
  },
  findHit: { toAsked: withQuery, toShown: (_mask, answer) => answer },
  listFacet: { toAsked: withQuery, toShown: maskFacet },
  listFields: { toAsked: asIs, toShown: (mask, fields) => fields.map((field) => maskExamples(mask, field)) },
  compareResults: {
    toAsked: (mask, args) => ({
      ...args,
      left: withQuery(mask, args.left),
      right: withQuery(mask, args.right),
    }),
    toShown: (mask, answer, { left, right }) => maskComparison(mask, answer, `${left.query} ${right.query}`),
  },
  describeEntity: { toAsked: toAskedEntity, toShown: maskEntity },
  readEntry: { toAsked: asIs, toShown: maskEntry },
  recordSearch: {
    toAsked: withQuery,
    toShown: (mask, past, typed) =>
      past === null ? null : { ...past, query: mask.ofWords(past.query, typed.query) },
  },
  drawSample: {
    toAsked: withQuery,
    toShown: (mask, answer, typed) =>
      answer.kind !== 'drawn'
        ? answer
        : {
            ...answer,
            population: {
              ...answer.population,
              query: mask.ofWords(answer.population.query, typed.query),
            },
          },
  },
  make: {
    // What is written down must find the same lines for everybody, so it has the query as it was asked.
    toAsked: (mask, args) => ({ ...args, content: toAskedContent(mask, args.content) }),
    toShown: (_mask, answer) => answer,
  },
  placeLines: {
    toAsked: asIs,
    toShown: (mask, lines) =>
      lines.map((line) => (line === null ? null : { ...line, row: maskRow(mask, line.row) })),
  },
};

function toAskedContent(mask: Mask, content: MadeContent): MadeContent {
  switch (content.kind) {
    case 'exhibit':
      return { ...content, query: mask.toAsked(content.query) };
    case 'sample':
      return {
        ...content,
        population: { ...content.population, query: mask.toAsked(content.population.query) },
      };
    default:
      return content;
  }
}

function asIs<Args>(_mask: Mask, args: Args): Args {
  return args;
}

function withQuery<Args extends { readonly query: string }>(mask: Mask, args: Args): Args {
  return { ...args, query: mask.toAsked(args.query) };
}

function maskRow<Row extends EntryRow>(mask: Mask, row: Row): Row {
  return { ...row, fields: maskFields(mask, row.fields) };
}

function maskHit(mask: Mask, row: HitRow, fields: readonly string[]): HitRow {
  const further = row.further.map((values, index) =>
    values.map((value) => maskValue(mask, fields[index] ?? '', value)),
  );
  return { ...maskRow(mask, row), further };
}

function maskFields(mask: Mask, fields: EventFields): EventFields {
  const masked: { [Field in EventField]?: FieldValue } = {};
  for (const field of eventFields) masked[field] = maskValue(mask, field, fields[field]);
  return { ...fields, ...masked };
}

function maskValue(mask: Mask, field: string, value: FieldValue): FieldValue {
  return value.kind === 'text' ? { kind: 'text', text: mask.ofField(field, value.text) } : value;
}

function maskFacet(mask: Mask, facet: Facet): Facet {
  const values = facet.values.map(({ text, count }) => ({ text: mask.ofField(facet.field, text), count }));
  return { ...facet, values };
}

function maskExamples(mask: Mask, field: FieldSummary): FieldSummary {
  return { ...field, examples: field.examples.map((text) => mask.ofField(field.name, text)) };
}

function maskNotes(mask: Mask, notes: readonly SearchNote[], typed: string): readonly SearchNote[] {
  return notes.map((note) => ({
    ...note,
    statement: mask.ofWords(note.statement, typed),
    suggestion: note.suggestion === null ? null : mask.ofWords(note.suggestion, typed),
  }));
}

function maskSearch(
  mask: Mask,
  answer: SearchAnswer,
  typed: string,
  fields: readonly string[],
): SearchAnswer {
  switch (answer.kind) {
    case 'result':
      return {
        ...answer,
        rows: answer.rows.map((row) => maskHit(mask, row, fields)),
        facets: answer.facets.map((facet) => maskFacet(mask, facet)),
        notes: maskNotes(mask, answer.notes, typed),
        words: mask.ofWords(answer.words, typed),
      };
    case 'invalid': {
      const { message, suggestion } = answer.error;
      const shown = {
        message: mask.ofWords(message, typed),
        suggestion: suggestion === null ? null : mask.ofWords(suggestion, typed),
      };
      return { ...answer, error: { ...answer.error, ...shown } };
    }
    case 'stopped':
      return answer;
    default:
      return answer satisfies never;
  }
}

function maskComparison(mask: Mask, answer: CompareAnswer, typed: string): CompareAnswer {
  if (answer.kind !== 'compared') return answer;
  const maskValues = (field: string, { values, count }: ComparedValues): ComparedValues => ({
    values: values.map((value) => ({ ...value, text: mask.ofField(field, value.text) })),
    count,
  });
  return {
    ...answer,
    notes: maskNotes(mask, answer.notes, typed),
    fields: answer.fields.map((each) => ({
      ...each,
      onlyLeft: maskValues(each.field, each.onlyLeft),
      onlyRight: maskValues(each.field, each.onlyRight),
      both: maskValues(each.field, each.both),
    })),
  };
}

function toAskedEntity(mask: Mask, order: EntityOrder): EntityOrder {
  const { subject, joins } = order;
  return {
    ...order,
    subject: { ...subject, text: mask.valueOf(subject.text) },
    joins: joins.map((join) => ({ ...join, text: mask.valueOf(join.text) })),
  };
}

function maskEntity(mask: Mask, shown: EntityDescription): EntityDescription {
  const maskJoin = (join: EntityJoin): EntityJoin => ({ ...join, text: mask.ofValue(join.text) });
  return {
    ...shown,
    joined: shown.joined.map(maskJoin),
    touched: shown.touched.map((facet) => maskFacet(mask, facet)),
    names: shown.names.map((name) => ({ ...name, facet: maskFacet(mask, name.facet) })),
    aliases: shown.aliases.map((alias) => ({
      ...alias,
      join: maskJoin(alias.join),
      reasons: alias.reasons.map((reason) => ({ ...reason, text: mask.ofValue(reason.text) })),
    })),
    unjoined: shown.unjoined.map((name) => ({ ...name, text: mask.ofValue(name.text) })),
    neighbours: shown.neighbours.map((each) => ({
      ...each,
      texts: each.texts.map((text) => mask.ofField(each.through, text)),
      facet: maskFacet(mask, each.facet),
    })),
  };
}

/** The raw bytes and what opens committed values are left out as a whole: a mask inside of them would be other bytes. */
function maskEntry(mask: Mask, detail: EntryDetail): EntryDetail {
  return {
    ...detail,
    row: maskRow(mask, detail.row),
    raw: new Uint8Array(0),
    isMasked: true,
    readingReason: detail.readingReason === null ? null : mask.ofValue(detail.readingReason),
    further: detail.further.map((field) => ({ ...field, value: maskFurther(mask, field.value) })),
    disclosures: [],
  };
}

function maskFurther(mask: Mask, value: EntryValue): EntryValue {
  return value.kind === 'text' || value.kind === 'number'
    ? { kind: 'text', text: mask.ofValue(value.text) }
    : value;
}
