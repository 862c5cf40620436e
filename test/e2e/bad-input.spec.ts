import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRequestInputId } from '../../shared/contract/host-bridge.ts';
import { alteredSample } from './altered-sample.ts';
import { expect, test } from './fixture.ts';
import type { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';
import { storedRows } from './stored-rows.ts';

interface BadFile {
  readonly what: string;
  readonly code: string;
  /** What the sentence must say was found, and where. */
  readonly names: readonly RegExp[];
  make(folder: string): string | Promise<string>;
}

const goodBytes = () => readFileSync(samplePath(''));

const badFiles: readonly BadFile[] = [
  {
    what: 'an empty file',
    code: 'empty',
    names: [/bad\.evb\.zip/, /empty|0 bytes/],
    make: (folder) => write(folder, new Uint8Array(0)),
  },
  {
    what: 'a file that is no ZIP',
    code: 'not-a-zip',
    names: [/bad\.evb\.zip/, /ZIP/],
    make: (folder) => write(folder, Buffer.from('Dear auditor, please find the logs attached.\n')),
  },
  {
    what: 'a ZIP whose end is missing',
    code: 'zip-truncated',
    names: [/bad\.evb\.zip/, /byte \d/],
    make: (folder) => write(folder, goodBytes().subarray(0, 2_000_000)),
  },
  {
    what: 'a ZIP with bytes in front of it',
    code: 'zip-layout',
    names: [/bad\.evb\.zip/, /byte \d/],
    make: (folder) => write(folder, Buffer.concat([Buffer.from('MZ'), goodBytes()])),
  },
  {
    what: 'a bundle of a format version that is not known',
    code: 'unsupported-format',
    names: [/evb\/2/, /data\/bundle\.json/],
    make: (folder) =>
      alteredSample(folder, 'bad.evb.zip', (members) => {
        const descriptor = Buffer.from(members.get('data/bundle.json') ?? []).toString('utf8');
        members.set('data/bundle.json', Buffer.from(descriptor.replace('evb/1', 'evb/2')));
      }),
  },
  {
    what: 'a ZIP without a descriptor',
    code: 'not-a-bundle',
    names: [/data\/bundle\.json/],
    make: (folder) =>
      alteredSample(folder, 'bad.evb.zip', (members) => void members.delete('data/bundle.json')),
  },
  {
    what: 'a ZIP with a file that has no place in a bundle',
    code: 'member-unexpected',
    names: [/data\/open-me\.exe/],
    make: (folder) =>
      alteredSample(
        folder,
        'bad.evb.zip',
        (members) => void members.set('data/open-me.exe', Buffer.from('MZ')),
      ),
  },
];

for (const { what, code, names, make } of badFiles) {
  test(`${what} is refused in one sentence, stored nowhere and left untouched`, async ({ vouch, folder }) => {
    const path = await make(folder);
    const before = fingerprintOf(path);
    await vouch.home.open(path);
    await expectRefusal(vouch, code, names);
    await expect(vouch.notice).toContainText('unchanged');
    expect(fingerprintOf(path)).toEqual(before);
  });
}

test('one more attachment opens, and the verdict names it', async ({ vouch, folder }) => {
  const attachment = `data/attachments/${'0'.repeat(64)}`;
  const path = await alteredSample(folder, 'more.evb.zip', (members) =>
    members.set(attachment, Buffer.from('listed nowhere')),
  );
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAttribute('data-verdict', 'failed');
  await expect(vouch.bundles.failedChecks('Bytes').filter({ hasText: attachment }).first()).toBeVisible();
});

test('a folder is refused by name', async ({ vouch, opened, folder }) => {
  const path = join(folder, 'acme-q3');
  mkdirSync(path);
  // A file dialog offers no folders; a drop does, and so does this way in, which the host uses.
  const session = await opened.context.newCDPSession(opened.page);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: `#${openRequestInputId}`,
  });
  await session.send('DOM.setFileInputFiles', { nodeId, files: [path] });
  await expectRefusal(vouch, 'is-a-directory', [/acme-q3/, /folder/]);
});

test('after a refusal the next bundle opens as if nothing had happened', async ({ vouch, folder }) => {
  await vouch.home.open(write(folder, Buffer.from('no zip')));
  await expect(vouch.notice).toBeVisible();
  await vouch.notice.getByRole('button', { name: /^Dismiss/ }).click();
  await vouch.home.open(samplePath(''));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
});

test('an import that is stopped leaves nothing', async ({ vouch, folder }) => {
  const path = await alteredSample(folder, 'long.evb.zip', () => undefined);
  await vouch.home.open(path);
  await vouch.home.stopOpening.click();
  await expect(vouch.home.stopOpening).toBeHidden();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: NO BUNDLE OPEN');
  expect(await storedRows(vouch.page)).toEqual({});
});

async function expectRefusal(vouch: Window, code: string, names: readonly RegExp[]): Promise<void> {
  await expect(vouch.notice).toHaveCount(1);
  await expect(vouch.notice.getByText(code, { exact: true })).toBeVisible();
  for (const name of names) await expect(vouch.notice).toContainText(name);
  // A stack trace, in any of its forms.
  await expect(vouch.notice).not.toContainText(/\.js:\d|\bat \w+\.|Error:/);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: NO BUNDLE OPEN');
  expect(await storedRows(vouch.page)).toEqual({});
}

function write(folder: string, bytes: Uint8Array): string {
  const path = join(folder, 'bad.evb.zip');
  writeFileSync(path, bytes);
  return path;
}

function fingerprintOf(path: string): { readonly sha256: string; readonly modified: number } {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { sha256, modified: statSync(path).mtimeMs };
}
