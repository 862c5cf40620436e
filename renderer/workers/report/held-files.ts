import type { DigestHex } from '../../../shared/bytes/units.ts';
import type { ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import type { CaseContext } from '../request-context.ts';

/** As many as a person makes before saving one; a pack has some megabytes. */
const keptReports = 8;

/** Of one worker: a request has a context of its own. */
const heldOf = new WeakMap<CaseContext['opened'], Map<string, ProducedFiles>>();

/** Holds what was produced until the worker ends, so that a save that was cancelled can be made up for. */
export function holdFiles(context: CaseContext, caseId: string, files: ProducedFiles): void {
  const held = heldOf.get(context.opened) ?? new Map<string, ProducedFiles>();
  heldOf.set(context.opened, held);
  held.set(keyOf(caseId, files.sha256), files);
  for (const oldest of held.keys()) if (held.size > keptReports) held.delete(oldest);
}

export function heldFiles(context: CaseContext, caseId: string, sha256: DigestHex): ProducedFiles | null {
  return heldOf.get(context.opened)?.get(keyOf(caseId, sha256)) ?? null;
}

function keyOf(caseId: string, sha256: DigestHex): string {
  return `${caseId} ${sha256}`;
}
