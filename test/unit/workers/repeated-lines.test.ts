import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withBundle } from '../../../cli/platform/open-bundle.ts';
import { readBundle } from '../../../cli/read-bundle.ts';
import { makeReceipt } from '../../../shared/case/receipt.ts';
import { readLines, replaceLines } from '../../../shared/samples/sample-members.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

/** Behind ten entries in three segments, entry 1 as it was and entry 2 with another action. */
async function repeatingZip(): Promise<Uint8Array> {
  const { members } = await sealSmall({ entries: 10, segmentLines: 4 });
  const [, one = '', two = ''] = readLines(members, 'data/segments/000000000000.ndjson');
  const path = 'data/segments/000000000008.ndjson';
  const other = two.replace('"action":"', '"action":"x');
  return zipOf(replaceLines(members, path, [...readLines(members, path), one, other]));
}

async function importRepeating() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const zip = await repeatingZip();
  const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(zip, 'usb.zip') });
  const { database } = worker.context;
  const headlineAfter = async (alter: (repeats: object) => object) => {
    await database.bundles.toCollection().modify((row) => {
      const { repeats, ...receipt } = row.receipt;
      Object.assign(row, { receipt: { ...receipt, ...alter({ repeats }) } });
    });
    const { caseId } = view.case;
    const opened = await (await computer.startWorker()).request('openCase', { caseId });
    return opened.bundles[0]?.verdict.headline;
  };
  return { zip, bundle: view.bundles[0], headlineAfter };
}

test('a receipt says which repeated lines are copies, in the window as on the command line', async () => {
  const { zip, bundle } = await importRepeating();
  expect(bundle?.receipt).toMatchObject({
    ...{ entries: 12, duplicateLines: 2 },
    repeats: { sameBytes: 1, otherContent: 1, notCompared: 0 },
  });
  const folder = mkdtempSync(join(tmpdir(), 'vouch-repeats-'));
  try {
    const path = join(folder, 'usb.zip');
    writeFileSync(path, zip);
    const { signal } = new AbortController();
    const read = await withBundle(path, async (source) => ({
      observation: await readBundle(source, { signal }),
      container: source.container,
    }));
    const { fileName = '', fileBytes = 0, fileSha256 = '' } = bundle?.receipt ?? {};
    const receipt = makeReceipt(read.observation, { fileName, fileBytes, fileSha256 }, read.container);
    expect(JSON.stringify(receipt)).toBe(JSON.stringify(bundle?.receipt));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a stored receipt of repeated lines is compared with the bytes, also one that an older Vouch wrote', async () => {
  const { bundle, headlineAfter } = await importRepeating();
  expect(await headlineAfter((own) => own)).toBe(bundle?.verdict.headline);
  const forged = { sameBytes: 2, otherContent: 0, notCompared: 0 };
  expect(await headlineAfter(() => ({ repeats: forged }))).toBe('LOCAL COPY ALTERED');
  expect(await headlineAfter(() => ({}))).toBe(bundle?.verdict.headline);
});
