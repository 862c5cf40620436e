import { pointerTokens } from '../json/pointer.ts';

/**
 * The name of a place as a person types it: the names from the top of the entry, divided by dots. The indexes of lists
 * are left out, in the pointers of an index (`~2`) as in those of a mapping (digits).
 */
export function dottedName(pointer: string): string {
  const tokens = pointer
    .split('/')
    .filter((token) => token !== listIndex)
    .join('/');
  return (pointerTokens(tokens) ?? []).join('.');
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
