import { bundleTarget, zipTarget } from './bundle-target.ts';
import { certificateTargets } from './certificate-targets.ts';
import { foreignTarget } from './foreign-target.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { parserTargets } from './parser-targets.ts';
import { queryTarget } from './query-target.ts';
import { reportTarget } from './report-target.ts';
import { signedFileTargets } from './signed-file-targets.ts';
import { statementTargets } from './statement-targets.ts';
import { trustTargets } from './trust-targets.ts';

/** Everything that is attacked, in the order of a run. */
export const fuzzTargets: readonly FuzzTarget[] = [
  bundleTarget,
  zipTarget,
  foreignTarget,
  ...parserTargets,
  ...trustTargets,
  ...certificateTargets,
  ...statementTargets,
  ...signedFileTargets,
  reportTarget,
  queryTarget,
];

/** Those with one of these names, or all. Throws for a name that none has. */
export function chooseTargets(names: readonly string[]): readonly FuzzTarget[] {
  const known = fuzzTargets.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no target "${unknown}", only ${known.join(', ')}.`);
  return names.length === 0 ? fuzzTargets : fuzzTargets.filter(({ name }) => names.includes(name));
}
