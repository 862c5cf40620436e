import type { UnixMillis } from '../bytes/units.ts';
import type { BundleView } from '../contract/case-protocol.ts';
import type { CheckResult } from '../verify/check-result.ts';

type Range = NonNullable<BundleView['range']>;

/** What the ranges that two deliveries state have to do with each other. It is arithmetic, and proves nothing. */
export type RangeRelation =
  | { readonly kind: 'first' }
  | { readonly kind: 'begins-log' }
  | { readonly kind: 'continues'; readonly before: BundleView }
  | { readonly kind: 'overlaps'; readonly before: BundleView; readonly shared: Range }
  | { readonly kind: 'gap'; readonly before: BundleView; readonly missing: Range };

export interface Delivery {
  readonly bundle: BundleView;
  readonly range: Range;
  readonly relation: RangeRelation;
  /** What the checks said of this delivery and the heads seen before; null without a verdict. */
  readonly memory: readonly CheckResult[] | null;
}

export interface Deliveries {
  readonly inOrder: readonly Delivery[];
  /** Of the same log, but their descriptions cannot be read. */
  readonly unreadable: readonly BundleView[];
}

/** The deliveries of one log that a case holds, in the order of their ranges, whatever the order of their arrival. */
export function deliveriesOf(bundles: readonly BundleView[], origin: string): Deliveries {
  const ofLog = bundles.filter((bundle) => bundle.origin === origin);
  const inOrder: Delivery[] = [];
  let reaching: { readonly bundle: BundleView; readonly range: Range } | null = null;
  for (const next of ofLog.flatMap(withRange).toSorted(byRange)) {
    inOrder.push({ ...next, relation: relate(next.range, reaching), memory: memoryOf(next.bundle) });
    if (reaching === null || next.range.end > reaching.range.end) reaching = next;
  }
  return { inOrder, unreadable: ofLog.filter(({ range }) => range === null) };
}

function withRange(bundle: BundleView) {
  return bundle.range === null ? [] : [{ bundle, range: bundle.range }];
}

/** `before` is the delivery that reaches furthest of those that begin no later. */
function relate(
  range: Range,
  before: { readonly bundle: BundleView; readonly range: Range } | null,
): RangeRelation {
  if (before === null) return { kind: range.start === 0 ? 'begins-log' : 'first' };
  const { bundle, range: earlier } = before;
  if (range.start === earlier.end) return { kind: 'continues', before: bundle };
  if (range.start > earlier.end) {
    return { kind: 'gap', before: bundle, missing: { start: earlier.end, end: range.start } };
  }
  const end = Math.min(range.end, earlier.end);
  return { kind: 'overlaps', before: bundle, shared: { start: range.start, end } };
}

const memoryCodes: ReadonlySet<string> = new Set(['fork', 'rollback', 'head-memory']);

function memoryOf({ verdict }: BundleView): readonly CheckResult[] | null {
  return verdict === null ? null : verdict.results.filter(({ code }) => memoryCodes.has(code));
}

function byRange(
  left: { readonly range: Range; readonly bundle: { readonly importedAt: UnixMillis } },
  right: { readonly range: Range; readonly bundle: { readonly importedAt: UnixMillis } },
): number {
  return (
    left.range.start - right.range.start ||
    left.range.end - right.range.end ||
    left.bundle.importedAt - right.bundle.importedAt
  );
}
