import type {
  AliasReason,
  EntityAlias,
  EntityJoin,
  EntityName,
  EntitySubject,
  SharedName,
} from '../contract/entity-protocol.ts';
import type { Query } from '../query/query-tree.ts';
import { type NameField, namesBeside } from './entity-names.ts';
import { allOf, equalTo, joinQuery } from './entity-query.ts';
import { heldFor, type PatientCall } from './entity-search.ts';
import type { Searcher } from './searcher.ts';

/** Of each name, the most frequent values are followed: an entity with more of them has no name there but a list. */
const followedValues = 5;
/** What more others have than this tells nobody apart: `unknown`, or the name of a team. */
const mostSharing = 20;
const mostAliases = 50;

export interface EntityAliases {
  readonly names: readonly EntityName[];
  readonly aliases: readonly EntityAlias[];
  readonly unjoined: readonly SharedName[];
}

/**
 * Under which other names the same entity may be in the lines. The only reason that counts is the same text, byte for byte, in
 * a field that names the subject in its own lines and in a field that names the other: what is alike is not the same. Nothing is
 * joined here; whoever reads the reason decides.
 */
export async function findAliases(
  searcher: Searcher,
  subject: EntitySubject,
  call: PatientCall,
): Promise<EntityAliases> {
  const fields = namesBeside(searcher.lines, subject.field);
  const own = await heldFor(searcher, equalTo(subject.field, subject.text), call);
  if (own.found.total === 0) return { names: [], aliases: [], unjoined: [] };
  const names: EntityName[] = [];
  for (const { name, isWeak } of fields) {
    const order = { field: name, count: followedValues, containing: null };
    names.push({ facet: await searcher.facet(own, order, call), isWeak });
  }
  const gathered = new AliasList();
  for (const link of linksOf(subject, own.found.total, fields, names)) {
    await follow(searcher, subject, link, gathered, call);
  }
  const aliases: EntityAlias[] = [];
  for (const { join, reasons } of gathered.entries.slice(0, mostAliases)) {
    const { found } = await heldFor(searcher, othersOf(subject, joinQuery(subject.field, join)), call);
    aliases.push({ join, lines: found.total, reasons });
  }
  return { names, aliases: aliases.toSorted(byWeight), unjoined: gathered.shared };
}

/** A text that names the subject, and a field in which others may have it. */
interface NameLink {
  readonly text: string;
  readonly here: AliasReason['here'];
  readonly there: string;
  readonly isWeak: boolean;
}

function linksOf(
  { field, text }: EntitySubject,
  total: number,
  fields: readonly NameField[],
  names: readonly EntityName[],
): readonly NameLink[] {
  const itself = fields.map(({ name, isWeak }) => ({
    text,
    here: { name: field, lines: total },
    there: name,
    isWeak,
  }));
  const others = names.flatMap(({ facet, isWeak }) =>
    facet.values.flatMap(({ text: value, count }) => {
      const here = { name: facet.field, lines: count };
      return [field, facet.field].map((there) => ({ text: value, here, there, isWeak }));
    }),
  );
  return [...itself, ...others];
}

async function follow(
  searcher: Searcher,
  subject: EntitySubject,
  { text, here, there, isWeak }: NameLink,
  gathered: AliasList,
  call: PatientCall,
): Promise<void> {
  const held = await heldFor(searcher, othersOf(subject, equalTo(there, text)), call);
  const lines = held.found.total;
  if (lines === 0) return;
  const reason = (count: number): AliasReason => ({
    text,
    here,
    there: { name: there, lines: count },
    isWeak,
  });
  if (there === subject.field) {
    gathered.add({ kind: 'value', text }, reason(lines));
    return;
  }
  const order = { field: subject.field, count: mostSharing, containing: null };
  const { values, others, absent, empty } = await searcher.facet(held, order, call);
  if (others.values > 0) {
    gathered.share({ name: there, text, others: values.length + others.values });
    return;
  }
  for (const value of values) {
    if (value.text !== subject.text) gathered.add({ kind: 'value', text: value.text }, reason(value.count));
  }
  if (absent + empty > 0) gathered.add({ kind: 'unnamed', name: there, text }, reason(absent + empty));
}

/** Without the lines of the subject, which need no reason. */
function othersOf({ field, text }: EntitySubject, query: Query): Query {
  return allOf([query, { kind: 'not', part: equalTo(field, text) }]);
}

/** The same for the same lines. */
export function keyOfJoin(join: EntityJoin): string {
  return JSON.stringify(join.kind === 'value' ? [join.text] : [join.name, join.text]);
}

class AliasList {
  readonly #entries = new Map<string, { readonly join: EntityJoin; readonly reasons: AliasReason[] }>();
  readonly #shared = new Map<string, SharedName>();

  add(join: EntityJoin, reason: AliasReason): void {
    const key = keyOfJoin(join);
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, { join, reasons: [reason] });
    else known.reasons.push(reason);
  }

  share(shared: SharedName): void {
    this.#shared.set(JSON.stringify([shared.name, shared.text]), shared);
  }

  get entries() {
    return [...this.#entries.values()];
  }

  get shared(): readonly SharedName[] {
    return [...this.#shared.values()];
  }
}

/** Strong reasons first, then those with most lines. */
function byWeight(one: EntityAlias, other: EntityAlias): number {
  const isWeak = ({ reasons }: EntityAlias) => Number(reasons.every((reason) => reason.isWeak));
  const [key, otherKey] = [keyOfJoin(one.join), keyOfJoin(other.join)];
  return isWeak(one) - isWeak(other) || other.lines - one.lines || (key < otherKey ? -1 : 1);
}
