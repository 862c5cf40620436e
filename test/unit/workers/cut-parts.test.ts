import { expect, test } from 'vitest';
import { findLine, loadPartOfLine } from '../../../renderer/data/part-store.ts';
import { lineCount } from '../../../shared/index/index-part.ts';
import { sealEvents, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

/** So long that a part ends before it has all of them. */
async function* longEvents(count: number) {
  for (let index = 0; index < count; index++) {
    const ts = new Date(1_790_812_800_000 + index * 1_000).toISOString();
    yield new Map<string, string>([
      ['ts', ts],
      ['action', `action-${index}`],
      ['text', `${index}`.padEnd(60_000, 'x')],
    ]);
  }
}

test('a segment whose entries are too long for one part is shown and compared like any other', async () => {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const { members } = await sealEvents(longEvents(700), { title: 'Long' });
  const imported = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  const { bundleId } = imported;
  const { caseId } = imported.view.case;
  const parts = await worker.context.database.parts.toArray();
  // 559 entries weigh 33,554,424 bytes, eight less than a part may.
  expect(parts.map(lineCount)).toEqual([560, 140]);
  const rows = await worker.request('listEntries', { bundleId, first: 550, count: 20 });
  expect(rows.map(({ ordinal, seq }) => [ordinal, seq])).toEqual(
    Array.from({ length: 20 }, (_, index) => [550 + index, 550 + index]),
  );
  expect(rows.map(({ fields }) => fields.action)).toEqual(
    Array.from({ length: 20 }, (_, index) => ({ kind: 'text', text: `action-${550 + index}` })),
  );
  const [row] = await worker.context.database.bundles.toArray();
  if (row === undefined) throw new Error('there is no bundle');
  const firstLines = [0, 559, 560, 699].map(async (ordinal) => {
    const place = findLine(row, ordinal);
    const part = place && (await loadPartOfLine(worker.context.database, row, place));
    return part?.firstLine;
  });
  expect(await Promise.all(firstLines)).toEqual([1, 1, 561, 561]);
  const lines = await worker.context.lines.lines(row, 558, 4);
  expect(lines.map((line) => new TextDecoder().decode(line.subarray(0, 10)))).toEqual([
    '{"seq":558',
    '{"seq":559',
    '{"seq":560',
    '{"seq":561',
  ]);

  const again = await (await computer.startWorker()).request('openCase', { caseId });
  expect(again.bundles[0]?.verdict.headline).toBe(imported.view.bundles[0]?.verdict.headline);
  await worker.context.database.parts.delete([bundleId, 0, 560 / 65_536]);
  const altered = await (await computer.startWorker()).request('openCase', { caseId });
  expect(altered.bundles[0]?.verdict.headline).toBe('LOCAL COPY ALTERED');
});
