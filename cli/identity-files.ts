import { BugError } from '../shared/bytes/errors.ts';
import { renderCertificatePem } from '../shared/certificates/certificate-pem.ts';
import { parseCertificate } from '../shared/certificates/parse-certificate.ts';
import { identityNameProblem, makeIdentity } from '../shared/identity/identity.ts';
import { sealIdentity } from '../shared/identity/identity-file.ts';
import { passphraseProblem } from '../shared/identity/passphrase.ts';
import { reportNamespace } from '../shared/report/signatures/signature-names.ts';
import type { MadeKey } from './made-key.ts';
import { UsageError } from './options.ts';
import { nodePassphrases } from './platform/passphrases.ts';
import type { CommandContext } from './run-command.ts';

const secretBytes = 32;

/** The key of a person who signs reports, as the window makes it: it can be restored there, and openssl opens it. */
export async function makeIdentityFiles(
  name: string,
  passphrase: string,
  { randomBytes, now }: Pick<CommandContext, 'randomBytes' | 'now'>,
): Promise<MadeKey> {
  const problem = identityNameProblem(name) ?? passphraseProblem(passphrase);
  if (problem !== null) throw new UsageError(problem);
  // Of all draws of 32 bytes, one in four billion is no key.
  const draw = () => makeIdentity(name.trim(), randomBytes(secretBytes), now());
  const identity = draw() ?? draw();
  if (identity === null) throw new BugError('No key could be drawn.');
  return {
    files: [
      {
        name: 'identity.pem',
        text: await sealIdentity(identity, passphrase, nodePassphrases),
        isSecret: true,
      },
      {
        name: 'identity.cert.pem',
        text: renderCertificatePem(parseCertificate(identity.certificate)),
        isSecret: false,
      },
      {
        name: 'reviewers.allowed_signers',
        text: `${principalOf(name)} namespaces="${reportNamespace}" ${identity.sshPublicKey}\n`,
        isSecret: false,
      },
    ],
    publicKey: identity.sshPublicKey,
    fingerprint: identity.fingerprint,
  };
}

/** allowed_signers separates by spaces and commas and knows wildcards; whose key it is says the certificate. */
function principalOf(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9@._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'signer' : plain;
}
