import type { UnixMillis } from '../bytes/units.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import type { AnnotationContent, ReviewState, Severity } from './annotation.ts';
import { type CaseFactsContent, noCaseFacts } from './case-facts.ts';
import type { ExhibitContent } from './exhibit.ts';
import type { FindingContent } from './finding.ts';
import { type MadeContent, parseMadeContent } from './made-content.ts';
import type { ReportDraftContent } from './report-draft.ts';
import type { SampleContent, SampleResultContent } from './sample.ts';
import { type Target, targetKey } from './target.ts';

/** A record of a case's log that says what a person made. */
export interface MadeRecord {
  readonly record: number;
  readonly at: UnixMillis;
  readonly content: MadeContent;
}

/** What a record made, and whether it still counts. */
export interface Made<Content extends MadeContent = MadeContent> {
  readonly record: number;
  readonly at: UnixMillis;
  readonly content: Content;
  /** False when a later record undid it. */
  readonly counts: boolean;
}

/** What is said of one target now. */
export interface Annotation {
  readonly target: Target;
  readonly note: string;
  /** Sorted. */
  readonly tags: readonly string[];
  readonly isStarred: boolean;
  readonly severity: Severity | null;
  readonly reviewState: ReviewState | null;
  /** Records that changed it and count, the oldest first. */
  readonly history: readonly Made<AnnotationContent>[];
}

export interface Exhibit {
  readonly made: Made<ExhibitContent>;
  /** Why it no longer counts, or null. */
  readonly withdrawn: string | null;
}

export interface Sample {
  readonly made: Made<SampleContent>;
  /** By position; a line without one was not reviewed. */
  readonly results: ReadonlyMap<number, Made<SampleResultContent>>;
}

/** What holds in a case now, of all that persons made in it. */
export interface CaseWork {
  readonly facts: CaseFactsContent;
  /** By `targetKey`; a target of which nothing is said any more is not in it. */
  readonly annotations: ReadonlyMap<string, Annotation>;
  /** Versions of each finding, the oldest first; never empty. */
  readonly findings: ReadonlyMap<string, readonly Made<FindingContent>[]>;
  /** By number. */
  readonly exhibits: ReadonlyMap<string, Exhibit>;
  readonly samples: ReadonlyMap<string, Sample>;
  /** The last version of each draft of a report, by its id; one that was discarded is not in it. */
  readonly reportDrafts: ReadonlyMap<string, Made<ReportDraftContent>>;
  /** In the order of the log, with what was undone. */
  readonly made: readonly Made[];
}

/** Folds what was made, in the order of the log. */
export function foldCaseWork(records: readonly MadeRecord[]): CaseWork {
  const made = withoutUndone(records);
  const work = {
    facts: noCaseFacts,
    annotations: new Map<string, Annotation>(),
    findings: new Map<string, Made<FindingContent>[]>(),
    exhibits: new Map<string, Exhibit>(),
    samples: new Map<
      string,
      { made: Made<SampleContent>; results: Map<number, Made<SampleResultContent>> }
    >(),
    reportDrafts: new Map<string, Made<ReportDraftContent>>(),
    made,
  };
  for (const each of made) {
    if (!each.counts) continue;
    const { content } = each;
    switch (content.kind) {
      case 'case-facts':
        work.facts = content;
        break;
      case 'annotation':
        for (const target of content.targets) annotate(work.annotations, target, { ...each, content });
        break;
      case 'finding': {
        const versions = work.findings.get(content.findingId) ?? [];
        work.findings.set(content.findingId, [...versions, { ...each, content }]);
        break;
      }
      case 'exhibit':
        // A number is given once: a second exhibit under it, which only a foreign hand can write, must not take its place.
        if (!work.exhibits.has(content.number))
          work.exhibits.set(content.number, { made: { ...each, content }, withdrawn: null });
        break;
      case 'exhibit-withdrawn': {
        const exhibit = work.exhibits.get(content.number);
        if (exhibit !== undefined)
          work.exhibits.set(content.number, { ...exhibit, withdrawn: content.reason });
        break;
      }
      case 'sample':
        if (!work.samples.has(content.sampleId))
          work.samples.set(content.sampleId, { made: { ...each, content }, results: new Map() });
        break;
      case 'sample-result':
        work.samples.get(content.sampleId)?.results.set(content.position, { ...each, content });
        break;
      case 'report-draft':
        if (content.isDiscarded) work.reportDrafts.delete(content.draftId);
        else work.reportDrafts.set(content.draftId, { ...each, content });
        break;
      case 'undo':
        break;
      default:
        content satisfies never;
    }
  }
  for (const [key, annotation] of work.annotations) if (isNothing(annotation)) work.annotations.delete(key);
  return work;
}

/**
 * What persons made, of all that a log says. Its chain must have been checked: a record whose content is none of ours throws
 * FormatError, since leaving it out would be a silent loss.
 */
export function readMadeRecords(records: readonly CustodyRecord[]): readonly MadeRecord[] {
  return records.flatMap(({ seq, claimedTime, action, content }) =>
    content === undefined || !madeActions.has(action)
      ? []
      : [{ record: seq, at: claimedTime, content: parseMadeContent(content) }],
  );
}

function withoutUndone(records: readonly MadeRecord[]): readonly Made[] {
  const undone = new Set(
    records.flatMap(({ record, content }) =>
      content.kind === 'undo' && content.record < record ? [content.record] : [],
    ),
  );
  return records.map((each) => ({ ...each, counts: !undone.has(each.record) }));
}

/** Records whose content is what a person made. */
const madeActions: ReadonlySet<CustodyRecord['action']> = new Set([
  'facts-stated',
  'annotated',
  'finding-written',
  'exhibit-made',
  'exhibit-withdrawn',
  'sample-drawn',
  'sample-reviewed',
  'report-drafted',
  'undone',
]);

/** The record that stands for a content of this kind. */
export function actionOf(kind: MadeContent['kind']): CustodyRecord['action'] {
  switch (kind) {
    case 'case-facts':
      return 'facts-stated';
    case 'annotation':
      return 'annotated';
    case 'finding':
      return 'finding-written';
    case 'exhibit':
      return 'exhibit-made';
    case 'exhibit-withdrawn':
      return 'exhibit-withdrawn';
    case 'sample':
      return 'sample-drawn';
    case 'sample-result':
      return 'sample-reviewed';
    case 'report-draft':
      return 'report-drafted';
    case 'undo':
      return 'undone';
    default:
      return kind satisfies never;
  }
}

function annotate(
  annotations: Map<string, Annotation>,
  target: Target,
  change: Made<AnnotationContent>,
): void {
  const key = targetKey(target);
  const before = annotations.get(key) ?? { ...nothing, target };
  const { content } = change;
  const removed = new Set(content.removedTags ?? []);
  const tags = new Set([...before.tags.filter((tag) => !removed.has(tag)), ...(content.addedTags ?? [])]);
  annotations.set(key, {
    target,
    note: content.note ?? before.note,
    tags: [...tags].sort(),
    isStarred: content.isStarred ?? before.isStarred,
    severity: content.severity === undefined ? before.severity : content.severity,
    reviewState: content.reviewState === undefined ? before.reviewState : content.reviewState,
    history: [...before.history, change],
  });
}

const nothing: Omit<Annotation, 'target'> = {
  note: '',
  tags: [],
  isStarred: false,
  severity: null,
  reviewState: null,
  history: [],
};

function isNothing({ note, tags, isStarred, severity, reviewState }: Annotation): boolean {
  return note === '' && tags.length === 0 && !isStarred && severity === null && reviewState === null;
}
