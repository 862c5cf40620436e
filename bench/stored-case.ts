import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timeImport } from './hand-over.ts';
import { openBrowser } from './open-browser.ts';
import type { Bundle } from './prepare-bundle.ts';

/** A profile that holds one imported case and is not in use. */
export interface StoredCase {
  readonly profile: string;
  /** Parameters of the route that leads to the bundle in the case, without the screen. */
  readonly routeQuery: string;
  readonly importMillis: number;
}

/** Imports the bundle into a new profile, ends the browser, and removes the profile when `use` has ended. */
export async function withStoredCase<Answer>(
  bundle: Bundle,
  use: (stored: StoredCase) => Promise<Answer>,
): Promise<Answer> {
  const profile = mkdtempSync(join(bundle.folder, 'profile-'));
  try {
    return await use(await importInto(profile, bundle));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A case that may be spoilt, while the original stays. */
export async function withCopy<Answer>(
  stored: StoredCase,
  use: (copy: StoredCase) => Promise<Answer>,
): Promise<Answer> {
  const profile = mkdtempSync(`${stored.profile}-copy-`);
  try {
    cpSync(stored.profile, profile, { recursive: true });
    return await use({ ...stored, profile });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

async function importInto(profile: string, bundle: Bundle): Promise<StoredCase> {
  const browser = await openBrowser(profile);
  try {
    const page = await browser.openWindow();
    const importMillis = await timeImport(page, bundle.path);
    await page.waitForURL(/#\/\w+\?.*case=/);
    const [, routeQuery = ''] = page.url().split('?', 2);
    return { profile, routeQuery, importMillis };
  } finally {
    await browser.close();
  }
}
