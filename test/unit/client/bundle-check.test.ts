import { expect, test } from 'vitest';
import { type CopyCheck, checkOfBundle } from '../../../renderer/client/bundle-check.ts';
import type { BundleView, Progress } from '../../../shared/contract/case-protocol.ts';

const unchecked = { bundleId: 'one', verdict: null };
/** Only that there is one matters here. */
const verdict = { headline: 'VERIFIED' } as NonNullable<BundleView['verdict']>;
const progressOf = (bundleId: string): Progress => ({
  stage: 'verifying',
  bytesDone: 1,
  bytesTotal: 2,
  entries: 3,
  bundleId,
});

test('a bundle with a verdict is judged, however the check of the others stands', () => {
  const checks: readonly CopyCheck[] = [
    { kind: 'running', progress: null },
    { kind: 'stopped' },
    { kind: 'over' },
  ];
  for (const check of checks) {
    expect(checkOfBundle({ bundleId: 'one', verdict }, check)).toEqual({ kind: 'judged', verdict });
  }
});

test('of several bundles the one that is being read shows how far it is, and the others wait', () => {
  const check: CopyCheck = { kind: 'running', progress: progressOf('two') };
  expect(checkOfBundle(unchecked, check)).toEqual({ kind: 'waiting' });
  expect(checkOfBundle({ bundleId: 'two', verdict: null }, check)).toEqual(check);
});

test('a bundle without a verdict is not checked when no check runs, and never anything better', () => {
  expect(checkOfBundle(unchecked, { kind: 'stopped' })).toEqual({ kind: 'stopped' });
  expect(checkOfBundle(unchecked, { kind: 'over' })).toEqual({ kind: 'stopped' });
  const error = { kind: 'storage', message: 'gone' } as const;
  expect(checkOfBundle(unchecked, { kind: 'failed', error })).toEqual({ kind: 'failed', error });
});
