import type { FormatError } from '../shared/bytes/errors.ts';
import type { CheckResult } from '../shared/verify/check-result.ts';
import type { Verdict } from '../shared/verify/verdict.ts';

/** Raised with every change that a script could notice. */
const schemaVersion = 1;

/** What `--json` prints for one bundle. Codes and places are stable; statements and words are for people. */
export function toVerdictDocument(name: string, verdict: Verdict): object {
  const { state, headline, axes, results } = verdict;
  return { schemaVersion, name, state, headline, axes, results: results.map(toResultDocument) };
}

/** What `--json` prints for a path that is no readable bundle: there is no verdict, and no axis either. */
export function toErrorDocument(name: string, error: FormatError): object {
  const { code, message, place } = error;
  return { schemaVersion, name, state: 'unreadable', error: { code, message, place } };
}

/** Spelled out, so that a field added to the core does not slip into a published format. */
function toResultDocument(result: CheckResult): object {
  const { code, axis, outcome, place, statement, expected, found, standing, notes } = result;
  return { code, axis, outcome, place, statement, expected, found, standing, notes };
}
