import { allowed } from '../../scripts/test/slowness.ts';
import { readJournal } from '../../shared/casework/case-journal.ts';
import type { MadeRecord } from '../../shared/casework/case-work.ts';
import type { CustodyView, ImportAnswer, JudgedCaseView } from '../../shared/contract/case-protocol.ts';
import { fingerprints, origin, senderKeys, smallZip } from '../unit/workers/small-bundle.ts';
import { type Age, type BareCase, openBareCase } from './bare-case.ts';
import { type OpenBare, test } from './bare-fixture.ts';
import { expect } from './fixture.ts';
import { seeded } from './seeded.ts';
import { describeRows, type RowsOfBundles } from './stored-rows.ts';

// One profile each, killed again and again as in a long bad day: every process of the browser at once, at a moment before or
// after one of the writes of the case worker, or a few milliseconds later, when the browser itself writes.

const { VOUCH_KILLS, VOUCH_SEED } = process.env;
/** Of both kinds together; `npm run torture` takes more. */
const kills = Number(VOUCH_KILLS ?? 50);
/** Beside them, while annotating. */
const pageKills = Math.ceil(kills / 10);
const seed = Number(VOUCH_SEED ?? Date.now() % 1_000_000);

/** What was confirmed must be there so soon after the start of the process. */
const soon = 5_000;
/** Within this many milliseconds after a moment that is not held, what the browser writes for it reaches the disk. */
const writingMillis = 12;

async function beginDay(open: OpenBare, seedOfDay: number): Promise<BadDay> {
  const opened = await open();
  await opened.ask('listCases', {});
  return { random: seeded(seedOfDay), report: [], empty: await opened.age(), restarts: [], opened };
}

interface BadDay {
  readonly random: () => number;
  readonly report: string[];
  /** How long an empty profile took to answer, and each restart until all of the case could be used again. */
  readonly empty: Age;
  readonly restarts: Age[];
  opened: BareCase;
}

interface Killing {
  readonly round: number;
  readonly rounds: number;
  /** All that the work passes. */
  readonly moments: number;
  readonly kill: () => Promise<void>;
}

/** Kills at the n-th of so many kills, spread over all moments that the work passes. Says where that was. */
async function killDuring(
  day: BadDay,
  { round, rounds, moments, kill }: Killing,
  work: () => Promise<unknown>,
): Promise<string> {
  const moment = Math.floor(((round + day.random()) / rounds) * moments);
  const isHeld = day.random() < 0.5;
  const reached = day.opened.reach({ moment, isHeld });
  // It is never answered, or it is and that does not matter.
  const working = work().catch(() => {});
  const passed = await Promise.race([reached, working.then(() => day.opened.passed())]);
  if (!isHeld) await new Promise((resolve) => setTimeout(resolve, day.random() * writingMillis));
  await kill();
  return `${isHeld ? 'held' : 'killed soon after'} ${passed.at(-1) ?? 'nothing'}`;
}

/** All that the worker passes during the work, done once without being stopped. */
async function countMoments({ opened }: BadDay, work: () => Promise<unknown>): Promise<number> {
  void opened.reach({ moment: 1_000_000, isHeld: false }).catch(() => {});
  await work();
  return (await opened.passed()).length;
}

async function noteRestart(day: BadDay, when: string): Promise<void> {
  const age = await day.opened.age();
  day.restarts.push(age);
  // On a machine that does other things as well, the time of the processors says how long it takes without them.
  expect(Math.min(age.elapsed, age.processor), when).toBeLessThan(allowed(soon));
}

