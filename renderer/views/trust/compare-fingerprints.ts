export interface ComparedDigit {
  /** Empty where one of the two is shorter. */
  readonly typed: string;
  readonly actual: string;
  readonly isSame: boolean;
}

/**
 * Lays what a person typed beside the fingerprint of the key, digit by digit, for the eye only: whether they are the
 * same is decided by the case worker. Spaces and line breaks are what a person adds, so they do not count.
 */
export function compareFingerprints(typedText: string, actual: string): readonly ComparedDigit[] {
  const typed = Array.from(typedText.replace(/\s+/gu, ''));
  const expected = Array.from(actual);
  return Array.from({ length: Math.max(typed.length, expected.length) }, (_, index) => {
    const one = typed[index] ?? '';
    const other = expected[index] ?? '';
    return { typed: one, actual: other, isSame: one === other };
  });
}
