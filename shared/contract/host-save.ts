/**
 * How a file leaves the window of the desktop edition: piece by piece, since one message of a whole case would be in memory several
 * times. One closed list, so that a new kind of access to the disk is a change of this file.
 */
export type SaveOperation =
  /** Asks the person for a place. Answered with the number of the save, or null when the person cancels. */
  | { readonly kind: 'begin'; readonly name: string }
  /** Behind the pieces before it. */
  | { readonly kind: 'append'; readonly save: number; readonly bytes: Uint8Array }
  /** Only now there is a file under the name, if it has so many bytes; answered when it is on the disk. */
  | { readonly kind: 'finish'; readonly save: number; readonly size: number }
  /** Nothing of it stays. */
  | { readonly kind: 'drop'; readonly save: number };

export type SaveAnswer = number | null;

/** No piece is longer. */
export const savePieceBytes = 1 << 23;
