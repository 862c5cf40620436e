import { FormatError } from '../bytes/errors.ts';
import type { ObjectReader } from '../json/object-reader.ts';
import { readTarget, type Target, toTargetDocument } from './target.ts';

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const reviewStates = ['to-review', 'in-question', 'accepted', 'exception'] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * One change of what is said of some targets: what is not named stays as it was. Many lines can be changed at once, and the
 * change is then one record, which is undone as one.
 */
export interface AnnotationContent {
  readonly kind: 'annotation';
  /** Who says so, as that person is called in this case. */
  readonly by: string;
  readonly targets: readonly Target[];
  /** The whole note as Markdown; the empty text takes it away. */
  readonly note?: string;
  readonly addedTags?: readonly string[];
  readonly removedTags?: readonly string[];
  readonly isStarred?: boolean;
  readonly severity?: Severity | null;
  readonly reviewState?: ReviewState | null;
}

/** So many have room in one entry of a log (R2); more lines are marked by several changes. */
export const mostTargets = 300;
const mostNoteLength = 65_536;
const mostTagLength = 64;

export function readAnnotation(reader: ObjectReader, where: string): AnnotationContent {
  const by = reader.text('by');
  const targets = reader.list('targets', readTarget);
  const note = reader.ifThere('note', () => reader.text('note'));
  const addedTags = reader.ifThere('addedTags', () => reader.texts('addedTags'));
  const removedTags = reader.ifThere('removedTags', () => reader.texts('removedTags'));
  const isStarred = reader.ifThere('isStarred', () => reader.flag('isStarred'));
  const severity = reader.ifThere('severity', () =>
    reader.orNull('severity', () => reader.word('severity', severities)),
  );
  const reviewState = reader.ifThere('reviewState', () =>
    reader.orNull('reviewState', () => reader.word('reviewState', reviewStates)),
  );
  const content: AnnotationContent = {
    kind: 'annotation',
    by,
    targets,
    ...(note === undefined ? {} : { note }),
    ...(addedTags === undefined ? {} : { addedTags }),
    ...(removedTags === undefined ? {} : { removedTags }),
    ...(isStarred === undefined ? {} : { isStarred }),
    ...(severity === undefined ? {} : { severity }),
    ...(reviewState === undefined ? {} : { reviewState }),
  };
  const problem = annotationProblem(content);
  if (problem !== null) throw new FormatError('json', `${problem} (${where}).`);
  return content;
}

/** Why this is no annotation, or null. */
function annotationProblem(content: AnnotationContent): string | null {
  const { targets, note = '', addedTags = [], removedTags = [] } = content;
  if (targets.length === 0) return 'An annotation of nothing';
  if (targets.length > mostTargets) return `An annotation of more than ${mostTargets} targets`;
  if (note.length > mostNoteLength) return `A note of more than ${mostNoteLength} characters`;
  const tags = [...addedTags, ...removedTags];
  const wrongTag = tags.find((tag) => tag.trim() !== tag || tag === '' || tag.length > mostTagLength);
  if (wrongTag !== undefined)
    return `A tag that is empty, longer than ${mostTagLength}, or has blanks around`;
  return null;
}

export function toAnnotationDocument(content: AnnotationContent): object {
  const { kind, by, targets, note, addedTags, removedTags, isStarred, severity, reviewState } = content;
  // Undefined members are left out by JSON.stringify, and the order is that of this list.
  return {
    kind,
    by,
    targets: targets.map(toTargetDocument),
    note,
    addedTags,
    removedTags,
    isStarred,
    severity,
    reviewState,
  };
}
