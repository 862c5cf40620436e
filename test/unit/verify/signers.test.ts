import { beforeAll, describe, expect, it } from 'vitest';
import { memberPaths } from '../../../shared/bundle/bundle-layout.ts';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSshSignature } from '../../../shared/crypto/sshsig.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { fingerprintOf } from '../../../shared/trust/fingerprint.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { offeredKeys } from '../../../shared/verify/offered-keys.ts';
import {
  bothPinned,
  checkpointPath,
  editDescriptor,
  editText,
  logKey,
  type Members,
  objections,
  observe,
  origin,
  packerKey,
  pinned,
  repacked,
  sealSmall,
  strangerKey,
  verify,
  withCheckpoint,
  without,
} from '../../support/bundle-builder.ts';

let good: Members;
beforeAll(async () => {
  good = (await sealSmall({ entries: 8 })).members;
});

const witness = { name: 'witness.example.org', secretKey: strangerKey };
const impostor = { name: origin, secretKey: strangerKey };
const log = { name: origin, secretKey: logKey };

/** Turns one bit of the signature in a note, behind the four bytes of the key id. */
function flipSignature(members: Members, size: number): Members {
  return editText(members, checkpointPath(size), (note) =>
    note.replace(/(?<= )([\w+/=]+)\n$/, (_, base64: string) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      return `${toBase64(bytes)}\n`;
    }),
  );
}

describe('The head of a bundle', () => {
  it('signed by the right name with an unknown key is INTACT, SIGNER NOT TRUSTED', async () => {
    const verdict = await verify(repacked(withCheckpoint(good, 8, [impostor])));
    expect(objections(verdict)).toEqual(['unknown log-key checkpoints/8.note']);
    expect(verdict).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED', state: 'not-verifiable' });
    expect(verdict.axes.signer).toEqual({ tone: 'open', words: 'not in the trust store' });
  });

  it('with one flipped bit in the signature of the pinned key is BROKEN', async () => {
    const verdict = await verify(repacked(flipSignature(good, 8)));
    expect(objections(verdict)).toEqual(['fail log-signature checkpoints/8.note']);
    expect(verdict).toMatchObject({ headline: 'BROKEN', state: 'failed' });
    expect(verdict.axes.signer).toEqual({ tone: 'bad', words: 'bad signature of the log' });
  });

  it('with one flipped bit is BROKEN as well when only the key in the bundle is known', async () => {
    expect(objections(await verify(repacked(flipSignature(good, 8)), []))).toEqual([
      'unknown log-key checkpoints/4.note',
      'fail log-signature checkpoints/8.note',
      'warning packer-key tagmanifest-sha256.txt.sig',
    ]);
  });

  it('is bad where one checkpoint of two is bad, and only that one is named', async () => {
    expect(objections(await verify(repacked(flipSignature(good, 4))))).toEqual([
      'fail log-signature checkpoints/4.note',
    ]);
  });

  it('is as good with a witness beside the log, and unsigned with the witness alone', async () => {
    const both = await verify(repacked(withCheckpoint(good, 8, [witness, log])));
    expect(both.headline).toBe('VERIFIED');
    const alone = await verify(repacked(withCheckpoint(good, 8, [witness])));
    expect(objections(alone)).toEqual(['unknown log-signature checkpoints/8.note']);
    expect(alone).toMatchObject({ headline: 'INTACT, UNSIGNED', state: 'not-verifiable' });
    expect(alone.axes.completeness.words).toBe('no signed head');
  });

  it('is as good with a signature under the same name by a key that nobody knows beside it', async () => {
    expect((await verify(repacked(withCheckpoint(good, 8, [impostor, log])))).headline).toBe('VERIFIED');
  });

  it('is missing when there is no checkpoint at all', async () => {
    const none = editDescriptor(without(good, checkpointPath(4), checkpointPath(8)), {});
    const verdict = await verify(repacked(none));
    expect(objections(verdict)).toEqual(['unknown root bundle', 'unknown log-signature bundle']);
    expect(verdict.headline).toBe('INTACT, UNSIGNED');
    expect(verdict.axes.bytes).toEqual({
      tone: 'open',
      words: 'no checkpoint states a root for the entries of this bundle',
    });
  });
});

describe('A log of an origin that nobody pinned', () => {
  it('is not trusted, although another log with the same key is', async () => {
    const { members } = await sealSmall({ origin: 'audit.example.com/other' });
    const verdict = await verify(members);
    expect(objections(verdict)).toEqual([
      'unknown log-key checkpoints/4.note',
      'warning packer-key tagmanifest-sha256.txt.sig',
    ]);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.results.find(({ code }) => code === 'log-key')).toMatchObject({
      statement: 'The checkpoints are validly signed by a key that is not in the trust store.',
      expected: 'no key is pinned for this log',
    });
  });

  it('says which key id it has and which one was pinned', async () => {
    const { members } = await sealSmall({ logKey: strangerKey });
    const result = (await verify(members)).results.find(({ code }) => code === 'log-key');
    const id = (key: Uint8Array) => renderVerifierKey(toVerifierKey(origin, publicKeyOf(key))).split('+')[1];
    expect(result).toMatchObject({
      expected: `the pinned key has id ${id(logKey)}`,
      found: `key id ${id(strangerKey)}`,
    });
  });
});

