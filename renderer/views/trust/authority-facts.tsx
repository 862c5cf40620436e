import type { ShownAuthority } from '../../../shared/case/shown-authority.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import type { Fact } from '../common/facts.tsx';
import { windowWords } from './window-words.ts';

/** A subject may be as long as a certificate; nobody compares by it, and the fingerprint stands beside it whole. */
const nameLimit = 300;

/** What a certificate says of itself: words of whoever wrote it, and drawn as such. */
export function certificateFacts({ name, issuer, notBefore, notAfter }: ShownAuthority): readonly Fact[] {
  return [
    { name: authorityText.subject, value: <EvidenceText text={name} limit={nameLimit} /> },
    { name: authorityText.issuer, value: <EvidenceText text={issuer} limit={nameLimit} /> },
    { name: authorityText.valid, value: windowWords({ validAfter: notBefore, validBefore: notAfter }) },
  ];
}
