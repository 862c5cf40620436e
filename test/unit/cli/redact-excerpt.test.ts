import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchWithBundle, person } from './redact-bench.ts';

describe('vouch redact --excerpt', () => {
  it('takes single entries with proofs that this and any other reader of tlog-proofs accepts', async () => {
    const many = Array.from({ length: 3_000 }, (_, seq) => ({
      ts: '2026-07-01T09:00:00Z',
      actor: person(`u${seq}`),
      action: seq % 1_000 === 7 ? 'delete' : 'read',
    }));
    const { bench } = await benchWithBundle(many);
    const { code, err } = await bench.run([
      ...['redact', bench.path('sealed.evb.zip'), '--excerpt', 'action:delete', '--out', bench.path('few')],
      ...[
        '--by',
        'A. Auditor',
        '--reason',
        'exhibit',
        '--hide',
        '/actor/email',
        '--log',
        bench.path('log.csv'),
      ],
    ]);
    expect(code, err).toBe(0);
    expect(readdirSync(bench.path('few/entries'))).toEqual([
      '000000000007.json',
      '000000000007.json.tlog-proof',
      '000000001007.json',
      '000000001007.json.tlog-proof',
      '000000002007.json',
      '000000002007.json.tlog-proof',
    ]);
    const verified = await bench.run([
      'verify',
      bench.path('few/entries'),
      '--vkey',
      bench.path('keys/log.vkey'),
    ]);
    expect(verified.out).toContain('VERIFIED');
    expect(verified.code).toBe(0);
    expect(readdirSync(bench.path('few')).toSorted()).toEqual(['README.txt', 'entries']);
    const entry = readFileSync(join(bench.path('few'), 'entries/000000001007.json'), 'utf8');
    expect(entry).toContain('"id":"u1007"');
    expect(entry).not.toContain('people.example');
  });

  it('gives the disclosures of what is not hidden, and refuses what cannot be hidden', async () => {
    const { bench } = await benchWithBundle();
    const excerpt = (...args: readonly string[]) =>
      bench.run([
        ...[
          'redact',
          bench.path('sealed.evb.zip'),
          '--excerpt',
          'actor:bob or actor:carol',
          '--out',
          bench.path('few'),
        ],
        ...['--by', 'A. Auditor', '--reason', 'exhibit', ...args],
      ]);
    const refused = await excerpt('--hide', '/note');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('entry 2 has /note in clear');
    const { code, err } = await excerpt('--hide', '/note', '--withhold-rest');
    expect(code, err).toBe(0);
    expect(err).toContain('1 lines that answer the query are left out.');
    const [line = ''] = readFileSync(bench.path('few/disclosures.ndjson'), 'utf8').split('\n');
    const [disclosure] = JSON.parse(line).d;
    expect(JSON.parse(Buffer.from(disclosure, 'base64url').toString())[1]).toBe('bob@people.example');
  });
});
