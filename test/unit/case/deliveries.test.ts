import { expect, test } from 'vitest';
import { deliveriesOf } from '../../../shared/case/deliveries.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { type CheckResult, wholeBundle } from '../../../shared/verify/check-result.ts';
import { bundleView } from '../../support/bundle-view.ts';

const { origin } = bundleView('');
const memory = (code: CheckResult['code']): CheckResult => ({
  code,
  axis: 'completeness',
  outcome: 'fail',
  place: wholeBundle,
  statement: code,
});

const bundle = (fileName: string, range: readonly [number, number] | null, more: Partial<BundleView> = {}) =>
  bundleView(fileName, { range: range === null ? null : { start: range[0], end: range[1] }, ...more });

const relations = (...bundles: readonly BundleView[]) =>
  deliveriesOf(bundles, origin).inOrder.map(({ bundle: { fileName }, relation }) => ({
    fileName,
    ...relation,
    ...('before' in relation && { before: relation.before.fileName }),
  }));

test('deliveries that came out of order stand in the order of their ranges, each after the one it continues', () => {
  expect(relations(bundle('late', [8, 12]), bundle('early', [0, 8]))).toEqual([
    { fileName: 'early', kind: 'begins-log' },
    { fileName: 'late', kind: 'continues', before: 'early' },
  ]);
});

test('entries that no bundle of the case holds are named', () => {
  expect(relations(bundle('a', [3, 8]), bundle('b', [10, 12]))).toEqual([
    { fileName: 'a', kind: 'first' },
    { fileName: 'b', kind: 'gap', before: 'a', missing: { start: 8, end: 10 } },
  ]);
});

test('entries that two bundles hold are named, also when one lies whole in the other', () => {
  expect(relations(bundle('whole', [0, 12]), bundle('part', [2, 5]), bundle('end', [10, 20]))).toEqual([
    { fileName: 'whole', kind: 'begins-log' },
    { fileName: 'part', kind: 'overlaps', before: 'whole', shared: { start: 2, end: 5 } },
    { fileName: 'end', kind: 'overlaps', before: 'whole', shared: { start: 10, end: 12 } },
  ]);
});

test('the same range twice keeps both deliveries, the earlier import first', () => {
  const second = bundle('second', [0, 8], { importedAt: 2 });
  const first = bundle('first', [0, 8], { importedAt: 1 });
  expect(relations(second, first).map(({ fileName }) => fileName)).toEqual(['first', 'second']);
});

test('bundles of another log are no deliveries of this one', () => {
  expect(relations(bundle('a', [0, 8]), bundle('b', [8, 9], { origin: 'elsewhere' }))).toHaveLength(1);
});

test('a bundle whose description cannot be read is named and not put in order', () => {
  const answer = deliveriesOf([bundle('a', [0, 8]), bundle('torn', null)], origin);
  expect(answer.unreadable.map(({ fileName }) => fileName)).toEqual(['torn']);
});

test('what memory said is what the checks said, and nothing before there is a verdict', () => {
  const axis = { tone: 'open', words: '' } as const;
  const results = [memory('fork'), memory('rollback'), memory('head-memory'), memory('chain')];
  const verdict: BundleView['verdict'] = {
    state: 'failed',
    headline: 'CONFLICT',
    axes: { bytes: axis, signer: axis, completeness: axis, time: axis },
    results,
  };
  const [open, judged] = deliveriesOf(
    [bundle('a', [0, 8]), bundle('b', [8, 9], { verdict })],
    origin,
  ).inOrder;
  expect(open?.memory).toBeNull();
  expect(judged?.memory?.map(({ code }) => code)).toEqual(['fork', 'rollback', 'head-memory']);
});
