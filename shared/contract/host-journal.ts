/**
 * What the case worker asks of the folder in which the desktop edition keeps journals: real files of the system, written by the
 * main process, apart from everything that the browser engine stores and can lose. One closed list, so that a new kind of
 * access to the disk is a change of this file.
 */
export type JournalOperation =
  | { readonly kind: 'names' }
  | { readonly kind: 'size'; readonly name: string }
  | { readonly kind: 'read'; readonly name: string }
  /** Makes `bytes` the end of the file from `offset` on; answered when they are on the disk. */
  | { readonly kind: 'write'; readonly name: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'remove'; readonly name: string };

/** Names; a size; bytes; null where there is no such file, and for what has no answer. */
export type JournalAnswer = readonly string[] | number | Uint8Array | null;
