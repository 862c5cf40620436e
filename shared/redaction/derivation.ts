import { renderUtcTime } from '../adapters/utc-time.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';

/** How a bundle was made of another one: one redaction. Said by its packer, whose signature covers it. */
export interface DerivationStep {
  readonly by: string;
  readonly reason: string;
  /** RFC 3339 in UTC, of the clock of who redacted. */
  readonly claimedTime: string;
  readonly tool: string;
  /** Where the tag files of the bundle before lie. */
  readonly provenance: string;
  /** SHA-256 of the tag manifest of the bundle before. */
  readonly tagManifestSha256: DigestHex;
  readonly hidden: readonly { readonly pointer: string; readonly entries: number }[];
  readonly withheldEntries: number;
  readonly attachmentsLeftOut: number;
}

export function derivationTime(time: UnixMillis): string {
  return renderUtcTime(time);
}

/** The steps that a descriptor states, the first one first; none where it states none in this spelling. */
export function parseDerivation(descriptor: JsonObject): readonly DerivationStep[] {
  const derivation = descriptor.get('derivation');
  const steps = derivation instanceof Map ? derivation.get('steps') : undefined;
  if (!Array.isArray(steps)) return [];
  const read = steps.map(readStep);
  // Half of a history would be another history.
  return read.every((step) => step !== null) ? read : [];
}

function readStep(value: JsonValue): DerivationStep | null {
  if (!(value instanceof Map)) return null;
  const text = (name: string) => {
    const member = value.get(name);
    return typeof member === 'string' ? member : null;
  };
  const by = text('by');
  const reason = text('reason');
  const claimedTime = text('claimedTime');
  const tool = text('tool');
  const provenance = text('provenance');
  const tagManifestSha256 = text('tagManifestSha256');
  const withheldEntries = readCount(value.get('withheldEntries'));
  const attachmentsLeftOut = readCount(value.get('attachmentsLeftOut'));
  const list = value.get('hidden');
  const hidden = Array.isArray(list) ? list.map(readHidden) : null;
  if (by === null || reason === null || claimedTime === null || tool === null || provenance === null)
    return null;
  if (tagManifestSha256 === null || withheldEntries === null || attachmentsLeftOut === null) return null;
  if (hidden === null || !hidden.every((field) => field !== null)) return null;
  return {
    by,
    reason,
    claimedTime,
    tool,
    provenance,
    tagManifestSha256,
    hidden,
    withheldEntries,
    attachmentsLeftOut,
  };
}

function readHidden(value: JsonValue): DerivationStep['hidden'][number] | null {
  const pointer = value instanceof Map ? value.get('pointer') : undefined;
  const entries = value instanceof Map ? readCount(value.get('entries')) : null;
  return typeof pointer === 'string' && entries !== null ? { pointer, entries } : null;
}

function readCount(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
