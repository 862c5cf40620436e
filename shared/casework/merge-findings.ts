import type { CaseWork, Made } from './case-work.ts';
import { type FindingContent, findingProblem } from './finding.ts';
import { baseOf, type ConflictDesk, type FindingAttribute } from './merge-conflict.ts';
import type { MergeSides } from './merge-sides.ts';

const attributes = [
  'title',
  'severity',
  'state',
  'condition',
  'criteria',
  'cause',
  'effect',
  'recommendation',
  'owner',
  'dueDate',
  'response',
  'controls',
  'exhibits',
] as const satisfies readonly FindingAttribute[];

export interface FindingCorrections {
  readonly versions: readonly FindingContent[];
  /** Titles of those that are whole no more once both changes are in them, and so become drafts. */
  readonly drafted: readonly string[];
}

/** The versions that findings need which both changed, after all of their versions were added to mine. */
export function findingCorrections(
  sides: MergeSides,
  after: CaseWork,
  desk: ConflictDesk,
  by: string,
): FindingCorrections {
  const versions: FindingContent[] = [];
  const drafted: string[] = [];
  for (const findingId of sides.mine.findings.keys()) {
    const [mine, theirs] = [latest(sides.mine, findingId), latest(sides.theirs, findingId)];
    const last = latest(after, findingId);
    // A finding of one side alone has nothing to be merged with.
    if (mine === null || theirs === null || last === null) continue;
    const merged = mergedFinding(sides, mine, theirs, desk, by);
    const isWhole = findingProblem(merged) === null;
    const version: FindingContent = isWhole ? merged : { ...merged, state: 'draft' };
    // Also where their last version says just that: mine was more than a draft.
    if (!isWhole) drafted.push(version.title);
    if (attributes.every((name) => spelled(version, name) === spelled(last.content, name))) continue;
    versions.push(version);
  }
  return { versions, drafted };
}

function mergedFinding(
  sides: MergeSides,
  mine: Made<FindingContent>,
  theirs: Made<FindingContent>,
  desk: ConflictDesk,
  by: string,
): FindingContent {
  const { findingId, title } = mine.content;
  const base = latest(sides.baseInMyOrder, findingId)?.content ?? null;
  const otherBase = latest(sides.baseInTheirOrder, findingId)?.content ?? null;
  const takenFromThem = attributes.filter((attribute) => {
    const settled = desk.settle(
      { kind: 'finding', findingId, title, attribute },
      base === null || otherBase === null
        ? null
        : baseOf(spelled(base, attribute), spelled(otherBase, attribute)),
      { value: spelled(mine.content, attribute), by: mine.content.by, at: mine.at },
      { value: spelled(theirs.content, attribute), by: theirs.content.by, at: theirs.at },
    );
    return settled === 'theirs';
  });
  const taken = Object.fromEntries(takenFromThem.map((name) => [name, theirs.content[name]]));
  const { from: _from, ...own }: FindingContent & { readonly from?: unknown } = mine.content;
  // Each of the names has the type that it has in a finding, since it comes from one.
  return { ...own, ...(taken as Partial<FindingContent>), by };
}

function latest({ findings }: CaseWork, findingId: string): Made<FindingContent> | null {
  return findings.get(findingId)?.at(-1) ?? null;
}

/** One text for one value, which a person can read. */
function spelled(content: FindingContent, name: FindingAttribute): string {
  switch (name) {
    case 'controls':
      return content.controls.map(({ framework, control }) => `${framework}: ${control}`).join('\n');
    case 'exhibits':
      return content.exhibits.join('\n');
    default:
      return content[name];
  }
}
