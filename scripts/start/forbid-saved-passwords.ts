import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Keeps the browser from offering to save a passphrase: it would lie in the profile beside what it opens. There is no switch for
 * that, so it is a preference of the profile, and written before the browser starts.
 */
export function forbidSavedPasswords(profile: string): void {
  const folder = join(profile, 'Default');
  const path = join(folder, 'Preferences');
  const preferences = readPreferences(path);
  const { credentials_enable_service: isOffered, profile: ofProfile } = preferences;
  const settings = typeof ofProfile === 'object' && ofProfile !== null ? ofProfile : {};
  if (
    isOffered === false &&
    'password_manager_enabled' in settings &&
    settings.password_manager_enabled === false
  )
    return;
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({
    ...preferences,
    credentials_enable_service: false,
    profile: { ...settings, password_manager_enabled: false },
  });
  const next = `${path}.vouch`;
  writeFileSync(next, text, { mode: 0o600 });
  renameSync(next, path);
}

/** A file that is not there, or that the browser would not take either, is as good as an empty one. */
function readPreferences(path: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
