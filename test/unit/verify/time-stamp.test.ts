import { beforeAll, describe, expect, it } from 'vitest';
import { integer, objectId, sequence } from '../../../scripts/vectors/der-writer.ts';
import { makeTimeStamp, type TimeStampOrder } from '../../../scripts/vectors/make-time-stamp.ts';
import {
  busyAuthority,
  codeSigner,
  expiredAuthority,
  rootCertificate,
  strangerAuthority,
  timeAuthority,
} from '../../../scripts/vectors/time-authority.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import type { TimeAuthority } from '../../../shared/trust/time-authority.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import {
  checkpointPath,
  editLines,
  logKey,
  type Members,
  objections,
  origin,
  pinned,
  repacked,
  sealSmall,
} from '../../support/bundle-builder.ts';
import { pinnedAuthority } from '../../support/pinned-authority.ts';
import { cosigned, day, judge, type Known, saidOf, twoOfThree, withStatement } from './outside-knowledge.ts';

const signaturePath = 'tagmanifest-sha256.txt.sig';
const stampPath = `${signaturePath}.tsr`;
/** The clock of these tests, half a year after the authority began and a month after the time stamp. */
const now = Date.UTC(2026, 6, 1);
/** What the token states, and the accuracy of one second that it adds. */
const stampedBy = Date.UTC(2026, 5, 1) + 1000;
const stampedText = '2026-06-01T00:00:01.000Z';

let eight: Members;
beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
});

function stamped(members: Members, order: Partial<TimeStampOrder> = {}): Members {
  const over = members.get(signaturePath) ?? new Uint8Array(0);
  const token = makeTimeStamp({ over, time: '20260601000000Z', signer: timeAuthority, ...order });
  return new Map(members).set(stampPath, token);
}

const root = pinnedAuthority(rootCertificate);
const clock: Known = { policyTime: { time: now, source: 'now' }, receivedAt: now };

function ask(members: Members, { trust, ...known }: Known = {}) {
  return judge(members, { ...clock, ...known, trust: { authorities: [root], ...trust } });
}

const logWith = (changes: Partial<TrustedKey>) => ({
  keys: [{ ...pinned('log'), ...changes }, pinned('packer')],
});
const packerWith = (changes: Partial<TrustedKey>) => ({
  keys: [pinned('log'), { ...pinned('packer'), ...changes }],
});
const revoked = (at: number) => ({ revoked: { at, reason: 'stolen', by: 'A. Auditor' } });

