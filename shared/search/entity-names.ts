import { eventFields } from '../adapters/event-field.ts';
import type { EntityField } from '../contract/entity-protocol.ts';
import type { FieldName } from '../query/query-tree.ts';
import { dottedName } from './field-paths.ts';
import type { SearchedBundle } from './searched-bundle.ts';
import type { SearchedLines } from './searched-lines.ts';

/** A field that stands beside the one that names an entity, and names it too. */
export interface NameField {
  /** As it is typed in a query. */
  readonly name: FieldName;
  /** Two entities may well have the same. */
  readonly isWeak: boolean;
}

/** Ends of names, without their dividers, that tell one from another. */
const identifying: ReadonlySet<string> = new Set([
  ...['id', 'uid', 'uuid', 'guid', 'oid', 'sid', 'sub', 'subject', 'principal', 'principalid', 'arn', 'dn'],
  ...['email', 'emailaddress', 'mail', 'upn', 'userprincipalname', 'alternateid', 'externalid'],
  ...[
    'login',
    'loginname',
    'user',
    'userid',
    'username',
    'account',
    'accountname',
    'accountid',
    'key',
    'uri',
    'url',
    'path',
  ],
]);
const weak: ReadonlySet<string> = new Set([
  'name',
  'displayname',
  'fullname',
  'label',
  'title',
  'alias',
  'nickname',
]);

/** Nobody reads more of them, and each is a question to all lines. */
const mostNames = 8;

/**
 * The fields beside the one that a mapping names: members of the same object, as `/actor/email` beside `/actor/id`. At the top of
 * an entry everything is beside everything, so there a name has to begin alike, as `user_email` beside `user_id`. An address or a
 * session is only itself. A name that also finds something elsewhere is left out: a line must not be joined by what somebody
 * else in it is called.
 */
export function namesBeside(lines: SearchedLines, field: EntityField): readonly NameField[] {
  if (field === 'address' || field === 'session') return [];
  const found = new Map<FieldName, NameField>();
  for (const bundle of lines.bundles) {
    for (const [pointer, dotted] of pointersBeside(bundle, field)) {
      const strength = strengthOf(pointer);
      if (strength === null || found.has(dotted) || !findsOnlyNames(lines, dotted, field)) continue;
      found.set(dotted, { name: dotted, isWeak: strength === 'weak' });
    }
  }
  return [...found.values()]
    .sort((one, other) => Number(one.isWeak) - Number(other.isWeak) || (one.name < other.name ? -1 : 1))
    .slice(0, mostNames);
}

function pointersBeside(bundle: SearchedBundle, field: EntityField): readonly (readonly [string, string])[] {
  const mapped = bundle.mapping[field];
  if (mapped === undefined) return [];
  const columns = eventFields.flatMap((each) => {
    const pointer = each === field ? undefined : bundle.mapping[each];
    const dotted = pointer === undefined ? null : dottedName(pointer);
    return pointer === undefined || dotted === null ? [] : [[pointer, dotted] as const];
  });
  return [...bundle.paths, ...columns].filter(([pointer]) => isBeside(pointer, mapped));
}

function isBeside(pointer: string, mapped: string): boolean {
  const parent = parentOf(mapped);
  if (pointer === mapped || parentOf(pointer) !== parent) return false;
  // Which item of a list belongs to which, an index of a mapping does not say.
  if (/\/(?:\d+|~2)(?:\/|$)/.test(parent)) return false;
  return parent !== '' || firstWord(leafOf(pointer)) === firstWord(leafOf(mapped));
}

/** Wherever the name is found in any bundle, it has to be one of these fields there: of the object, or the field itself. */
function findsOnlyNames(lines: SearchedLines, name: FieldName, field: EntityField): boolean {
  return lines.placesOf(name).every(({ columns, pointers }, index) => {
    const bundle = lines.bundles[index];
    const mapped = bundle?.mapping[field];
    if (bundle === undefined) return false;
    if (columns.length === 0 && pointers.length === 0) return true;
    if (mapped === undefined) return false;
    const wheres = [...pointers, ...columns.map((column) => bundle.mapping[column] ?? '')];
    return wheres.every((pointer) => pointer === mapped || isBeside(pointer, mapped));
  });
}

function strengthOf(pointer: string): 'strong' | 'weak' | null {
  const leaf = leafOf(pointer);
  const whole = leaf.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const ends = [whole, whole.slice(plain(firstWord(leaf)).length)];
  if (ends.some((end) => weak.has(end))) return 'weak';
  return ends.some((end) => identifying.has(end)) ? 'strong' : null;
}

function plain(word: string): string {
  return word.replace(/[^\p{L}\d]/gu, '');
}

/** `user` of `user_id`, `userName` and `user-email`. */
function firstWord(leaf: string): string {
  return (/^(?:\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\d]+)/u.exec(leaf)?.[0] ?? leaf).toLowerCase();
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function leafOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
