import { type AnnotationContent, mostTargets } from './annotation.ts';
import type { Annotation, CaseWork } from './case-work.ts';
import { baseOf, type ConflictDesk, type ConflictSide } from './merge-conflict.ts';
import type { MergeSides } from './merge-sides.ts';
import { mergeFlags } from './merge-values.ts';
import { type Target, targetKey } from './target.ts';

type Said = Pick<Annotation, 'note' | 'tags' | 'isStarred' | 'severity' | 'reviewState'>;

/**
 * What is still to be said of targets once all of their records were added to mine, so that everything holds that both agree
 * upon or that was chosen.
 */
export function annotationCorrections(
  sides: MergeSides,
  after: CaseWork,
  desk: ConflictDesk,
  by: string,
): readonly AnnotationContent[] {
  const targets = new Map<string, Target>();
  for (const { annotations } of [sides.mine, sides.theirs, sides.baseInMyOrder, sides.baseInTheirOrder]) {
    for (const [key, { target }] of annotations) targets.set(key, target);
  }
  /** One record for all targets that lack the same. */
  const bySaid = new Map<string, { readonly said: Correction; readonly targets: Target[] }>();
  for (const target of targets.values()) {
    const wanted = mergedAnnotation(sides, target, desk);
    const said = missing(wanted, saidOf(after, target));
    const key = JSON.stringify(said);
    if (key === '{}') continue;
    const same = bySaid.get(key);
    if (same === undefined) bySaid.set(key, { said, targets: [target] });
    else same.targets.push(target);
  }
  return [...bySaid.values()].flatMap(({ said, targets: lacking }) => {
    const records: AnnotationContent[] = [];
    for (let first = 0; first < lacking.length; first += mostTargets) {
      records.push({ kind: 'annotation', by, targets: lacking.slice(first, first + mostTargets), ...said });
    }
    return records;
  });
}

function mergedAnnotation(sides: MergeSides, target: Target, desk: ConflictDesk): Said {
  const mine = saidOf(sides.mine, target);
  const theirs = saidOf(sides.theirs, target);
  const [base, otherBase] = [saidOf(sides.baseInMyOrder, target), saidOf(sides.baseInTheirOrder, target)];
  const settle = (attribute: 'note' | 'severity' | 'reviewState') =>
    desk.settle(
      { kind: 'annotation', target, attribute },
      baseOf(base[attribute] ?? '', otherBase[attribute] ?? ''),
      sideOf(sides.mine, target, attribute),
      sideOf(sides.theirs, target, attribute),
    );
  const note = settle('note');
  const severity = settle('severity') === 'theirs' ? theirs.severity : mine.severity;
  const reviewState = settle('reviewState') === 'theirs' ? theirs.reviewState : mine.reviewState;
  const tags = [...new Set([...mine.tags, ...theirs.tags])].filter((tag) => {
    const [one, other] = [base.tags.includes(tag), otherBase.tags.includes(tag)];
    return mergeFlags(one === other ? one : null, mine.tags.includes(tag), theirs.tags.includes(tag));
  });
  return {
    note: typeof note === 'object' ? note.text : note === 'theirs' ? theirs.note : mine.note,
    tags,
    isStarred: mergeFlags(
      base.isStarred === otherBase.isStarred ? base.isStarred : null,
      mine.isStarred,
      theirs.isStarred,
    ),
    severity,
    reviewState,
  };
}

type Correction = Omit<AnnotationContent, 'kind' | 'by' | 'targets'>;

function missing(wanted: Said, there: Said): Correction {
  const added = wanted.tags.filter((tag) => !there.tags.includes(tag)).toSorted();
  const removed = there.tags.filter((tag) => !wanted.tags.includes(tag)).toSorted();
  return {
    ...(wanted.note === there.note ? {} : { note: wanted.note }),
    ...(added.length === 0 ? {} : { addedTags: added }),
    ...(removed.length === 0 ? {} : { removedTags: removed }),
    ...(wanted.isStarred === there.isStarred ? {} : { isStarred: wanted.isStarred }),
    ...(wanted.severity === there.severity ? {} : { severity: wanted.severity }),
    ...(wanted.reviewState === there.reviewState ? {} : { reviewState: wanted.reviewState }),
  };
}

function saidOf({ annotations }: CaseWork, target: Target): Said {
  return annotations.get(targetKey(target)) ?? nothingSaid;
}

function sideOf(
  { annotations }: CaseWork,
  target: Target,
  attribute: 'note' | 'severity' | 'reviewState',
): ConflictSide {
  const annotation = annotations.get(targetKey(target));
  const last = annotation?.history.findLast(({ content }) => content[attribute] !== undefined);
  return { value: annotation?.[attribute] ?? '', by: last?.content.by ?? '', at: last?.at ?? null };
}

const nothingSaid: Said = { note: '', tags: [], isStarred: false, severity: null, reviewState: null };
