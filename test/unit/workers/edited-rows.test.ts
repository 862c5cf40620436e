import { expect, test } from 'vitest';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import { smallZip } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** `VOUCH_TORTURE=1` edits every field of every row in every way; `npm test` takes each field of a table once, in turn. */
const { VOUCH_TORTURE } = process.env;
const isThorough = VOUCH_TORTURE !== undefined;
/** Who edits everything may have other things to do on the machine. */
const patience = isThorough ? 3_600_000 : 600_000;

/**
 * What an edit changes on screen without being noticed, each with why that is borne. Everything else must be noticed, or have
 * no effect on anything shown.
 */
const borne: readonly { readonly field: RegExp; readonly why: string }[] = [
  { field: /^cases\.openedAt$/, why: 'only the order of Home follows from it; the log has every opening' },
  { field: /^searches\b/, why: 'a working paper; what was searched, and found, is in the log' },
  { field: /^heads\b/, why: 'memory of the profile: of no case, so no log can hold it' },
  {
    field: /^bundles\.receipt\.account$/,
    why: 'taken away, as in an older receipt: it says less, and nothing false',
  },
  { field: /^bundles\.storedBytes$/, why: 'how much room is taken, of which nothing is concluded' },
];

type Row = Record<string, unknown>;
type Path = readonly string[];
type Way = 'flipped' | 'deleted' | 'as in the other case';

interface Prepared {
  readonly computer: Computer;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly journals: ReadonlyMap<string, Uint8Array>;
  readonly shown: string;
}

async function twoCases(): Promise<Prepared> {
  const computer = createComputer();
  const worker = await computer.startWorker();
  for (const [entries, name] of [
    [3, 'one.evb.zip'],
    [5, 'two.evb.zip'],
  ] as const) {
    const source = fileOf(await smallZip({ entries, title: name }), name);
    const { view } = await worker.request('importBundle', { caseId: null, source });
    const { caseId } = view.case;
    await worker.request('pinKey', { caseId, ...pinOrder('log') });
    await worker.request('make', { caseId, content: { ...noCaseFacts, by: 'reviewer 1', scope: name } });
  }
  const rows = new Map<string, readonly Row[]>();
  for (const table of worker.context.database.dexie.tables) rows.set(table.name, await table.toArray());
  const journals = new Map(computer.journals.files);
  // After a new start: then the stored copy is what is checked, as after each edit.
  const { shown } = await look(await computer.startWorker());
  return { computer, rows, journals, shown };
}

/** Everything that the window shows of all cases, without times of now, and whether anything is said to be the matter. */
async function look(worker: TestWorker): Promise<{ readonly shown: string; readonly isNoticed: boolean }> {
  const alarms = await worker.request('listAlarms', {});
  const cases = await worker.request('listCases', {});
  const views: unknown[] = [];
  let isNoticed = alarms.length > 0;
  for (const { caseId } of cases) {
    const custody = await worker.request('listCustody', { caseId });
    const made = await worker.request('listMade', { caseId });
    const searches = await worker.request('listSearches', { caseId });
    const view = await worker.request('openCase', { caseId });
    isNoticed ||= view.bundles.some(({ verdict }) => verdict.headline === 'LOCAL COPY ALTERED');
    views.push({ ...view, custody, made, searches });
  }
  const ofNow = new Set(['judgedAt']);
  const shown = JSON.stringify({ cases, views }, (name, value) => (ofNow.has(name) ? 0 : inOrder(value)));
  // Each look opens the cases anew, one second of the clock of the bench after the other.
  return { shown: shown.replaceAll(/"openedAt":\d+/g, ''), isNoticed };
}

