import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { paletteText } from '../../text/palette.ts';
import { lineCount } from '../explore/line-count.ts';
import type { PaletteChoice } from './palette-choice.ts';

/**
 * What a typed text leaves of a list: choices of which each typed word begins a word, those that begin with the text first.
 * Behind them what the text may mean beside a name: a number of a line, and, in a case with bundles, a search.
 */
export function findChoices(
  text: string,
  choices: readonly PaletteChoice[],
  bundle: BundleView | null,
): readonly PaletteChoice[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return choices;
  const words = wanted.split(/\s+/);
  const found = choices.filter(({ name }) => {
    const own = wordsOf(name);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
  const [first, rest] = [
    found.filter(({ name }) => name.toLowerCase().startsWith(wanted)),
    found.filter(({ name }) => !name.toLowerCase().startsWith(wanted)),
  ];
  if (bundle === null) return [...first, ...rest];
  return [...lineOf(wanted, bundle), ...first, ...rest, queryOf(text.trim())];
}

/** A name as it stands, and cut where a person would begin to type: `acme-q3.evb.zip` is found by q3 as well. */
function wordsOf(name: string): readonly string[] {
  const lower = name.toLowerCase();
  return [...lower.split(/\s+/), ...lower.split(/[^\p{L}\p{N}]+/u)];
}

/** A number, as it is typed or copied, is that of a line, if the bundle has it. */
function lineOf(text: string, bundle: BundleView): readonly PaletteChoice[] {
  const digits = /^(?:line\s*)?(\d{1,3}(?:,\d{3})+|\d{1,15})$/.exec(text)?.[1];
  if (digits === undefined) return [];
  const number = Number(digits.replaceAll(',', ''));
  if (number < 1 || number > lineCount(bundle.receipt)) return [];
  const { bundleId, fileName } = bundle;
  return [{ kind: 'line', bundleId, ordinal: number - 1, name: paletteText.line(number), fileName }];
}

function queryOf(query: string): PaletteChoice {
  return { kind: 'query', query, name: query };
}
