import { saysRefusal } from '../search/entity-outcome.ts';

/** What an action does, as far as its words say it. */
export type Activity = 'login' | 'logout' | 'create' | 'read' | 'update' | 'delete' | 'other';

const wordsOfActivities: ReadonlyMap<Activity, readonly string[]> = new Map([
  ['login', ['login', 'logon', 'signin', 'authenticate', 'authenticated', 'authentication']],
  ['logout', ['logout', 'logoff', 'signout']],
  [
    'create',
    ['create', 'created', 'add', 'added', 'insert', 'inserted', 'new', 'register', 'invite', 'upload'],
  ],
  [
    'read',
    [
      ...['read', 'get', 'list', 'describe', 'head', 'view', 'viewed', 'query', 'select', 'search', 'lookup'],
      ...['watch', 'fetch', 'download', 'downloaded', 'export', 'access', 'accessed', 'open', 'show', 'scan'],
    ],
  ],
  [
    'update',
    [
      ...[
        'update',
        'updated',
        'modify',
        'modified',
        'set',
        'put',
        'patch',
        'change',
        'changed',
        'edit',
        'write',
      ],
      ...['rename', 'renamed', 'attach', 'detach', 'enable', 'disable', 'grant', 'revoke', 'assign', 'reset'],
    ],
  ],
  [
    'delete',
    ['delete', 'deleted', 'deletecollection', 'remove', 'removed', 'drop', 'destroy', 'terminate', 'purge'],
  ],
]);

const activities: ReadonlyMap<string, Activity> = new Map(
  [...wordsOfActivities].flatMap(([activity, words]) => words.map((word) => [word, activity] as const)),
);

/**
 * The activity of an action: that of its first word that names one, so `CreateLoginProfile` creates and `ConsoleLogin` logs in.
 * A rule over words, which a person can check; everything else is `other`.
 */
export function activityOf(action: string): Activity {
  const words = actionWords(action);
  for (const [index, word] of words.entries()) {
    const pair = `${word}${words[index + 1] ?? ''}`;
    const found =
      (['signin', 'signout', 'logon', 'logoff', 'login', 'logout'].includes(pair)
        ? activities.get(pair)
        : undefined) ?? activities.get(word);
    if (found !== undefined) return found;
  }
  return 'other';
}

/** What an outcome says in one of three words; a log that says nothing has said nothing. */
export type PlainOutcome = 'success' | 'failure' | 'unknown';

const succeeding =
  /^(?:success|successful|succeeded|succeed|ok|allow|allowed|granted|permitted|accepted|approved|true|0|2\d\d|complete|completed|done|pass|passed|no error)$/i;

export function plainOutcome(outcome: string): PlainOutcome {
  if (saysRefusal(outcome)) return 'failure';
  return succeeding.test(outcome.trim()) ? 'success' : 'unknown';
}

/** Small, cut where the kind of character or the case of letters says that a new word begins. */
function actionWords(action: string): readonly string[] {
  const cut = action.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return (cut.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
}
