import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFileSource } from '../../../cli/platform/file-source.ts';
import { toVisibleText } from '../../../cli/terminal.ts';
import { createCliBench, sealInput, threeLines } from './cli-bench.ts';

describe('vouch inspect', () => {
  it('shows what a bundle states, and calls the keys in it offered, not trusted', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { code, out, err } = await bench.run(['inspect', bench.path('sealed.evb.zip')]);
    expect(code).toBe(0);
    expect(out).toContain('  origin    logs.example/a\n');
    expect(out).toContain('  lines     3: 3 entries, 0 withheld, 0 ambiguous, 0 rejects\n');
    expect(out).toContain('  offered log key, not trusted\n      logs.example/a+');
    expect(out).not.toContain('VERIFIED');
    expect(err).toContain('"vouch verify" decides');
  });

  it('shows one entry with the digest that any tool computes from its bytes', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { out } = await bench.run(['inspect', bench.path('sealed.evb.zip'), '--entry', '2', '--json']);
    const [entry] = JSON.parse(out).entries;
    expect(entry).toMatchObject({ member: 'data/segments/000000000000.ndjson', line: 3, claimedSeq: 2 });
    const leaf = createHash('sha256').update(Buffer.of(0)).update(entry.raw).digest('hex');
    expect(entry.leaf).toBe(leaf);
    const printed = await bench.run(['inspect', bench.path('sealed.evb.zip'), '--entry', '2']);
    expect(printed.out).toContain(`leaf       ${leaf}`);
    expect(printed.out).toContain(entry.raw);
  });

  it('ends with 3 when no entry states that number', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const { code, err } = await bench.run(['inspect', bench.path('sealed.evb.zip'), '--entry', '3']);
    expect(code).toBe(3);
    expect(err).toContain('states seq 3');
  });

  it.each([
    ['no path', ['inspect']],
    ['two paths', ['inspect', 'a', 'b']],
    ['a number that is none', ['inspect', 'a', '--entry', '0x1']],
  ])('ends with 2 for %s', async (_, args) => {
    expect((await createCliBench().run(args)).code).toBe(2);
  });
});

describe('a delivered file', () => {
  it('that grows while it is read is refused', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('f'), 'twelve bytes');
    const { source, close } = await openFileSource(bench.path('f'));
    expect(Buffer.from(await source.read(0, 6)).toString()).toBe('twelve');
    writeFileSync(bench.path('f'), 'twelve bytes and more');
    await expect(source.read(0, 6)).rejects.toMatchObject({ code: 'source-changed', place: { offset: 0 } });
    await close();
  });

  it('that is cut while it is read is refused', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('f'), 'twelve bytes');
    const { source, close } = await openFileSource(bench.path('f'));
    writeFileSync(bench.path('f'), 'tw');
    await expect(source.read(0, 12)).rejects.toMatchObject({ code: 'source-changed' });
    await close();
  });
});

describe('what is printed', () => {
  it.each([
    ['\u001b[31m', '<U+001B>[31m'],
    ['a\rb\nc\u0085d', 'a<U+000D>b<U+000A>c<U+0085>d'],
    ['\u202egpj.exe', '<U+202E>gpj.exe'],
    ['\u{e0041}', '<U+E0041>'],
    ['\ud800', '<U+D800>'],
    ['a\u3164b', 'a<U+3164>b'],
    ['Zoë Märzenbecher 試験', 'Zoë Märzenbecher 試験'],
  ])('shows %j as %s', (text, shown) => {
    expect(toVisibleText(text)).toBe(shown);
  });
});
