import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { foldCaseWork, type Sample } from '../../../shared/casework/case-work.ts';
import { parseMadeContent, renderMadeContent } from '../../../shared/casework/made-content.ts';
import type { SampleContent, TickMark } from '../../../shared/casework/sample.ts';
import { sampleCommand } from '../../../shared/casework/sample-command.ts';
import {
  changedResult,
  marksOf,
  remarkOf,
  sampleProgress,
} from '../../../shared/casework/sample-progress.ts';
import { unkeepableSample } from '../../../shared/casework/sample-size-limit.ts';
import { renderWorksheet } from '../../../shared/export/worksheet-csv.ts';
import { createCliBench, sealInput } from '../cli/cli-bench.ts';

const leaf = (number: number) => createHash('sha256').update(String(number)).digest('hex');

function content(count: number, more: Partial<SampleContent> = {}): SampleContent {
  return {
    kind: 'sample',
    by: 'reviewer 1',
    sampleId: 's-1',
    title: 'Approvals',
    population: { query: '', queryDigest: leaf(0), files: [], size: 100_000 },
    method: 'stratified',
    stratifiedBy: 'actor',
    seed: 'dice',
    seedOrigin: 'typed',
    attributes: ['approved', 'ticket'],
    lines: Array.from({ length: count }, (_, seq) => ({
      origin: 'example.com/log',
      seq,
      leaf: leaf(seq),
      stratum: seq % 2 === 0 ? 'even' : 'odd',
    })),
    ...more,
  };
}

function reviewed(...results: readonly (readonly [number, readonly TickMark[], string?])[]): Sample {
  const made = [
    content(4),
    ...results.map(([position, marks, remark = '']) => ({
      ...({ kind: 'sample-result', by: 'reviewer 2', sampleId: 's-1' } as const),
      ...{ position, marks, remark },
    })),
  ];
  const records = made.map((each, record) => ({
    record,
    at: Date.UTC(2026, 0, 1, 0, record),
    content: each,
  }));
  const sample = foldCaseWork(records).samples.get('s-1');
  if (sample === undefined) throw new Error('no sample');
  return sample;
}

describe('The review of a sample', () => {
  test('counts a line as reviewed when no attribute of it is open, by stratum as well', () => {
    const sample = reviewed(
      [0, ['ok', 'ok']],
      [1, ['exception', 'open']],
      [2, ['not-applicable', 'exception']],
    );
    expect(sampleProgress(sample)).toEqual({
      lines: 4,
      reviewed: 2,
      exceptions: 2,
      byStratum: [
        { stratum: 'even', lines: 2, reviewed: 2, exceptions: 1 },
        { stratum: 'odd', lines: 2, reviewed: 0, exceptions: 1 },
      ],
    });
  });

  test('takes the last result of a line, and leaves the other lines open', () => {
    const sample = reviewed([3, ['exception', 'ok'], 'first'], [3, ['ok', 'ok'], 'second']);
    expect(marksOf(sample, 3)).toEqual(['ok', 'ok']);
    expect(remarkOf(sample, 3)).toBe('second');
    expect(marksOf(sample, 0)).toEqual(['open', 'open']);
  });

  test('changes one mark or the remark of a line, and nothing else of it', () => {
    const sample = reviewed([1, ['ok', 'open'], 'seen']);
    expect(changedResult(sample, 1, 'reviewer 3', { attribute: 1, mark: 'exception' })).toMatchObject({
      by: 'reviewer 3',
      position: 1,
      marks: ['ok', 'exception'],
      remark: 'seen',
    });
    expect(changedResult(sample, 1, 'reviewer 3', { remark: 'again' })).toMatchObject({
      marks: ['ok', 'open'],
      remark: 'again',
    });
  });
});

