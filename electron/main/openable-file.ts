import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

/** The endings of a bundle. A plain `.zip` is a bundle that some mail program renamed; its content decides. */
const knownEndings = ['.evb.zip', '.evb', '.zip'];

/** The last part of each ending, as the dialogs of all systems want it. */
export const openableExtensions: readonly string[] = ['zip', 'evb'];

/**
 * Whether a path names something that may be handed to the window: a known ending, and an existing regular file.
 * A pipe or a device would block whoever reads it, and a folder is no bundle that a file input can take.
 */
export async function isOpenableFile(path: string): Promise<boolean> {
  if (!hasKnownEnding(path)) return false;
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * The paths among command-line arguments, made absolute. The first argument is the program; Chromium mixes its own
 * switches and, when run from sources, the application's folder into the rest, so only known endings are taken.
 */
export function pathsFromArguments(args: readonly string[], folder: string): readonly string[] {
  return args
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && hasKnownEnding(argument))
    .map((argument) => resolve(folder, argument));
}

function hasKnownEnding(path: string): boolean {
  const name = basename(path).toLowerCase();
  return knownEndings.some((ending) => name.endsWith(ending) && name.length > ending.length);
}