describe('A time stamp by a pinned authority', () => {
  it('says by when everything was there, with what the authority says of its accuracy', async () => {
    const verdict = await ask(stamped(eight));
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.time).toEqual({
      tone: 'good',
      words: `not after ${stampedText}, by a pinned time authority`,
    });
    expect(saidOf(verdict, 'time-stamp')).toEqual([
      `pass ${stampPath}: The time stamp is over the packer's signature, and signed with the certificate of "CN=Vouch test vectors: clock" under the policy 1.3.6.1.4.1.99999.1.`,
    ]);
    expect(saidOf(verdict, 'time-authority')).toEqual([
      `pass ${stampPath}: The packer's signature was there by ${stampedText}, says a time authority that was pinned as "CN=Vouch test vectors: authority", with an accuracy of 1000 ms.`,
    ]);
  });

  it('says so too when it states no accuracy, or when its own certificate is what was pinned', async () => {
    const bare = await ask(stamped(eight, { accuracy: null }));
    expect(bare.axes.time.words).toBe('not after 2026-06-01T00:00:00.000Z, by a pinned time authority');
    expect(saidOf(bare, 'time-authority')[0]).toContain('which does not state how accurate it is');
    const authorities = [pinnedAuthority(timeAuthority.certificate)];
    const alone = await ask(stamped(eight, { bag: [] }), { trust: { authorities } });
    expect(alone.axes.time.tone).toBe('good');
  });

  it('saves a key of the log that was revoked or expired after it, and none that was so before', async () => {
    const members = stamped(eight);
    for (const end of [revoked(stampedBy + 1), { validBefore: stampedBy }]) {
      expect((await ask(members, { trust: logWith(end) })).headline).toBe('VERIFIED');
      expect((await ask(eight, { trust: logWith(end) })).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    }
    // The accuracy counts against the key: revoked within it, the signature may be younger than the end.
    for (const end of [revoked(stampedBy), revoked(stampedBy - 500), { validBefore: stampedBy - 1 }]) {
      const verdict = await ask(members, { trust: logWith(end) });
      expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
      expect(objections(verdict)).toContain('unknown log-key checkpoints/8.note');
    }
  });

  it('saves the key of the packer in the same way', async () => {
    const members = stamped(eight);
    expect((await ask(members, { trust: packerWith(revoked(stampedBy + 1)) })).headline).toBe('VERIFIED');
    const verdict = await ask(members, { trust: packerWith(revoked(stampedBy)) });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const key = verdict.results.find(({ code }) => code === 'packer-key');
    expect(key?.expected).toBe(
      `a key that counts at ${stampedText}, when a time authority had seen the signature of the packer`,
    );
  });

  it('does not make a key count that began only after it', async () => {
    const verdict = await ask(stamped(eight), { trust: logWith({ validAfter: stampedBy + 1 }) });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('saves a key that the log itself revoked later, by a statement in the same bundle', async () => {
    const key = toVerifierKey(origin, publicKeyOf(logKey));
    const statement = { kind: 'revocation', origin, key, reason: 'retired' } as const;
    const later = withStatement(eight, { ...statement, at: stampedBy + day }, [logKey]);
    expect((await ask(stamped(later))).headline).toBe('VERIFIED');
    const before = withStatement(eight, { ...statement, at: stampedBy - day }, [logKey]);
    expect((await ask(stamped(before))).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('gives way to a time that a person states, and to witnesses who were earlier', async () => {
    const at = stampedBy + day;
    const known: Known = { policyTime: { time: at, source: 'stated' } };
    const later = await ask(stamped(eight), { ...known, trust: logWith(revoked(at)) });
    expect(later.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const seconds = BigInt((stampedBy - 10 * day) / 1000);
    const seen = cosigned(eight, checkpointPath(8), [
      ['A', seconds],
      ['B', seconds],
    ]);
    const trust = { policies: [twoOfThree], ...logWith(revoked(stampedBy - 5 * day)) };
    const both = await ask(stamped(seen), { trust });
    expect(both.headline).toBe('VERIFIED');
    expect(both.axes.time.words).toContain('by a quorum of witnesses');
    // And the other way round: the time stamp was first.
    const slow = cosigned(eight, checkpointPath(8), [
      ['A', seconds + 1_000_000n],
      ['B', seconds + 1_000_000n],
    ]);
    const first = await ask(stamped(slow), {
      trust: { policies: [twoOfThree], ...logWith(revoked(stampedBy + 1)) },
    });
    expect(first.headline).toBe('VERIFIED');
    expect(first.axes.time.words).toContain('by a pinned time authority');
  });

  it('contradicts entries that state later times', async () => {
    const early = stamped(eight, { time: '20260101000000Z' });
    expect((await ask(early)).axes.time.tone).toBe('good');
    const late = editLines(eight, 4, (lines) =>
      lines.map((line) => line.replace(/2025-11-20T/, '2026-06-20T')),
    );
    const verdict = await ask(stamped(repacked(late)));
    expect(objections(verdict)).toContain(`warning time-authority ${stampPath}`);
  });

  it('dates nothing when the entries are not those of the root', async () => {
    const edited = editLines(eight, 4, (lines) => lines.map((line) => line.replace('act-5', 'act-X')));
    const verdict = await ask(stamped(repacked(edited)));
    expect(verdict.headline).toBe('BROKEN');
    expect(verdict.axes.time.words).toBe('claimed only');
  });

  it('from after the clock here bounds nothing', async () => {
    const verdict = await ask(stamped(eight, { time: '20260701000000Z', accuracy: [integer(1)] }), {
      trust: logWith(revoked(now)),
    });
    expect(saidOf(verdict, 'time-authority')).toEqual([
      `warning ${stampPath}: The time of the time stamp lies after the clock here; it bounds nothing.`,
    ]);
    expect(verdict.axes.time.words).toBe('claimed only');
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('over a signature of the packer that is false dates no file', async () => {
    const other = await sealSmall({ entries: 4 });
    const foreign = other.members.get(signaturePath) ?? new Uint8Array(0);
    const verdict = await ask(stamped(new Map(eight).set(signaturePath, foreign)));
    expect(verdict.headline).toBe('BROKEN');
    expect(saidOf(verdict, 'time-authority')).toEqual([
      `unknown ${stampPath}: The time stamp is over a signature of the packer that is not a sound one, so it dates no file.`,
    ]);
  });
});

describe('A time stamp that proves nothing lowers nothing', () => {
  it.each<[string, Partial<TimeStampOrder>, string]>([
    ['by a stranger', { signer: strangerAuthority }, 'nobody pinned it'],
    ['by one whose certificate had expired', { signer: expiredAuthority }, 'it was valid until'],
    ['by a signer of programs', { signer: codeSigner }, 'is not for time stamps, and for nothing else'],
    [
      'by one who is for other things too',
      { signer: busyAuthority },
      'is not for time stamps, and for nothing else',
    ],
  ])('when it is %s', async (_what, order, words) => {
    const verdict = await ask(stamped(eight, order), { trust: { authorities: [root] } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.time).toEqual({ tone: 'open', words: 'claimed only' });
    expect(saidOf(verdict, 'time-stamp')[0]).toMatch(/^pass /);
    expect(saidOf(verdict, 'time-authority').join()).toMatch(/^unknown /);
    expect(saidOf(verdict, 'time-authority').join()).toContain(words);
  });

  it.each<[string, readonly TimeAuthority[]]>([
    ['nobody is pinned', []],
    [
      'who is pinned was revoked, even for a later time',
      [{ ...root, revoked: { at: now, reason: 'stolen', by: 'A' } }],
    ],
    [
      'what is stored is not what was pinned',
      [{ ...root, fingerprint: root.fingerprint.replace(/.$/, 'x') }],
    ],
    ['what is stored is no certificate', [{ ...root, certificate: 'AAAA' }]],
    ['what is stored is no base64', [{ ...root, certificate: '?' }]],
  ])('when %s', async (_what, authorities) => {
    const verdict = await ask(stamped(eight), { trust: { authorities } });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.axes.time.words).toBe('claimed only');
    const authority = verdict.results.find(({ code }) => code === 'time-authority');
    expect(authority).toMatchObject({ outcome: 'unknown', expected: 'no time authority is pinned' });
    // And a revoked key stays revoked.
    const end = await ask(stamped(eight), { trust: { authorities, ...logWith(revoked(now - day)) } });
    expect(end.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('when it is of a digest that is not used, or its certificate is not there, or the signature', async () => {
    for (const order of [{ imprint: 'sha1' }, { bag: [] }] as const) {
      const verdict = await ask(stamped(eight, order));
      expect(verdict.headline).toBe('VERIFIED');
      expect(objections(verdict)).toEqual([`unknown time-stamp ${stampPath}`]);
    }
    const members = new Map([...stamped(eight)].filter(([path]) => path !== signaturePath));
    expect(objections(await ask(members))).toEqual([
      `unknown packer-signature ${signaturePath}`,
      `unknown time-stamp ${stampPath}`,
    ]);
  });

  it('when it is signed in a way that is not used here', async () => {
    const signatureAlgorithm = sequence(objectId('1.2.840.10045.4.1'));
    const verdict = await ask(stamped(eight, { odd: { signatureAlgorithm } }));
    expect(verdict.headline).toBe('VERIFIED');
    expect(saidOf(verdict, 'time-stamp')).toEqual([
      `unknown ${stampPath}: The time stamp is of a kind that is not verified: a signature with ECDSA with SHA-1.`,
    ]);
  });

  it('when it is more than is read', async () => {
    const bag = Array.from({ length: 17 }, () => timeAuthority.certificate);
    for (const token of [stamped(eight, { bag }), new Map(eight).set(stampPath, new Uint8Array(300_000))]) {
      const verdict = await ask(token);
      expect(verdict.headline).toBe('VERIFIED');
      expect(objections(verdict)).toEqual([`unknown time-stamp ${stampPath}`]);
    }
  });
});

describe('A false time stamp breaks the bundle', () => {
  it.each<[string, Partial<TimeStampOrder>, string]>([
    ['over other bytes', { over: encodeUtf8('x') }, `it is over other bytes than ${signaturePath}`],
    [
      'with a changed signature',
      { spoil: (bytes) => bytes.with(12, (bytes[12] ?? 0) ^ 1) },
      'this is not what was signed',
    ],
    ['by two', { moreSigners: [expiredAuthority] }, 'Expected one signer, found 2'],
  ])('when it is %s, whoever is pinned', async (_what, order, words) => {
    for (const authorities of [[root], []]) {
      const verdict = await ask(stamped(eight, order), { trust: { authorities } });
      expect(verdict.headline).toBe('BROKEN');
      expect(verdict.axes.time).toEqual({ tone: 'bad', words: 'bad time stamp' });
      expect(objections(verdict)).toEqual([`fail time-stamp ${stampPath}`]);
      expect(saidOf(verdict, 'time-stamp')[0]).toContain(words);
    }
  });

  it('when it is no time stamp at all', async () => {
    const verdict = await ask(new Map(eight).set(stampPath, encodeUtf8('noon, or so')));
    expect(objections(verdict)).toEqual([`fail time-stamp ${stampPath}`]);
    expect(verdict.state).toBe('failed');
  });
});