describe('The packer', () => {
  it('who was pinned and did not sign leaves the signer open', async () => {
    const unsigned = without(good, memberPaths.packerSignature);
    const verdict = await verify(unsigned);
    expect(objections(verdict)).toEqual(['unknown packer-signature tagmanifest-sha256.txt.sig']);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.axes.signer.words).toBe('trusted log key, but not the pinned packer');
    const notDemanded = await verify(unsigned, [pinned('log')]);
    expect(objections(notDemanded)).toEqual(['warning packer-signature tagmanifest-sha256.txt.sig']);
    expect(notDemanded.headline).toBe('VERIFIED');
    expect(notDemanded.axes.signer.words).toBe('trusted log key; packer not pinned');
  });

  it('who is not the pinned one is named with both fingerprints', async () => {
    const verdict = await verify(repacked(good, strangerKey));
    expect(objections(verdict)).toEqual(['unknown packer-key tagmanifest-sha256.txt.sig']);
    expect(verdict.results.find(({ code }) => code === 'packer-key')).toMatchObject({
      expected: pinned('packer').fingerprint,
      found: pinned('packer', strangerKey).fingerprint,
    });
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  const signedAs = (namespace: string, message: Uint8Array | undefined) =>
    renderSshSignature(message ?? new Uint8Array(0), packerKey, namespace);

  it.each([
    ['made for another purpose', (tag: Uint8Array) => signedAs('evidence-report@v1', tag), 'fail'],
    ['over another manifest', () => signedAs('evidence-bundle@v1', encodeUtf8('other')), 'fail'],
    ['that is no SSH signature', () => encodeUtf8('-----BEGIN SSH SIGNATURE-----\nx\n'), 'fail'],
    ['of another version', (tag: Uint8Array) => withVersion2(signedAs('evidence-bundle@v1', tag)), 'unknown'],
  ])('with a signature %s does not vouch for the files', async (_what, sign, outcome) => {
    const tag = good.get(memberPaths.tagManifest) ?? new Uint8Array(0);
    const verdict = await verify(new Map(good).set(memberPaths.packerSignature, sign(tag)));
    expect(objections(verdict)).toEqual([`${outcome} packer-signature tagmanifest-sha256.txt.sig`]);
    expect(verdict.headline).toBe(outcome === 'fail' ? 'BROKEN' : 'INTACT, SIGNER NOT TRUSTED');
  });
});

/** PROTOCOL.sshsig: six bytes of magic, then the version as uint32. */
function withVersion2(armored: Uint8Array): Uint8Array {
  const lines = new TextDecoder().decode(armored).split('\n');
  const blob = Uint8Array.from(atob(lines.slice(1, -2).join('')), (character) => character.charCodeAt(0));
  blob[9] = 2;
  const base64 = toBase64(blob).replace(/.{70}/g, '$&\n');
  return encodeUtf8(`${lines[0]}\n${base64}\n${lines.at(-2)}\n`);
}

describe('A trust store that was altered', () => {
  const row = pinned('log');
  const identity = renderVerifierKey(toVerifierKey(origin, Uint8Array.of(1, ...new Uint8Array(31))));
  const other = pinned('log', logKey, 'audit.example.com/other');
  const rows: readonly (readonly [string, TrustedKey])[] = [
    ['that cannot be read', { ...row, publicKey: 'garbage' }],
    ['of low order', { ...row, publicKey: identity, fingerprint: fingerprintOf(identity, 'log') }],
    ['with the fingerprint of another one', { ...row, fingerprint: pinned('log', strangerKey).fingerprint }],
    ['named after another log', { ...other, origin }],
    ['of another origin', other],
  ];

  it.each(rows)('makes nothing of a log key %s, and crashes nothing', async (_what, key) => {
    const verdict = await verify(good, [key, pinned('packer')]);
    expect(objections(verdict)).toEqual(['unknown log-key checkpoints/4.note']);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('does not demand less when the packer key in it is no key any more', async () => {
    const verdict = await verify(good, [row, { ...pinned('packer'), publicKey: 'garbage' }]);
    expect(objections(verdict)).toEqual(['unknown packer-key tagmanifest-sha256.txt.sig']);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('does not take the key of a stranger because the genuine fingerprint stands beside it', async () => {
    const forged = (await sealSmall({ logKey: strangerKey, packerKey: strangerKey })).members;
    const rowsOfStranger = bothPinned.map((key) => ({
      ...pinned(key.role, strangerKey),
      fingerprint: key.fingerprint,
    }));
    expect((await verify(forged, rowsOfStranger)).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });
});

describe('The keys that a bundle offers', () => {
  const roles = async (members: Members, keys: readonly TrustedKey[]) =>
    offeredKeys(await observe(members), keys).map(({ role, fingerprint }) => [role, fingerprint]);

  it('are those that it names and that nobody pinned for its log', async () => {
    const [log, packer] = bothPinned.map(({ role, fingerprint }) => [role, fingerprint]);
    expect(await roles(good, [])).toEqual([log, packer]);
    expect(await roles(good, [pinned('log')])).toEqual([packer]);
    expect(await roles(good, [pinned('log', logKey, 'audit.example.com/other')])).toEqual([log, packer]);
    expect(await roles(good, bothPinned)).toEqual([]);
  });

  it.each([
    ['there is none', undefined],
    ['it cannot be read', 'garbage'],
    ['it is named after another log', pinned('log', logKey, 'audit.example.com/other').publicKey],
  ])('do not include a log key when %s', async (_why, offeredLogKey) => {
    const members = repacked(editDescriptor(good, { offeredLogKey }));
    expect((await roles(members, [])).map(([role]) => role)).toEqual(['packer']);
    const verdict = await verify(members, []);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdict.results.find(({ code }) => code === 'log-key')?.statement).toBe(
      'The checkpoints are signed by a key that is not in the trust store.',
    );
  });

  it('do not include a packer whose signature is not valid', async () => {
    const stale = editDescriptor(good, { title: 'Other' });
    const tag = new Map(stale).set(memberPaths.tagManifest, encodeUtf8(''));
    expect((await roles(tag, [])).map(([role]) => role)).toEqual(['log']);
  });
});
