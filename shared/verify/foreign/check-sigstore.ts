import type { SigstoreBundle } from '../../bundle/formats/sigstore-bundle.ts';
import type { SigstoreFile, SigstoreObservation } from '../../bundle/formats/sigstore-files.ts';
import { parseBase64, toBase64 } from '../../bytes/base64.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { PublicKey } from '../../certificates/public-key-pem.ts';
import { sha256 } from '../../crypto/digest.ts';
import type { CheckResult } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { checkSigstoreFiles, filesOf } from './check-sigstore-files.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';
import { outcomeOfUnread, resultAt } from './result-at.ts';
import { type StepAnswer, undecided, worstOf } from './sigstore-answer.ts';
import { checkSigningCertificate } from './sigstore-certificate.ts';
import { checkEntryBodies } from './sigstore-entry.ts';
import { checkIdentity } from './sigstore-identity.ts';
import { checkLogEntries } from './sigstore-log.ts';
import { checkBundleSignature, type FileDigests, knownDigests } from './sigstore-signature.ts';
import { checkSignatureStamp } from './sigstore-time.ts';
import type { SigstoreTrustRoot } from './sigstore-trust-root.ts';

/** What must have passed follows from how the bundles were signed: with certificates, with keys, or with both. */
export function sigstoreRules({ bundles }: SigstoreObservation): ForeignRules {
  const signers = new Set(
    bundles.flatMap(({ read }) => (read.kind === 'value' ? [read.value.bundle.signer.kind] : [])),
  );
  return {
    needed: [
      'sigstore-form',
      'sigstore-file',
      'sigstore-signature',
      'sigstore-log',
      'sigstore-entry',
      ...(signers.has('key') ? (['sigstore-key'] as const) : []),
      ...(signers.has('certificate')
        ? (['sigstore-certificate', 'sigstore-published', 'sigstore-identity'] as const)
        : []),
    ],
    unsigned: null,
    untrusted: signers.has('certificate') ? 'sigstore-identity' : 'sigstore-key',
    weak: null,
    provenTime: 'sigstore-certificate',
    words: {
      trusted: 'the signer is the one whom this run expects, by the trust root that was named for it',
      complete: 'which files there should be is not known',
    },
  };
}

/** Whether the files are those that were signed, by whom, and what the logs of the trust root say of it. */
export function checkSigstore(observation: SigstoreObservation, trust: ForeignTrust): readonly CheckResult[] {
  const { bundles, files } = observation;
  const covered = new Set(
    bundles.flatMap(({ read }) => (read.kind === 'value' ? filesOf(read.value.about, files) : [])),
  );
  const others = [...files.keys()].filter((path) => !covered.has(path));
  return [
    ...bundles.flatMap((file) => checkBundle(file, observation, trust)),
    ...showFirst(
      others.map((path) =>
        resultAt(
          { code: 'sigstore-other', axis: 'bytes' },
          'unknown',
          path,
          `No bundle is about ${path}, so nothing vouches for it.`,
        ),
      ),
    ),
  ];
}

const form = { code: 'sigstore-form', axis: 'bytes' } as const;

function checkBundle(
  { member, read }: SigstoreFile,
  { files }: SigstoreObservation,
  trust: ForeignTrust,
): readonly CheckResult[] {
  if (read.kind === 'error') {
    const { error } = read;
    return [resultAt(form, outcomeOfUnread(error), member, `${member} cannot be read: ${error.message}`)];
  }
  const { bundle, about } = read.value;
  const { version, entries, content } = bundle;
  const logged = countOf(entries.length, 'entry', 'entries');
  const subject = about.kind === 'file' ? about.path : null;
  // A bundle may lie beside another one and be about it; of a bundle, no digest was taken.
  const ofFile = subject === null ? null : (files.get(subject)?.digests ?? null);
  return [
    resultAt(form, 'pass', member, `${member} is a Sigstore bundle ${version} with ${logged} of a log.`),
    ...checkSigstoreFiles(member, about, files),
    ...checkSigner(member, bundle, knownDigests(content, ofFile), trust),
  ];
}

