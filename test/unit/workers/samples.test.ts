import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ImportAnswer } from '../../../shared/contract/case-protocol.ts';
import { smallZip } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const order = {
  bundleIds: [],
  query: '',
  method: 'simple-random',
  seed: 'audit 2026',
  count: 6,
  stratifiedBy: '',
} as const;

async function caseOfTwo(isReversed: boolean) {
  const worker = await createComputer().startWorker();
  const zips = [await smallZip({ entries: 20, title: 'one' }), await smallZip({ entries: 9, title: 'two' })];
  let caseId: string | null = null;
  for (const zip of isReversed ? zips.toReversed() : zips) {
    const answer: ImportAnswer = await worker.request('importBundle', { caseId, source: fileOf(zip) });
    caseId = answer.view.case.caseId;
  }
  if (caseId === null) throw new Error('no case');
  const digests = zips.map((zip) => createHash('sha256').update(zip).digest('hex'));
  return { worker, caseId, digests };
}

test('a sample is drawn by the documented rule, whatever the order of import was', async () => {
  const drawn = [];
  for (const isReversed of [false, true]) {
    const { worker, caseId } = await caseOfTwo(isReversed);
    const answer = await worker.request('drawSample', { caseId, ...order });
    if (answer.kind !== 'drawn') throw new Error(answer.kind);
    drawn.push({ population: answer.population, lines: answer.lines.map(({ line }) => line) });
  }
  expect(drawn[0]).toEqual(drawn[1]);
  const { digests } = await caseOfTwo(false);
  const sizes = new Map([
    [digests[0] ?? '', 20],
    [digests[1] ?? '', 9],
  ]);
  const files = [...sizes.keys()].toSorted();
  expect(drawn[0]?.population).toMatchObject({
    size: 29,
    files: files.map((fileSha256) => ({ fileSha256 })),
  });
  const expected: number[] = [];
  for (let counter = 1; expected.length < 6; counter++) {
    const hex = createHash('sha256').update(`audit 2026,${counter}`).digest('hex');
    const position = Number(BigInt(`0x${hex}`) % 29n);
    if (!expected.includes(position)) expected.push(position);
  }
  const firstSize = sizes.get(files[0] ?? '') ?? 0;
  const seqs = expected.map((position) => (position < firstSize ? position : position - firstSize));
  expect(drawn[0]?.lines.map(({ seq }) => seq)).toEqual(seqs);
});

test('a drawn sample is kept in the log of the case as it was drawn', async () => {
  const { worker, caseId } = await caseOfTwo(false);
  const answer = await worker.request('drawSample', { caseId, ...order });
  if (answer.kind !== 'drawn') throw new Error(answer.kind);
  const content = {
    kind: 'sample',
    by: 'auditor 1',
    sampleId: 's-1',
    title: 'All lines',
    population: answer.population,
    method: order.method,
    stratifiedBy: '',
    seed: order.seed,
    seedOrigin: 'typed',
    attributes: ['approved'],
    lines: answer.lines.map(({ line }) => line),
  } as const;
  await worker.request('make', { caseId, content });
  const [made] = await worker.request('listMade', { caseId });
  expect(made?.content).toEqual(content);
  const { records } = await worker.request('listCustody', { caseId });
  expect(records.at(-1)?.facts).toContainEqual({ name: 'seed', value: 'audit 2026 (typed)' });
});

test('a query that cannot be read draws nothing, and too large a sample is refused', async () => {
  const { worker, caseId } = await caseOfTwo(false);
  expect((await worker.request('drawSample', { caseId, ...order, query: '(' })).kind).toBe('invalid');
  await expect(worker.request('drawSample', { caseId, ...order, count: 10_001 })).rejects.toThrow('10000');
});
