import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import { readEventFields } from '../../../shared/adapters/read-event.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { createExport } from '../../../shared/export/create-export.ts';
import type { ExportedLine } from '../../../shared/export/exported-line.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

const mapping = { actor: '/actor', action: '/action', target: '/target' };
const bundle = { fileName: 'july.evb.zip', fileSha256: 'ab'.repeat(32), origin: 'logs.example/a', mapping };

function lineOf(ordinal: number, event: object, further: readonly FieldValue[] = []): ExportedLine {
  const bytes = encodeUtf8(JSON.stringify(event));
  return {
    ...{
      bundle,
      ordinal,
      seq: ordinal,
      time: 1_782_898_200_123 + ordinal,
      reading: 'entry',
      isDamaged: false,
    },
    ...{ fields: readEventFields(parseStrictObject(bytes), mapping, 'entry'), further: [further], bytes },
    leaf: 'cd'.repeat(32),
  };
}

async function written(
  lines: readonly ExportedLine[],
  further: readonly string[] = ['ms'],
  pageLines = 1_000,
) {
  const writer = createExport('parquet', {
    further,
    hasByteOrderMark: false,
    tool: { name: 'Vouch', version: '1.2.3' },
  });
  const chunks = [writer.begin()];
  for (let at = 0; at < lines.length; at += pageLines)
    chunks.push(writer.lines(lines.slice(at, at + pageLines)));
  const file = concatBytes([...chunks, writer.end()]).slice().buffer;
  // Without its guess that every text is a string of JSON: bytes stay bytes.
  return { file, columns: writer.columns, rows: await parquetReadObjects({ file, utf8: false }) };
}

describe('A result as Parquet', () => {
  test('gives another program every value back, with its type and its state', async () => {
    const hostile = '=1+1 "\u202e\u0000'.replace('\u0000', '');
    const lines = [
      lineOf(0, { actor: hostile, action: 'read', target: '' }, [{ kind: 'text', text: '12' }]),
      lineOf(1, { actor: [{ '...': 'x' }], action: 'read' }, []),
    ];
    const { rows, columns } = await written([
      ...lines,
      { ...lineOf(2, {}), seq: null, time: null, reading: 'withheld' },
    ]);
    expect(columns?.slice(0, 8)).toEqual([
      ...['file', 'origin', 'line', 'seq', 'leaf_sha256', 'time', 'reading', 'damaged'],
    ]);
    expect(rows[0]).toMatchObject({
      ...{
        file: 'july.evb.zip',
        origin: 'logs.example/a',
        line: 1n,
        seq: 0n,
        reading: 'entry',
        damaged: false,
      },
      ...{ actor: hostile, action: 'read', target: '', outcome: null, withheld_fields: null, ms: '12' },
      // date -u -d @1782898200.123
      time: new Date('2026-07-01T09:30:00.123Z'),
    });
    expect(rows[1]).toMatchObject({ actor: null, withheld_fields: 'actor', target: null, ms: null });
    expect(rows[2]).toMatchObject({ line: 3n, seq: null, time: null, reading: 'withheld' });
    const { line_bytes: bytes } = rows[0] ?? {};
    expect(Buffer.from(bytes)).toEqual(Buffer.from(lines[0]?.bytes ?? []));
  });

  test('has one group for each twenty thousand lines, and no value in the wrong row', async () => {
    const many = Array.from({ length: 45_000 }, (_, index) =>
      lineOf(index, { actor: `u-${index % 977}`, action: 'read' }),
    );
    const { file, rows } = await written(many);
    const { row_groups: groups, num_rows: count } = parquetMetadata(file);
    expect(groups.map(({ num_rows: each }) => Number(each))).toEqual([20_000, 20_000, 5_000]);
    expect(Number(count)).toBe(45_000);
    for (const index of [0, 19_999, 20_000, 44_999])
      expect(rows[index]).toMatchObject({ line: BigInt(index + 1), actor: `u-${index % 977}` });
  });

  test('is a file without rows when there is no line, and tells columns of one name apart', async () => {
    expect((await written([])).rows).toEqual([]);
    expect((await written([], ['actor', 'actor'])).columns?.slice(-2)).toEqual(['actor_', 'actor__']);
  });
});
