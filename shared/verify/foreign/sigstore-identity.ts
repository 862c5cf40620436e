import { quote } from '../../bytes/quote.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { assertDer } from '../../certificates/der.ts';
import { derElements } from '../../certificates/der-elements.ts';
import { passed, type StepAnswer, undecided } from './sigstore-answer.ts';

/** Whom a person expects: what the certificate must state, to the character, and who must have attested it. */
export interface SigstoreIdentity {
  readonly identity: string;
  readonly issuer: string;
}

/** Fulcio, "Sigstore OID information": the issuer as a string of DER, and in the older form as bare bytes. */
const issuerId = '1.3.6.1.4.1.57264.1.8';
const olderIssuerId = '1.3.6.1.4.1.57264.1.1';
const utf8StringTag = 0x0c;

/**
 * Shows whom the certificate names, and compares that with whom a person expects. Without an expectation a signer is only
 * shown: anybody can get a certificate for an identity of their own.
 */
export function checkIdentity(certificate: Certificate, expected: SigstoreIdentity | null): StepAnswer {
  const names = certificate.alternativeNames;
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    return undecided(`The certificate states ${names.length} identities; only one can be compared.`);
  }
  if (name.kind === 'other')
    return undecided('The identity in the certificate is of a kind that is not read here.');
  const issuer = readIssuer(certificate);
  if (issuer === null)
    return undecided('The certificate does not state in one way who attested the identity.');
  const stated = `${quoteWhole(name.text)}, attested by ${quoteWhole(issuer)}`;
  if (expected === null) {
    return undecided(`The signer is ${stated}; nobody said for this run who is expected.`);
  }
  return name.text === expected.identity && issuer === expected.issuer
    ? passed(`The signer is ${stated}, as expected.`)
    : undecided(`The signer is ${stated}, and not whom this run expects.`);
}

/** An identity is often longer than what `quote` shows, and its end decides: it is shown whole, in pieces of ASCII. */
function quoteWhole(text: string): string {
  const pieces = text.slice(0, 600).match(/[\s\S]{1,60}/g) ?? [''];
  const shown = pieces.map((piece) => quote(piece).slice(1, -1)).join('');
  return `"${shown}${text.length > 600 ? '...' : ''}"`;
}

/** Null when it is not there, cannot be read, or is stated twice in different ways. */
function readIssuer({ extensions }: Certificate): string | null {
  const current = extensions.find(({ id }) => id === issuerId);
  const older = extensions.find(({ id }) => id === olderIssuerId);
  const texts = [
    ...(current === undefined ? [] : [readUtf8String(current.value)]),
    ...(older === undefined ? [] : [readText(older.value)]),
  ];
  const [text = null] = texts;
  return texts.every((each) => each === text) ? text : null;
}

function readUtf8String(value: Uint8Array): string | null {
  const parsed = tryParse(() => {
    assertDer(value, 'certificate');
    const [element] = derElements(value);
    return element?.tag === utf8StringTag ? decodeUtf8(element.content) : null;
  });
  return parsed.kind === 'value' ? parsed.value : null;
}

function readText(value: Uint8Array): string | null {
  const parsed = tryParse(() => decodeUtf8(value));
  return parsed.kind === 'value' ? parsed.value : null;
}
