import { describe, expect, test } from 'vitest';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import { readJournal } from '../../../shared/casework/case-journal.ts';
import { failures, withFailingWrite } from '../../support/failing-writes.ts';
import { smallZip } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, countRows, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** `VOUCH_TORTURE=1` lets every write fail in every way; `npm test` takes the ways in turn. */
const { VOUCH_TORTURE } = process.env;
const ways = VOUCH_TORTURE === undefined ? 1 : failures.length;
/** Who asks for all of them may have other things to do on the machine. */
const patience = VOUCH_TORTURE === undefined ? 120_000 : 1_800_000;
const by = 'reviewer 1';

interface Started {
  readonly computer: Computer;
  readonly caseId: string;
}

async function startCase(): Promise<Started> {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const source = fileOf(await smallZip({ entries: 2 }));
  const { view } = await worker.request('importBundle', { caseId: null, source });
  return { computer, caseId: view.case.caseId };
}

const target = { kind: 'bundle', origin: 'log.example.com', fileSha256: '0'.repeat(64) } as const;

/** What is done, until it is done without a write that fails. */
const steps: readonly {
  readonly what: string;
  /** Confirmed only when it is in the journal as well; the others are done all the same. */
  readonly isDecision: boolean;
  readonly act: (worker: TestWorker, started: Started) => Promise<unknown>;
}[] = [
  {
    what: 'an import into the case',
    isDecision: false,
    act: async (worker, { caseId }) =>
      worker.request('importBundle', { caseId, source: fileOf(await smallZip({ entries: 3 }), 'more.zip') }),
  },
  {
    what: 'a pinned key',
    isDecision: true,
    act: (worker, { caseId }) => worker.request('pinKey', { caseId, ...pinOrder('log') }),
  },
  {
    what: 'a note',
    isDecision: true,
    act: (worker, { caseId }) =>
      worker.request('make', {
        caseId,
        content: { kind: 'annotation', by, targets: [target], note: 'seen' },
      }),
  },
  {
    what: 'an exhibit',
    isDecision: true,
    act: async (worker, { caseId }) => {
      const made = await worker.request('listMade', { caseId });
      const number = `EX-${String(made.length + 1).padStart(4, '0')}`;
      const { origin, fileSha256 } = target;
      const sources = [{ origin, fileSha256, lines: [{ seq: 1, leaf: '0'.repeat(64) }] }];
      const content = {
        kind: 'exhibit',
        by,
        number,
        title: 'Lines',
        sources,
        query: '',
        queryDigest: '',
      } as const;
      return worker.request('make', { caseId, content });
    },
  },
  {
    what: 'something undone',
    isDecision: true,
    act: async (worker, { caseId }) => {
      const made = await worker.request('listMade', { caseId });
      const record = made.at(-1)?.record ?? 0;
      return worker.request('make', { caseId, content: { kind: 'undo', by, record } });
    },
  },
  {
    what: 'an opened case',
    isDecision: false,
    act: (worker, { caseId }) => worker.request('openCase', { caseId }),
  },
  {
    what: 'a deletion',
    isDecision: false,
    act: (worker, { caseId }) => worker.request('deleteCase', { caseId }),
  },
];

describe('A write that fails', () => {
  test.each(steps)(
    'during $what leaves it done or not done, says nothing false, and stops nothing',
    async ({ what, isDecision, act }) => {
      let started = await startCase();
      for (let nth = 1; ; nth++) {
        let wasReached = false;
        for (let way = 0; way < ways; way++) {
          const failure = failures[(nth + way) % failures.length] ?? 'UnknownError';
          const { computer } = started;
          const worker = await computer.startWorker();
          const order = { nth, failure };
          const { hasFailed, thrown } = await withFailingWrite(computer.journals, order, () =>
            act(worker, started),
          );
          wasReached ||= hasFailed;
          const when = `${what}, write ${nth}, ${failure}: ${String(thrown)}`;
          if (!hasFailed) expect(thrown, when).toBeNull();
          if (thrown === null && isDecision) await expectSameJournal(worker, started, when);
          const isThere = await expectConsistent(started, when);
          if (!isThere || what === 'an import into the case') started = await startCase();
        }
        if (!wasReached) break;
        expect(nth).toBeLessThan(100);
      }
    },
    patience,
  );
});

/** After a new start: no alarm, a chain that holds, a journal that is the same, nothing left behind, and work goes on. */
async function expectConsistent({ computer, caseId }: Started, when: string): Promise<boolean> {
  const worker = await computer.startWorker();
  expect(await worker.request('listAlarms', {}), when).toEqual([]);
  const cases = await worker.request('listCases', {});
  if (cases.length === 0) {
    const rows = await countRows(worker);
    expect({ ...rows, heads: 0 }, when).toEqual(
      Object.fromEntries(Object.keys(rows).map((name) => [name, 0])),
    );
    expect(
      [...computer.journals.files.keys()].filter((name) => name.startsWith(caseId)),
      when,
    ).toEqual([]);
    return false;
  }
  await worker.request('make', { caseId, content: { ...noCaseFacts, by, scope: when } });
  await expectSameJournal(worker, { computer, caseId }, when);
  expect(await countRows(worker), when).toMatchObject({ staging: 0 });
  return true;
}

async function expectSameJournal(worker: TestWorker, { computer, caseId }: Started, when: string) {
  const { records, brokenAt } = await worker.request('listCustody', { caseId });
  expect(brokenAt, when).toBeNull();
  const journal = computer.journals.files.get(`${caseId}.journal`) ?? new Uint8Array(0);
  expect(readJournal(caseId, journal), when).toMatchObject({ records, damage: null });
}
