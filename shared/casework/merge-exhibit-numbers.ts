import type { DigestHex } from '../bytes/units.ts';
import type { MadeRecord } from './case-work.ts';
import { type ExhibitContent, nextExhibitNumber } from './exhibit.ts';
import type { MadeContent } from './made-content.ts';
import type { Overlay } from './overlay.ts';

/** An exhibit whose number was given to other lines here. */
export interface Renumbered {
  readonly theirs: string;
  readonly here: string;
  readonly title: string;
}

export interface ExhibitNumbers {
  /** The number that an exhibit of theirs has in this case. */
  readonly here: ReadonlyMap<string, string>;
  /** Only those that are new here. */
  readonly renumbered: readonly Renumbered[];
}

/** Numbers are given once in a case: an exhibit that comes under a number that is taken gets the next one. */
export function exhibitNumbers(
  { records }: Overlay,
  known: ReadonlyMap<DigestHex, MadeRecord>,
): ExhibitNumbers {
  const given = new Map<string, ExhibitContent>();
  for (const { content } of known.values()) {
    if (content.kind === 'exhibit' && !given.has(content.number)) given.set(content.number, content);
  }
  // Also those that come later: no exhibit of theirs gets the number of another one of theirs.
  const theirs = records.flatMap((each) =>
    each.kind === 'made' && each.content.kind === 'exhibit' ? [each.content.number] : [],
  );
  const here = new Map<string, string>();
  const renumbered: Renumbered[] = [];
  for (const each of records) {
    if (each.kind === 'undone' || each.content.kind !== 'exhibit') continue;
    const { content } = each;
    const own = known.get(each.id)?.content;
    // A second exhibit under one number does not count where it comes from either.
    if (here.has(content.number)) continue;
    const number = own?.kind === 'exhibit' ? own.number : freeNumber(content, given, theirs);
    here.set(content.number, number);
    if (own === undefined && number !== content.number) {
      renumbered.push({ theirs: content.number, here: number, title: content.title });
    }
    if (!given.has(number)) given.set(number, content);
  }
  return { here, renumbered };
}

/** The content with the numbers of this case. */
export function withNumbers(content: MadeContent, here: ReadonlyMap<string, string>): MadeContent {
  const numberOf = (number: string) => here.get(number) ?? number;
  switch (content.kind) {
    case 'exhibit':
    case 'exhibit-withdrawn':
      return { ...content, number: numberOf(content.number) };
    case 'finding':
      return { ...content, exhibits: content.exhibits.map(numberOf) };
    case 'annotation':
    case 'case-facts':
    case 'sample':
    case 'sample-result':
    case 'report-draft':
    case 'undo':
      return content;
    default:
      return content satisfies never;
  }
}

function freeNumber(
  content: ExhibitContent,
  given: ReadonlyMap<string, ExhibitContent>,
  theirs: readonly string[],
): string {
  const other = given.get(content.number);
  // Both made an exhibit of the same lines under the same number: it is one exhibit.
  if (other === undefined || linesOf(other) === linesOf(content)) return content.number;
  const prefix = content.number.replace(/\d+$/, '');
  return nextExhibitNumber(prefix, [...given.keys(), ...theirs]);
}

function linesOf({ sources }: ExhibitContent): string {
  return JSON.stringify(sources);
}
