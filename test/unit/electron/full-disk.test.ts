import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-full-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

// A shell sets the limit. Windows has neither.
it.skipIf(process.platform === 'win32')(
  'a disk that takes a part of what is written leaves the journal as it was acknowledged, and nothing of a saved file',
  () => {
    const journals = join(folder, 'journals');
    const reports = join(folder, 'reports');
    mkdirSync(reports);
    const saved = join(reports, 'report.zip');
    writeFileSync(saved, 'old content');
    // The signal would end the process; ignored, the write is answered with an error.
    const limited = 'trap "" XFSZ; ulimit -f 1024; exec "$0" "$@"';
    const run = [process.execPath, 'scripts/run.mjs', 'test/support/full-disk.ts', journals, saved];
    const { stdout, stderr, status } = spawnSync('bash', ['-c', limited, ...run], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stdout).toBe('Error: The journal could not be used (EFBIG)\nEFBIG\n');
    expect(readFileSync(join(journals, 'case.journal'), 'utf8')).toBe('{"acknowledged":true}\n');
    expect(readFileSync(saved, 'utf8')).toBe('old content');
    expect(readdirSync(reports)).toEqual(['report.zip']);
  },
  60_000,
);
