import { BugError } from './errors.ts';

/**
 * A part of this program that is loaded when it is first needed: of three megabytes in one file, parsing alone held up the
 * first rows by a tenth of a second (measured). The names of the parts say what they were built from, so a window that has
 * outlived its program finds none, where it would else find one that does not fit.
 */
export async function loadedLater<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch (cause) {
    throw new BugError('A part of this program could not be loaded. Reload the window.', { cause });
  }
}
