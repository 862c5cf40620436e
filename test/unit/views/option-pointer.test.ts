import { expect, it } from 'vitest';
import type { CompletionOption } from '../../../renderer/views/explore/query/completion-options.ts';
import {
  arrivedPointer,
  shownOptions,
  stepPointer,
} from '../../../renderer/views/explore/query/option-pointer.ts';

const [action, actor, outcome] = ['action', 'actor', 'outcome'].map(
  (label): CompletionOption => ({ kind: 'field', label, detail: '', text: label, caret: 0, goesOn: true }),
) as [CompletionOption, CompletionOption, CompletionOption];

it('goes through a list from its first option or its last one, and around its ends', () => {
  const listed = [action, actor];
  const first = stepPointer(null, listed, 1);
  expect(first.index).toBe(0);
  expect(stepPointer(null, listed, -1).index).toBe(1);
  expect(stepPointer(first, listed, -1).index).toBe(1);
  expect(stepPointer(stepPointer(first, listed, 1), listed, 1).index).toBe(0);
});

it('keeps the list that is gone through, although another one has come', () => {
  const pointer = stepPointer(null, [actor, action], 1);
  const later = [outcome, actor];
  expect(arrivedPointer(pointer, later)).toBe(pointer);
  expect(shownOptions(pointer, later)[pointer.index]).toBe(actor);
  expect(shownOptions(stepPointer(pointer, later, 1), later)[1]).toBe(action);
  expect(shownOptions(null, later)).toBe(later);
});

it('counts the arrow keys that were pressed before there was a list', () => {
  const once = stepPointer(null, [], 1);
  expect(arrivedPointer(once, [])).toBe(once);
  expect(arrivedPointer(once, [action, actor])?.index).toBe(0);
  const twice = stepPointer(once, [], 1);
  expect(arrivedPointer(twice, [action, actor])?.index).toBe(1);
  // The list that comes may be shorter than the way that was gone.
  expect(arrivedPointer(twice, [outcome])?.index).toBe(0);
  expect(arrivedPointer(stepPointer(once, [], -1), [outcome])?.index).toBe(0);
});

it('points at nothing where no arrow key was pressed', () => {
  expect(arrivedPointer(null, [action])).toBeNull();
});
