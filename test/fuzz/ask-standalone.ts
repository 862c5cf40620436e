import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStandaloneInThread } from '../vectors/answer-of-standalone.ts';

/** A bundle and what the core said of it. */
export interface JudgedBundle {
  readonly target: string;
  readonly index: number;
  readonly zip: Uint8Array;
  /** `refused` for a file that is no readable bundle. */
  readonly state: string;
}

interface Disagreement {
  readonly bundle: JudgedBundle;
  readonly broken: string;
}

/** Bundles of which `cli/standalone/verify.mjs`, which shares no code with the core, says something else. */
export async function findDisagreements(bundles: readonly JudgedBundle[]): Promise<readonly Disagreement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-fuzz-'));
  const found: Disagreement[] = [];
  try {
    for (const [index, bundle] of bundles.entries()) {
      const path = join(folder, `${index}.evb.zip`);
      writeFileSync(path, bundle.zip);
      const { state, errors, formatError, open } = await runStandaloneInThread(path);
      if (state === bundle.state) continue;
      const said = [state, formatError, ...open, errors.slice(0, 2_000)].filter(Boolean).join(', ');
      found.push({ bundle, broken: `the core says ${bundle.state}, the second verifier ${said}` });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return found;
}
