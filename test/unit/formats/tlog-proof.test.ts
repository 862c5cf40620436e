import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { proveInclusion } from '../../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { renderCosignature } from '../../../shared/crypto/cosignature.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { parseTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, type Files, judge } from './folder.ts';
import { proveConsistency, rootOf } from './reference-tree.ts';

const origin = 'logs.example/proofs';
const secretKey = new Uint8Array(32).fill(9);
const logKey = toVerifierKey(origin, publicKeyOf(secretKey));
const logKeys = [logKey];
const witnessSecret = new Uint8Array(32).fill(10);
const witnessKey = toVerifierKey('witness.example', publicKeyOf(witnessSecret), 'witness');

const entries = ['zero\n', 'one\n', 'two\n', 'three\n', 'four\n'];
const leaves = entries.map((entry) => leafDigest(encodeUtf8(entry)));

function textOf(size: number, name = origin): string {
  return `${name}\n${size}\n${Buffer.from(rootOf(leaves.slice(0, size))).toString('base64')}\n`;
}

function checkpointOf(size: number, name = origin): string {
  return Buffer.from(renderSignedNote(textOf(size, name), [{ name, secretKey }])).toString();
}

/** The proof for entry 2 of all five, with any part put in another way. */
function proofOf(
  part: { head?: string; index?: string; path?: readonly string[]; checkpoint?: string } = {},
) {
  const digests = proveInclusion(leaves, 2).path.map((digest) => toBase64(digest));
  const {
    head = 'c2sp.org/tlog-proof@v1',
    index = 'index 2',
    path = digests,
    checkpoint = checkpointOf(5),
  } = part;
  return `${[head, index, ...path].join('\n')}\n\n${checkpoint}`;
}

function folder(proof: string, more: Files = {}): Files {
  return { 'a.log': 'two\n', 'a.log.tlog-proof': proof, ...more };
}

const cosigned = (() => {
  const line = concatBytes([witnessKey.keyHash, renderCosignature(textOf(5), 1_700_000_000n, witnessSecret)]);
  return `${checkpointOf(5)}— witness.example ${toBase64(line)}\n`;
})();
const policyText = `log ${renderVerifierKey(logKey)}\nwitness w ${renderVerifierKey(witnessKey, 'witness')}\nquorum w\n`;
const { logs: _, ...policy } = parseTlogPolicy(policyText);
const witnesses = [{ ...policy, origin }];

