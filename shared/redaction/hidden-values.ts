import { parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonValue } from '../json/json-value.ts';
import type { HiddenField } from './decide-entry.ts';
import { entryLeaves, textOfLeaf, valueLeaves } from './entry-leaves.ts';
import { fewestCharacters } from './searched-values.ts';
import type { SourceLine } from './segment-lines.ts';

/** As many different texts of withheld entries are held; more are counted, and said not to have been looked for. */
const mostWithheldTexts = 1_000_000;

/** What must not be in what is written: values of hidden fields, and those that only withheld entries have. */
export class HiddenValues {
  /** Values of hidden fields. */
  readonly fields = new Set<string>();
  /** Texts of withheld entries that no entry that stays has as a value. */
  readonly entries = new Set<string>();
  /** Texts of fewer than four characters, which are not looked for. */
  readonly short = new Set<string>();
  /** Texts of withheld entries that a value of an entry that stays is equal to. */
  staying = 0;
  beyondLimit = 0;

  hide({ disclosure }: HiddenField): void {
    for (const text of textsIn(disclosure)) this.hideText(text);
  }

  /** A text of a hidden field, by itself. */
  hideText(text: string): void {
    this.#add(this.fields, text);
  }

  /** A text of a withheld entry, by itself. */
  withholdText(text: string): void {
    this.#addWithheld(text);
  }

  /** A text of an entry that stays, by itself; to be called once all withheld ones are known. */
  keepText(text: string): void {
    this.#stays(text);
  }

  withhold({ reading, disclosures }: SourceLine): void {
    for (const leaf of reading.event === null ? [] : entryLeaves(reading.event)) {
      if (leaf.kind === 'clear') this.#addWithheld(textOfLeaf(leaf.value));
    }
    for (const disclosure of disclosures.values()) {
      for (const text of textsIn(disclosure)) this.#addWithheld(text);
    }
  }

  /** To be called for each entry that stays, once all withheld ones are known. */
  keep({ reading, disclosures }: SourceLine, hidden: readonly HiddenField[]): void {
    if (this.entries.size === 0) return;
    for (const leaf of reading.event === null ? [] : entryLeaves(reading.event)) {
      if (leaf.kind === 'clear') this.#stays(textOfLeaf(leaf.value));
    }
    const dropped = new Set(hidden.map(({ digest }) => digest));
    for (const [digest, disclosure] of disclosures) {
      if (dropped.has(digest)) continue;
      for (const text of textsIn(disclosure)) this.#stays(text);
    }
  }

  #addWithheld(text: string | null): void {
    if (text === null || this.entries.has(text)) return;
    if (this.entries.size < mostWithheldTexts) this.#add(this.entries, text);
    else this.beyondLimit += 1;
  }

  #add(set: Set<string>, text: string): void {
    if ([...text.slice(0, 2 * fewestCharacters)].length < fewestCharacters) this.short.add(text);
    else set.add(text);
  }

  #stays(text: string | null): void {
    if (text !== null && this.entries.delete(text)) this.staying += 1;
  }
}

function textsIn(disclosure: string | null): readonly string[] {
  const value: JsonValue | undefined = disclosure === null ? undefined : parseDisclosure(disclosure)?.value;
  if (value === undefined) return [];
  return [...valueLeaves(value).flatMap((leaf) => textOfLeaf(leaf) ?? []), ...namesWithin(value)];
}

/** Names within a value that was committed as a whole, as far as they are what somebody else would write as a value. */
function namesWithin(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => namesWithin(element));
  if (!(value instanceof Map)) return [];
  return [...value].flatMap(([name, member]) => [
    ...(isTellingName(name) ? [name] : []),
    ...namesWithin(member),
  ]);
}

/**
 * Whether the name of a field may be a value: `u-17`, an address, a path. What looks like a name that a programmer gives, as `email`
 * and `userName`, stands in every log, and in our own words: looking for it would find it always.
 */
export function isTellingName(name: string): boolean {
  return !/^(?:[A-Za-z_$][A-Za-z_$-]*\d?|\d{1,3})$/.test(name);
}
