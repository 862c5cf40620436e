import type { WireError } from '../../shared/contract/case-protocol.ts';

/** A request that the case worker did not fulfil. `wire` keeps the kind, code and place that the worker gave. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.message);
    this.wire = wire;
  }
}

/** What to show for anything that a call may reject with: everything unforeseen is our bug, and says so. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof CaseError) return thrown.wire;
  return { kind: 'bug', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
