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
    for (const text of textsIn(disclosure)) this.#add(this.fields, text);
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
  return value === undefined ? [] : valueLeaves(value).flatMap((leaf) => textOfLeaf(leaf) ?? []);
}
