import { UsageError } from './options.ts';
import type { CommandContext } from './run-command.ts';

/** The folder of the trust store that was named, or the usual one. Throws UsageError where there is neither. */
export function storeFolderOf(
  named: string | undefined,
  { storeFolder }: Pick<CommandContext, 'storeFolder'>,
): string {
  const folder = named ?? storeFolder;
  if (folder === null || folder === '')
    throw new UsageError('--store is needed: there is no usual place here.');
  return folder;
}
