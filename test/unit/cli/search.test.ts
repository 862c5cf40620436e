import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCliBench, sealInput } from './cli-bench.ts';

const events = [
  {
    ts: '2026-07-01T09:00:00Z',
    actor: { id: 'alice' },
    action: 'delete',
    target: 'orders-1',
    note: '=1+1',
    ms: 12,
  },
  { ts: '2026-07-01T10:00:00Z', actor: { id: 'bob' }, action: 'read', target: 'orders-2', ms: 3 },
  {
    ts: '2026-07-02T09:00:00Z',
    actor: { id: 'alice' },
    action: 'drop',
    target: '',
    user: { email: 'a@example.com' },
  },
  { ts: '2026-07-03T09:00:00Z', actor: { id: 'malice' }, action: 'read', source: { ip: '10.1.2.3' } },
];
const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');

async function benchWithBundle() {
  const bench = createCliBench();
  await sealInput(bench, lines);
  const search = (...args: readonly string[]) => bench.run(['search', bench.path('sealed.evb.zip'), ...args]);
  return { bench, search };
}

async function seqsOf(query: string): Promise<readonly number[]> {
  const { search } = await benchWithBundle();
  const { code, out } = await search(query, '--json');
  expect(code).toBe(0);
  return JSON.parse(out).rows.map(({ seq }: { seq: number }) => seq);
}

describe('vouch search', () => {
  it.each([
    ['actor:alice', [0, 2]],
    ['*lic*', [0, 2, 3]],
    ['action:(delete or drop) -target:orders-1', [2]],
    ['ts>=2026-07-02', [2, 3]],
    ['ms>5', [0]],
    ['has:email', [2]],
    ['empty:target', [2]],
    ['missing:target', [3]],
    ['ip:10.0.0.0/8', [3]],
    ['seq:1..2', [1, 2]],
    ['/^orders-[12]$/', [0, 1]],
    ['note="=1+1"', [0]],
  ])('finds for %s exactly the lines that a person finds by reading', async (query, seqs) => {
    expect(await seqsOf(query)).toEqual(seqs);
  });

  it('prints a line for each hit, and says on stderr what the bundle is worth and what was asked', async () => {
    const { search } = await benchWithBundle();
    const { out, err } = await search('actor:alice');
    expect(out.split('\n').slice(0, -1)).toEqual([
      '0  2026-07-01T09:00:00.000Z  alice  delete  orders-1  -  -',
      '2  2026-07-02T09:00:00.000Z  alice  drop  (empty)  -  -',
    ]);
    expect(err).toContain('INTACT, SIGNER NOT TRUSTED');
    expect(err).toContain('2 of 4 lines.');
  });

  it('counts, over the whole result and not over what is printed', async () => {
    const { search } = await benchWithBundle();
    expect((await search('read or alice', '--count')).out).toBe('4\n');
    const { out } = await search('read or alice', '--facet', 'actor', '--facet', 'target');
    expect(out).toBe(
      'actor\n           2  alice\n           1  bob\n           1  malice\n' +
        'target\n           1  orders-1\n           1  orders-2\n           1  (absent)\n           1  (empty)\n',
    );
  });

  it('sorts by any field, and says when fewer lines are printed than were found', async () => {
    const { search } = await benchWithBundle();
    const { out, err } = await search(
      'has:actor',
      '--sort',
      'actor',
      '--descending',
      '--limit',
      '2',
      '--field',
      'ms',
    );
    expect(out.split('\n').map((line) => line.slice(0, 1))).toEqual(['3', '1', '']);
    expect(err).toContain('Only the first 2 of them are printed.');
  });

  it('writes CSV in which no cell is computed, and says how many it had to change', async () => {
    const { search } = await benchWithBundle();
    const { out, err } = await search('actor:alice', '--csv', '--field', 'note');
    const [head, first] = out.split('\r\n');
    expect(head).toBe(
      '"bundle","line","seq","time (UTC)","reading","damaged","actor","action","target","outcome","service","address","session","note"',
    );
    expect(first).toContain('"\'=1+1"');
    expect(err).toContain('1 cells begin like a formula');
  });

  it('says of a field that no line has what it may have been meant to be, and finds nothing by it', async () => {
    const { search } = await benchWithBundle();
    const { out, err } = await search('actr:alice', '--count');
    expect(out).toBe('0\n');
    expect(err).toContain('actr');
    expect(err).toContain('Try: actor:alice');
  });

  it('searches several bundles as one, and names the bundle of each line', async () => {
    const { bench } = await benchWithBundle();
    const other = createCliBench();
    await sealInput(other, lines.replaceAll('alice', 'carol'));
    const paths = [bench.path('sealed.evb.zip'), other.path('sealed.evb.zip')];
    const { out } = await bench.run(['search', ...paths, 'action:delete', '--json']);
    const { total, rows, bundles } = JSON.parse(out);
    expect(total).toBe(2);
    expect(rows.map((row: { fields: { actor: string } }) => row.fields.actor)).toEqual(['alice', 'carol']);
    expect(bundles).toHaveLength(2);
  });

  it('ends with 2 for a query that cannot be read, at its column, and with 3 for a file that is no bundle', async () => {
    const { bench, search } = await benchWithBundle();
    const wrong = await search('actor:(alice');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('column 7');
    writeFileSync(bench.path('no-bundle'), 'text');
    expect((await bench.run(['search', bench.path('no-bundle'), 'x'])).code).toBe(3);
    expect((await bench.run(['search', 'x'])).code).toBe(2);
  });

  it('lets no text of a log move the cursor of a terminal', async () => {
    const bench = createCliBench();
    await sealInput(
      bench,
      '{"ts":"2026-07-01T09:00:00Z","action":"a\\u001b[2Jb","actor":{"id":"x\\u202ey"}}\n',
    );
    const { out } = await bench.run(['search', bench.path('sealed.evb.zip'), '*']);
    expect(out).toContain('x<U+202E>y  a<U+001B>[2Jb');
  });
});
