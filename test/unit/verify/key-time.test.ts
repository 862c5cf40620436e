import { beforeAll, describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import {
  type KeyStatement,
  parseKeyStatement,
  renderKeyStatement,
} from '../../../shared/trust/key-statement.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import {
  bothPinned,
  checkpointPath,
  logKey,
  type Members,
  origin,
  pinned,
  repacked,
  sealSmall,
  strangerKey,
  testTime,
  withCheckpoint,
} from '../../support/bundle-builder.ts';
import { cosigned, day, judge, saidOf, twoOfThree, withStatement } from './outside-knowledge.ts';

let eight: Members;
const seen = testTime - 12 * day;
const head = checkpointPath(8);
const newKey = new Uint8Array(32).fill(7);

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
});

const logWith = (changes: Partial<TrustedKey>) => ({
  keys: [{ ...pinned('log'), ...changes }, pinned('packer')],
});
const packerWith = (changes: Partial<TrustedKey>) => ({
  keys: [pinned('log'), { ...pinned('packer'), ...changes }],
});
const revoked = (at: number) => ({ revoked: { at, reason: 'stolen', by: 'A. Auditor' } });
const witnessed = () =>
  cosigned(eight, head, [
    ['A', BigInt(seen / 1000)],
    ['B', BigInt(seen / 1000)],
  ]);

describe('The key of the log', () => {
  it.each([
    [
      'expired',
      { validBefore: testTime - 1 },
      'expired',
      'pinned log key, but expired since 2025-12-31T23:59:59.999Z',
    ],
    [
      'outside its window',
      { validAfter: testTime + 1 },
      'not-yet-valid',
      'outside its window, which begins at',
    ],
    [
      'revoked',
      revoked(testTime),
      'revoked',
      'revoked since 2026-01-01T00:00:00.000Z by A. Auditor (stolen)',
    ],
  ])('does not count when it is %s', async (_what, changes, standing, words) => {
    const verdict = await judge(eight, { trust: logWith(changes) });
    expect(verdict).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED', state: 'not-verifiable' });
    expect(verdict.axes.signer.words).toContain(words);
    expect(verdict.results.find(({ code }) => code === 'log-key')).toMatchObject({
      outcome: 'unknown',
      standing,
      place: { kind: 'member', member: head },
      expected: 'a key that counts at 2026-01-01T00:00:00.000Z, by the clock of this computer',
    });
  });

  it('counts at the last moment of its window, and before its revocation', async () => {
    const changes = { validAfter: testTime, validBefore: testTime, ...revoked(testTime + 1) };
    expect((await judge(eight, { trust: logWith(changes) })).headline).toBe('VERIFIED');
  });

  it('is judged when witnesses had seen the head, not now', async () => {
    const trust = { policies: [twoOfThree], ...logWith({ validBefore: seen, ...revoked(seen + 1) }) };
    expect((await judge(witnessed(), { trust })).headline).toBe('VERIFIED');
    expect((await judge(eight, { trust: { ...trust, policies: [] } })).state).toBe('not-verifiable');
    const before = { policies: [twoOfThree], ...logWith(revoked(seen)) };
    const verdict = await judge(witnessed(), { trust: before });
    expect(verdict.state).toBe('not-verifiable');
    expect(verdict.results.find(({ code }) => code === 'log-key')?.expected).toBe(
      'a key that counts at 2025-12-20T00:00:00.000Z, when a quorum of witnesses had seen the head',
    );
  });

  it('is judged at the time that a person states, before all others', async () => {
    const policyTime = { time: seen - day, source: 'stated' } as const;
    const trust = { policies: [twoOfThree], ...logWith({ validBefore: seen - day }) };
    expect((await judge(witnessed(), { trust, policyTime })).headline).toBe('VERIFIED');
    expect((await judge(witnessed(), { trust })).state).toBe('not-verifiable');
  });

  it('may have ended for an earlier checkpoint, when the newest is by a key that counts', async () => {
    const rotated = repacked(withCheckpoint(eight, 8, [{ name: origin, secretKey: newKey }]));
    const keys = [{ ...pinned('log'), validBefore: 0 }, pinned('log', newKey), pinned('packer')];
    expect((await judge(rotated, { trust: { keys } })).headline).toBe('VERIFIED');
    const ended = [pinned('log'), { ...pinned('log', newKey), validBefore: 0 }, pinned('packer')];
    expect((await judge(rotated, { trust: { keys: ended } })).state).toBe('not-verifiable');
  });

  it('counts when one of two that signed the head counts', async () => {
    const both = [logKey, newKey].map((secretKey) => ({ name: origin, secretKey }));
    const signed = repacked(withCheckpoint(eight, 8, both));
    const keys = [{ ...pinned('log'), validBefore: 0 }, pinned('log', newKey), pinned('packer')];
    expect((await judge(signed, { trust: { keys } })).headline).toBe('VERIFIED');
  });
});

