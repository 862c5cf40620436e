export type QueryKeyAction =
  | 'next'
  | 'before'
  | 'open'
  | 'choose'
  | 'run'
  | 'close'
  | 'leave'
  | 'older'
  | 'newer'
  | 'mend';

/** What a key means in the field; null for every key that is the field's own. */
export function keyActionOf(
  {
    key,
    altKey,
    ctrlKey,
    metaKey,
    shiftKey,
  }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
  { isListed, hasChosen }: { readonly isListed: boolean; readonly hasChosen: boolean },
): QueryKeyAction | null {
  if (key === ' ' && ctrlKey) return 'open';
  if (ctrlKey || metaKey) return null;
  switch (key) {
    case 'ArrowUp':
      if (altKey) return 'older';
      return isListed ? 'before' : null;
    case 'ArrowDown':
      if (altKey) return 'newer';
      return isListed ? 'next' : 'open';
    case 'Enter':
      if (altKey) return 'mend';
      return isListed && hasChosen ? 'choose' : 'run';
    case 'Tab':
      // Only what was pointed at: Tab must go on leading out of the field.
      return isListed && hasChosen && !shiftKey ? 'choose' : null;
    case 'Escape':
      return isListed ? 'close' : 'leave';
    default:
      return null;
  }
}
