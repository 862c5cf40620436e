import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { CustodyEntry } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';

/** A query that was run, as the custody log holds it. */
export interface SearchRecord {
  readonly query: string;
  /** The same for a reader who does not know the language. */
  readonly words: string;
  readonly found: number;
  /** All lines of the searched bundles. */
  readonly searched: number;
  /** Names query and searched files: the same digest and another count cannot both be right. */
  readonly digest: DigestHex;
  /** Names of the searched files in their order, of many the first ones; the digest names all. */
  readonly sources: readonly string[];
  readonly sourceCount: number;
  /** Files among them that no check had confirmed at that moment. */
  readonly unchecked: number;
}

export interface PastSearch extends SearchRecord {
  /** Of the custody record. */
  readonly seq: number;
  readonly at: UnixMillis;
}

const names = {
  query: 'query',
  words: 'in words',
  found: 'lines found',
  searched: 'lines searched',
  digest: 'digest of the question',
  source: 'searched file',
  sourceCount: 'searched files',
  unchecked: 'files not checked',
} as const;

/** A log that is delivered daily has hundreds of files, and each search is a record. */
const mostSources = 10;

export function searchCustodyEntry(search: SearchRecord, claimedTime: UnixMillis): CustodyEntry {
  return {
    claimedTime,
    action: 'searched',
    facts: [
      { name: names.query, value: search.query },
      { name: names.words, value: search.words },
      { name: names.found, value: String(search.found) },
      { name: names.searched, value: String(search.searched) },
      { name: names.digest, value: search.digest },
      ...search.sources.slice(0, mostSources).map((source) => ({ name: names.source, value: source })),
      ...(search.sourceCount > mostSources
        ? [{ name: names.sourceCount, value: String(search.sourceCount) }]
        : []),
      ...(search.unchecked === 0 ? [] : [{ name: names.unchecked, value: String(search.unchecked) }]),
    ],
  };
}

/** The searches that a log names, the newest first. A record that lacks a fact is none of ours and left out. */
export function pastSearches(records: readonly CustodyRecord[]): readonly PastSearch[] {
  return records
    .filter(({ action }) => action === 'searched')
    .flatMap(readRecord)
    .toReversed();
}

function readRecord({ seq, claimedTime, facts }: CustodyRecord): readonly PastSearch[] {
  const factOf = (name: string) => facts.find((fact) => fact.name === name)?.value;
  const [query, words, digest] = [factOf(names.query), factOf(names.words), factOf(names.digest)];
  const [found, searched] = [countOf(factOf(names.found)), countOf(factOf(names.searched))];
  if (query === undefined || words === undefined || digest === undefined) return [];
  if (found === null || searched === null) return [];
  const sources = facts.filter(({ name }) => name === names.source).map(({ value }) => value);
  const sourceCount = countOf(factOf(names.sourceCount)) ?? sources.length;
  const unchecked = countOf(factOf(names.unchecked)) ?? 0;
  const figures = { found, searched, sourceCount, unchecked };
  return [{ seq, at: claimedTime, query, words, digest, sources, ...figures }];
}

function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
