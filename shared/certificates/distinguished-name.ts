import type { RelativeDistinguishedNames } from 'pkijs';

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

/** A name as bytes, and as `O=example, CN=authority` in the order of the certificate. */
export function toDistinguishedName(name: RelativeDistinguishedNames): DistinguishedName {
  const text = name.typesAndValues.map(({ type, value }) => {
    const spoken: unknown = value.valueBlock.value;
    return `${shortNames.get(type) ?? type}=${typeof spoken === 'string' ? spoken : '(not text)'}`;
  });
  return { bytes: new Uint8Array(name.valueBeforeDecode), text: text.join(', ') };
}