describe('A sample that is to be kept', () => {
  test('names each origin and stratum once, and is read back as it was', () => {
    const text = renderMadeContent(content(4));
    expect(text.split('example.com/log')).toHaveLength(2);
    expect(text).toContain(`"lines":[["${leaf(0)}",0,0,0],["${leaf(1)}",1,0,1],["${leaf(2)}",2,0,0]`);
    expect(parseMadeContent(text)).toEqual(content(4));
  });

  test.each([
    ['a text that no line names', '"strata":["even","odd"]', '"strata":["even","odd","none"]'],
    ['a number that names nothing', ',3,0,1]', ',3,0,2]'],
    ['a number with a fraction', ',3,0,1]', ',3.5,0,1]'],
    ['a digest in capitals', leaf(1), leaf(1).toUpperCase()],
    ['a line with more in it', ',3,0,1]', ',3,0,1,0]'],
  ])('is refused with %s', (_, from, to) => {
    const text = renderMadeContent(content(4));
    expect(text).toContain(from);
    expect(() => parseMadeContent(text.replace(from, to))).toThrow(FormatError);
  });

  test('has to fit into one entry of a bundle, and it is said how many lines would', () => {
    const lines = content(700).lines.map((line) => ({
      ...line,
      stratum: `${'long '.repeat(60)}${line.seq % 9}`,
    }));
    expect(unkeepableSample(content(700, { lines }))).toBeNull();
    expect(unkeepableSample(content(2_000))).toMatch(/at most 65535\. Draw about \d{3} lines/);
  });

  test('needs what every sample needs', () => {
    expect(unkeepableSample(content(3, { attributes: [] }))).toContain('at least one attribute');
  });
});

test('the command of a sample draws the same lines with the command line', async () => {
  const bench = createCliBench();
  const events = Array.from({ length: 60 }, (_, index) =>
    JSON.stringify({ ts: new Date(index * 1_000).toISOString(), actor: { id: `it's ${index % 4}` } }),
  );
  await sealInput(bench, `${events.join('\n')}\n`);
  const sealed = bench.path('sealed.evb.zip');
  const fileSha256 = createHash('sha256').update(readFileSync(sealed)).digest('hex');
  renameSync(sealed, bench.path(`${fileSha256.slice(0, 16)}.evb.zip`));
  const command = sampleCommand(
    content(7, {
      population: {
        query: `actor:"it's 1" or is:entry`,
        queryDigest: leaf(0),
        files: [{ origin: 'example.com/log', fileSha256 }],
        size: 60,
      },
      method: 'simple-random',
      stratifiedBy: '',
      seed: `a 'quoted' $seed`,
    }),
  );
  // What a shell makes of it is what the program gets.
  const words = execFileSync('sh', ['-c', (command ?? '').replace(/^vouch/, "printf '%s\\n'")], {
    encoding: 'utf8',
  })
    .trimEnd()
    .split('\n')
    .map((word) => (word.endsWith('.evb.zip') ? bench.path(word) : word));
  const { code, out } = await bench.run(words);
  expect(code).toBe(0);
  const drawn: number[] = [];
  for (let counter = 1; drawn.length < 7; counter++) {
    const digest = createHash('sha256').update(`a 'quoted' $seed,${counter}`).digest('hex');
    const position = Number(BigInt(`0x${digest}`) % 60n);
    if (!drawn.includes(position)) drawn.push(position);
  }
  const seqs = out
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => Number(row.split('","')[2]));
  expect(seqs).toEqual(drawn);
});

test('a query that a terminal could show as another one makes no command', () => {
  const population = { query: 'actor:\u202Eevil', queryDigest: leaf(0), files: [], size: 9 };
  expect(sampleCommand(content(2, { population }))).toBeNull();
});

test('a worksheet has a row for each line, says which are not in the case, and no cell is computed', () => {
  const sample = reviewed([0, ['ok', 'exception'], '=1+1']);
  const absent = { kind: 'absent' } as const;
  const fields = {
    actor: { kind: 'text', text: '@SUM(A1)' },
    action: { kind: 'withheld' },
    ...{ target: absent, outcome: absent, service: absent, address: absent, session: absent },
  } as const;
  const rows = renderWorksheet(sample, [{ time: Date.UTC(2026, 0, 2), fields }, null, null, null])
    .trimEnd()
    .split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows[0]).toContain('"outcome","approved","ticket","remark"');
  expect(rows[1]).toBe(
    `"1","example.com/log","0","${leaf(0)}","even","yes","2026-01-02T00:00:00.000Z","'@SUM(A1)","(withheld)","(absent)","(absent)","ok","exception","'=1+1","reviewer 2","2026-01-01T00:01:00.000Z"`,
  );
  expect(rows[2]).toContain('"odd","no","","","","","","open","open","","",""');
});
