import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStandalone, type StandaloneAnswer } from '../vectors/answer-of-standalone.ts';

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
export function findDisagreements(bundles: readonly JudgedBundle[]): readonly Disagreement[] {
  if (bundles.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'vouch-fuzz-'));
  try {
    const paths = bundles.map(({ zip }, index) => {
      const path = join(folder, `${index}.evb.zip`);
      writeFileSync(path, zip);
      return path;
    });
    const { answers } = runStandalone(paths);
    if (answers.length === paths.length) {
      return bundles.flatMap((bundle, index) => compare(bundle, answers[index], ''));
    }
    // One of them kept it from answering: each alone says which.
    return bundles.flatMap((bundle, index) => {
      const alone = runStandalone([paths[index] ?? '']);
      return compare(bundle, alone.answers[0], alone.errors);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(
  bundle: JudgedBundle,
  answer: StandaloneAnswer | undefined,
  errors: string,
): readonly Disagreement[] {
  if (answer?.state === bundle.state) return [];
  const { state = 'nothing', formatError = null, open = [] } = answer ?? {};
  const said = [state, formatError, ...open, errors.slice(0, 2_000)].filter(Boolean).join(', ');
  return [{ bundle, broken: `the core says ${bundle.state}, the second verifier ${said}` }];
}
