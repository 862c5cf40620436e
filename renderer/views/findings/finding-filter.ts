import { type Severity, severities } from '../../../shared/casework/annotation.ts';
import type { CaseWork, Made } from '../../../shared/casework/case-work.ts';
import type { FindingContent, FindingState } from '../../../shared/casework/finding.ts';

export interface FindingFilter {
  readonly state: FindingState | null;
  readonly severity: Severity | null;
  readonly text: string;
}

export const noFilter: FindingFilter = { state: null, severity: null, text: '' };

/** The last version of each finding, the gravest first; within a severity in the order in which they were begun. */
export function latestFindings({ findings }: CaseWork): readonly Made<FindingContent>[] {
  const latest = [...findings.values()].flatMap((versions) => versions.at(-1) ?? []);
  return latest.toSorted(
    (one, other) => severities.indexOf(other.content.severity) - severities.indexOf(one.content.severity),
  );
}

export function fitsFilter(content: FindingContent, { state, severity, text }: FindingFilter): boolean {
  if (state !== null && content.state !== state) return false;
  if (severity !== null && content.severity !== severity) return false;
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const { title, condition, criteria, cause, effect, recommendation, response, owner, controls } = content;
  const texts = [title, condition, criteria, cause, effect, recommendation, response, owner];
  const all = [...texts, ...controls.map(({ framework, control }) => `${framework} ${control}`)];
  return all.some((each) => each.toLowerCase().includes(wanted));
}
