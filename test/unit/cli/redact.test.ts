import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pinBoth } from './cli-bench.ts';
import { benchWithBundle, events, hasPython, input, membersOf, verdictsOf } from './redact-bench.ts';

describe('vouch redact', () => {
  it('hides a committed field in every entry, and both verifiers still vouch for the rest', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact('--hide', '/actor/email');
    expect(code, err).toBe(0);
    expect(err).toContain('/actor/email is hidden in 4 entries.');
    expect(err).toContain('Values of hidden fields: 4 looked for, 0 found.');
    const [ours, other] = await verdictsOf(bench);
    expect(ours).toBe('VERIFIED, PARTS WITHHELD');
    expect(other).toContain('state    verified, parts withheld');
    const bytes = readFileSync(bench.path('redacted.evb.zip'), 'latin1');
    expect(bytes).not.toContain('people.example');
    const { out } = await bench.run([
      'search',
      bench.path('redacted.evb.zip'),
      '',
      '--field',
      'actor.email',
      '--json',
    ]);
    const [row] = JSON.parse(out).rows;
    expect(row.further['actor.email']).toEqual([{ missing: 'withheld' }]);
  });

  it('withholds the entries that a query finds and those that are named, as stubs of their leaves', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact(
      '--withhold',
      'action:consult',
      '--withhold-seq',
      '3',
      '--log',
      bench.path('log.csv'),
    );
    expect(code, err).toBe(0);
    const [ours, other] = await verdictsOf(bench);
    expect(ours).toBe('VERIFIED, PARTS WITHHELD');
    expect(other).toContain('state    verified, parts withheld');
    const bytes = readFileSync(bench.path('redacted.evb.zip'), 'latin1');
    for (const gone of ['carol', 'counsel', '4711', 'consult', 'dave', 'orders-9'])
      expect(bytes).not.toContain(gone);
    for (const there of ['alice', 'orders-2']) expect(bytes).toContain(there);
    const log = readFileSync(bench.path('log.csv'), 'utf8').split('\r\n');
    expect(log[0]).toContain('"leaf (SHA-256)"');
    expect(log[1]).toMatch(
      /^"1","entry withheld","logs\.example\/a","2","[0-9a-f]{64}","","Art\. 15 request","","A\. Auditor",/,
    );
    expect(log[2]).toMatch(/^"2","entry withheld","logs\.example\/a","3",/);
    expect(log[3]).toContain('scan of what was written');
    expect(log).toHaveLength(5);
  });

  it('is named by vouch inspect with who did it and why, which no terminal takes for its own words', async () => {
    const { bench, redact } = await benchWithBundle();
    await redact('--hide', '/actor/email', '--withhold-seq', '3', '--reason', 'on\u202erequest\u001b[2J');
    const { out } = await bench.run(['inspect', bench.path('redacted.evb.zip')]);
    expect(out).toContain(
      'redacted  by A. Auditor at 2026-01-01T00:00:00.000Z: on<U+202E>request<U+001B>[2J (1 entries withheld, /actor/email hidden in 3 entries)',
    );
    const json = await bench.run(['inspect', bench.path('redacted.evb.zip'), '--json']);
    expect(JSON.parse(json.out).derivation).toHaveLength(1);
    expect(
      JSON.parse((await bench.run(['inspect', bench.path('sealed.evb.zip'), '--json'])).out).derivation,
    ).toBeUndefined();
  });

  it('keeps only what a query finds, and says how long the log is all the same', async () => {
    const { bench, redact } = await benchWithBundle();
    expect((await redact('--keep-only', 'actor:bob')).code).toBe(0);
    const { out } = await bench.run(['search', bench.path('redacted.evb.zip'), '', '--json']);
    expect(JSON.parse(out).rows.map(({ reading }: { reading: string }) => reading)).toEqual([
      'withheld',
      'entry',
      'withheld',
      'withheld',
    ]);
  });

  it('refuses to hide what was never committed, names the entries, and hides nothing instead', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact('--hide', '/note');
    expect(code).toBe(2);
    expect(err).toContain('entry 0 has /note in clear; entry 2 has /note in clear');
    expect(existsSync(bench.path('redacted.evb.zip'))).toBe(false);
    const rest = await redact('--hide', '/note', '--withhold-rest');
    expect(rest.code, rest.err).toBe(0);
    expect(rest.err).toContain('2 entries withheld');
    expect(readFileSync(bench.path('redacted.evb.zip'), 'latin1')).not.toContain('counsel');
  });

  it('refuses a query that no line answers, since whoever wrote it believes that it hides something', async () => {
    const { redact } = await benchWithBundle();
    const { code, err } = await redact('--hide', '/actor/email', '--withhold', 'action:consul');
    expect(code).toBe(2);
    expect(err).toContain('No line answers the query "action:consul"');
    expect((await redact('--keep-only', 'actor:bbo')).code).toBe(2);
  });

  it('refuses a field that no entry has, which is more likely a mistake than a wish', async () => {
    const { redact } = await benchWithBundle();
    const { code, err } = await redact('--hide', '/actor/emial');
    expect(code).toBe(2);
    expect(err).toContain('/actor/emial');
  });

  it('shows nothing by default when asked to, so a field that nobody thought of withholds its entry', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact('--show', '/actor/id,/action,/target', '--hide', '/actor/email');
    expect(code, err).toBe(0);
    // Entries 0 and 2 have a note.
    expect(err).toContain('2 entries withheld');
    const bytes = readFileSync(bench.path('redacted.evb.zip'), 'latin1');
    expect(bytes).not.toContain('first of the day');
    expect(bytes).toContain('orders-9');
  });

  it('writes nothing when a hidden value stands in clear elsewhere, unless a person accepts it', async () => {
    const talkative = [
      ...events,
      { ts: '2026-07-04T09:00:00Z', action: 'mail', text: 'to bob@people.example, urgent' },
    ];
    const { bench, redact } = await benchWithBundle(talkative);
    const { code, err } = await redact('--hide', '/actor/email');
    expect(code).toBe(1);
    expect(err).toContain('"bob@people.example" also stands in data/segments/000000000000.ndjson');
    expect(readdirSync(bench.folder).toSorted()).toEqual(['keys', 'sealed.evb.zip']);
    const withheld = await redact('--hide', '/actor/email', '--withhold-seq', '4');
    expect(withheld.code, withheld.err).toBe(0);
  });

  it('looks into members that are compressed, where the value stands in no byte of the file', async () => {
    const filler = Array.from({ length: 60 }, () => ({
      ts: '2026-07-04T09:00:00Z',
      action: 'mail',
      text: 'to bob@people.example, urgent',
    }));
    const { redact } = await benchWithBundle([...events, ...filler]);
    const { code, err } = await redact('--hide', '/actor/email', '--compress');
    expect(code).toBe(1);
    expect(err).toContain('"bob@people.example" also stands in data/segments/000000000000.ndjson');
  });

  it('redacts a bundle that goes on with a log, and takes single entries out of it', async () => {
    const { bench } = await benchWithBundle();
    const keys = ['--log-key', bench.path('keys/log.key'), '--signer-key', bench.path('keys/signer.key')];
    const august = events.map((event) => ({ ...event, ts: event.ts.replace('-07-', '-08-') }));
    const sealed = await bench.run(
      [
        ...['seal', '-', '--origin', 'logs.example/a', '--out', bench.path('august.evb.zip'), ...keys],
        ...['--continue', bench.path('sealed.evb.zip'), '--commit-fields', '/actor/email'],
      ],
      { stdin: input(august) },
    );
    expect(sealed.code, sealed.err).toBe(0);
    const who = ['--by', 'A. Auditor', '--reason', 'Art. 15 request'];
    const august2 = ['redact', bench.path('august.evb.zip'), ...who];
    const { code, err } = await bench.run([
      ...[...august2, '--out', bench.path('redacted.evb.zip'), '--signer-key', bench.path('keys/signer.key')],
      ...['--hide', '/actor/email', '--withhold-seq', '4,6-7'],
    ]);
    expect(code, err).toBe(0);
    expect(err).toContain('3 entries withheld');
    const [ours, other] = await verdictsOf(bench);
    expect(ours).toBe('VERIFIED, PARTS WITHHELD');
    expect(other).toContain('state    verified, parts withheld');
    expect(
      (
        await bench.run([
          ...august2,
          '--out',
          bench.path('x.evb.zip'),
          '--signer-key',
          bench.path('keys/signer.key'),
          '--withhold-seq',
          '3',
        ])
      ).err,
    ).toContain('entries 4 to 7');

    const excerpt = await bench.run([...august2, '--excerpt', 'actor:carol', '--out', bench.path('few')]);
    expect(excerpt.code, excerpt.err).toBe(0);
    expect(readdirSync(bench.path('few/entries'))).toEqual([
      '000000000006.json',
      '000000000006.json.tlog-proof',
    ]);
    const verified = await bench.run([
      'verify',
      bench.path('few/entries'),
      '--vkey',
      bench.path('keys/log.vkey'),
    ]);
    expect(verified.code, verified.out).toBe(0);
  });

  it('leaves nothing behind when a person interrupts it', async () => {
    const { bench } = await benchWithBundle();
    const interruption = new AbortController();
    interruption.abort();
    const { code } = await bench.run(
      [
        ...[
          'redact',
          bench.path('sealed.evb.zip'),
          '--out',
          bench.path('redacted.evb.zip'),
          '--hide',
          '/actor/email',
        ],
        ...[
          '--signer-key',
          bench.path('keys/signer.key'),
          '--by',
          'A',
          '--reason',
          'B',
          '--log',
          bench.path('log.csv'),
        ],
      ],
      { signal: interruption.signal },
    );
    expect(code).toBe(130);
    expect(readdirSync(bench.folder).toSorted()).toEqual(['keys', 'sealed.evb.zip']);
  });

  it('finds a hidden value also in the reason that a person gives', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact(
      '--hide',
      '/actor/email',
      '--reason',
      'bob@people.example asked for it',
    );
    expect(code).toBe(1);
    expect(err).toContain('data/bundle.json');
    expect(existsSync(bench.path('redacted.evb.zip'))).toBe(false);
  });

  it('lists what a privilege is claimed for, without a cell that a spreadsheet would compute', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await redact(
      ...['--withhold', 'action:consult', '--privilege', '=cmd|attorney-client'],
      ...['--privilege-log', bench.path('privilege.csv'), '--log', bench.path('log.csv')],
    );
    expect(code, err).toBe(0);
    expect(readFileSync(bench.path('privilege.csv'), 'utf8').split('\r\n')[1]).toMatch(
      /^"1","2026-07-02T09:00:00Z","logs\.example\/a","2","[0-9a-f]{64}","whole entry","'=cmd\|attorney-client","Art\. 15 request","A\. Auditor"$/,
    );
  });

  it('does not redact a bundle that fails', async () => {
    const { bench, redact } = await benchWithBundle();
    const { code, err } = await bench.run([
      ...[
        'redact',
        'samples/acme-q3-tampered-edited.evb.zip',
        '--out',
        bench.path('x.evb.zip'),
        '--withhold-seq',
        '1',
      ],
      ...['--signer-key', bench.path('keys/signer.key'), '--by', 'A', '--reason', 'B'],
    ]);
    expect(code).toBe(1);
    expect(err).toContain('is not redacted');
    expect((await redact()).code).toBe(2);
  });

  it('says of itself who left out what and why, and keeps the tag files of the bundle before', async ({
    skip,
  }) => {
    skip(!hasPython, 'python3 is not installed');
    const { bench, redact } = await benchWithBundle();
    await redact('--hide', '/actor/email', '--withhold-seq', '1-2');
    const before = membersOf(bench.path('sealed.evb.zip'));
    const after = membersOf(bench.path('redacted.evb.zip'));
    for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.sig'])
      expect(after[`data/provenance/1/${name}`]).toBe(before[name]);
    const { derivation } = JSON.parse(after['data/bundle.json'] ?? '');
    const digest = createHash('sha256')
      .update(Buffer.from(before['tagmanifest-sha256.txt'] ?? '', 'latin1'))
      .digest('hex');
    expect(derivation.steps).toEqual([
      {
        by: 'A. Auditor',
        reason: 'Art. 15 request',
        claimedTime: '2026-01-01T00:00:00.000Z',
        tool: 'vouch 1.2.3',
        provenance: 'data/provenance/1/',
        tagManifestSha256: digest,
        hidden: [{ pointer: '/actor/email', entries: 2 }],
        withheldEntries: 2,
        attachmentsLeftOut: 0,
      },
    ]);

    // And once more: the first step stays, and so do its tag files.
    const second = await bench.run([
      ...[
        'redact',
        bench.path('redacted.evb.zip'),
        '--out',
        bench.path('twice.evb.zip'),
        '--withhold-seq',
        '0',
      ],
      ...['--signer-key', bench.path('keys/signer.key'), '--by', 'B. Counsel', '--reason', 'privilege'],
    ]);
    expect(second.code, second.err).toBe(0);
    const twice = membersOf(bench.path('twice.evb.zip'));
    expect(
      JSON.parse(twice['data/bundle.json'] ?? '').derivation.steps.map(({ by }: { by: string }) => by),
    ).toEqual(['A. Auditor', 'B. Counsel']);
    expect(twice['data/provenance/1/manifest-sha256.txt']).toBe(before['manifest-sha256.txt']);
    expect(twice['data/provenance/2/manifest-sha256.txt']).toBe(after['manifest-sha256.txt']);
    const { out } = await bench.run(['verify', bench.path('twice.evb.zip'), ...pinBoth(bench)]);
    expect(out).toContain('VERIFIED, PARTS WITHHELD');
  });
});
