import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import { citationsIn } from './citations.ts';
import type { GatherRequest } from './gather-request.ts';

/** A line that a report names, and who names it. */
export interface WantedLine {
  readonly origin: string;
  readonly seq: EntrySeq;
  /** Null for a citation, which says the number alone. */
  readonly leaf: DigestHex | null;
  /** `EX-0001`, a title, a heading. */
  readonly where: string;
}

/** Every line that a report shows or counts, as often as it is named. */
export function wantedLines(request: GatherRequest): readonly WantedLine[] {
  const { exhibits, samples, findings, narrative } = request;
  return [
    ...exhibits.flatMap(({ number, sources }) =>
      sources.flatMap(({ origin, lines }) => lines.map((line) => ({ origin, ...line, where: number }))),
    ),
    ...samples.flatMap(({ content: { title, lines } }) =>
      lines.map(({ origin, seq, leaf }) => ({ origin, seq, leaf, where: title })),
    ),
    ...findings.flatMap((finding) =>
      [
        finding.condition,
        finding.criteria,
        finding.cause,
        finding.effect,
        finding.recommendation,
        finding.response,
      ].flatMap((text) => cited(text, finding.title)),
    ),
    ...narrative.flatMap(({ heading, markdown }) => cited(markdown, heading)),
  ];
}

function cited(markdown: string, where: string): readonly WantedLine[] {
  return citationsIn(markdown).map((citation) => ({ ...citation, leaf: null, where }));
}
