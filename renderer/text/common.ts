import { formatCounted } from '../views/common/format-number.ts';

/** Words that every screen uses. */
export const commonText = {
  cancel: 'Cancel',
  close: 'Close',
  match: 'Match',
  mismatch: 'Mismatch',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  copyRefused: 'The system refused the clipboard',
  cut: (characters: number) =>
    `… ${formatCounted(characters, 'more character', 'more characters')} not shown`,
  markTitle: (codePoint: number) =>
    `Character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}, which would not show itself`,
  byteTitle: 'Byte that is not UTF-8',
  loading: 'Loading…',
  tryAgain: 'Try again',
} as const;