describe('The key of the packer', () => {
  it('does not count after its end, and no witness of the log can say that its signature is older', async () => {
    const trust = { policies: [twoOfThree], ...packerWith({ validBefore: seen + day }) };
    const verdict = await judge(witnessed(), { trust });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.results.find(({ code }) => code === 'packer-key')).toMatchObject({
      outcome: 'unknown',
      standing: 'expired',
      place: { kind: 'member', member: 'tagmanifest-sha256.txt.sig' },
    });
    const policyTime = { time: seen + day, source: 'stated' } as const;
    expect((await judge(witnessed(), { trust, policyTime })).headline).toBe('VERIFIED');
  });
});

describe('A clock that stands before the trust store', () => {
  const longAgo = { time: -5 * day, source: 'now' } as const;

  it('does not make an expired key count, even before 1970', async () => {
    const trust = logWith({ pinnedAt: testTime, validBefore: testTime - day });
    const verdict = await judge(eight, { trust, policyTime: longAgo });
    expect(verdict.state).toBe('not-verifiable');
    expect(verdict.results.find(({ code }) => code === 'judged-time')).toMatchObject({
      outcome: 'warning',
      found: '1969-12-27T00:00:00.000Z',
      expected: '2026-01-01T00:00:00.000Z, by the clock of this computer',
    });
  });

  it('is not mentioned when no key of this log has an end', async () => {
    const keys = [
      ...bothPinned.map((key) => ({ ...key, pinnedAt: testTime })),
      { ...pinned('log', newKey, 'other.example'), validBefore: 0 },
    ];
    const verdict = await judge(eight, { trust: { keys }, policyTime: longAgo });
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'judged-time')).toEqual([]);
  });
});

const keyOf = (secretKey: Uint8Array) => toVerifierKey(origin, publicKeyOf(secretKey));
const revocation = (at: number, secretKey = logKey): KeyStatement => ({
  kind: 'revocation',
  origin,
  key: keyOf(secretKey),
  at,
  reason: 'the machine was stolen',
});
const rotation: KeyStatement = { kind: 'rotation', origin, from: keyOf(logKey), to: keyOf(newKey), at: seen };

describe('A statement of the log that its key is revoked', () => {
  it('takes effect from its time on', async () => {
    const verdict = await judge(withStatement(eight, revocation(testTime - day), [logKey]));
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.axes.signer.words).toContain('revoked since 2025-12-31T00:00:00.000Z by the log itself');
    expect(saidOf(verdict, 'key-note')).toEqual([
      'warning keys/one.note: The log says itself that a pinned key is revoked.',
    ]);
    expect((await judge(withStatement(eight, revocation(testTime + day), [logKey]))).headline).toBe(
      'VERIFIED',
    );
  });

  it('cannot put off a revocation that a person knows of, nor be put off by a second one', async () => {
    const late = withStatement(eight, revocation(testTime + day), [logKey]);
    expect((await judge(late, { trust: logWith(revoked(testTime - day)) })).state).toBe('not-verifiable');
    const two = withStatement(
      withStatement(eight, revocation(testTime - day), [logKey]),
      revocation(testTime + day),
      [logKey],
      'two',
    );
    expect((await judge(two)).state).toBe('not-verifiable');
  });

  it('ends that key alone, and not the pinned one that took over', async () => {
    const ended = withStatement(eight, revocation(testTime - day), [logKey]);
    const rotated = repacked(withCheckpoint(ended, 8, [{ name: origin, secretKey: newKey }]));
    const keys = [...bothPinned, pinned('log', newKey)];
    expect((await judge(rotated, { trust: { keys } })).headline).toBe('VERIFIED');
  });

  it('says nothing when a stranger signed it, or when it is about another key', async () => {
    const foreign = await judge(withStatement(eight, revocation(0), [strangerKey]));
    expect(foreign.headline).toBe('VERIFIED');
    expect(saidOf(foreign, 'key-note')).toEqual([
      expect.stringMatching(/^warning keys\/one.note: .* says nothing/),
    ]);
    expect((await judge(withStatement(eight, revocation(0, newKey), [logKey]))).headline).toBe('VERIFIED');
  });

  it('fails when it only claims to be signed by the pinned key (R8)', async () => {
    const forged = withStatement(eight, revocation(0), [logKey]);
    const note = Buffer.from(forged.get('data/keys/one.note') ?? [])
      .toString()
      .replace('stolen', 'sold');
    const verdict = await judge(repacked(new Map(forged).set('data/keys/one.note', Buffer.from(note))));
    expect(verdict.headline).toBe('BROKEN');
    expect(saidOf(verdict, 'key-note')).toEqual([expect.stringMatching(/^fail keys\/one.note/)]);
    expect(verdict.axes.signer.words).toContain('key statement');
  });

  it('says nothing, soundly signed or not, when it states nothing about keys', async () => {
    const note = renderSignedNote('evb/1 key retirement\n', [{ name: origin, secretKey: logKey }]);
    const verdict = await judge(repacked(new Map(eight).set('data/keys/one.note', note)));
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'key-note')).toEqual([
      expect.stringMatching(/^warning keys\/one.note: .* is no statement about keys: Expected five lines/),
    ]);
  });

  it('fails for a false signature of the pinned key also when the note states nothing about keys (R8)', async () => {
    const forged = withStatement(eight, revocation(0), [logKey]);
    const note = Buffer.from(forged.get('data/keys/one.note') ?? [])
      .toString()
      .replace('evb/1 key revocation', 'evb/1 key retirement');
    const verdict = await judge(repacked(new Map(forged).set('data/keys/one.note', Buffer.from(note))));
    expect(verdict.headline).toBe('BROKEN');
    expect(saidOf(verdict, 'key-note')).toEqual([expect.stringMatching(/^fail keys\/one.note/)]);
  });
});

