import type { CompletionOption } from './completion-options.ts';

/** Which option the arrow keys have come to. */
export interface OptionPointer {
  readonly index: number;
  /** The list that is gone through: it stays as it was, whatever arrives meanwhile. Null while nothing is listed yet. */
  readonly among: readonly CompletionOption[] | null;
}

/** The options to show: who goes through a list must find under Enter what was there when the arrow key was pressed. */
export function shownOptions(
  pointer: OptionPointer | null,
  offered: readonly CompletionOption[],
): readonly CompletionOption[] {
  return pointer?.among ?? offered;
}

/** One step through the list, around its ends. Where nothing is listed yet, the steps count for the list that comes. */
export function stepPointer(
  pointer: OptionPointer | null,
  offered: readonly CompletionOption[],
  step: -1 | 1,
): OptionPointer {
  const options = shownOptions(pointer, offered);
  if (options.length === 0) return { index: (pointer?.index ?? -1) + step, among: null };
  const from = pointer === null ? (step === 1 ? -1 : 0) : pointer.index;
  return { index: (from + step + options.length) % options.length, among: options };
}

/** The pointer once its list has come, at the option that the steps before lead to. */
export function arrivedPointer(
  pointer: OptionPointer | null,
  offered: readonly CompletionOption[],
): OptionPointer | null {
  if (pointer === null || pointer.among !== null || offered.length === 0) return pointer;
  return { index: Math.max(0, Math.min(pointer.index, offered.length - 1)), among: offered };
}
