import type { App } from 'electron';
import type { OpenFiles } from './open-files.ts';
import { pathsFromArguments } from './openable-file.ts';

/** How this program was started: its arguments and the folder that relative paths in them mean. */
export interface CommandLineStart {
  readonly args: readonly string[];
  readonly folder: string;
}

/**
 * Listens to the three ways in which a system asks to open files. Must run before ready: macOS names the file that
 * was double-clicked to start the program before that, and says it once.
 */
export function setupOpenRequests(
  app: Pick<App, 'on'>,
  openFiles: Pick<OpenFiles, 'offer'>,
  start: CommandLineStart,
  showWindow: () => void,
): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    showWindow();
    void openFiles.offer([path]);
  });
  app.on('second-instance', (_event, args, folder) => {
    showWindow();
    void openFiles.offer(pathsFromArguments(args, folder));
  });
  void openFiles.offer(pathsFromArguments(start.args, start.folder));
}
