import { renderUtcTime } from '../../adapters/utc-time.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import type { UnixMillis } from '../../bytes/units.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { checkCertificatePath } from '../../certificates/certificate-path.ts';
import { checkSignature } from '../../certificates/check-signature.ts';
import type { PathRefusal } from '../../certificates/path-rules.ts';
import {
  type CertificateTimestamp,
  certificateTimestampMessage,
  readCertificateTimestamps,
} from '../../certificates/sct.ts';
import { failed, passed, type StepAnswer, undecided, worstOf } from './sigstore-answer.ts';
import { countsAt, type SigstoreTrustRoot } from './sigstore-trust-root.ts';

export interface CertificateAnswer {
  /** Whether an authority of the trust root vouches for the certificate at every time that is proven. */
  readonly path: StepAnswer;
  /** Whether a certificate log of the trust root promised to publish it. */
  readonly published: StepAnswer;
}

/** Judges the certificate at the times that logs and time authorities prove; never at the time of the run. */
export function checkSigningCertificate(
  certificate: Certificate,
  times: readonly UnixMillis[],
  root: SigstoreTrustRoot,
): CertificateAnswer {
  const found = times.map((time) => findPath(certificate, time, root));
  const issuer = found.flatMap(({ issuer: each }) => each ?? [])[0];
  return {
    path: worstOf(
      found.map(({ answer }) => answer),
      undecided('No time is proven at which the certificate could be judged.'),
    ),
    published:
      issuer === undefined
        ? undecided('The log of the certificate cannot be judged, because its issuer is not known.')
        : checkPublished(certificate, issuer, root),
  };
}

interface FoundPath {
  readonly answer: StepAnswer;
  readonly issuer: Certificate | null;
}

function findPath(
  leaf: Certificate,
  at: UnixMillis,
  { certificateAuthorities }: SigstoreTrustRoot,
): FoundPath {
  const refusals: PathRefusal[] = [];
  for (const { chain } of certificateAuthorities.filter((authority) => countsAt(authority, at))) {
    const order = { leaf, intermediates: chain.slice(0, -1), pinned: chain.slice(-1), at };
    const answer = checkCertificatePath({ ...order, purpose: 'code-signing' });
    if (answer.kind === 'refused') {
      refusals.push(answer);
      continue;
    }
    const statement = `An authority of the trust root issued the certificate, which was valid at the proven time ${renderUtcTime(at)}.`;
    return { answer: passed(statement), issuer: answer.path[1] ?? null };
  }
  const refusal = refusals.find(({ code }) => code !== 'not-pinned') ?? refusals[0];
  if (refusal === undefined) {
    return { answer: undecided('No authority of the trust root counted at the proven time.'), issuer: null };
  }
  return {
    answer: { outcome: isOpen(refusal) ? 'unknown' : 'fail', statement: refusal.statement },
    issuer: null,
  };
}

/** What another verifier may decide, or a larger trust root. */
function isOpen({ code }: PathRefusal): boolean {
  switch (code) {
    case 'not-pinned':
    case 'critical-extension':
    case 'name-constraints':
    case 'signature-unsupported':
    case 'too-many-certificates':
      return true;
    case 'not-yet-valid':
    case 'expired':
    case 'not-an-authority':
    case 'path-too-long':
    case 'usage':
    case 'purpose':
    case 'signature-invalid':
      return false;
  }
}

function checkPublished(
  certificate: Certificate,
  issuer: Certificate,
  { certificateLogs }: SigstoreTrustRoot,
): StepAnswer {
  const read = tryParse(() => readCertificateTimestamps(certificate));
  if (read.kind === 'error') return failed(read.error.message);
  const answers = read.value.flatMap((timestamp) => {
    const log = certificateLogs.find(
      (each) => equalBytes(each.logId, timestamp.logId) && countsAt(each, timestamp.time),
    );
    return log === undefined ? [] : [checkTimestamp(certificate, issuer, timestamp, log.publicKey)];
  });
  return worstOf(
    answers,
    undecided('The certificate has no timestamp of a certificate log in the trust root.'),
  );
}

function checkTimestamp(
  certificate: Certificate,
  issuer: Certificate,
  timestamp: CertificateTimestamp,
  key: Certificate['publicKey'],
): StepAnswer {
  const message = certificateTimestampMessage(certificate, issuer.spkiBytes, timestamp);
  const answer = checkSignature(timestamp.algorithm, key, message, timestamp.signature);
  switch (answer.kind) {
    case 'valid':
      return passed('A certificate log of the trust root promised to publish the certificate.');
    case 'invalid':
      return failed('The timestamp in the certificate is not what the certificate log signed.');
    case 'unsupported':
      return undecided(`The certificate log signs with ${answer.name}.`);
  }
}
