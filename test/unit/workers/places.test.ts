import { expect, test } from 'vitest';
import { sealSmall, smallZip, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const order = {
  bundleIds: [],
  query: '',
  method: 'simple-random',
  seed: 'places',
  count: 8,
  stratifiedBy: '',
} as const;

async function drawn() {
  const worker = await createComputer().startWorker();
  const source = fileOf(await smallZip({ entries: 20, title: 'one' }));
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  const answer = await worker.request('drawSample', { caseId, ...order });
  if (answer.kind !== 'drawn') throw new Error(answer.kind);
  return { worker, caseId, lines: answer.lines };
}

test('lines of a sample are found again by their names, in the order in which they are asked for', async () => {
  const { worker, caseId, lines } = await drawn();
  const placed = await worker.request('placeLines', { caseId, lines: lines.map(({ line }) => line) });
  expect(placed.map((each) => each?.ordinal)).toEqual(lines.map(({ ordinal }) => ordinal));
  expect(placed.map((each) => each?.row.seq)).toEqual(lines.map(({ line }) => line.seq));
});

test('a line with other bytes under the same number, or of another log, is not in the case', async () => {
  const { worker, caseId, lines } = await drawn();
  const [first] = lines;
  if (first === undefined) throw new Error('nothing was drawn');
  const wanted = [
    { ...first.line, leaf: '0'.repeat(64) },
    { ...first.line, origin: 'another.example/log' },
    { ...first.line, seq: 1_000_000 },
    first.line,
  ];
  const placed = await worker.request('placeLines', { caseId, lines: wanted });
  expect(placed.map((each) => each !== null)).toEqual([false, false, false, true]);
});

test('a line that stands elsewhere than its number says is found by its number', async () => {
  const worker = await createComputer().startWorker();
  const whole = await smallZip({ entries: 20, title: 'one' });
  const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(whole) });
  const answer = await worker.request('drawSample', { caseId: view.case.caseId, ...order, count: 20 });
  if (answer.kind !== 'drawn') throw new Error(answer.kind);
  const { members } = await sealSmall({ entries: 20, title: 'one' });
  const path = 'data/segments/000000000000.ndjson';
  const sealed = new TextDecoder().decode(members.get(path)).split('\n');
  const cutLines = new TextEncoder().encode(sealed.toSpliced(3, 1).join('\n'));
  const cut = await zipOf(new Map(members).set(path, cutLines));
  const other = await worker.request('importBundle', { caseId: null, source: fileOf(cut) });
  const { caseId } = other.view.case;
  const placed = await worker.request('placeLines', { caseId, lines: answer.lines.map(({ line }) => line) });
  const found = answer.lines.flatMap(({ line }, index) => {
    const ordinal = placed[index]?.ordinal;
    return ordinal === undefined ? [] : [{ seq: line.seq, ordinal }];
  });
  expect(found.toSorted((one, next) => one.seq - next.seq)).toEqual(
    Array.from({ length: 20 }, (_, seq) => ({ seq, ordinal: seq < 3 ? seq : seq - 1 })).filter(
      ({ seq }) => seq !== 3,
    ),
  );
});
