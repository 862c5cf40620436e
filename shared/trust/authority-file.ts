import { renderCertificatePem } from '../certificates/certificate-pem.ts';
import { readTimeAuthority } from './time-authority.ts';
import type { TrustStore } from './trust-store.ts';

/** The time authorities that count as a file of certificates, as `openssl ts -verify -CAfile` reads it. */
export function renderAuthorityFile({ authorities }: Pick<TrustStore, 'authorities'>): string {
  return authorities
    .filter(({ revoked }) => revoked === null)
    .map(readTimeAuthority)
    .map((certificate) => (certificate === null ? '' : renderCertificatePem(certificate)))
    .join('');
}
