import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { sealSmall, senderKeys, zipOf } from '../workers/small-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-flipped-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of all bits, some: each in a place of its own among those of its byte as the file goes on. */
const stride = 13;

function flipped(zip: Uint8Array, bit: number): Uint8Array {
  const copy = zip.slice();
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

/** What the core finds in a ZIP, as it is stored. */
async function contentOf(zip: Uint8Array): Promise<readonly string[]> {
  const { members } = await readZipLayout(memorySource('flipped', zip), limits);
  return members.map(({ path, dataOffset, compressedSize }) => {
    const bytes = zip.subarray(dataOffset, dataOffset + compressedSize);
    return `${path} ${Buffer.from(bytes).toString('hex')}`;
  });
}

it('the second verifier verifies a ZIP with a flipped bit only where the core reads the very same members in it', async () => {
  const zip = await zipOf((await sealSmall({ entries: 3 })).members);
  const key = join(folder, 'log.vkey');
  writeFileSync(key, `${senderKeys.log}\n`);
  const paths: string[] = [];
  for (let bit = 0; bit < zip.length * 8; bit += stride) {
    const path = join(folder, String(bit));
    writeFileSync(path, flipped(zip, bit));
    paths.push(path);
  }
  const verify = ['cli/standalone/verify.mjs', ...paths, '--vkey', key];
  const { stdout } = spawnSync(process.execPath, verify, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const answers = [...stdout.matchAll(/^bundle +(\S+)[\s\S]*?^state +(.*)$/gm)];
  expect(answers).toHaveLength(paths.length);
  const verified = answers.filter(([, , state = '']) => state.startsWith('verified'));
  // Such a bit is in a version or an attribute that says nothing of a member.
  expect(verified.length).toBeLessThan(paths.length / 20);
  const whole = await contentOf(zip);
  for (const [, path = ''] of verified) {
    expect(await contentOf(flipped(zip, Number(basename(path)))), path).toEqual(whole);
  }
});
