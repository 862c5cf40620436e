import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawNode } from '../cli/platform/inflate.ts';
import { makeAllSampleMembers, sampleVariants, zipSample } from '../shared/samples/sample-bundles.ts';
import { sampleOrigin, sampleTrustedKeys } from '../shared/samples/sample-keys.ts';
import { makeSampleReport } from './make-sample-report.ts';

/** What the bytes of a sample depend on. Node is not in it: another zlib may deflate otherwise, which proves nothing. */
const sources = ['adapters', 'archive', 'bundle', 'bytes', 'chain', 'crypto', 'json', 'samples'];
/** For `vouch verify --vkey`, which takes a file. */
const logKeyFile = 'log.vkey';
const stampLabel = 'Made by the generator with digest ';

/** `npm run samples`: writes the sample bundles and their fingerprints, unless those of this very generator are there. */
export async function main(args: readonly string[]): Promise<number> {
  const root = process.cwd();
  const folder = join(root, args[0] ?? 'samples');
  const stamp = digestGenerator(root);
  if (isUpToDate(folder, stamp)) {
    const isMade = await makeSampleReport(root, folder);
    console.log(isMade ? 'samples: made the report' : 'samples: up to date');
    return 0;
  }
  const started = performance.now();
  mkdirSync(folder, { recursive: true });
  // The fingerprints carry the stamp and are written last, so their presence means that all bundles are whole.
  const fingerprintsFile = join(folder, 'FINGERPRINTS.txt');
  rmSync(fingerprintsFile, { force: true });
  const digests = new Map<string, string>();
  for await (const [variant, members] of makeAllSampleMembers()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipSample(members, deflateRawNode)) chunks.push(chunk);
    const file = Buffer.concat(chunks);
    writeFileSync(join(folder, variant.fileName), file);
    digests.set(variant.fileName, createHash('sha256').update(file).digest('hex'));
  }
  for (const { role, publicKey } of sampleTrustedKeys()) {
    if (role === 'log') writeFileSync(join(folder, logKeyFile), `${publicKey}\n`);
  }
  writeFileSync(fingerprintsFile, renderFingerprints(digests, stamp));
  await makeSampleReport(root, folder);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`samples: made ${sampleVariants.length} bundles and a report in ${seconds} s`);
  return 0;
}

function isUpToDate(folder: string, stamp: string): boolean {
  const file = join(folder, 'FINGERPRINTS.txt');
  if (!existsSync(file) || !readFileSync(file, 'utf8').endsWith(`${stampLabel}${stamp}\n`)) return false;
  const names = [logKeyFile, ...sampleVariants.map(({ fileName }) => fileName)];
  return names.every((name) => existsSync(join(folder, name)));
}

function digestGenerator(root: string): string {
  const digest = createHash('sha256');
  for (const folder of sources) {
    const names = readdirSync(join(root, 'shared', folder)).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) {
      const bytes = readFileSync(join(root, 'shared', folder, name));
      digest.update(`${folder}/${name}\n${bytes.length}\n`).update(bytes);
    }
  }
  return digest.digest('hex');
}

function renderFingerprints(digests: ReadonlyMap<string, string>, stamp: string): string {
  const keys = sampleTrustedKeys().map(
    ({ role, publicKey, fingerprint }) => `${role} key\n  ${publicKey}\n  fingerprint ${fingerprint}\n`,
  );
  const files = sampleVariants.map(
    ({ fileName, whatWasDone }) =>
      `${fileName}\n  ${whatWasDone}\n  sha256 ${digests.get(fileName) ?? 'unknown'}\n`,
  );
  return [
    'Keys for demonstration only. Their seeds are public: anybody can sign with them.\n',
    `origin\n  ${sampleOrigin}\n`,
    ...keys,
    ...files,
    `${stampLabel}${stamp}\n`,
  ].join('\n');
}
