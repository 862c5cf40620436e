import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';
import { readJournal } from '../../shared/casework/case-journal.ts';
import type { MadeRecord } from '../../shared/casework/case-work.ts';
import type { CustodyView } from '../../shared/contract/case-protocol.ts';
import { smallZip } from '../unit/workers/small-bundle.ts';
import { callWorker, catchWorkers } from './case-worker-calls.ts';
import { expect, test } from './fixture.ts';
import { type OpenWindow, openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';

const { VOUCH_NOTES } = process.env;
/** Of two windows together; `npm run torture` takes more. */
const notes = Number(VOUCH_NOTES ?? 150);

test('two windows that write notes at the same time lose none, and the journal has what the database has', async ({
  folder,
  server,
}) => {
  test.setTimeout(allowed(60_000 + notes * 200));
  const opened: OpenWindow = await openWindow({
    profile: join(folder, 'profile'),
    port: server.port,
    prepare: catchWorkers,
  });
  const { page, context } = opened;
  const caseId = await importSmall(page, folder);
  const other = await context.newPage();
  await other.goto(page.url());
  const count = notes / 2;
  const confirmed: string[] = [];
  for (const each of [page, other]) {
    await each.exposeFunction('confirmNote', (text: string) => confirmed.push(text));
  }
  await Promise.all([
    writeNotes(page, caseId, { prefix: 'left', count }),
    writeNotes(other, caseId, { prefix: 'right', count }),
  ]);
  expect(confirmed).toHaveLength(notes);
  const made = await callWorker<readonly MadeRecord[]>(page, 'listMade', { caseId });
  const there = made.map(({ content }) => (content.kind === 'annotation' ? content.note : ''));
  expect(there.toSorted()).toEqual(confirmed.toSorted());
  await expectSameJournal(page, caseId, 'after both');
  await opened.close();
});

async function importSmall(page: Page, folder: string): Promise<string> {
  const path = join(folder, 'small.evb.zip');
  writeFileSync(path, await smallZip({ entries: 4 }));
  await new Window(page).home.open(path);
  await expect(new Window(page).verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const [only] = await callWorker<readonly { readonly caseId: string }[]>(page, 'listCases', {});
  if (only === undefined) throw new Error('There is no case.');
  return only.caseId;
}

/** One note after the other, as fast as the window is answered; each answer is told before the next note is sent. */
function writeNotes(
  page: Page,
  caseId: string,
  { prefix, count }: { readonly prefix: string; readonly count: number },
): Promise<void> {
  return page.evaluate(
    async ({ caseId: target, prefix: name, count: wanted }) => {
      const worker = window.caseWorkerOfWindow;
      if (worker === undefined) throw new Error('The window has no worker.');
      const confirm = (window as unknown as { confirmNote(text: string): Promise<void> }).confirmNote;
      for (let number = 0; number < wanted; number++) {
        const id = 2_000_000_000 + number;
        const note = `${name}, note ${number}`;
        await new Promise<void>((resolve, reject) => {
          const listen = ({ data }: MessageEvent) => {
            if (data.id !== id) return;
            worker.removeEventListener('message', listen);
            if (data.kind === 'answer') resolve();
            else reject(new Error(data.error.message));
          };
          worker.addEventListener('message', listen);
          const bundle = {
            kind: 'bundle',
            origin: 'audit.example.com/prod-gateway',
            fileSha256: '0'.repeat(64),
          };
          const content = { kind: 'annotation', by: 'reviewer 1', targets: [bundle], note };
          worker.postMessage({ kind: 'request', id, name: 'make', args: { caseId: target, content } });
        });
        void confirm(note);
      }
    },
    { caseId, prefix, count },
  );
}

/** The file of the journal, read past the application, says what the database says. */
async function expectSameJournal(page: Page, caseId: string, when: string): Promise<void> {
  const text = await page.evaluate(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('journal');
    return (await (await folder.getFileHandle(name)).getFile()).text();
  }, `${caseId}.journal`);
  const { records, brokenAt } = await callWorker<CustodyView>(page, 'listCustody', { caseId });
  expect(brokenAt, when).toBeNull();
  const journal = readJournal(caseId, new TextEncoder().encode(text));
  expect(journal.damage, when).toBeNull();
  expect(journal.records, when).toEqual(records);
}