function tellDay({ report, empty, restarts }: BadDay, what: string): void {
  const worst = (name: keyof Age) => Math.round(Math.max(...restarts.map((each) => each[name])));
  const statement =
    `VOUCH_SEED=${seed}; ${what}: ${report.length} kills, nothing lost; back after at most ${worst('elapsed')} ms, ` +
    `or ${worst('processor')} ms of the processors; an empty profile took ${Math.round(empty.elapsed)} ms, ` +
    `or ${Math.round(empty.processor)} ms of the processors`;
  console.log(`${statement}\n  ${report.join('\n  ')}`);
  // For `npm run torture`, which says it at its end.
  test.info().annotations.push({ type: 'statement', description: statement });
}

test('an import that is killed at any moment is there as a whole and verified, or not at all', async ({
  open,
}) => {
  const rounds = Math.ceil(kills / 2);
  test.setTimeout(allowed(60_000 + rounds * 12_000));
  const day = await beginDay(open, seed);
  const { caseId } = await importPinned(day.opened);
  let lines = firstLines;
  const delivered = async () => {
    // Always more of the same log, so that none contradicts the one before it.
    lines += segments;
    return { name: `log-${lines}.evb.zip`, bytes: await smallOne(lines) };
  };
  const importOne = async (into: string | null) => {
    const file = await delivered();
    return () => day.opened.askWithFile<ImportAnswer>('importBundle', { caseId: into }, file);
  };
  const moments = await countMoments(day, await importOne(caseId));
  expect(moments).toBeGreaterThan(20);
  for (let round = 0; round < rounds; round++) {
    const isNewCase = round % 4 === 3;
    const where = await killDuring(
      day,
      { round, rounds, moments, kill: () => day.opened.browser.kill() },
      await importOne(isNewCase ? null : caseId),
    );
    const when = `VOUCH_SEED=${seed}, kill ${round}, ${where}`;
    let left: RowsOfBundles = {};
    day.opened = await open((found) => {
      left = found;
    });
    const view = await day.opened.ask<JudgedCaseView>('openCase', { caseId });
    await noteRestart(day, when);
    const others = await openOthers(day.opened, caseId);
    const judged = [view, ...others].flatMap(({ bundles }) => bundles);
    await expectWhole(day.opened, judged, when);
    for (const each of others) {
      // Nobody pinned anything there.
      expect(
        each.bundles.map(({ verdict }) => verdict.headline),
        when,
      ).toEqual(['INTACT, SIGNER NOT TRUSTED']);
      await day.opened.ask('deleteCase', { caseId: each.case.caseId });
    }
    expect(new Set(view.bundles.map(({ verdict }) => verdict.headline)), when).toEqual(new Set(['VERIFIED']));
    await expectSound(day.opened, caseId, when);
    const unfinished = Object.values(left).filter((rows) => 'staging' in rows);
    day.report.push(
      `${where}${isNewCase ? ' of a new case' : ''}: ${describeRows(unfinished)} unfinished, then ${view.bundles.length} bundles`,
    );
  }
  tellDay(day, 'importing');
});

