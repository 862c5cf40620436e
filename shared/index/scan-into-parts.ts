import { type ScannedLines, type ScanOptions, scanSegment } from '../bundle/scan-segment.ts';
import type { IndexPart } from './index-part.ts';
import { PartBuilder, type PartOptions } from './part-builder.ts';

/** A segment that is to be read and laid out. */
export interface SegmentOrder {
  readonly member: string;
  readonly bytes: Uint8Array;
  readonly scan: Omit<ScanOptions, 'sink'>;
  readonly parts: PartOptions;
}

export interface ScannedParts {
  readonly scanned: ScannedLines;
  readonly parts: readonly IndexPart[];
}

/** Reads all lines of a segment once. Null, and nothing was done, when they are too many. */
export type ScanIntoParts = (order: SegmentOrder) => ScannedParts | null;

/** The reference, alike on every platform. Whatever else does this must give the same. */
export const portableScanIntoParts: ScanIntoParts = ({ member, bytes, scan, parts }) => {
  const sink = new PartBuilder(member, parts);
  const scanned = scanSegment(member, bytes, { ...scan, sink });
  return scanned === null ? null : { scanned, parts: sink.build(scanned.starts) };
};