test('every stored field that is edited is noticed, or changes nothing that is shown', {
  timeout: patience,
}, async () => {
  const prepared = await twoCases();
  const unnoticed: string[] = [];
  const seen = new Set<string>();
  let edits = 0;
  let fields = 0;
  for (const [table, rows] of [...prepared.rows].toReversed()) {
    // The bytes of evidence and their index are edited by tests of their own (unchecked-copy, upgrade, stored-copy).
    if (!isThorough && (table === 'parts' || table === 'files')) continue;
    for (const [number, row] of rows.entries()) {
      for (const path of [[], ...pathsOf(row)]) {
        const field = [table, ...path.map((step) => step.replace(/^\d+$/, '*'))].join('.');
        if (!isThorough && (seen.has(field) || path.length > 2)) continue;
        seen.add(field);
        fields += 1;
        const ways: readonly Way[] = ['flipped', 'deleted', 'as in the other case'];
        for (const [turn, way] of ways.entries()) {
          if (!isThorough && turn !== fields % ways.length) continue;
          edits += 1;
          const other =
            rows.find((each) => each !== row && memberOf(each, 'seq') === memberOf(row, 'seq')) ??
            rows[number + 1];
          const edited = editedRow(row, path, way, other);
          if (JSON.stringify(edited) === JSON.stringify(row)) continue;
          if (await isUnnoticed(prepared, { table, number, edited })) unnoticed.push(`${field} ${way}`);
        }
      }
    }
  }
  const notBorne = unnoticed.filter(
    (each) => !borne.some(({ field }) => field.test(each.split(' ')[0] ?? '')),
  );
  expect(notBorne).toEqual([]);
  expect(edits).toBeGreaterThan(50);
});

/** Edits while nothing runs, and starts again. A request that is refused is noticed by whoever made it. */
async function isUnnoticed(
  { computer, rows, journals, shown }: Prepared,
  { table, number, edited }: { readonly table: string; readonly number: number; readonly edited: Row | null },
): Promise<boolean> {
  const stopped = await computer.startWorker();
  const { dexie } = stopped.context.database;
  let isStorable = true;
  await dexie
    .transaction('rw', dexie.tables, async () => {
      for (const { name } of dexie.tables) {
        const before = rows.get(name) ?? [];
        const after = before.flatMap((row, index) =>
          name !== table || index !== number ? [row] : edited === null ? [] : [edited],
        );
        await dexie.table(name).clear();
        for (const row of after) await dexie.table(name).put(row);
      }
    })
    .catch((thrown) => {
      // A row whose key is none can be stored by nobody.
      if (thrown?.name !== 'DataError') throw thrown;
      isStorable = false;
    });
  if (!isStorable) return false;
  computer.journals.files.clear();
  for (const [name, bytes] of journals) computer.journals.files.set(name, bytes);
  dexie.close();
  try {
    const next = await look(await computer.startWorker());
    return !next.isNoticed && next.shown !== shown;
  } catch {
    return false;
  }
}

/** The order of the names of a stored object is nothing that is shown. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null || !isContainer(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...pathsOf(inner).map((path) => [name, ...path]),
  ]);
}

function isContainer(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** The row itself where this edit does not change it; null where the row is taken away. */
function editedRow(row: Row, path: Path, way: Way, other: Row | undefined): Row | null {
  if (path.length === 0) return way === 'deleted' ? null : row;
  return editedAt(row, path, way, other) as Row;
}

function editedAt(value: unknown, [step = '', ...rest]: Path, way: Way, other: unknown): unknown {
  const inner = memberOf(value, step);
  const otherInner = memberOf(other, step);
  const next = rest.length > 0 ? editedAt(inner, rest, way, otherInner) : editedLeaf(inner, way, otherInner);
  if (next === inner) return value;
  if (Array.isArray(value)) {
    return next === undefined ? value.toSpliced(Number(step), 1) : value.with(Number(step), next);
  }
  const copy: Row = { ...(value as Row), [step]: next };
  if (next === undefined) delete copy[step];
  return copy;
}

function memberOf(value: unknown, step: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Row)[step] : undefined;
}

function editedLeaf(value: unknown, way: Way, other: unknown): unknown {
  if (way === 'deleted') return undefined;
  if (way === 'as in the other case') return other === undefined ? value : other;
  switch (typeof value) {
    case 'string':
      return value === '' ? 'x' : `${value.slice(0, -1)}${value.endsWith('1') ? '2' : '1'}`;
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return value === null
        ? 1
        : value instanceof Uint8Array && value.length > 0
          ? value.with(0, (value[0] ?? 0) ^ 1)
          : value;
  }
}
