import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { BugError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderCsvRow } from '../export/csv.ts';

const keyBytes = 32;
/** `person-7f3a`: short enough to be read aloud. Longer where two values would have the same. */
const fewestDigits = 4;

/**
 * Other names for values, the same for the same value as long as the key is the same. The key is drawn for one pack and not kept in
 * it, so nobody else can try likely values, and names of two packs say nothing of each other.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `key` is 32 random bytes, new for each pack. */
  constructor(key: Uint8Array) {
    if (key.length !== keyBytes) throw new BugError(`The key of pseudonyms has ${key.length} bytes.`);
    this.#key = key;
  }

  /**
   * The name of a value, such as `person-7f3a` for the kind `person`. It has more digits only when another value that came before has
   * the same first ones: ask in one order for the same names.
   */
  nameOf(kind: string, value: string): string {
    const entry = `${kind}\0${value}`;
    const known = this.#names.get(entry);
    if (known !== undefined) return known;
    const digits = toHex(hmac(sha256, this.#key, encodeUtf8(entry)));
    let length = fewestDigits;
    const name = () => `${kind}-${digits.slice(0, length)}`;
    while (this.#taken.has(name())) length += 1;
    this.#taken.add(name());
    this.#names.set(entry, name());
    return name();
  }

  /** Who is who, as CSV: for the one who made the pack, and never inside it. */
  renderTable(): string {
    const rows = [...this.#names].map(([entry, name]) => {
      const end = entry.indexOf('\0');
      return [name, entry.slice(0, end), entry.slice(end + 1)];
    });
    rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
    return [['pseudonym', 'kind', 'value'], ...rows].map((cells) => renderCsvRow(cells).text).join('');
  }
}
