import type { RelativeDistinguishedNames } from 'pkijs';
import { FormatError } from '../bytes/errors.ts';
import { type DerElement, derElements } from './der-elements.ts';

/** Who a certificate speaks of, in the issuer's words. */
export interface DistinguishedName {
  /** In DER. Names are compared as bytes: a spelling that only looks alike is another name. */
  readonly bytes: Uint8Array;
  /** For people, and text from evidence: quote it before it is shown. */
  readonly text: string;
}

/** RFC 4514 section 3, and what authorities use besides. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/**
 * A name as bytes, and as `O=example, CN=authority` in the order of the certificate. The library keeps the bytes of a
 * name without comparing them with what it understood. Throws FormatError `certificate` for one in another form.
 */
export function toDistinguishedName(name: RelativeDistinguishedNames): DistinguishedName {
  assertNameForm(new Uint8Array(name.valueBeforeDecode));
  const text = name.typesAndValues.map(({ type, value }) => {
    return `${shortNames.get(type) ?? type}=${value.valueBlock.value}`;
  });
  return { bytes: new Uint8Array(name.valueBeforeDecode), text: text.join(', ') };
}

const tags = { objectId: 0x06, sequence: 0x30, set: 0x31 } as const;

/** RFC 5280 section 4.1.2.4: a sequence of sets of pairs of a type and a text. */
function assertNameForm(bytes: Uint8Array): void {
  const parts = derElements(bytes).flatMap(({ content }) => derElements(content));
  const isForm = parts.every(({ tag, content }) => {
    const pairs = derElements(content);
    return tag === tags.set && pairs.length > 0 && pairs.every(isPair);
  });
  if (!isForm) throw new FormatError('certificate', 'A name in the certificate is not in its form.');
}

function isPair({ tag, content }: DerElement): boolean {
  const [type, ...values] = derElements(content);
  const isTyped = tag === tags.sequence && type?.tag === tags.objectId;
  return isTyped && values.length === 1 && values.every(isText);
}

function isText({ tag, content }: DerElement): boolean {
  const unit = stringUnits.get(tag);
  return unit !== undefined && content.length % unit === 0;
}

/** The kinds of text that a name may have (DirectoryString and IA5String), and the bytes that a character takes at least. */
const stringUnits: ReadonlyMap<number, number> = new Map([
  [0x0c, 1],
  [0x13, 1],
  [0x14, 1],
  [0x16, 1],
  [0x1c, 4],
  [0x1e, 2],
]);
