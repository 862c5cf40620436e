import { writeFileSync } from 'node:fs';
import { nodePassphrases } from '../../cli/platform/passphrases.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import { type Identity, makeIdentity } from '../../shared/identity/identity.ts';
import { sealIdentity } from '../../shared/identity/identity-file.ts';

const passphrase = 'correct horse battery staple';
const now = Date.UTC(2026, 0, 1);

/** A signing identity whose secret everybody knows. */
export function testIdentity(name: string, byte: number): Identity {
  const identity = makeIdentity(name, new Uint8Array(32).fill(byte), now);
  if (identity === null) throw new BugError('These bytes are no key.');
  return identity;
}

/** Writes the identity and its passphrase to two files. */
export async function writeTestIdentity(
  identity: Identity,
  pem: string,
  passphraseFile: string,
): Promise<void> {
  const scrypt = { cost: 2 ** 10, blockSize: 8, parallelization: 1 };
  writeFileSync(pem, await sealIdentity(identity, passphrase, nodePassphrases, scrypt));
  writeFileSync(passphraseFile, `${passphrase}\n`);
}
