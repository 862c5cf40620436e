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
  if (stated === 'hashedrekord 0.0.1') return checkHashed(body, content, spokenOf);
  if (stated === 'dsse 0.0.1') return checkDsseEntry(body, content, spokenOf);
  return undecided(`An entry of the kind ${quote(stated)} is not read here.`);
}

function checkHashed(
  body: JsonValue,
  content: SigstoreBundle['content'],
  { signer, digests }: SpokenOf,
): StepAnswer {
  if (content.kind !== 'message')
    return failed('The entry of the log is about a file, the bundle about an envelope.');
  const algorithm = resolvePointer(body, '/spec/data/hash/algorithm');
  const expected = typeof algorithm === 'string' ? digests.get(algorithm) : undefined;
  if (expected === undefined) return undecided('The digest in the entry of the log cannot be compared.');
  if (resolvePointer(body, '/spec/data/hash/value') !== expected) {
    return failed('The entry of the log is about a file with another digest.');
  }
  if (!isBytes(resolvePointer(body, '/spec/signature/content'), content.signature)) {
    return failed('The entry of the log is about another signature.');
  }
  return isArmored(resolvePointer(body, '/spec/signature/publicKey/content'), signer)
    ? passed('The entry of the log is about this file, signature and signer.')
    : failed('The entry of the log is about another signer.');
}

/** The digest of the envelope is over one spelling of it, which is not kept; all of its parts are compared instead. */
function checkDsseEntry(
  body: JsonValue,
  content: SigstoreBundle['content'],
  { signer }: SpokenOf,
): StepAnswer {
  if (content.kind !== 'envelope')
    return failed('The entry of the log is about an envelope, the bundle about a file.');
  const signatures = resolvePointer(body, '/spec/signatures');
  const isSha256 = resolvePointer(body, '/spec/payloadHash/algorithm') === 'sha256';
  if (
    !isSha256 ||
    resolvePointer(body, '/spec/payloadHash/value') !== toHex(sha256(content.envelope.payload))
  ) {
    return failed('The entry of the log is about another payload.');
  }
  if (!Array.isArray(signatures) || signatures.length !== 1) {
    return failed('The entry of the log is about another number of signatures.');
  }
  if (!isBytes(resolvePointer(body, '/spec/signatures/0/signature'), content.signature)) {
    return failed('The entry of the log is about another signature.');
  }
  return isArmored(resolvePointer(body, '/spec/signatures/0/verifier'), signer)
    ? passed('The entry of the log is about this payload, signature and signer.')
    : failed('The entry of the log is about another signer.');
}

function isBytes(value: JsonValue | undefined, expected: Uint8Array): boolean {
  const bytes = typeof value === 'string' ? parseBase64(value) : null;
  return bytes !== null && equalBytes(bytes, expected);
}

/** Base64 of PEM, as the logs write keys and certificates. */
function isArmored(value: JsonValue | undefined, expected: Uint8Array): boolean {
  const bytes = typeof value === 'string' ? parseBase64(value) : null;
  if (bytes === null) return false;
  return ['CERTIFICATE', 'PUBLIC KEY'].some((label) => {
    const der = tryParse(() => parseArmor(decodeUtf8(bytes), label, 'key'));
    return der.kind === 'value' && equalBytes(der.value, expected);
  });
}
