import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { Digest } from '../common/digest.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import type { Fact } from '../common/facts.tsx';
import { windowWords } from './window-words.ts';

/** A subject may be as long as a certificate; nobody compares by it, and the fingerprint stands beside it whole. */
const nameLimit = 300;

/**
 * What a certificate says of itself, in words of whoever wrote it and drawn as such; and its digest in the form in which
 * authorities publish it.
 */
export function certificateFacts(authority: ShownAuthority): readonly Fact[] {
  const { name, issuer, sha256, notBefore, notAfter } = authority;
  return [
    { name: authorityText.subject, value: <EvidenceText text={name} limit={nameLimit} /> },
    { name: authorityText.issuer, value: <EvidenceText text={issuer} limit={nameLimit} /> },
    { name: authorityText.valid, value: windowWords({ validAfter: notBefore, validBefore: notAfter }) },
    { name: authorityText.hexadecimal, value: <Digest hex={sha256} what={authorityText.fingerprint} /> },
  ];
}
