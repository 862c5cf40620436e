/**
 * Text of the evidence as it may stand within one line of a text file: whatever would end the line, move a cursor, turn
 * its direction or not show itself is written as `\u{…}`, and a backslash as two, so that nothing written so is mistaken.
 */
export function toPlainLine(text: string): string {
  return text.replace(hidden, (character) =>
    character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const hidden =
  /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
