/** What was typed cannot be done. The message says what was expected, in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** True for the errors by which `node:util` parseArgs refuses a command line. */
export function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** The value of an option without which the verb makes no sense. */
export function requireOption(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed.`);
  return value;
}
