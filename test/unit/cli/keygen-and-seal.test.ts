import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCliBench, pinBoth, sealInput, threeLines } from './cli-bench.ts';

function stock(command: string): string {
  return execFileSync('bash', ['-c', command], { encoding: 'utf8', stdio: 'pipe' });
}

function hasTool(name: string): boolean {
  try {
    stock(`command -v ${name}`);
    return true;
  } catch {
    return false;
  }
}

describe('vouch keygen', () => {
  it.skipIf(!hasTool('openssl'))(
    'keeps the secret of a log to its owner, and writes its public key for notes and for OpenSSL',
    async () => {
      const bench = createCliBench();
      const { code, out } = await bench.run(['keygen', '--origin', 'logs.example/a', '--out', bench.folder]);
      expect(code).toBe(0);
      expect(statSync(bench.path('log.key')).mode & 0o777).toBe(0o600);
      const vkey = readFileSync(bench.path('log.vkey'), 'utf8');
      expect(out).toContain(vkey);
      const pem = stock(`openssl pkey -pubin -in '${bench.path('log.pub.pem')}' -noout -text`);
      const fromPem = pem.match(/pub:([\s\S]*)/)?.[1]?.replace(/[^0-9a-f]/g, '');
      const fromVkey = Buffer.from(vkey.trim().split('+').slice(2).join('+'), 'base64')
        .subarray(1)
        .toString('hex');
      expect(fromPem).toBe(fromVkey);
    },
  );

  it.skipIf(!hasTool('ssh-keygen'))(
    'writes a key for a packer that ssh-keygen reads, with the fingerprint that it printed',
    async () => {
      const bench = createCliBench();
      const { out } = await bench.run(['keygen', '--signer', 'me@logs.example', '--out', bench.folder]);
      expect(statSync(bench.path('signer.key')).mode & 0o777).toBe(0o600);
      const derived = stock(`ssh-keygen -y -f '${bench.path('signer.key')}'`);
      expect(readFileSync(bench.path('signer.pub'), 'utf8')).toBe(derived);
      const listed = stock(`ssh-keygen -l -f '${bench.path('signer.pub')}'`);
      expect(out).toContain(listed.split(' ')[1]);
      expect(readFileSync(bench.path('allowed_signers'), 'utf8')).toMatch(
        /^me@logs\.example namespaces="evidence-bundle@v1" ssh-ed25519 \S+\n$/,
      );
    },
  );

  it('overwrites no key, and leaves no new secret beside an old public key', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('log.vkey'), 'old');
    const { code, err } = await bench.run(['keygen', '--origin', 'logs.example/a', '--out', bench.folder]);
    expect(code).toBe(2);
    expect(err).toContain('log.vkey exists already');
    expect(existsSync(bench.path('log.key'))).toBe(false);
    expect(readFileSync(bench.path('log.vkey'), 'utf8')).toBe('old');
  });

  it.each([
    ['neither a log nor a packer', []],
    ['both at once', ['--origin', 'a', '--signer', 'b']],
    ['an origin with a space', ['--origin', 'a b']],
    ['an identity that is a wildcard', ['--signer', '*']],
    ['an identity with a line break', ['--signer', 'a\nb']],
  ])('ends with 2 for %s', async (_, args) => {
    const bench = createCliBench();
    const { code } = await bench.run(['keygen', ...args, '--out', bench.path('keys')]);
    expect(code).toBe(2);
    expect(existsSync(bench.path('keys/log.key'))).toBe(false);
  });
});

