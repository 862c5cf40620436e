import { posix, win32 } from 'node:path';

/** The folder for what a person configures, by the customs of the system; null when the system does not say who they are. */
export function defaultStoreFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const { APPDATA: appData, HOME: home, XDG_CONFIG_HOME: configHome } = environment;
  if (platform === 'win32') return appData ? win32.join(appData, 'vouch', 'trust') : null;
  // The XDG base directory specification: a relative path is to be ignored.
  if (platform !== 'darwin' && configHome?.startsWith('/')) return posix.join(configHome, 'vouch', 'trust');
  if (!home) return null;
  return platform === 'darwin'
    ? posix.join(home, 'Library', 'Application Support', 'vouch', 'trust')
    : posix.join(home, '.config', 'vouch', 'trust');
}
