import type { BaseWindow, Dialog } from 'electron';
import { writeAtomically } from './write-atomically.ts';

/**
 * Asks the person for a place and writes the bytes there, whole or not at all. Resolves to false when the person
 * cancels. Throws an error that carries the system's code but not the path: it is shown in the window, and the
 * window never learns a path.
 */
export async function saveFile(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BaseWindow,
  name: string,
  bytes: Uint8Array,
  write: typeof writeAtomically = writeAtomically,
): Promise<boolean> {
  const choice = await dialog.showSaveDialog(window, {
    defaultPath: name,
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  if (choice.canceled || choice.filePath === '') return false;
  try {
    await write(choice.filePath, bytes);
  } catch (error) {
    throw new Error(`The file could not be saved (${systemCode(error)})`);
  }
  return true;
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
