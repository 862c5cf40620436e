import { pointerTokens } from '../json/pointer.ts';

/**
 * The name of a place as a person types it: the names from the top of the entry, divided by dots, without the indexes of
 * lists. Null for the text of a line that could not be read, and for what lies too deep to have a name.
 */
export function dottedName(pointer: string): string | null {
  const tokens = pointer.split('/').filter((token) => token !== listIndex);
  // `~3` is where the index keeps what has no place of its own, and so is no pointer.
  const names = pointerTokens(tokens.join('/')) ?? [];
  return names.length === 0 ? null : names.join('.');
}

/** What stands for the index of a list in the pointers of an index; no name is spelled so in a pointer. */
const listIndex = '~2';

/** The pointer of a mapping as the index would have it: which element of a list it takes does not count for its name. */
export function withoutIndexes(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, `/${listIndex}`);
}

/** Whether a typed name is all of a dotted name or its end. A name with a dot in it is found like two names. */
export function endsWithName(dotted: string, name: string): boolean {
  return (
    dotted.endsWith(name) &&
    (dotted.length === name.length || dotted[dotted.length - name.length - 1] === '.')
  );
}
