import type { DigestHex } from '../../../shared/bytes/units.ts';
import type { CaseWork } from '../../../shared/casework/case-work.ts';

/** A line that a person has marked or chosen before, and by what it is known. */
export interface KnownLine {
  readonly origin: string;
  readonly seq: number;
  readonly leaf: DigestHex;
  /** `EX-0001`, a note, the title of a sample; each once. */
  readonly known: readonly string[];
}

interface KnownFrom {
  readonly work: CaseWork;
  /** How a line is named that has a star and no note. */
  readonly starred: string;
  /** Whether lines of samples are offered as well. */
  readonly withSamples: boolean;
  readonly sampleOf: (title: string) => string;
}

/** The shelf of lines of a case: exhibits, stars and, if asked for, samples. By log and number. */
export function knownLines({ work, starred, withSamples, sampleOf }: KnownFrom): readonly KnownLine[] {
  const lines = new Map<string, KnownLine>();
  const add = (
    origin: string,
    { seq, leaf }: { readonly seq: number; readonly leaf: string },
    by: string,
  ) => {
    const key = `${seq} ${leaf} ${origin}`;
    const before = lines.get(key)?.known ?? [];
    lines.set(key, { origin, seq, leaf, known: before.includes(by) ? before : [...before, by] });
  };
  for (const [number, { made, withdrawn }] of work.exhibits) {
    if (withdrawn !== null) continue;
    for (const { origin, lines: chosen } of made.content.sources)
      for (const line of chosen) add(origin, line, number);
  }
  for (const { target, isStarred, note } of work.annotations.values()) {
    if (isStarred && target.kind === 'entry') {
      add(target.origin, target.line, note === '' ? starred : (note.split('\n')[0] ?? starred));
    }
  }
  if (withSamples) {
    for (const { made } of work.samples.values())
      for (const line of made.content.lines) add(line.origin, line, sampleOf(made.content.title));
  }
  return [...lines.values()].toSorted(
    (one, other) => compare(one.origin, other.origin) || one.seq - other.seq,
  );
}

/** Lines in whose name or by whose marks all words occur. */
export function linesWith(lines: readonly KnownLine[], text: string): readonly KnownLine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ origin, seq, known }) => {
    const line = `${origin}#${seq} ${known.join(' ')}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
