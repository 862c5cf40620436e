import { execFileSync } from 'node:child_process';
import { type CliBench, createCliBench, pinBoth, sealInput } from './cli-bench.ts';

export const person = (name: string) => ({ id: name, email: `${name}@people.example` });
export const events = [
  { ts: '2026-07-01T09:00:00Z', actor: person('alice'), action: 'login', note: 'first of the day' },
  { ts: '2026-07-01T10:00:00Z', actor: person('bob'), action: 'read', target: 'orders-2' },
  { ts: '2026-07-02T09:00:00Z', actor: person('carol'), action: 'consult', note: 'advice of counsel 4711' },
  { ts: '2026-07-03T09:00:00Z', actor: person('dave'), action: 'read', target: 'orders-9' },
];
export const input = (list: readonly unknown[]) => list.map((event) => `${JSON.stringify(event)}\n`).join('');

export async function benchWithBundle(
  list: readonly unknown[] = events,
  more: readonly string[] = ['--commit-fields', '/actor/email'],
) {
  const bench = createCliBench();
  await sealInput(bench, input(list), more);
  const source = bench.path('sealed.evb.zip');
  const redact = (...args: readonly string[]) =>
    bench.run([
      ...['redact', source, '--out', bench.path('redacted.evb.zip')],
      ...[
        '--signer-key',
        bench.path('keys/signer.key'),
        '--by',
        'A. Auditor',
        '--reason',
        'Art. 15 request',
        ...args,
      ],
    ]);
  return { bench, redact };
}

/** What both verifiers say of the redacted bundle. */
export async function verdictsOf(bench: CliBench): Promise<readonly [string, string]> {
  const { out } = await bench.run(['verify', bench.path('redacted.evb.zip'), ...pinBoth(bench), '--json']);
  return [JSON.parse(out).headline, standalone(bench)];
}

function standalone(bench: CliBench): string {
  const args = ['cli/standalone/verify.mjs', bench.path('redacted.evb.zip'), ...pinBoth(bench)];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

/** Members of a ZIP whose members are stored, by Python: name -> text. */
export function membersOf(path: string): Readonly<Record<string, string>> {
  const script =
    'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: z.read(n).decode("latin-1") for n in z.namelist()}))';
  return JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

export const hasPython = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();
