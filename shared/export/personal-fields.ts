/** Words of field names under which logs have what is about a person. */
const personalWords: ReadonlySet<string> = new Set([
  ...[
    'email',
    'mail',
    'user',
    'username',
    'login',
    'name',
    'firstname',
    'lastname',
    'fullname',
    'displayname',
  ],
  ...[
    'actor',
    'principal',
    'caller',
    'phone',
    'mobile',
    'ip',
    'address',
    'birth',
    'birthday',
    'ssn',
    'passport',
  ],
  ...['patient', 'employee', 'customer', 'account', 'iban', 'session', 'device', 'location', 'geo'],
]);

/**
 * Whether a field looks like one of a person, by the words of its last name. A rule that asks a person to look, not one that decides:
 * it finds too much rather than too little, and text fields may hold anything.
 */
export function looksPersonal(field: string): boolean {
  const last = field.slice(field.lastIndexOf('.') + 1);
  const cut = last.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words = (cut.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
  return words.some((word) => personalWords.has(word)) || personalWords.has(words.join(''));
}
