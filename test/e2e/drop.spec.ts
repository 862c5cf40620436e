import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dropFile } from './drop-file.ts';
import { expect, test } from './fixture.ts';
import { samplePath } from './sample-files.ts';

test('a bundle that is dropped anywhere in the window is opened and verified', async ({ vouch }) => {
  await dropFile(vouch.page, samplePath('-unknown-signer'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
});

test('a dropped folder is refused by name, also when it is named like a bundle', async ({
  vouch,
  folder,
}) => {
  const path = join(folder, 'acme-q3.evb.zip');
  mkdirSync(path);
  await dropFile(vouch.page, path);
  await expect(vouch.notice).toContainText('acme-q3.evb.zip');
  await expect(vouch.notice).toContainText('is-a-directory');
});
