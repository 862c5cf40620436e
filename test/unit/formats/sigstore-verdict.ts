import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseSigstoreTrustRoot } from '../../../shared/verify/foreign/sigstore-trust-root.ts';
import {
  type BundleParts,
  bundleWith,
  type CertificateParts,
  expected,
  fileContent,
  fileSignature,
  hashedBody,
  logEntry,
  pemOf,
  type RootParts,
  signerCertificate,
  trustRootOf,
} from '../../support/small-sigstore.ts';
import { judge } from './folder.ts';

export const rootFrom = (parts: RootParts = {}) => parseSigstoreTrustRoot(encodeUtf8(trustRootOf(parts)));
export const trust = { sigstoreRoot: rootFrom(), sigstoreIdentity: expected };
export const place = 'a.log.sigstore.json';

/** Verdicts on bundles of the small Sigstore, with everything in order except for what a test puts in another way. */
export const verdictOn = (parts: BundleParts = {}, named = {}, file: Uint8Array = fileContent) =>
  judge({ 'a.log': file, [place]: bundleWith(parts) }, { ...trust, ...named });
export const withCertificate = (parts: CertificateParts, named = {}) =>
  verdictOn({ certificate: signerCertificate(parts) }, named);

export const genuineBody = hashedBody(fileContent, fileSignature, pemOf(signerCertificate(), 'CERTIFICATE'));
export const genuine = logEntry(genuineBody);
