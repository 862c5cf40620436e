import { parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject } from '../json/json-value.ts';
import { pointerToken, resolveTokens } from '../json/pointer.ts';
import { type EntryLeaf, entryLeaves } from './entry-leaves.ts';
import type { NamedPlace, RedactionOrder } from './redaction-order.ts';

/** The rules of an order that speak of fields. */
export type FieldRules = Pick<RedactionOrder, 'hidden' | 'shown'>;

/** A committed field of one entry that is to be hidden. */
export interface HiddenField {
  /** As the person named it. */
  readonly pointer: string;
  readonly digest: string;
  /** Null when its disclosure did not come with the bundle: somebody else hid it before. */
  readonly disclosure: string | null;
}

export type EntryDecision =
  | { readonly kind: 'stays'; readonly hidden: readonly HiddenField[] }
  /** A field that is to be hidden is there in clear: the signature of the log covers it, so it cannot be taken out. */
  | { readonly kind: 'in-clear'; readonly pointer: string }
  /** By default nothing is shown, and nobody named this. */
  | { readonly kind: 'not-listed'; readonly pointer: string };

/** What the rules say of one entry; `disclosures` are those that came with it, by digest. */
export function decideEntry(
  event: JsonObject,
  disclosures: ReadonlyMap<string, string>,
  { hidden, shown }: FieldRules,
): EntryDecision {
  const fields: HiddenField[] = [];
  for (const leaf of entryLeaves(event)) {
    const disclosure = leaf.kind === 'committed' ? (disclosures.get(leaf.digest) ?? null) : null;
    const rule = hidden.find((place) => isMeant(leaf, place, disclosure));
    if (rule !== undefined) {
      if (leaf.kind === 'clear') return { kind: 'in-clear', pointer: rule.pointer };
      fields.push({ pointer: rule.pointer, digest: leaf.digest, disclosure });
    } else if (shown !== null && !shown.some(({ tokens }) => isUnder(pathOf(leaf), tokens))) {
      return {
        kind: 'not-listed',
        pointer: pathOf(leaf)
          .map((name) => `/${pointerToken(name)}`)
          .join(''),
      };
    }
  }
  return { kind: 'stays', hidden: fields };
}

/** A place means all that lies under it, and of a committed value that it lies in, the whole: less cannot be hidden. */
function isMeant(leaf: EntryLeaf, { tokens }: NamedPlace, disclosure: string | null): boolean {
  if (isUnder(pathOf(leaf), tokens) || isUnder(leaf.path, tokens)) return true;
  if (leaf.kind === 'clear') return false;
  return [leaf.path, pathOf(leaf)].some((path) => {
    if (!isUnder(tokens, path)) return false;
    const value = disclosure === null ? undefined : parseDisclosure(disclosure)?.value;
    return value !== undefined && resolveTokens(value, tokens.slice(path.length)) !== undefined;
  });
}

function pathOf(leaf: EntryLeaf): readonly string[] {
  return leaf.kind === 'clear' ? leaf.path : [...leaf.path, String(leaf.place)];
}

/** Whether a path begins with all of a place. */
function isUnder(path: readonly string[], place: readonly string[]): boolean {
  return place.every((name, index) => path[index] === name);
}
