import { describe, expect, it } from 'vitest';
import { createCliBench } from './cli-bench.ts';

const verbs = [
  'verify',
  'inspect',
  'search',
  'sample',
  'report',
  'export',
  'redact',
  'trust',
  'keygen',
  'seal',
];

describe('vouch --help', () => {
  it('fits on a screen and names every command once', async () => {
    const { code, out } = await createCliBench().run(['--help']);
    expect(code).toBe(0);
    expect(out.split('\n').length).toBeLessThan(24);
    for (const verb of verbs) expect(out.match(new RegExp(`^  vouch ${verb} `, 'gm'))).toHaveLength(1);
  });

  it.each(verbs)('of %s says how it is written, and is the same by both ways', async (verb) => {
    const bench = createCliBench();
    const [behind, before] = [await bench.run([verb, '--help']), await bench.run(['help', verb])];
    expect(behind.code).toBe(0);
    expect(behind.out).toContain(`\nvouch ${verb} `);
    expect(before.out).toBe(behind.out);
  });

  it('is wide enough for no terminal to wrap it', async () => {
    for (const verb of verbs) {
      const { out } = await createCliBench().run([verb, '--help']);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(125);
    }
  });

  it('is named where a command is written wrongly: that of the command, where there is one', async () => {
    const bench = createCliBench();
    const [known, unknown] = [await bench.run(['verify', '--no-such']), await bench.run(['verfy'])];
    expect([known.code, unknown.code]).toEqual([2, 2]);
    expect(known.err).toContain('Try "vouch verify --help".');
    expect(unknown.err).toContain('Try "vouch --help".');
  });
});
