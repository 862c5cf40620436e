import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forbidSavedPasswords } from '../../../scripts/start/forbid-saved-passwords.ts';

let profile = '';
const path = () => join(profile, 'Default', 'Preferences');
const preferences = () => JSON.parse(readFileSync(path(), 'utf8'));

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'vouch-profile-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

const off = { credentials_enable_service: false, profile: { password_manager_enabled: false } };

test('a new profile saves no passwords', () => {
  forbidSavedPasswords(profile);
  expect(preferences()).toEqual(off);
});

test('a profile keeps its other preferences, and is left alone from then on', () => {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(path(), '{"browser":{"window_placement":{"left":9}},"profile":{"name":"Vouch"}}');
  forbidSavedPasswords(profile);
  expect(preferences()).toEqual({
    browser: { window_placement: { left: 9 } },
    ...off,
    profile: { name: 'Vouch', password_manager_enabled: false },
  });
  const { ino } = statSync(path());
  forbidSavedPasswords(profile);
  expect(statSync(path()).ino).toBe(ino);
});

test('preferences that are none are written anew', () => {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(path(), '{"cut');
  forbidSavedPasswords(profile);
  expect(preferences()).toEqual(off);
});
