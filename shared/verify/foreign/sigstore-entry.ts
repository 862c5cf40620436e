import type { LogEntry, SigstoreBundle } from '../../bundle/formats/sigstore-bundle.ts';
import { parseBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { toHex } from '../../bytes/hex.ts';
import { quote } from '../../bytes/quote.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { parseArmor } from '../../crypto/armor.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { JsonValue } from '../../json/json-value.ts';
import { parseStrictJson } from '../../json/parse-json.ts';
import { resolvePointer } from '../../json/pointer.ts';
import { failed, passed, type StepAnswer, undecided, worstOf } from './sigstore-answer.ts';

/** What the entry of a log must speak of, so that its proof is one for this bundle. */
export interface SpokenOf {
  /** The certificate in DER, or SubjectPublicKeyInfo of the key. */
  readonly signer: Uint8Array;
  /** Digests of the file, in hexadecimal digits; empty when neither the file nor a digest of it is there. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Every entry must be about this very signature, signer and digest: a genuine entry about others proves nothing of them. */
export function checkEntryBodies({ entries, content }: SigstoreBundle, spokenOf: SpokenOf): StepAnswer {
  return worstOf(
    entries.map((entry) => checkBody(entry, content, spokenOf)),
    undecided('The bundle names no entry of a log.'),
  );
}

function checkBody(entry: LogEntry, content: SigstoreBundle['content'], spokenOf: SpokenOf): StepAnswer {
  const parsed = tryParse(() => parseStrictJson(entry.body));
  if (parsed.kind === 'error') return failed(`The entry of the log cannot be read: ${parsed.error.message}`);
  const body = parsed.value;
  const stated = `${resolvePointer(body, '/kind')} ${resolvePointer(body, '/apiVersion')}`;
  if (stated !== entry.kind) return failed('The entry of the log is of another kind than the bundle says.');
  const read = readers.get(stated);
  if (read === undefined) return undecided(`An entry of the kind ${quote(stated)} is not read here.`);
  return compare(read(body), content, spokenOf);
}

/** What an entry is about, in whichever form its kind writes that. */
interface EntryFacts {
  readonly about: SigstoreBundle['content']['kind'];
  readonly algorithm: string | null;
  /** Of the file or the payload, in hexadecimal digits. */
  readonly digest: string | null;
  /** Null unless there is exactly one. */
  readonly signature: Uint8Array | null;
  /** Certificate or key in DER. */
  readonly signers: readonly Uint8Array[];
}

type EntryReader = (body: JsonValue) => EntryFacts;

/** Rekor 1 writes 0.0.1 with digests in hexadecimal digits and signers in PEM, Rekor 2 writes 0.0.2 with bytes in base64. */
const readers: ReadonlyMap<string, EntryReader> = new Map<string, EntryReader>([
  [
    'hashedrekord 0.0.1',
    (body) => ({
      about: 'message',
      algorithm: textAt(body, '/spec/data/hash/algorithm'),
      digest: textAt(body, '/spec/data/hash/value'),
      signature: bytesAt(body, '/spec/signature/content'),
      signers: armoredAt(body, '/spec/signature/publicKey/content'),
    }),
  ],
  [
    // The digest of the whole envelope is over one spelling of it, which is not kept; all of its parts are compared.
    'dsse 0.0.1',
    (body) => ({
      about: 'envelope',
      algorithm: textAt(body, '/spec/payloadHash/algorithm'),
      digest: textAt(body, '/spec/payloadHash/value'),
      signature: onlyOne(body, '/spec/signatures') ? bytesAt(body, '/spec/signatures/0/signature') : null,
      signers: armoredAt(body, '/spec/signatures/0/verifier'),
    }),
  ],
  [
    'hashedrekord 0.0.2',
    (body) => ({
      about: 'message',
      ...digestAt(body, '/spec/hashedRekordV002/data'),
      signature: bytesAt(body, '/spec/hashedRekordV002/signature/content'),
      signers: verifierAt(body, '/spec/hashedRekordV002/signature/verifier'),
    }),
  ],
  [
    'dsse 0.0.2',
    (body) => ({
      about: 'envelope',
      ...digestAt(body, '/spec/dsseV002/payloadHash'),
      signature: onlyOne(body, '/spec/dsseV002/signatures')
        ? bytesAt(body, '/spec/dsseV002/signatures/0/content')
        : null,
      signers: verifierAt(body, '/spec/dsseV002/signatures/0/verifier'),
    }),
  ],
]);

function compare(
  { about, algorithm, digest, signature, signers }: EntryFacts,
  content: SigstoreBundle['content'],
  { signer, digests }: SpokenOf,
): StepAnswer {
  if (about !== content.kind)
    return failed('The entry of the log is about a file, and the bundle is not, or the other way round.');
  const known =
    content.kind === 'envelope' ? new Map([['sha256', toHex(sha256(content.envelope.payload))]]) : digests;
  const expected = known.get(algorithm ?? '');
  if (expected === undefined) return undecided('The digest in the entry of the log cannot be compared.');
  if (digest !== expected) return failed('The entry of the log is about another file or payload.');
  if (signature === null || !equalBytes(signature, content.signature)) {
    return failed('The entry of the log is about another signature, or about several.');
  }
  return signers.some((each) => equalBytes(each, signer))
    ? passed('The entry of the log is about this file or payload, signature and signer.')
    : failed('The entry of the log is about another signer.');
}

function textAt(body: JsonValue, pointer: string): string | null {
  const value = resolvePointer(body, pointer);
  return typeof value === 'string' ? value : null;
}

function bytesAt(body: JsonValue, pointer: string): Uint8Array | null {
  return parseBase64(textAt(body, pointer) ?? '*');
}

function onlyOne(body: JsonValue, pointer: string): boolean {
  const value = resolvePointer(body, pointer);
  return Array.isArray(value) && value.length === 1;
}

/** Base64 of PEM. */
function armoredAt(body: JsonValue, pointer: string): readonly Uint8Array[] {
  const bytes = bytesAt(body, pointer) ?? new Uint8Array(0);
  return ['CERTIFICATE', 'PUBLIC KEY'].flatMap((label) => {
    const der = tryParse(() => parseArmor(decodeUtf8(bytes), label, 'key'));
    return der.kind === 'value' ? [der.value] : [];
  });
}

function digestAt(body: JsonValue, pointer: string): Pick<EntryFacts, 'algorithm' | 'digest'> {
  const bytes = bytesAt(body, `${pointer}/digest`);
  return {
    algorithm: protobufDigests.get(textAt(body, `${pointer}/algorithm`) ?? '') ?? null,
    digest: bytes === null ? null : toHex(bytes),
  };
}

const protobufDigests: ReadonlyMap<string, string> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);

function verifierAt(body: JsonValue, pointer: string): readonly Uint8Array[] {
  return ['x509Certificate', 'publicKey'].flatMap(
    (kind) => bytesAt(body, `${pointer}/${kind}/rawBytes`) ?? [],
  );
}
