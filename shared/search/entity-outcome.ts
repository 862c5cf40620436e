/** Words by which logs say that something was denied or did not succeed. */
const refusing: ReadonlySet<string> = new Set([
  ...['denied', 'deny', 'denies', 'disallowed', 'forbidden', 'unauthorized', 'unauthorised', 'refused'],
  ...['rejected', 'reject', 'blocked', 'block', 'dropped', 'challenge', 'challenged'],
  ...['failed', 'fail', 'fails', 'failure', 'failures', 'unsuccessful', 'error', 'errors', 'exception'],
  ...['invalid', 'timeout', 'aborted'],
]);
/** Beside one of these, a word of the list above says the contrary: `no error`, `not denied`. */
const turning: ReadonlySet<string> = new Set(['no', 'not', 'non', 'none', 'without', 'never', 'zero']);

/**
 * Whether an outcome is taken to say that something was denied or failed. A rule over its words, which a person can check
 * against the list of outcomes: `AccessDenied` and `login_failed` are, `success` and `no error` are not, and of numbers the
 * states of HTTP from 400 to 599 are.
 */
export function saysRefusal(outcome: string): boolean {
  if (/^[45]\d\d$/.test(outcome)) return true;
  const words = wordsOf(outcome);
  return words.some((word) => refusing.has(word)) && !words.some((word) => turning.has(word));
}

/** Small, cut where the kind of character or the case of letters says that a new word begins. */
function wordsOf(text: string): readonly string[] {
  const cut = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return (cut.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
}
