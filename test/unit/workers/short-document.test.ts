import { expect, test } from 'vitest';
import { shortDocument } from '../../../renderer/workers/report/short-document.ts';
import type { Block, ReportDocument, Runs } from '../../../shared/report/document.ts';

const runs = (text: string): Runs => [{ text, style: 'plain' }];
const documentOf = (...blocks: readonly Block[]): ReportDocument => ({
  ...{ language: 'en', title: 't', running: 'r', recordSha256: '0'.repeat(64) },
  blocks,
});
const tableOf = (count: number): Block => ({
  kind: 'table',
  caption: runs('Lines'),
  columns: [{ name: 'Line', align: 'start', weight: 1 }],
  rows: Array.from({ length: count }, (_, row) => [runs(`line ${row}`)]),
});
const heading = (id: string): Block => ({ kind: 'heading', level: 1, id, runs: runs(id) });

test('a short document is sent as it is', () => {
  const document = documentOf(heading('one'), tableOf(5));
  expect(shortDocument(document)).toEqual({ document, leftOut: 0 });
});

test('a long table is sent by its beginning, and the rows that stay behind are counted', () => {
  const { document, leftOut } = shortDocument(documentOf(tableOf(1_000)));
  const [table] = document.blocks;
  expect(table?.kind === 'table' ? table.rows.length + leftOut : 0).toBe(1_000);
  expect(leftOut).toBeGreaterThan(900);
});

test('of a document that is long everywhere every heading is sent, so that its contents are whole', () => {
  const parts = Array.from({ length: 400 }, (_, part) => [heading(`part ${part}`), tableOf(40)]);
  const { document, leftOut } = shortDocument(documentOf(...parts.flat()));
  expect(document.blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(400);
  expect(document.blocks.length).toBeLessThan(500);
  expect(leftOut).toBeGreaterThan(0);
});
