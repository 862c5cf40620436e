import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import {
  parseSigstoreTrustRoot,
  type SigstoreTrustRoot,
} from '../../shared/verify/foreign/sigstore-trust-root.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'sigstore');

/** The artifact of the Sigstore conformance suite that all of its bundles are about. */
export const artifact =
  'DO NOT MODIFY ME!\n\nthis is "a.txt", a sample input for sigstore-conformance\'s test suite.\n\nDO NOT MODIFY ME!\n';

/** Whom the certificates of the suite name. */
export const suiteIdentity = {
  identity:
    'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main',
  issuer: 'https://token.actions.githubusercontent.com',
};

/** The trust root of the public Sigstore: beside the vectors, or the one that npm brings along to verify packages. */
const trustRootText = findTrustRoot();

export function publicTrustRoot(): SigstoreTrustRoot {
  return parseSigstoreTrustRoot(encodeUtf8(trustRootText ?? '{}'));
}

/** Without both, the tests are skipped. */
export const hasSigstoreVectors = existsSync(folder) && trustRootText !== null;

export const vectorNames: readonly string[] = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bundle.sigstore.json')))
  : [];

export function bundleOf(name: string): string {
  return readFileSync(join(folder, name, 'bundle.sigstore.json'), 'utf8');
}

/** The public key of a vector that was signed with a key; null for one with a certificate. */
export function keyOf(name: string): string | null {
  const path = join(folder, name, 'key.pub');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function findTrustRoot(): string | null {
  const beside = join(folder, 'trusted_root.json');
  if (existsSync(beside)) return readFileSync(beside, 'utf8');
  const seeds = join(
    dirname(process.execPath),
    '../lib/node_modules/npm/node_modules/@sigstore/tuf/seeds.json',
  );
  if (!existsSync(seeds)) return null;
  const repositories: unknown = JSON.parse(readFileSync(seeds, 'utf8'));
  // A file of npm, not evidence: a wrong shape fails the tests.
  const [first] = Object.values(repositories as Record<string, { targets: Record<string, string> }>);
  const root = first?.targets['trusted_root.json'];
  return root === undefined ? null : Buffer.from(root, 'base64').toString();
}
