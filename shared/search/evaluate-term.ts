import { BugError } from '../bytes/errors.ts';
import { readings } from '../index/index-part.ts';
import { BitSet } from './bit-set.ts';
import { addPairsOf, addRowsOf, type WantedIds } from './mark-rows.ts';
import { allPlaces, partPlaces } from './part-places.ts';
import { addSeqsBetween } from './part-seqs.ts';
import { addTimesBetween } from './part-times.ts';
import type { PlacedTerm } from './placed-query.ts';
import { markPresence, markStated } from './presence.ts';
import { rowsWhere, type SearchedPart } from './searched-part.ts';
import type { TextMeans } from './text-means.ts';
import { wantedIds } from './value-test.ts';

/** The lines of a part that answer a term, or `stopped` when the deadline was over first. */
export function evaluateTerm(part: SearchedPart, term: PlacedTerm, means: TextMeans): BitSet | 'stopped' {
  const rows = new BitSet(part.lines);
  switch (term.kind) {
    case 'time':
      addTimesBetween(rows, part.part.times, part.times, term.from, term.before);
      return rows;
    case 'seq':
      addSeqsBetween(rows, part.part, term.from, term.before);
      return rows;
    case 'state':
      if (term.state === 'damaged') return part.damaged?.copy() ?? rows;
      return rowsWhere(part.part.reading, readings.indexOf(term.state)) ?? rows;
    case 'stated':
      return markStated(part, term.what, term.presence);
    case 'presence':
      return markPresence(part, partPlaces(part, term.places), term.presence);
    case 'value':
      return markValues(part, term, means);
    default:
      throw new BugError(`A term of the kind ${term satisfies never} cannot be.`);
  }
}

function markValues(
  part: SearchedPart,
  { test, places }: Extract<PlacedTerm, { kind: 'value' }>,
  means: TextMeans,
): BitSet | 'stopped' {
  const rows = new BitSet(part.lines);
  const { columns, dense, sparse } = places === null ? allPlaces(part) : partPlaces(part, places);
  for (const { ids, texts } of columns) {
    const wanted = wantedIds(part, texts, test, means);
    if (wanted === 'stopped') return wanted;
    if (wanted !== null) addRowsOf(rows, ids, wanted);
  }
  if (dense.length === 0 && sparse.length === 0) return rows;
  const wanted = wantedIds(part, part.others.texts, test, means);
  if (wanted === 'stopped' || wanted === null) return wanted ?? rows;
  for (const each of dense) {
    const isLeftOut = test.kind === 'text' && !part.mayHaveAt(each, test.pattern);
    if (!isLeftOut) addRowsOf(rows, each.ids, wantedAmong(each.values, wanted));
  }
  for (const range of sparse) addPairsOf(rows, part.others.sparse, wanted, range);
  return rows;
}

/** The same for the ids at one path, which count the texts that occur there. */
function wantedAmong(values: Uint32Array, wanted: WantedIds): WantedIds {
  const here = new Uint8Array(values.length + 3);
  here.set(wanted.subarray(0, 3));
  for (let index = 0; index < values.length; index++) here[index + 3] = wanted[(values[index] ?? 0) + 3] ?? 0;
  return here;
}
