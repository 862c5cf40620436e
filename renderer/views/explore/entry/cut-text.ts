/** The start of a text, at most so many UTF-16 units of it. A character of two units is not cut: half of it would be drawn as a fault of the evidence. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const isWithinPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(limit - 1, limit + 1));
  return text.slice(0, isWithinPair ? limit - 1 : limit);
}