describe('A file with a proof from a log', () => {
  it('is verified as the entry that the proof speaks of, and it is said which one', async () => {
    const verdict = await judge(folder(proofOf()), { logKeys });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', axes: { completeness: { tone: 'open' } } });
    const { statement } = verdict.results.find(({ code }) => code === 'tlog-proof-inclusion') ?? {};
    expect(statement).toContain(`a.log is, to the byte, entry 2 of the 5 entries of "${origin}"`);
  });

  it('may carry extra data, of which it is said that nobody signed it', async () => {
    const verdict = await judge(folder(proofOf({ head: 'c2sp.org/tlog-proof@v1\nextra YWJj' })), { logKeys });
    expect(verdict.headline).toBe('VERIFIED');
    expect(verdict.results[0]?.statement).toContain('signed by nobody');
  });

  it('may be under a checkpoint with lines of its own behind the root', async () => {
    const checkpoint = Buffer.from(renderSignedNote(`${textOf(5)}more\n`, [{ name: origin, secretKey }]));
    expect((await judge(folder(proofOf({ checkpoint: checkpoint.toString() })), { logKeys })).headline).toBe(
      'VERIFIED',
    );
  });

  it.each([
    ['whose file was changed', folder(proofOf(), { 'a.log': 'twO\n' })],
    ['of another entry', folder(proofOf({ index: 'index 3' }))],
    ['whose index is the size', folder(proofOf({ index: 'index 5' }))],
    ['whose index is beyond the size', folder(proofOf({ index: 'index 9007199254740991' }))],
    [
      'under a log that is empty',
      folder(proofOf({ index: 'index 0', path: [], checkpoint: checkpointOf(0) })),
    ],
    ['without its digests', folder(proofOf({ path: [] }))],
    ['under another checkpoint of the log', folder(proofOf({ checkpoint: checkpointOf(4) }))],
  ])('%s is broken', async (_what, files) => {
    const verdict = await judge(files, { logKeys });
    expect(complaints(verdict)).toEqual(['fail tlog-proof-inclusion a.log']);
    expect(verdict.headline).toBe('BROKEN');
  });

  it.each([
    ['with ten thousand digests', proofOf({ path: new Array(10_000).fill(toBase64(new Uint8Array(32))) })],
    ['with a digest of 31 bytes', proofOf({ path: [toBase64(new Uint8Array(31))] })],
    ['with an index that begins with 0', proofOf({ index: 'index 02' })],
    ['with an index in another spelling', proofOf({ index: 'index 2e0' })],
    ['without an index', proofOf({ index: '' })],
    ['without a checkpoint', proofOf({ checkpoint: '' })],
    ['of one line', 'c2sp.org/tlog-proof@v1'],
    ['that is empty', ''],
    ['with extra data that is not base64', proofOf({ head: 'c2sp.org/tlog-proof@v1\nextra *' })],
  ])('%s is broken, not misread', async (_what, proof) => {
    const verdict = await judge(folder(proof), { logKeys });
    expect(complaints(verdict)).toEqual(['fail tlog-proof-form a.log.tlog-proof']);
  });

  it('in a later version, or with an index that is too large, is not verifiable, never failed', async () => {
    for (const proof of [
      proofOf({ head: 'c2sp.org/tlog-proof@v2' }),
      proofOf({ index: 'index 18446744073709551615' }),
    ]) {
      const verdict = await judge(folder(proof), { logKeys });
      expect(complaints(verdict)).toEqual(['unknown tlog-proof-form a.log.tlog-proof']);
      expect(verdict.headline).toBe('NOT VERIFIABLE');
    }
  });

  it('that is larger than is read is not verifiable', async () => {
    const verdict = await judge(folder(proofOf()), { logKeys }, { ...limits, smallMemberBytes: 100 });
    expect(complaints(verdict)).toEqual(['unknown tlog-proof-form a.log.tlog-proof']);
  });

  it('is trusted only with a named key of the origin of its checkpoint', async () => {
    const unnamed = await judge(folder(proofOf()));
    expect(complaints(unnamed)).toEqual(['unknown tlog-proof-key a.log.tlog-proof']);
    expect(unnamed.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    // The same key signs for another log: it was named for this one.
    const other = await judge(folder(proofOf({ checkpoint: checkpointOf(5, 'other.example') })), { logKeys });
    expect(complaints(other)).toEqual(['unknown tlog-proof-key a.log.tlog-proof']);
  });

  it('is unsigned when only others signed the checkpoint', async () => {
    const checkpoint = Buffer.from(renderSignedNote(textOf(5), [{ name: 'other.example', secretKey }]));
    const verdict = await judge(folder(proofOf({ checkpoint: checkpoint.toString() })), { logKeys });
    expect(complaints(verdict)).toEqual(['unknown tlog-proof-signature a.log.tlog-proof']);
    expect(verdict.headline).toBe('INTACT, UNSIGNED');
  });

  it('with a false signature of the log is broken', async () => {
    const forged = checkpointOf(5).replace(textOf(5), textOf(4));
    const verdict = await judge(folder(proofOf({ checkpoint: forged })), { logKeys });
    expect(complaints(verdict)).toContain('fail tlog-proof-signature a.log.tlog-proof');
  });

  it('needs the witnesses that a person asks for, and no others', async () => {
    const seen = await judge(folder(proofOf({ checkpoint: cosigned })), { logKeys, witnesses });
    expect(complaints(seen)).toEqual([]);
    expect(seen.headline).toBe('VERIFIED');
    const unseen = await judge(folder(proofOf()), { logKeys, witnesses });
    expect(complaints(unseen)).toEqual(['unknown tlog-proof-witness a.log.tlog-proof']);
    expect(unseen.headline).toBe('NOT VERIFIABLE');
    const elsewhere = await judge(folder(proofOf()), {
      logKeys,
      witnesses: [{ ...policy, origin: 'other' }],
    });
    expect(elsewhere.headline).toBe('VERIFIED');
  });

  it('with a false signature of a witness is broken', async () => {
    const lines = cosigned.trimEnd().split('\n');
    const bytes = Buffer.from(lines.at(-1)?.split(' ')[2] ?? '', 'base64');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    const forged = `${lines.slice(0, -1).join('\n')}\n— witness.example ${bytes.toString('base64')}\n`;
    const verdict = await judge(folder(proofOf({ checkpoint: forged })), { logKeys, witnesses });
    expect(complaints(verdict)).toEqual(['fail tlog-proof-witness a.log.tlog-proof']);
  });

  it('lends its verdict to no file beside it', async () => {
    const verdict = await judge(folder(proofOf(), { 'b.log': 'three\n' }), { logKeys });
    expect(complaints(verdict)).toEqual(['unknown tlog-proof-other b.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('that is not there is not verified', async () => {
    const verdict = await judge({ 'a.log.tlog-proof': proofOf() }, { logKeys });
    expect(complaints(verdict)).toEqual(['unknown tlog-proof-inclusion a.log.tlog-proof']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('may have any name where there is one file and one proof', async () => {
    const verdict = await judge({ 'x.txt': 'two\n', 'proof.tlog-proof': proofOf() }, { logKeys });
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('is verified by the command line, alone and with a policy', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('a.log'), 'two\n');
    writeFileSync(bench.path('b.log'), 'two\n');
    writeFileSync(bench.path('a.log.tlog-proof'), proofOf({ checkpoint: cosigned }));
    writeFileSync(bench.path('policy'), policyText);
    const proof = bench.path('a.log.tlog-proof');
    const alone = await bench.run(['verify', proof, '--policy', bench.path('policy')]);
    expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('VERIFIED  a.log.tlog-proof') });
    const named = await bench.run([
      'verify',
      proof,
      '--policy',
      bench.path('policy'),
      '--file',
      bench.path('b.log'),
    ]);
    expect(named.code).toBe(0);
    const misplaced = await bench.run(['verify', bench.path('.'), '--file', bench.path('b.log')]);
    expect(misplaced).toMatchObject({ code: 2, err: expect.stringContaining('--file') });
  });
});

describe('Two checkpoints of a log', () => {
  const proof = (oldSize: number, newSize: number, text = checkpointOf(newSize)) =>
    `old ${oldSize}\n${proveConsistency(leaves.slice(0, newSize), oldSize)
      .map((digest) => `${Buffer.from(digest).toString('base64')}\n`)
      .join('')}\n${text}`;
  const pair = (oldSize: number, newSize: number): Files => ({
    'old.note': checkpointOf(oldSize),
    'old.note.tlog-consistency': proof(oldSize, newSize),
  });

  it('are verified as one log at two sizes, whatever the sizes are', async () => {
    for (let newSize = 0; newSize <= 5; newSize++) {
      for (let oldSize = 0; oldSize <= newSize; oldSize++) {
        const verdict = await judge(pair(oldSize, newSize), { logKeys });
        expect(verdict.headline, `${oldSize} of ${newSize}`).toBe('VERIFIED');
      }
    }
  });

  it.each([
    ['the older one is of another size', { ...pair(3, 5), 'old.note': checkpointOf(2) }],
    ['a digest is left out', { ...pair(3, 5), 'old.note.tlog-consistency': `old 3\n\n${checkpointOf(5)}` }],
    [
      'the newer one is smaller',
      { ...pair(3, 5), 'old.note.tlog-consistency': proof(3, 5, checkpointOf(2)) },
    ],
    [
      'a digest is too many',
      {
        ...pair(3, 3),
        'old.note.tlog-consistency': `old 3\n${toBase64(leaves[0] ?? new Uint8Array())}\n\n${checkpointOf(3)}`,
      },
    ],
    [
      'an empty log would prove anything',
      {
        ...pair(0, 5),
        'old.note.tlog-consistency': `old 0\n${toBase64(leaves[0] ?? new Uint8Array())}\n\n${checkpointOf(5)}`,
      },
    ],
  ])('are broken when %s', async (_what, files) => {
    const verdict = await judge(files, { logKeys });
    expect(complaints(verdict)).toEqual(['fail tlog-proof-consistency old.note']);
  });

  it('of two logs are no one log', async () => {
    const keys = [logKey, toVerifierKey('other.example', publicKeyOf(secretKey))];
    const files = { ...pair(3, 5), 'old.note': checkpointOf(3, 'other.example') };
    expect(complaints(await judge(files, { logKeys: keys }))).toEqual([
      'fail tlog-proof-consistency old.note',
    ]);
  });

  it('are not verified without the older one, or when it cannot be read', async () => {
    const { 'old.note.tlog-consistency': only = '' } = pair(3, 5);
    const alone = await judge({ 'old.note.tlog-consistency': only }, { logKeys });
    expect(complaints(alone)).toEqual(['unknown tlog-proof-consistency old.note.tlog-consistency']);
    const damaged = await judge({ 'old.note': 'x', 'old.note.tlog-consistency': only }, { logKeys });
    expect(complaints(damaged)).toEqual(['fail tlog-proof-form old.note']);
    const unread = await judge({ 'old.note': 'x', 'old.note.tlog-consistency': 'old x\n\n' }, { logKeys });
    expect(complaints(unread)).toEqual(['fail tlog-proof-form old.note.tlog-consistency']);
  });
});
