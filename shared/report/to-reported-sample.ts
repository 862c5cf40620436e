import type { ExtractedBundle, ExtractedSample } from './extract.ts';
import { lineKey } from './named-lines.ts';
import type { ReportedSample } from './record.ts';
import type { RedactedEntry } from './redact-entries.ts';
import { type ReportProblem, reportProblem } from './report-problem.ts';

/** A sample with what was found for its lines, in the order of the selection. */
export function toReportedSample(
  { content, results }: ExtractedSample,
  redacted: ReadonlyMap<string, RedactedEntry>,
): ReportedSample {
  const { population, lines } = content;
  const found = lines.map((line, position) => {
    const { origin, seq, leaf } = line;
    const result = results.get(position);
    // A stratum is a value of its lines, and leaves with none that is withheld.
    const isWithheld = redacted.get(lineKey(line))?.content.kind === 'withheld';
    return {
      ...{ origin, seq, leaf },
      stratum: isWithheld ? '' : line.stratum,
      marks: result?.marks ?? null,
      remark: result?.remark ?? '',
      by: result?.by ?? '',
    };
  });
  return {
    sampleId: content.sampleId,
    title: content.title,
    population: {
      query: population.query,
      queryDigest: population.queryDigest,
      size: population.size,
      // In the order from which the positions of the lines follow.
      files: population.files.map(({ origin, fileSha256 }) => ({ origin, fileSha256 })),
    },
    method: content.method,
    stratifiedBy: content.stratifiedBy,
    seed: content.seed,
    seedOrigin: content.seedOrigin,
    attributes: content.attributes,
    reviewed: found.filter(({ marks }) => marks !== null && !marks.includes('open')).length,
    exceptions: found.filter(({ marks }) => marks?.includes('exception') ?? false).length,
    lines: found,
    by: content.by,
  };
}

export function sampleProblems(
  samples: readonly ExtractedSample[],
  bundles: readonly ExtractedBundle[],
): readonly ReportProblem[] {
  const files = new Set(bundles.map(({ fileSha256 }) => fileSha256));
  return samples.flatMap(({ content, results }) => {
    const { title, population, lines, attributes } = content;
    const unknown = population.files.filter(({ fileSha256 }) => !files.has(fileSha256));
    const misplaced = [...results.values()].filter(
      ({ position, marks }) => lines[position] === undefined || marks.length !== attributes.length,
    );
    return [
      ...unknown.map(({ origin, fileSha256 }) => {
        const statement = `${title} was drawn from a file of ${origin} with the SHA-256 ${fileSha256}, which is not among those of this report.`;
        return reportProblem('bundle-not-there', title, statement);
      }),
      ...misplaced.map(({ position }) => {
        const statement = `What a reviewer found at position ${position + 1} of ${title} has no line there, or not one mark for each attribute.`;
        return reportProblem('sample-result-misplaced', title, statement);
      }),
    ];
  });
}