describe('vouch seal', () => {
  it('turns lines of JSON into a bundle that verifies, with the fields in their order', async () => {
    const bench = createCliBench();
    const { code, err } = await sealInput(bench, threeLines, ['--commit-fields', '/actor/email']);
    expect(code).toBe(0);
    expect(err).toContain('Sealed 3 events of logs.example/a into sealed.evb.zip.');
    const verified = await bench.run(['verify', bench.path('sealed.evb.zip'), ...pinBoth(bench)]);
    expect(verified.out).toMatch(/^VERIFIED /);
    const { out } = await bench.run(['inspect', bench.path('sealed.evb.zip'), '--entry', '1', '--json']);
    const [entry] = JSON.parse(out).entries;
    expect(Object.keys(JSON.parse(entry.raw))).toEqual(['seq', 'prev', 'ts', 'actor', 'action']);
    expect(entry.raw).not.toContain('b@logs.example');
    expect(entry.disclosed).toEqual([
      { digest: expect.stringMatching(/^[\w-]{43}$/), value: '"b@logs.example"' },
    ]);
  });

  it('stores the members as they are, and deflates them when asked to', async () => {
    for (const [more, isCompressed] of [[[], false] as const, [['--compress'], true] as const]) {
      const bench = createCliBench();
      const line = threeLines.slice(0, threeLines.indexOf('\n') + 1);
      expect((await sealInput(bench, line.repeat(50), more)).code).toBe(0);
      const bytes = readFileSync(bench.path('sealed.evb.zip'));
      expect(bytes.includes('a@logs.example')).toBe(!isCompressed);
      const verified = await bench.run(['verify', bench.path('sealed.evb.zip'), ...pinBoth(bench)]);
      expect(verified.out).toMatch(/^VERIFIED /);
    }
  });

  it('takes the time from another field, in any zone, and keeps that field as it was', async () => {
    const bench = createCliBench();
    const input = '{"at":{"time":"2026-03-01T00:30:00.123456+02:00"},"z":1}\n';
    await sealInput(bench, input, ['--time', '/at/time']);
    const { out } = await bench.run(['inspect', bench.path('sealed.evb.zip'), '--entry', '0', '--json']);
    expect(JSON.parse(JSON.parse(out).entries[0].raw)).toMatchObject({
      ts: '2026-02-28T22:30:00.123456Z',
      at: { time: '2026-03-01T00:30:00.123456+02:00' },
    });
  });

  it('keeps the order of the input when the time goes back, and says so', async () => {
    const bench = createCliBench();
    const { code, err } = await sealInput(bench, threeLines.replace('10:00:00', '10:09:00'));
    expect(code).toBe(0);
    expect(err).toContain('The time goes back at 1 events');
  });

  it.each([
    ['a line that is no JSON', '{"ts":"2026-03-01T10:00:00Z"}\nnonsense\n', 'Line 2 of the input'],
    ['an empty line', '{"ts":"2026-03-01T10:00:00Z"}\n\n', 'Line 2 of the input'],
    ['a list', '[1]\n', 'expected a JSON object'],
    [
      'a name twice, which two programs would read differently',
      '{"ts":"2026-03-01T10:00:00Z","a":1,"a":2}\n',
      '"a"',
    ],
    ['a number that loses digits', '{"ts":"2026-03-01T10:00:00Z","n":9007199254740993}\n', '2^53'],
    ['half a surrogate pair', '{"ts":"2026-03-01T10:00:00Z","s":"\\ud800"}\n', 'surrogates'],
    ['no time', '{"a":1}\n', '; nothing is there. Another place is named with --time POINTER'],
    ['a time without a zone', '{"ts":"2026-03-01T10:00:00"}\n', 'expected an RFC 3339 time'],
    ['a zone that does not exist', '{"ts":"2026-03-01T10:00:00+29:00"}\n', 'expected an RFC 3339 time'],
    ['a number of its own', '{"ts":"2026-03-01T10:00:00Z","seq":1}\n', '"seq"'],
  ])('writes nothing and ends with 3 for %s', async (_, input, words) => {
    const bench = createCliBench();
    const { code, err } = await sealInput(bench, input);
    expect(code).toBe(3);
    expect(err).toContain(words);
    expect(existsSync(bench.path('sealed.evb.zip'))).toBe(false);
  });

  it.each([
    ['the field of the chain to commit', ['--commit-fields', '/prev']],
    ['no pointer to commit', ['--commit-fields', 'email']],
  ])('ends with 2 for %s', async (_, more) => {
    const bench = createCliBench();
    const { code } = await sealInput(bench, threeLines, more);
    expect(code).toBe(2);
    expect(existsSync(bench.path('sealed.evb.zip'))).toBe(false);
  });

  it('replaces no file', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('sealed.evb.zip'), 'mine');
    const { code, err } = await sealInput(bench, threeLines);
    expect(code).toBe(2);
    expect(err).toContain('sealed.evb.zip cannot be written: it exists already.');
    expect(readFileSync(bench.path('sealed.evb.zip'), 'utf8')).toBe('mine');
  });

  it('does not sign one log with the key of another, and repeats nothing of a key file', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const secret = readFileSync(bench.path('keys/signer.key'), 'utf8');
    const options = ['--out', bench.path('b.zip'), '--signer-key', bench.path('keys/signer.key')];
    const wrongLog = await bench.run([
      'seal',
      '-',
      ...['--origin', 'logs.example/b', '--log-key', bench.path('keys/log.key')],
      ...options,
    ]);
    expect(wrongLog.code).toBe(2);
    expect(wrongLog.err).toContain('is the key of the log "logs.example/a"');
    const wrongKind = await bench.run([
      'seal',
      '-',
      ...['--origin', 'logs.example/a', '--log-key', bench.path('keys/signer.key')],
      ...options,
    ]);
    expect(wrongKind.code).toBe(2);
    for (const line of secret.split('\n').slice(1, -2))
      expect(wrongKind.err).not.toContain(line.slice(0, 20));
  });

  it('leaves no half of a bundle behind when it is interrupted', async () => {
    const bench = createCliBench();
    await sealInput(bench, threeLines);
    const interruption = new AbortController();
    interruption.abort();
    const { code } = await bench.run(
      [
        'seal',
        '-',
        ...['--origin', 'logs.example/a', '--out', bench.path('b.zip')],
        ...['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')],
      ],
      { stdin: threeLines, signal: interruption.signal },
    );
    expect(code).toBe(130);
    expect(existsSync(bench.path('b.zip'))).toBe(false);
  });
});
