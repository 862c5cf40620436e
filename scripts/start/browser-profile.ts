import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSnap, type Machine } from './find-browser.ts';

/**
 * The folder of the browser edition's own profile. It holds the cases, so it lies where the system keeps user
 * data and never in a temporary folder; it is not the person's everyday profile, whose extensions could read
 * evidence.
 */
export function browserProfile(machine: Machine, browser: string): string {
  const { LOCALAPPDATA, XDG_DATA_HOME } = machine.environment;
  const home = homedir();
  if (machine.platform === 'win32') {
    return join(LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Vouch', 'Browser profile');
  }
  if (machine.platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Vouch', 'Browser profile');
  }
  if (isSnap(browser)) return join(home, 'snap', 'chromium', 'common', 'vouch');
  return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'vouch', 'browser-profile');
}
