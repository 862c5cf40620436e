import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { patientCall } from '../cli/open-search.ts';
import { produceReport } from '../cli/produce-report.ts';
import { zipPack } from '../cli/report.ts';
import { openReportEvidence } from '../cli/report-evidence.ts';
import { parseOrderFile } from '../cli/report-order.ts';
import { BugError } from '../shared/bytes/errors.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import { sha256 } from '../shared/crypto/digest.ts';
import { makeIdentity } from '../shared/identity/identity.ts';
import { sampleTrustedKeys } from '../shared/samples/sample-keys.ts';
import { emptyTrustStore } from '../shared/trust/trust-store.ts';

/** What the bytes of the report depend on, besides the sample bundle: nearly everything that is no window. */
const sources = ['shared', 'cli', 'samples/report-order.json', 'package-lock.json'];
const stampFile = 'report/STAMP.txt';
/** If one is missing, all of them are made again. */
const made = [
  'report/report.json',
  'report/report.json.sig',
  'report/report.json.p7s',
  'report/report.html',
  'report/report.pdf',
  'acme-q3-report.evb.zip',
  'reviewers.allowed_signers',
];

/** The morning after the quarter of the sample. */
const producedAt = Date.UTC(2026, 9, 1, 8);

/**
 * Makes the sample report of the sample bundle in a folder, unless the one of these very sources is there; says whether it did.
 * The same bytes in every run, by a key that everybody has.
 */
export async function makeSampleReport(root: string, folder: string): Promise<boolean> {
  const stamp = digestSources(root);
  if (isUpToDate(folder, stamp)) return false;
  const seed = sha256(encodeUtf8('Vouch sample key, for demonstration only: auditor'));
  const identity = makeIdentity('A. Auditor (sample)', seed, producedAt);
  if (identity === null) throw new BugError('The seed of the sample auditor is no key.');
  const trust = { ...emptyTrustStore, keys: sampleTrustedKeys() };
  const evidence = await openReportEvidence(
    { paths: [join(folder, 'acme-q3.evb.zip')], trust, only: null, onStep() {} },
    {
      signal: new AbortController().signal,
      // Nobody chose the texts of the sample to be slow to find.
      randomBytes: (count) => new Uint8Array(count),
      now: () => producedAt,
    },
  );
  const file = parseOrderFile(new Uint8Array(readFileSync(join(root, 'samples/report-order.json'))));
  // No build is named: the sample must not change with every build.
  const tool = { name: 'Vouch', version: 'sample', buildSha256: '0'.repeat(64) };
  const pseudonymKey = new Uint8Array(32);
  const production = { file, identity, trust, producedAt, tool, pseudonymKey };
  const produced = await produceReport(evidence, production, patientCall);
  if (produced.kind === 'refused') {
    throw new BugError(produced.problems.map(({ statement }) => statement).join(' '));
  }
  mkdirSync(join(folder, 'report'), { recursive: true });
  for (const { name, bytes } of produced.files) writeFileSync(join(folder, 'report', name), bytes);
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipPack(produced.pack)) chunks.push(chunk);
  writeFileSync(join(folder, 'acme-q3-report.evb.zip'), Buffer.concat(chunks));
  const signer = `auditor namespaces="evidence-report@v1" ${identity.sshPublicKey}\n`;
  writeFileSync(join(folder, 'reviewers.allowed_signers'), signer);
  writeFileSync(join(folder, stampFile), `${stamp}\n`);
  return true;
}

function isUpToDate(folder: string, stamp: string): boolean {
  if (![stampFile, ...made].every((name) => existsSync(join(folder, name)))) return false;
  return readFileSync(join(folder, stampFile), 'utf8') === `${stamp}\n`;
}

function digestSources(root: string): string {
  const digest = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(root, source)).toSorted()) {
    const bytes = readFileSync(join(root, path));
    digest.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return digest.digest('hex');
}

function filesBelow(root: string, path: string): readonly string[] {
  if (path.includes('.')) return [path];
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
