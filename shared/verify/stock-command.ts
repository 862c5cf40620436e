import type { CheckResult } from './check-result.ts';
import { explain } from './explain.ts';

/** Nothing that a shell could take for more than a file: the line is copied into a terminal. */
const plainPath = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;

/**
 * The stock command for this very result: with its file and line where it names them.
 * A path that a shell could read otherwise stays the word FILE, for the person to fill in with care.
 */
export function stockCommand({ code, place }: CheckResult): string | null {
  const { command } = explain(code);
  if (command === null || place.kind === 'bundle') return command;
  const withLine = place.line === undefined ? command : command.replaceAll('LINEp', `${place.line}p`);
  return plainPath.test(place.member) ? withLine.replaceAll('FILE', place.member) : withLine;
}
