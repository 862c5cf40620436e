import { parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject } from '../json/json-value.ts';
import { pointerToken, resolveTokens } from '../json/pointer.ts';
import { type EntryLeaf, entryLeaves } from './entry-leaves.ts';
import type { NamedPlace, RedactionOrder } from './redaction-order.ts';

/** The rules of an order that speak of fields. */
export type FieldRules = Pick<RedactionOrder, 'hidden' | 'shown'>;

/** A committed field of one entry that is to be hidden. */
export interface HiddenField {
  /** As the person named it; where nobody did and it is not among those that are shown, the place that it had before it was committed. */
  readonly pointer: string;
  readonly digest: string;
  /** Null when its disclosure did not come with the bundle: somebody else hid it before. */
  readonly disclosure: string | null;
}

export type EntryDecision =
  | { readonly kind: 'stays'; readonly hidden: readonly HiddenField[] }
  /** A field that is to be hidden is there in clear: the signature of the log covers it, so it cannot be taken out. */
  | { readonly kind: 'in-clear'; readonly pointer: string }
  /** By default nothing is shown, nobody named this, and it stands in clear. */
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
    } else if (shown !== null && !isShown(leaf, shown)) {
      if (leaf.kind === 'clear') return { kind: 'not-listed', pointer: pointerOf(leaf.path) };
      fields.push({ pointer: pointerOf(leaf.path), digest: leaf.digest, disclosure });
    }
  }
  return { kind: 'stays', hidden: fields };
}

/** Whether a list of shown fields names what stands at the end of a path. */
export function isShown(leaf: LeafPlace, shown: readonly NamedPlace[]): boolean {
  return shown.some(({ tokens }) => isUnder(pathOf(leaf), tokens));
}

/** A place means all that lies under it, and of a committed value that it lies in, the whole: less cannot be hidden. */
export function isMeant(leaf: LeafPlace, { tokens }: NamedPlace, disclosure: string | null): boolean {
  if (isUnder(pathOf(leaf), tokens) || isUnder(leaf.path, tokens)) return true;
  if (leaf.kind === 'clear') return false;
  return [leaf.path, pathOf(leaf)].some((path) => {
    if (!isUnder(tokens, path)) return false;
    const value = disclosure === null ? undefined : parseDisclosure(disclosure)?.value;
    return value !== undefined && resolveTokens(value, tokens.slice(path.length)) !== undefined;
  });
}

/** Where something stands in an entry, whatever it is. */
export type LeafPlace =
  | Pick<EntryLeaf & { kind: 'clear' }, 'kind' | 'path'>
  | Pick<EntryLeaf & { kind: 'committed' }, 'kind' | 'path' | 'place'>;

/** The pointer of a path. */
export function pointerOf(path: readonly string[]): string {
  return path.map((name) => `/${pointerToken(name)}`).join('');
}

function pathOf(leaf: LeafPlace): readonly string[] {
  return leaf.kind === 'clear' ? leaf.path : [...leaf.path, String(leaf.place)];
}

/** Whether a path begins with all of a place. */
function isUnder(path: readonly string[], place: readonly string[]): boolean {
  return place.every((name, index) => path[index] === name);
}
