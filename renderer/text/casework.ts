import type { AnnotationContent, ReviewState, Severity } from '../../shared/casework/annotation.ts';
import { formatCounted } from '../views/common/format-number.ts';

/** Words of what persons make of evidence. */
export const caseworkText = {
  loading: 'Reading what was made in this case…',
  failed: 'What was made in this case cannot be read',
  note: 'Note',
  noNote: 'No note.',
  noteHint: 'Markdown: **bold**, *emphasis*, `code`, lists, > quotes. [@log#12] cites an entry.',
  write: 'Write a note',
  edit: 'Edit the note',
  save: 'Save',
  cancel: 'Cancel',
  tags: 'Tags',
  addTag: 'Add a tag',
  tagPlaceholder: 'new tag',
  removeTag: (tag: string) => `Take away the tag ${tag}`,
  star: 'Star',
  unstar: 'Take the star away',
  severity: 'Severity',
  reviewState: 'Review',
  none: 'none',
  history: 'Changes',
  noHistory: 'Nothing was said of this line yet.',
  undo: 'Undo',
  undone: 'undone',
  undoOf: (record: number) => `Undo the change of record ${record}`,
  forMany: (count: number) => `together with ${formatCounted(count - 1, 'other target', 'other targets')}`,
  reviewer: 'Your name',
  reviewerHint: 'It stands beside everything you make in this case.',
  reviewerMissing: 'Say who you are first: what you make is written down under your name.',
  working: 'Writing to the case and its journal…',
  refused: 'It was not written down',
  noName: 'This line has no number, so nothing can be said of it that would find it again.',
  notSaved: 'The note is not saved yet.',
} as const;

export const severityNames: Readonly<Record<Severity, string>> = {
  info: 'For information',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

export const reviewStateNames: Readonly<Record<ReviewState, string>> = {
  'to-review': 'To be reviewed',
  'in-question': 'In question',
  accepted: 'Accepted',
  exception: 'Exception',
};

/** One change in words, for the list of all of them. */
export function changeWords(content: AnnotationContent): string {
  const parts = [
    ...(content.note === undefined ? [] : [content.note === '' ? 'took the note away' : 'wrote a note']),
    ...(content.addedTags ?? []).map((tag) => `added the tag “${tag}”`),
    ...(content.removedTags ?? []).map((tag) => `took the tag “${tag}” away`),
    ...(content.isStarred === undefined ? [] : [content.isStarred ? 'starred it' : 'took the star away']),
    ...(content.severity === undefined
      ? []
      : [
          content.severity === null
            ? 'took the severity away'
            : `severity: ${severityNames[content.severity]}`,
        ]),
    ...(content.reviewState === undefined
      ? []
      : [
          content.reviewState === null
            ? 'took the review away'
            : `review: ${reviewStateNames[content.reviewState]}`,
        ]),
  ];
  return parts.join(', ');
}
