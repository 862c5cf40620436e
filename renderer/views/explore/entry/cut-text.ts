/**
 * The start of a text, at most so many UTF-16 units of it. It does not end within a character of two units, whose half would
 * be drawn as a fault of the evidence, nor with a space, which is marked where a value really ends with one.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const isWithinPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(limit - 1, limit + 1));
  const cut = text.slice(0, isWithinPair ? limit - 1 : limit);
  return cut.trimEnd() === '' ? cut : cut.trimEnd();
}