describe('A statement of the log that a new key takes over', () => {
  it('offers the new key, signed by the pinned one, and makes nothing trusted', async () => {
    const offered = withStatement(eight, rotation, [logKey, newKey]);
    const rotated = withCheckpoint(offered, 8, [{ name: origin, secretKey: newKey }]);
    const verdict = await judge(repacked(rotated));
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const [note] = verdict.results.filter(({ code }) => code === 'key-note');
    expect(note).toMatchObject({
      outcome: 'warning',
      statement: expect.stringContaining('signed by the pinned key'),
    });
    expect(note?.found).toContain(`${origin}+`);
    const keys = [...bothPinned, pinned('log', newKey)];
    expect((await judge(repacked(rotated), { trust: { keys } })).headline).toBe('VERIFIED');
  });

  it.each([
    ['the old key did not sign', [newKey]],
    ['the new key did not sign', [logKey]],
  ])('says nothing when %s', async (_what, signers) => {
    const verdict = await judge(withStatement(eight, rotation, signers));
    expect(saidOf(verdict, 'key-note')).toEqual([expect.stringMatching(/^warning .* says nothing/)]);
  });

  it('says nothing about another log, and nothing for a weak key', async () => {
    const elsewhere: KeyStatement = {
      kind: 'revocation',
      origin: 'other.example',
      key: toVerifierKey('other.example', publicKeyOf(logKey)),
      at: 0,
      reason: 'x',
    };
    expect(saidOf(await judge(withStatement(eight, elsewhere, [logKey])), 'key-note')).toEqual([
      expect.stringMatching(/^warning .* says nothing/),
    ]);
    const weak: KeyStatement = {
      ...rotation,
      to: toVerifierKey(origin, Uint8Array.of(1, ...new Uint8Array(31))),
    };
    expect(saidOf(await judge(withStatement(eight, weak, [logKey])), 'key-note')).toEqual([
      expect.stringMatching(/^warning .* says nothing/),
    ]);
  });
});

describe('Members of data/keys', () => {
  it('that are no statements are named and say nothing', async () => {
    const odd = repacked(new Map(eight).set('data/keys/odd.note', Buffer.from('hello\n')));
    const verdict = await judge(odd);
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'key-note')).toEqual([
      expect.stringMatching(/^warning keys\/odd.note: .* no statement/),
    ]);
  });

  it('beyond those that are read could revoke the key, so nothing is verified', async () => {
    const many = new Map(eight);
    for (let index = 0; index < 65; index++) many.set(`data/keys/${index}.note`, Buffer.from('hello\n'));
    const verdict = await judge(repacked(many));
    expect(verdict.state).toBe('not-verifiable');
    expect(saidOf(verdict, 'key-note').at(-1)).toMatch(/^unknown bundle: 1 statement about keys/);
    expect(verdict.axes.signer.words).toContain('not all that is said');
  });
});

describe('The text of a statement', () => {
  it('reads as it was written', () => {
    for (const statement of [rotation, revocation(seen)]) {
      expect(parseKeyStatement(renderKeyStatement(statement))).toEqual(statement);
    }
  });

  it.each([
    ['another title', (text: string) => text.replace('evb/1 key', 'evb/2 key'), 'evb/1 key rotation'],
    ['a line more', (text: string) => `${text}more\n`, 'five lines'],
    ['a line less', (text: string) => text.split('\n').slice(1).join('\n'), 'five lines'],
    ['a time that is none', (text: string) => text.replace(/^2025.*$/m, '2025-13-01'), 'a time in UTC'],
    ['no reason', (text: string) => text.replace('the machine was stolen', ' '), 'a reason'],
    [
      'the key of another log',
      (text: string) => text.replace(`\n${origin}\n`, '\nother.example\n'),
      'a key of',
    ],
  ])('is refused with %s', (_what, edit, words) => {
    expect(() => parseKeyStatement(edit(renderKeyStatement(revocation(seen))))).toThrow(words);
  });
});
