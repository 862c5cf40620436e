import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnnotationContent } from '../../shared/casework/annotation.ts';
import { foldCaseWork, type MadeRecord } from '../../shared/casework/case-work.ts';
import type { FindingContent } from '../../shared/casework/finding.ts';
import type { MadeContent } from '../../shared/casework/made-content.ts';
import type { MergeChoice } from '../../shared/casework/merge-conflict.ts';
import { planMerge } from '../../shared/casework/merge-overlay.ts';
import { overlayOfCase } from '../../shared/casework/overlay-of-case.ts';
import type { Target } from '../../shared/casework/target.ts';

const leaf = 'cd'.repeat(32);
const sha256 = 'ab'.repeat(32);
const entry = (seq: number): Target => ({ kind: 'entry', origin: 'log.example/a', line: { seq, leaf } });

/** A case of one reviewer, as its log says it. */
interface Desk {
  readonly caseId: string;
  readonly made: readonly MadeRecord[];
}

function write({ caseId, made }: Desk, ...contents: readonly MadeContent[]): Desk {
  const records = contents.map((content, index) => ({ record: made.length + index, at: 1_000, content }));
  return { caseId, made: [...made, ...records] };
}

function overlayFrom({ caseId, made }: Desk) {
  const custodyHead = { records: made.length, leaf };
  return overlayOfCase({ caseId, name: 'case', reviewer: caseId, custodyHead, files: [], made });
}

function plan(into: Desk, from: Desk, choices: readonly MergeChoice[] = []) {
  const overlay = overlayFrom(from);
  return planMerge({ ...into, overlay, sha256, signer: 'SHA256:x', choices, reviewer: into.caseId });
}

function merge(into: Desk, from: Desk, take: 'mine' | 'theirs' = 'mine'): Desk {
  const choices = plan(into, from).conflicts.map(({ id }) => ({ id, take }));
  return write(into, ...plan(into, from, choices).contents);
}

/** What holds, without who said it when. */
function held({ made }: Desk) {
  const work = foldCaseWork(made);
  const annotations = [...work.annotations].map(([key, { history: _history, target: _target, ...said }]) => [
    key,
    said,
  ]);
  const findings = [...work.findings].map(([id, versions]) => {
    const { by: _by, from: _from, ...said }: MadeContent = versions.at(-1)?.content ?? finding('', {});
    return [id, said];
  });
  return JSON.stringify([annotations.toSorted(), findings.toSorted()]);
}

function finding(by: string, change: Partial<FindingContent>): FindingContent {
  const texts = { condition: '', criteria: '', cause: '', effect: '', recommendation: '', response: '' };
  const rest = { owner: '', dueDate: '', controls: [], exhibits: [] };
  return {
    ...{ kind: 'finding', by, findingId: 'f', title: 'T', severity: 'low', state: 'draft' },
    ...{ ...texts, ...rest, ...change },
  } as FindingContent;
}

const said = fc.record(
  {
    note: fc.constantFrom('', 'one', 'two', 'three'),
    isStarred: fc.boolean(),
    severity: fc.constantFrom(null, 'low', 'high'),
    reviewState: fc.constantFrom(null, 'accepted', 'exception'),
    addedTags: fc.subarray(['x', 'y', 'z']),
    removedTags: fc.subarray(['x', 'y', 'z']),
  },
  { requiredKeys: [] },
);
type Change = { readonly undo: number } | { readonly content: (by: string) => MadeContent };
const change = (entries: readonly number[], findings: readonly string[]): fc.Arbitrary<Change> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ undo: fc.nat(20) }) },
    {
      weight: 5,
      arbitrary: fc.tuple(fc.subarray([...entries], { minLength: 1 }), said).map(([seqs, what]) => ({
        content: (by: string): AnnotationContent =>
          ({ kind: 'annotation', by, targets: seqs.map(entry), ...what }) as AnnotationContent,
      })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...findings),
          fc.constantFrom('cause', 'effect', 'owner'),
          fc.constantFrom('a', 'b', 'c'),
        )
        .map(([findingId, name, text]) => ({
          content: (by: string) => finding(by, { findingId, [name]: text }),
        })),
    },
  );

function apply(desk: Desk, changes: readonly Change[]): Desk {
  return changes.reduce((before, each) => {
    if ('content' in each) return write(before, each.content(before.caseId));
    const { made } = before;
    const toUndo = made[each.undo % Math.max(1, made.length)];
    if (toUndo === undefined || toUndo.content.kind === 'undo') return before;
    return write(before, { kind: 'undo', by: before.caseId, record: toUndo.record });
  }, desk);
}

const empty = (caseId: string): Desk => ({ caseId, made: [] });
const changes = (entries: readonly number[], findings: readonly string[]) =>
  fc.array(change(entries, findings), { maxLength: 8 });
const both = changes([1, 2], ['f', 'g']);

describe('Merging what two reviewers made', () => {
  test('twice gives the same as once: the second time adds no record', () => {
    fc.assert(
      fc.property(both, both, both, fc.constantFrom('mine', 'theirs'), (first, mine, theirs, take) => {
        const a = apply(empty('a'), first);
        const b = apply(merge(empty('b'), a), theirs);
        const once = merge(apply(a, mine), b, take);
        expect(plan(once, b).contents).toEqual([]);
        expect(plan(once, b).conflicts).toEqual([]);
      }),
    );
  });

  test('brings both to the same once each has taken the other: a decision is not asked for again', () => {
    fc.assert(
      fc.property(both, both, both, fc.constantFrom('mine', 'theirs'), (first, mine, theirs, take) => {
        const a = apply(empty('a'), first);
        const b = apply(merge(empty('b'), a), theirs);
        const merged = merge(apply(a, mine), b, take);
        expect(plan(b, merged).conflicts).toEqual([]);
        const other = merge(b, merged);
        expect(held(other)).toBe(held(merged));
      }),
    );
  });

  test('in any order gives the same where nobody touched what another one touched', () => {
    const theirs = changes([1], ['f']);
    const others = changes([2], ['g']);
    const own = changes([3], ['h']);
    fc.assert(
      fc.property(theirs, others, own, (one, two, three) => {
        const [b, c, a] = [apply(empty('b'), one), apply(empty('c'), two), apply(empty('a'), three)];
        expect(plan(a, b).conflicts).toEqual([]);
        expect(held(merge(merge(a, b), c))).toBe(held(merge(merge(a, c), b)));
      }),
    );
  });

  test('with nothing of mine gives exactly what they have', () => {
    fc.assert(
      fc.property(both, (theirs) => {
        const b = apply(empty('b'), theirs);
        expect(held(merge(empty('a'), b))).toBe(held(b));
      }),
    );
  });

  test('keeps everything of mine when mine is chosen wherever both changed the same', () => {
    fc.assert(
      fc.property(both, both, both, (first, mine, theirs) => {
        const a = apply(empty('a'), first);
        // Who undoes what mine was built upon changes what both had.
        const added = theirs.filter((each) => 'content' in each);
        const b = apply(merge(empty('b'), a), added);
        const before = apply(a, mine);
        const notesOf = ({ made }: Desk) =>
          [...foldCaseWork(made).annotations].map(([key, { note }]) => [key, note] as const);
        const after = new Map(notesOf(merge(before, b, 'mine')));
        const base = new Map(notesOf(a));
        for (const [key, note] of notesOf(before)) {
          if (note !== (base.get(key) ?? '')) expect(after.get(key) ?? '').toBe(note);
        }
      }),
    );
  });
});
