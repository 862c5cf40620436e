import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBundle } from '../../cli/platform/open-bundle.ts';
import { root } from './open-window.ts';
import type { Pin } from './pages/trust-screen.ts';

/** The path of a sample bundle, as `npm run samples` makes them. */
export function samplePath(name: '' | `-${string}`): string {
  return join(root, 'samples', `acme-q3${name}.evb.zip`);
}

/** What the sender of the sample would give on paper: the two fingerprints of FINGERPRINTS.txt. */
export function samplePins(): readonly [Pin, Pin] {
  const text = readFileSync(join(root, 'samples/FINGERPRINTS.txt'), 'utf8');
  const fingerprintOf = (role: string) => {
    const found = new RegExp(`^${role} key\\n.*\\n  fingerprint (SHA256:\\S{43})$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`FINGERPRINTS.txt names no ${role} key`);
    return found;
  };
  return [
    { role: 'Log key', fingerprint: fingerprintOf('log') },
    { role: 'Packer key', fingerprint: fingerprintOf('packer') },
  ];
}

/** The lines of the only segment of a sample, so that a test finds by itself what was tampered with. */
export async function sampleLines(path: string): Promise<readonly string[]> {
  return withBundle(path, async (source) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open('data/segments/000000000000.ndjson')) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
  });
}
