/** A piece of hostile text: shown as it is, or named because it would not show itself. A byte is one that is no text. */
export type TextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly label: string; readonly codePoint: number }
  | { readonly kind: 'byte'; readonly label: string };

/**
 * Splits text so that every character that is invisible, reorders its neighbours or piles up over them becomes a mark.
 * Characters that a script or an emoji needs in that place (ZWNJ in Persian, ZWJ in a family emoji) stay text.
 * Nothing is lost: text and marks in order are the input, code point for code point.
 */
export function toVisibleText(input: string): readonly TextSegment[] {
  if (!suspicious.test(input) && !tallPile.test(input))
    return input === '' ? [] : [{ kind: 'text', text: input }];
  const characters = Array.from(input);
  const segments: TextSegment[] = [];
  let plain = '';
  let pile = 0;
  for (const [index, character] of characters.entries()) {
    pile = combining.test(character) ? pile + 1 : 0;
    const isShown = !suspicious.test(character) || isNeededInPlace(characters, index);
    if (isShown && pile <= combiningMarksShown) {
      plain += character;
      continue;
    }
    if (plain !== '') segments.push({ kind: 'text', text: plain });
    plain = '';
    const codePoint = character.codePointAt(0) ?? 0;
    segments.push({ kind: 'mark', label: labelOf(codePoint), codePoint });
  }
  if (plain !== '') segments.push({ kind: 'text', text: plain });
  return segments;
}

/** As a value by itself: blanks at either end, which nothing follows that would show them, are marks as well. */
export function toVisibleValue(input: string): readonly TextSegment[] {
  const [start = ''] = /^\p{Zs}+/u.exec(input) ?? [];
  const rest = input.slice(start.length);
  const [end = ''] = /\p{Zs}+$/u.exec(rest) ?? [];
  if (start === '' && end === '') return toVisibleText(input);
  return [...toBlanks(start), ...toVisibleText(rest.slice(0, rest.length - end.length)), ...toBlanks(end)];
}

function toBlanks(blanks: string): readonly TextSegment[] {
  return Array.from(blanks, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return { kind: 'mark', label: labelOf(codePoint), codePoint } as const;
  });
}

/** The same as one string, for names and sentences that are spoken or copied: marks stand in brackets. */
export function toVisibleString(input: string): string {
  return toVisibleValue(input)
    .map((segment) => (segment.kind === 'text' ? segment.text : `\u27e8${segment.label}\u27e9`))
    .join('');
}

/**
 * Controls, line and paragraph separators, lone surrogates, interlinear annotation, noncharacters, and all that Unicode
 * calls default-ignorable: bidi controls, zero-width characters, fillers, variation selectors, the tags block.
 */
const suspicious =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{FFF9}-\u{FFFB}]/u;

/** No script needs more on one letter; a hundred would be drawn over the lines above and below. */
const combiningMarksShown = 6;
const combining = /^\p{M}$/u;
const tallPile = /\p{M}{7}/u;

function isNeededInPlace(characters: readonly string[], index: number): boolean {
  const character = characters[index];
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  switch (character) {
    case '\u200C':
      return (joiningLetter.test(before) && joiningLetter.test(after)) || virama.test(before);
    case '\u200D':
      return (emojiPart.test(before) && pictograph.test(after)) || virama.test(before);
    case '\uFE0E':
    case '\uFE0F':
      return emojiBase.test(before);
    default:
      return isRegionalFlagTag(characters, index);
  }
}

/** Scripts in which ZWNJ decides between two spellings. Both neighbours must be letters of them. */
const joiningLetter =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Adlam}\p{M}]$/u;
const virama = /^[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u1039\u17D2]$/u;
const pictograph = /^\p{Extended_Pictographic}$/u;
/** ZWJ may follow the pictograph itself, its variation selector or its skin tone. */
const emojiPart = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u;
const emojiBase = /^[\p{Emoji}\p{Emoji_Modifier}]$/u;

/** The only tag sequences that Unicode recommends: the flags of England, Scotland and Wales. Any other hides text. */
const regionalFlags = ['gbeng', 'gbsct', 'gbwls'].map((region) => [
  '\u{1F3F4}',
  ...Array.from(region, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))),
  '\u{E007F}',
]);

function isRegionalFlagTag(characters: readonly string[], index: number): boolean {
  return regionalFlags.some((flag) =>
    flag.some((tag, position) => {
      if (position === 0 || characters[index] !== tag) return false;
      return flag.every((other, offset) => characters[index - position + offset] === other);
    }),
  );
}

/** Short names as the Unicode charts abbreviate them; everything else by number. */
const names = new Map<number, string>([
  [0x00ad, 'SHY'],
  [0x034f, 'CGJ'],
  [0x061c, 'ALM'],
  [0x200b, 'ZWSP'],
  [0x200c, 'ZWNJ'],
  [0x200d, 'ZWJ'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LSEP'],
  [0x2029, 'PSEP'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0xfeff, 'BOM'],
  [0x20, 'SP'],
  [0xa0, 'NBSP'],
  [0x7f, 'DEL'],
]);
const c0Names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

function labelOf(codePoint: number): string {
  const name = names.get(codePoint) ?? c0Names[codePoint];
  if (name !== undefined) return name;
  if (codePoint > 0xe0020 && codePoint < 0xe007f) return `TAG ${String.fromCodePoint(codePoint - 0xe0000)}`;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
