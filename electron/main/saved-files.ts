import type { BaseWindow, Dialog } from 'electron';
import { type SaveAnswer, type SaveOperation, savePieceBytes } from '../../shared/contract/host-save.ts';
import { type AtomicFile, openAtomicFile } from './atomic-file.ts';
import { isPlainFileName } from './file-name.ts';

/** Null for whatever is no operation: the window is believed in nothing. */
export function parseSaveOperation(value: unknown): SaveOperation | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind, ...rest } = value;
  const { name, save, bytes, size }: Readonly<Record<string, unknown>> = rest;
  const members = Object.keys(rest).length;
  if (kind === 'begin') {
    return typeof name === 'string' && isPlainFileName(name) && members === 1 ? { kind, name } : null;
  }
  if (!isCount(save)) return null;
  switch (kind) {
    case 'append':
      if (!(bytes instanceof Uint8Array) || bytes.byteLength > savePieceBytes) return null;
      return members === 2 ? { kind, save, bytes } : null;
    case 'finish':
      return isCount(size) && members === 2 ? { kind, save, size } : null;
    case 'drop':
      return members === 1 ? { kind, save } : null;
    default:
      return null;
  }
}

/** What the window saves, from the question for a place to the file under its name. */
export interface SavedFiles {
  run(operation: SaveOperation): Promise<SaveAnswer>;
  /** The window is gone: nobody finishes what it had begun. */
  dropAll(): Promise<void>;
}

interface Save {
  readonly file: AtomicFile;
  bytes: number;
  /** One step after the other, also where the window does not wait. */
  turn: Promise<void>;
}

/**
 * Errors carry the system's code but not the path: they are shown in the window, and the window never learns a path. A save of
 * which anything fails is over, and nothing of it stays.
 */
export function createSavedFiles(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: () => BaseWindow,
  openFile: typeof openAtomicFile = openAtomicFile,
): SavedFiles {
  const saves = new Map<number, Save>();
  let lastSave = 0;

  const begin = async (name: string): Promise<number | null> => {
    const choice = await dialog.showSaveDialog(window(), {
      defaultPath: name,
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    });
    if (choice.canceled || choice.filePath === '') return null;
    const file = await orNotSaved(() => openFile(choice.filePath));
    lastSave += 1;
    saves.set(lastSave, { file, bytes: 0, turn: Promise.resolve() });
    return lastSave;
  };

  const inTurn = async (number: number, work: (save: Save) => Promise<void>): Promise<null> => {
    const save = saves.get(number);
    if (save === undefined) throw new Error('The file could not be saved (there is no such save)');
    const step = save.turn.then(() => work(save));
    save.turn = step.catch(() => undefined);
    try {
      await orNotSaved(() => step);
    } catch (error) {
      saves.delete(number);
      throw error;
    }
    return null;
  };

  return {
    run: async (operation) => {
      switch (operation.kind) {
        case 'begin':
          return begin(operation.name);
        case 'append':
          return inTurn(operation.save, async (save) => {
            await save.file.append(operation.bytes);
            save.bytes += operation.bytes.byteLength;
          });
        case 'finish':
          return inTurn(operation.save, async ({ file, bytes }) => {
            saves.delete(operation.save);
            if (bytes === operation.size) return file.finish();
            await file.drop();
            throw new Error('A piece is missing');
          });
        case 'drop':
          return inTurn(operation.save, async ({ file }) => {
            saves.delete(operation.save);
            await file.drop();
          });
        default:
          return operation satisfies never;
      }
    },
    dropAll: async () => {
      const unfinished = [...saves.values()];
      saves.clear();
      await Promise.all(unfinished.map(({ file, turn }) => turn.then(() => file.drop())));
    },
  };
}

async function orNotSaved<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`The file could not be saved (${systemCode(error)})`);
  }
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
