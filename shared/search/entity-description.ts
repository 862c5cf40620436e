import { type EventField, eventFields } from '../adapters/event-field.ts';
import { itemAt } from '../bytes/element-at.ts';
import type {
  EntityDescription,
  EntityMoment,
  EntityNeighbours,
  EntityOrder,
  EntityRefusals,
  EntitySubject,
} from '../contract/entity-protocol.ts';
import { findAliases, keyOfJoin } from './entity-aliases.ts';
import { entityKind } from './entity-kind.ts';
import { saysRefusal } from './entity-outcome.ts';
import { allOf, anyOf, entityQuery, equalTo, neighbourQuery } from './entity-query.ts';
import { heldFor, type PatientCall, patient } from './entity-search.ts';
import { histogramOf } from './histogram.ts';
import type { HeldResult, SearchCall, Searcher } from './searcher.ts';

/** A log with more different outcomes than this has no outcomes but messages. */
const mostOutcomes = 1_000;
/** Values through which neighbours are looked for: a query with more of them is read by nobody. */
const followedValues = 20;

/** Everything that a screen shows of one entity, from the index alone. Notes on the bundles the caller adds. */
export async function describeEntity(
  searcher: Searcher,
  { subject, joins, listed, buckets }: EntityOrder,
  searchCall: SearchCall,
): Promise<EntityDescription> {
  const call = patient(searchCall);
  const { lines } = searcher;
  const { names, aliases, unjoined } = await findAliases(searcher, subject, call);
  const wished = new Set(joins.map(keyOfJoin));
  const joined = aliases.flatMap(({ join }) => (wished.has(keyOfJoin(join)) ? [join] : []));
  const query = entityQuery(subject, joined);
  const held = await heldFor(searcher, query, call);
  const { found } = held;
  const own = await heldFor(searcher, equalTo(subject.field, subject.text), call);
  const histogram = histogramOf(searcher, query, found, buckets);
  const touched = [];
  for (const field of entityKind(subject.field).touched) {
    touched.push(await searcher.facet(held, { field, count: listed, containing: null }, call));
  }
  const neighbours = [];
  for (const through of entityKind(subject.field).through) {
    neighbours.push(await neighboursThrough(searcher, held, { subject, joined, through, listed }, call));
  }
  return {
    joined,
    total: found.total,
    own: own.found.total,
    searched: lines.total,
    byBundle: found.byBundle.map((total, index) => ({
      bundleId: itemAt(lines.bundles, index).bundleId,
      total,
    })),
    ...(await endsOf(searcher, held, histogram.withoutTime, call)),
    histogram,
    touched,
    refusals: await refusalsOf(searcher, held, entityQuery(subject, joined), call),
    ...{ names, aliases, unjoined },
    neighbours: neighbours.flatMap((each) => each ?? []),
    elsewhere: await otherFields(searcher, subject, call),
    notes: [],
  };
}

async function endsOf(
  searcher: Searcher,
  held: HeldResult,
  withoutTime: number,
  call: PatientCall,
): Promise<Pick<EntityDescription, 'first' | 'last'>> {
  const { lines } = searcher;
  const timed = held.found.total - withoutTime;
  if (timed === 0) return { first: null, last: null };
  const order = await searcher.order(held, { by: 'time', isDescending: false }, call);
  const at = (place: number): EntityMoment | null => {
    const [row] = order.rowsFrom(place, 1);
    const time = row === undefined ? null : lines.timeOf(row);
    return row === undefined || time === null ? null : { time, ...lines.nameOf(row) };
  };
  return { first: at(0), last: at(timed - 1) };
}

async function refusalsOf(
  searcher: Searcher,
  held: HeldResult,
  query: ReturnType<typeof entityQuery>,
  call: PatientCall,
): Promise<EntityRefusals> {
  const order = { field: 'outcome', count: mostOutcomes, containing: null };
  const { values, others } = await searcher.facet(held, order, call);
  const outcomes = values.flatMap(({ text }) => (saysRefusal(text) ? [text] : []));
  if (outcomes.length === 0) return { lines: 0, outcomes, unread: others.values };
  // A line with two of them is one line.
  const refused = allOf([query, anyOf(outcomes.map((text) => equalTo('outcome', text)))]);
  const { found } = await heldFor(searcher, refused, call);
  return { lines: found.total, outcomes, unread: others.values };
}

interface NeighbourOrder {
  readonly subject: EntitySubject;
  readonly joined: EntityDescription['joined'];
  readonly through: EventField;
  readonly listed: number;
}

/** Null where its lines have no value there, so that there is nothing to have in common. */
async function neighboursThrough(
  searcher: Searcher,
  held: HeldResult,
  { subject, joined, through, listed }: NeighbourOrder,
  call: PatientCall,
): Promise<EntityNeighbours | null> {
  const order = { field: through, count: followedValues, containing: null };
  const { values, others } = await searcher.facet(held, order, call);
  if (values.length === 0) return null;
  const texts = values.map(({ text }) => text);
  const beside = await heldFor(searcher, neighbourQuery(subject, joined, { through, texts }), call);
  const facet = await searcher.facet(beside, { field: subject.field, count: listed, containing: null }, call);
  return { through, texts, unfollowed: others.values, lines: beside.found.total, facet };
}

async function otherFields(
  searcher: Searcher,
  { field, text }: EntitySubject,
  call: PatientCall,
): Promise<EntityDescription['elsewhere']> {
  const elsewhere = [];
  for (const other of eventFields) {
    if (other === field || !searcher.lines.hasField(other)) continue;
    const { found } = await heldFor(searcher, equalTo(other, text), call);
    if (found.total > 0) elsewhere.push({ field: other, lines: found.total });
  }
  return elsewhere;
}
