/**
 * Values that must not be in what leaves, to be looked for in texts. Shorter ones stand by chance in many places: a report that
 * hides something says in its limitations that they were not looked for.
 */
export const shortestSearched = 4;
export const shortestNumber = 6;

/** Whether a value says enough to be looked for. */
function isSearched(value: string): boolean {
  const length = [...value.trim()].length;
  return length >= (/^-?[\d.]+$/.test(value) ? shortestNumber : shortestSearched);
}

/** The values that stand in a text as whole words, in whatever case they are written there. */
export type ValueFinder = (text: string) => readonly string[];

/** Made once for all values: each text is gone over once, however many there are. */
export function findValues(values: readonly string[]): ValueFinder {
  const byStart = new Map<string, { readonly value: string; readonly folded: string }[]>();
  for (const value of new Set(values.filter(isSearched))) {
    const folded = fold(value.trim());
    const start = folded.slice(0, startUnits);
    const beside = byStart.get(start);
    if (beside === undefined) byStart.set(start, [{ value, folded }]);
    else beside.push({ value, folded });
  }
  if (byStart.size === 0) return () => [];
  return (text) => {
    const folded = fold(text);
    const found = new Set<string>();
    for (let at = 0; at <= folded.length - startUnits; at++) {
      for (const candidate of byStart.get(folded.slice(at, at + startUnits)) ?? []) {
        if (isWholeAt(folded, candidate.folded, at)) found.add(candidate.value);
      }
    }
    return [...found];
  };
}

/** No searched value folds to fewer UTF-16 units. */
const startUnits = 3;

/** Two spellings of one word are one: the case of its letters, and how its accents are encoded. */
function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}

function isWholeAt(text: string, value: string, at: number): boolean {
  if (!text.startsWith(value, at)) return false;
  return !joins(text, at, value) && !joins(text, at + value.length, value);
}

/** Whether a word goes on across this place, so that what was found is a part of another one. */
function joins(text: string, at: number, value: string): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at] ?? '';
  // Letters of scripts that put no blank between words would join everything.
  if (!/^[\x20-\u024f]*$/.test(value)) return false;
  return wordUnit.test(before) && wordUnit.test(after);
}

const wordUnit = /^[0-9A-Za-z\u00c0-\u024f]$/;
