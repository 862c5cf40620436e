import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { appendCustodyRecord, type CustodyHead, custodyHeadAfter } from '../../shared/case/custody-log.ts';
import { pinned, sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';

test('a case into which a newer Vouch wrote says so, is believed in nothing, and takes no decision', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
  await vouch.home.open(path);
  await vouch.trust.pin({ role: 'Log key', fingerprint: pinned('log').fingerprint });
  await vouch.trust.pin({ role: 'Packer key', fingerprint: pinned('packer').fingerprint });
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');

  const { caseId, custodyHead } = await onlyCase(page);
  // The program of a year from now: an action that is not in the list of this one.
  const claimedTime = 1_800_000_000_000;
  const known = appendCustodyRecord(caseId, custodyHead, { claimedTime, action: 'viewed', facts: [] });
  const record = { ...known, action: 'readiness-checked' as typeof known.action };
  await putRecord(page, { caseId, record, custodyHead: custodyHeadAfter(record) });
  await page.reload();

  const alarm = page.getByRole('alert').filter({ hasText: 'A newer Vouch wrote into this case' });
  await expect(alarm).toContainText('"readiness-checked"');
  // Nothing compared that log with its journal, so it confirms nothing; and why is said where the checks are.
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: LOCAL COPY ALTERED');
  await expect(vouch.bundles.failedChecks('Bytes').first()).toContainText(
    'Record 4 of the custody log says "readiness-checked", which this Vouch does not know',
  );
  await page.screenshot({ path: test.info().outputPath('newer-bundles.png') });
  await expectNoBarrier(page, 'a newer log');
  await vouch.show('Custody');
  await expect(
    page.getByText('Record 4 says “readiness-checked”, which this Vouch does not know.'),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('newer-custody.png') });
  await vouch.show('Explore');
  await expect(page.getByRole('main')).toContainText('No table is made from this copy');
  await page.screenshot({ path: test.info().outputPath('newer-explore.png') });
  await vouch.show('Home');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: test.info().outputPath('newer-home.png') });
});

interface StoredCase {
  readonly caseId: string;
  readonly custodyHead: CustodyHead | null;
}

function onlyCase(page: Page): Promise<StoredCase> {
  return page.evaluate(
    () =>
      new Promise<StoredCase>((resolve, reject) => {
        const open = indexedDB.open('vouch-cases');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('cases').objectStore('cases').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(all.result[0]);
          };
        };
      }),
  );
}

/** As a program that knows more actions does: chained as any other record. */
function putRecord(
  page: Page,
  change: StoredCase & { readonly record: ReturnType<typeof appendCustodyRecord> },
): Promise<void> {
  return page.evaluate(
    ({ caseId, custodyHead, record }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('vouch-cases');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction(['cases', 'custody'], 'readwrite');
          transaction.objectStore('custody').put({ caseId, seq: record.seq, record });
          const cases = transaction.objectStore('cases');
          const row = cases.get(caseId);
          row.onsuccess = () => cases.put({ ...row.result, custodyHead });
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    change,
  );
}