test('a note that was confirmed is there after any kill, and the journal has what the database has', async ({
  open,
}) => {
  const rounds = Math.floor(kills / 2);
  test.setTimeout(allowed(60_000 + rounds * 12_000));
  const day = await beginDay(open, seed + 1);
  const { caseId } = await importPinned(day.opened);
  const confirmed: string[] = [];
  const note = async (text: string) => {
    const content = { kind: 'annotation', by: 'reviewer 1', targets: [target], note: text };
    await day.opened.ask('make', { caseId, content });
    confirmed.push(text);
  };
  const moments = await countMoments(day, () => note('counted'));
  expect(moments).toBeGreaterThan(8);
  for (let round = 0; round < rounds + pageKills; round++) {
    // After the others, the page alone: the browser lives on and holds what the page had locked.
    const { browser } = day.opened;
    const isPage = round >= rounds;
    const kill = () => (isPage ? browser.killPage() : browser.kill());
    const before = Math.floor(day.random() * 12);
    for (let number = 0; number < before; number++) await note(`round ${round}, note ${number}`);
    // Two at a time, as two hands on one machine: the second one waits for the first or comes between.
    const isPair = round % 3 === 2;
    const place = isPage ? { round: round - rounds, rounds: pageKills } : { round, rounds };
    const where = await killDuring(day, { ...place, moments, kill }, () =>
      Promise.all([note(`round ${round}, last`), ...(isPair ? [note(`round ${round}, beside`)] : [])]),
    );
    const when = `VOUCH_SEED=${seed}, kill ${round}, ${where}, ${confirmed.length} confirmed`;
    day.opened = isPage ? await openBareCase(browser) : await open();
    const made = await day.opened.ask<readonly MadeRecord[]>('listMade', { caseId });
    const view = await day.opened.ask<JudgedCaseView>('openCase', { caseId });
    if (!isPage) await noteRestart(day, when);
    const there = made.map(({ content }) => (content.kind === 'annotation' ? content.note : ''));
    expect(
      confirmed.filter((text) => !there.includes(text)),
      when,
    ).toEqual([]);
    expect(new Set(there).size, when).toBe(there.length);
    expect(
      view.bundles.map(({ verdict }) => verdict.headline),
      when,
    ).toEqual(['VERIFIED']);
    await expectSound(day.opened, caseId, when);
    day.report.push(
      `${where}${isPage ? ', the page alone' : ''}: ${confirmed.length} confirmed, ${there.length} there`,
    );
    // What was written and never confirmed is there for good all the same.
    confirmed.splice(0, confirmed.length, ...there.map(String));
  }
  tellDay(day, 'annotating');
});

/** Of every delivered file, so that each import passes as many moments. */
const segments = 4;
const firstLines = 40;

function smallOne(lines: number): Promise<Uint8Array> {
  return smallZip({ entries: lines, segmentLines: lines / segments });
}

const target = { kind: 'bundle', origin, fileSha256: '0'.repeat(64) } as const;

/** A case with one verified bundle. */
async function importPinned(opened: BareCase): Promise<{ readonly caseId: string }> {
  const file = { name: 'delivered.evb.zip', bytes: await smallOne(firstLines) };
  const { view } = await opened.askWithFile<ImportAnswer>('importBundle', { caseId: null }, file);
  const { caseId } = view.case;
  for (const role of ['log', 'packer'] as const) {
    const key = { role, origin, publicKey: senderKeys[role], typedFingerprint: fingerprints[role] };
    await opened.ask('pinKey', { caseId, ...key, compared: 'read from paper', comparedBy: 'reviewer 1' });
  }
  return { caseId };
}

async function openOthers(opened: BareCase, caseId: string): Promise<readonly JudgedCaseView[]> {
  const cases = await opened.ask<readonly { readonly caseId: string }[]>('listCases', {});
  const others = cases.filter((each) => each.caseId !== caseId);
  return Promise.all(others.map((each) => opened.ask<JudgedCaseView>('openCase', { caseId: each.caseId })));
}

/** Every stored row is of a bundle that is listed, and each of those has all of its rows. */
async function expectWhole(opened: BareCase, judged: JudgedCaseView['bundles'], when: string): Promise<void> {
  const rows = await opened.rows();
  expect(Object.keys(rows).toSorted(), when).toEqual(judged.map(({ bundleId }) => bundleId).toSorted());
  for (const { bundleId } of judged) {
    expect(rows[bundleId], when).toEqual({ bundles: 1, files: 1, parts: segments });
  }
}

/** No alarm, a chain that holds, and a journal that says the same. */
async function expectSound(opened: BareCase, caseId: string, when: string): Promise<void> {
  expect(await opened.ask('listAlarms', {}), when).toEqual([]);
  const { records, brokenAt } = await opened.ask<CustodyView>('listCustody', { caseId });
  expect(brokenAt, when).toBeNull();
  const journal = readJournal(caseId, await opened.journalOf(caseId));
  expect(journal.damage, when).toBeNull();
  expect(journal.records, when).toEqual(records);
}
