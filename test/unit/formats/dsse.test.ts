import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAnyBase64 } from '../../../shared/bundle/formats/any-base64.ts';
import { preAuthEncoding } from '../../../shared/bundle/formats/dsse.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { parsePublicKeyPem } from '../../../shared/certificates/public-key-pem.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, type Files, hexOf, judge } from './folder.ts';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const p256: KeyPair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384: KeyPair = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed25519: KeyPair = generateKeyPairSync('ed25519');
const rsa: KeyPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger: KeyPair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const digestFor = new Map([
  [p256, 'sha256'],
  [p384, 'sha384'],
  [rsa, 'sha256'],
  [stranger, 'sha256'],
]);

const pemOf = ({ publicKey }: KeyPair) => String(publicKey.export({ type: 'spki', format: 'pem' }));
const keysOf = (...pairs: readonly KeyPair[]) => pairs.map((pair) => parsePublicKeyPem(pemOf(pair)));

const files: Files = { 'a.log': 'first\n', 'b.log': 'second\n' };
const inToto = 'application/vnd.in-toto+json';

function statementOf(subjects: readonly object[], type = 'https://in-toto.io/Statement/v1'): string {
  return JSON.stringify({
    _type: type,
    subject: subjects,
    predicateType: 'https://x.example/p',
    predicate: {},
  });
}

function subjectOf(name: string, content: string | Uint8Array = files[name] ?? ''): object {
  return { name, digest: { sha256: hexOf('sha256', content) } };
}

const both = statementOf([subjectOf('a.log'), subjectOf('b.log')]);

/** DSSE protocol, "Signature definition", written down by itself. */
function paeOf(type: string, payload: string | Uint8Array): Buffer {
  const body = Buffer.from(payload);
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
}

function envelopeOf(
  payload: string,
  signers: readonly KeyPair[],
  { type = inToto, encoding = 'base64' as BufferEncoding, more = {} } = {},
): string {
  const signatures = signers.map((pair) => ({
    keyid: 'a hint',
    sig: sign(digestFor.get(pair), paeOf(type, payload), pair.privateKey).toString(encoding),
  }));
  return JSON.stringify({
    payload: Buffer.from(payload).toString(encoding),
    payloadType: type,
    signatures,
    ...more,
  });
}

const folder = (envelope: string, more: Files = {}): Files => ({
  ...files,
  'x.dsse.json': envelope,
  ...more,
});