function checkSigner(
  member: string,
  bundle: SigstoreBundle,
  digests: FileDigests,
  trust: ForeignTrust,
): readonly CheckResult[] {
  const { signer, content } = bundle;
  if (signer.kind === 'certificate') {
    const { certificate } = signer;
    return [
      toResult('sigstore-signature', member, checkBundleSignature(content, certificate.publicKey, digests)),
      ...checkRoot(member, bundle, { signer: certificate.bytes, digests }, certificate, trust.sigstoreRoot),
      toResult('sigstore-identity', member, checkIdentity(certificate, trust.sigstoreIdentity)),
    ];
  }
  const chosen = chooseKey(signer.hint, content, digests, trust.publicKeys);
  const spokenOf = { signer: chosen.key?.spkiBytes ?? new Uint8Array(0), digests };
  return [
    toResult('sigstore-key', member, chosen.answer),
    ...(chosen.key === null
      ? []
      : [
          toResult(
            'sigstore-signature',
            member,
            checkBundleSignature(content, chosen.key.publicKey, digests),
          ),
          ...checkRoot(member, bundle, spokenOf, null, trust.sigstoreRoot),
        ]),
  ];
}

/** The bundle does not hold its key. The one that made the signature is it; when none did, the first is said to have failed. */
function chooseKey(
  hint: string,
  content: SigstoreBundle['content'],
  digests: FileDigests,
  keys: readonly PublicKey[],
): { readonly key: PublicKey | null; readonly answer: StepAnswer } {
  const made = keys.find(
    ({ publicKey }) => checkBundleSignature(content, publicKey, digests).outcome === 'pass',
  );
  const key = made ?? keys[0] ?? null;
  if (key === null)
    return { key, answer: undecided('The bundle is signed with a key, and none was named for this run.') };
  // By custom the hint is the digest of the key. One that is the digest of another key contradicts the signature.
  const isOther = parseBase64(hint)?.length === 32 && hint !== toBase64(sha256(key.spkiBytes));
  return {
    key,
    answer: isOther
      ? undecided('The bundle hints at another key than the one that was named for this run.')
      : { outcome: 'pass', statement: 'The key was named for this run.' },
  };
}

function checkRoot(
  member: string,
  bundle: SigstoreBundle,
  spokenOf: Parameters<typeof checkEntryBodies>[1],
  certificate: Certificate | null,
  root: SigstoreTrustRoot | null,
): readonly CheckResult[] {
  if (root === null) {
    return [
      toResult(
        'sigstore-log',
        member,
        undecided('No trust root was named for this run, so no log can be asked.'),
      ),
    ];
  }
  const log = checkLogEntries(bundle, root);
  const stamps =
    root.timeAuthorities.length === 0
      ? []
      : bundle.timestamps.map((token) => checkSignatureStamp(token, bundle.content.signature, root));
  const times = [...log.times, ...stamps.flatMap(({ time }) => time ?? [])];
  const judged = certificate === null ? null : checkSigningCertificate(certificate, times, root);
  return [
    toResult('sigstore-log', member, log.answer),
    toResult('sigstore-entry', member, checkEntryBodies(bundle, spokenOf)),
    ...(stamps.length === 0
      ? []
      : [
          toResult(
            'sigstore-stamp',
            member,
            worstOf(
              stamps.map(({ answer }) => answer),
              undecided(''),
            ),
          ),
        ]),
    ...(judged === null
      ? []
      : [
          toResult('sigstore-certificate', member, judged.path),
          toResult('sigstore-published', member, judged.published),
        ]),
  ];
}

type SignerCode = Extract<CheckResult['code'], `sigstore-${string}`>;

function toResult(code: SignerCode, member: string, { outcome, statement }: StepAnswer): CheckResult {
  return resultAt({ code, axis: 'signer' }, outcome, member, statement);
}