describe('Files with a DSSE envelope', () => {
  it.each([
    ['P-256', p256],
    ['P-384', p384],
    ['Ed25519', ed25519],
    ['RSA', rsa],
  ])('are verified by a named key of the kind %s', async (_kind, pair) => {
    const verdict = await judge(folder(envelopeOf(both, [pair])), { publicKeys: keysOf(pair) });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', axes: { completeness: { tone: 'open' } } });
    expect(verdict.results.filter(({ code }) => code === 'dsse-subject')).toHaveLength(2);
  });

  it.each(['base64', 'base64url'] as const)('may be spelled in %s', async (encoding) => {
    const verdict = await judge(folder(envelopeOf(both, [p256], { encoding })), { publicKeys: keysOf(p256) });
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('may have fields that mean nothing here', async () => {
    const envelope = envelopeOf(both, [p256], { more: { later: [1] } });
    expect((await judge(folder(envelope), { publicKeys: keysOf(p256) })).headline).toBe('VERIFIED');
  });

  it('may have envelopes on the lines of one file', async () => {
    const lines = ['a.log', 'b.log'].map((name) => envelopeOf(statementOf([subjectOf(name)]), [p256]));
    const folded = { ...files, 'x.intoto.jsonl': `${lines.join('\n')}\n` };
    expect((await judge(folded, { publicKeys: keysOf(p256) })).headline).toBe('VERIFIED');
    const apart = { ...files, 'x.intoto.jsonl': `\n${lines.join('\n\n')}` };
    expect((await judge(apart, { publicKeys: keysOf(p256) })).headline).toBe('VERIFIED');
    for (const bare of ['', '\n\n']) {
      expect(complaints(await judge({ ...files, 'x.intoto.jsonl': bare }))[0]).toBe(
        'fail dsse-form x.intoto.jsonl',
      );
    }
  });

  it('may be signed by several, and it is counted how many of them are right', async () => {
    const verdict = await judge(folder(envelopeOf(both, [p256, p384])), { publicKeys: keysOf(p256, p384) });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.results.find(({ code }) => code === 'dsse-signature')?.statement).toBe(
      '2 signatures of x.dsse.json are valid over its type and payload.',
    );
  });

  it('are verified by one good signature of two, and the other one is named', async () => {
    const verdict = await judge(folder(envelopeOf(both, [stranger, p256])), { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['warning dsse-key x.dsse.json']);
    expect(verdict.headline).toBe('VERIFIED');
  });

  it('are not trusted without a named key', async () => {
    const verdict = await judge(folder(envelopeOf(both, [p256])));
    expect(complaints(verdict)).toEqual(['unknown dsse-key x.dsse.json']);
    expect(verdict).toMatchObject({ headline: 'INTACT, SIGNER NOT TRUSTED', state: 'not-verifiable' });
  });

  it.each([
    [
      'the payload was changed',
      envelopeOf(both, [p256]).replace(
        Buffer.from(both).toString('base64'),
        Buffer.from(`${both} `).toString('base64'),
      ),
    ],
    ['the type was changed', envelopeOf(both, [p256]).replace('in-toto+json', 'in-toto+yaml')],
    ['somebody else signed', envelopeOf(both, [stranger])],
    [
      'a signature is of another message',
      JSON.stringify({
        ...JSON.parse(envelopeOf(both, [p256])),
        signatures: JSON.parse(envelopeOf('{}', [p256])).signatures,
      }),
    ],
  ])('are broken when %s', async (_what, envelope) => {
    const verdict = await judge(folder(envelope), { publicKeys: keysOf(p256, ed25519) });
    expect(complaints(verdict)).toContain('fail dsse-signature x.dsse.json');
    expect(verdict.headline).toBe('BROKEN');
  });

  it('are not verifiable when a named RSA key may have signed in another way, never failed', async () => {
    const verdict = await judge(folder(envelopeOf(both, [stranger])), { publicKeys: keysOf(rsa) });
    expect(complaints(verdict)).toEqual(['unknown dsse-unsupported x.dsse.json']);
    expect(verdict.state).toBe('not-verifiable');
  });

  it('are broken when one has another digest than the statement says', async () => {
    const verdict = await judge(folder(envelopeOf(both, [p256]), { 'a.log': 'forged\n' }), {
      publicKeys: keysOf(p256),
    });
    expect(complaints(verdict)).toEqual(['fail dsse-subject a.log']);
  });

  it('are not accused by an envelope about another file', async () => {
    const alone = { 'other.log': 'x\n', 'x.dsse': envelopeOf(statementOf([subjectOf('a.log')]), [p256]) };
    const verdict = await judge(alone, { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['warning dsse-absent x.dsse', 'unknown dsse-other other.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('are told apart by digest, also in folders with one name', async () => {
    const same = {
      'x/a.log': 'first\n',
      'y/a.log': 'forged\n',
      'x.dsse': envelopeOf(statementOf([subjectOf('a.log')]), [p256]),
    };
    const verdict = await judge(same, { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['unknown dsse-other y/a.log']);
  });

  it('are told apart by digest, whatever their names are', async () => {
    const moved = { 'sub/renamed.log': 'first\n', 'b.log': 'second\n', 'x.dsse': envelopeOf(both, [p256]) };
    expect((await judge(moved, { publicKeys: keysOf(p256) })).headline).toBe('VERIFIED');
    const swapped = { 'a.log': 'second\n', 'b.log': 'first\n', 'x.dsse': envelopeOf(both, [p256]) };
    const verdict = await judge(swapped, { publicKeys: keysOf(p256) });
    expect(verdict.results.find(({ code }) => code === 'dsse-subject')?.statement).toBe(
      'b.log has the digests that x.dsse states for "a.log".',
    );
  });

  it('need every digest that is known to agree', async () => {
    const digest = { sha256: hexOf('sha256', 'first\n'), sha512: hexOf('sha512', 'other\n'), gitTree: 'ab' };
    const envelope = envelopeOf(statementOf([{ name: 'a.log', digest }]), [p256]);
    const verdict = await judge({ 'a.log': 'first\n', 'x.dsse': envelope }, { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['fail dsse-subject a.log']);
  });

  it('are not verifiable when the digests are weak or unknown, never failed', async () => {
    const digest = { sha1: hexOf('sha1', 'first\n'), gitTree: 'ab' };
    const envelope = envelopeOf(statementOf([{ name: 'a.log', digest }]), [p256]);
    const verdict = await judge({ 'a.log': 'first\n', 'x.dsse': envelope }, { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['unknown dsse-subject a.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('name subjects that are not here, and files that are no subject', async () => {
    const envelope = envelopeOf(statementOf([subjectOf('a.log'), subjectOf('z.log', 'z')]), [p256]);
    const verdict = await judge(folder(envelope), { publicKeys: keysOf(p256) });
    expect(complaints(verdict)).toEqual(['warning dsse-absent x.dsse.json', 'unknown dsse-other b.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('are never verified by an envelope that is about none of them', async () => {
    const envelope = envelopeOf(statementOf([subjectOf('z.log', 'z')]), [p256]);
    const verdict = await judge({ 'x.dsse': envelope }, { publicKeys: keysOf(p256) });
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it.each([
    ['of another kind', 'text', 'text/plain'],
    ['of a later in-toto', statementOf([subjectOf('a.log')], 'https://in-toto.io/Statement/v2'), inToto],
    ['that is no JSON', '{', inToto],
    ['with a name twice', '{"_type":"a","_type":"b"}', inToto],
    ['without subjects', statementOf([]), inToto],
    ['with a subject without digests', statementOf([{ name: 'a.log', digest: {} }]), inToto],
    ['with a digest that is none', statementOf([{ name: 'a.log', digest: { sha256: 'xyz' } }]), inToto],
    ['that is an array', '[]', inToto],
    [
      'without a predicate type',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"ab"}}]}',
      inToto,
    ],
    ['with a subject that is a text', statementOf(['a.log' as unknown as object]), inToto],
  ])('are not verifiable by a payload %s, never failed', async (_what, payload, type) => {
    const verdict = await judge(folder(envelopeOf(payload, [p256], { type })), { publicKeys: keysOf(p256) });
    expect(complaints(verdict)[0]).toBe('unknown dsse-statement x.dsse.json');
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it.each([
    ['no JSON', 'x'],
    ['an array', '[]'],
    ['deep', '['.repeat(100_000)],
    ['twice the same name', '{"payload":"","payload":""}'],
    ['without a type', envelopeOf(both, [p256]).replace('payloadType', 'payloadTyp')],
    ['without signatures', envelopeOf(both, [])],
    [
      'with a payload that is no base64',
      JSON.stringify({ ...JSON.parse(envelopeOf(both, [p256])), payload: '*' }),
    ],
    [
      'with a signature that is no base64',
      JSON.stringify({ ...JSON.parse(envelopeOf(both, [p256])), signatures: [{ sig: '=' }] }),
    ],
    [
      'with a signature that is a text',
      JSON.stringify({ ...JSON.parse(envelopeOf(both, [p256])), signatures: ['YQ=='] }),
    ],
    [
      'with a thousand signatures',
      JSON.stringify({
        ...JSON.parse(envelopeOf(both, [p256])),
        signatures: new Array(1000).fill({ sig: 'YQ==' }),
      }),
    ],
  ])('are broken by an envelope that is %s', async (_what, envelope) => {
    const verdict = await judge(folder(envelope), { publicKeys: keysOf(p256) });
    expect(complaints(verdict)[0]).toBe('fail dsse-form x.dsse.json');
  });

  it('are not verifiable by an envelope that is larger than is read', async () => {
    const maxima = { ...limits, smallMemberBytes: 100 };
    const verdict = await judge(folder(envelopeOf(both, [p256])), { publicKeys: keysOf(p256) }, maxima);
    expect(complaints(verdict)[0]).toBe('unknown dsse-form x.dsse.json');
  });

  it('are verified by the command line, beside the envelope or by name', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('a.log'), 'first\n');
    writeFileSync(bench.path('a.log.dsse'), envelopeOf(statementOf([subjectOf('a.log')]), [p384]));
    writeFileSync(bench.path('x.dsse'), envelopeOf(both, [p384]));
    writeFileSync(bench.path('b.log'), 'second\n');
    writeFileSync(bench.path('key.pem'), pemOf(p384));
    const key = ['--key', bench.path('key.pem')];
    expect((await bench.run(['verify', bench.path('a.log.dsse'), ...key])).code).toBe(0);
    const named = ['--file', bench.path('a.log'), '--file', bench.path('b.log')];
    expect((await bench.run(['verify', bench.path('x.dsse'), ...named, ...key])).code).toBe(0);
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    writeFileSync(bench.path('weak.pem'), pemOf(weak));
    const refused = await bench.run(['verify', bench.path('x.dsse'), '--key', bench.path('weak.pem')]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('RSA with 1024 bits') });
  });
});

describe('What an envelope signs', () => {
  it('is the example of the DSSE protocol', () => {
    const envelope = {
      payloadType: 'http://example.com/HelloWorld',
      payload: Buffer.from('hello world'),
      signatures: [],
    };
    expect(Buffer.from(preAuthEncoding(envelope)).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters', () => {
    const envelope = { payloadType: 'é', payload: new Uint8Array(0), signatures: [] };
    expect(Buffer.from(preAuthEncoding(envelope)).toString()).toBe('DSSEv1 2 é 0 ');
  });
});

describe('Base64 of either alphabet', () => {
  it.each(['+/+/', '-_-_', 'YQ==', 'YQ', '-w==', '-w', ''])('reads %s', (text) => {
    expect(Buffer.from(parseAnyBase64(text) ?? 'x')).toEqual(Buffer.from(text, 'base64'));
  });

  it.each(['+_', 'YR==', 'Y', 'YQ=', 'YQ===', 'Y Q=', '='])('refuses %s', (text) => {
    expect(parseAnyBase64(text)).toBeNull();
  });

  it('gives other bytes for every other text', () => {
    const digest = createHash('sha256').update('x').digest('base64');
    expect(parseAnyBase64(digest.replace(/.=$/, 'B='))).toBeNull();
  });
});
