import { expect, test } from 'vitest';
import { additionWords } from '../../../renderer/text/trust.ts';
import { quorumWords } from '../../../renderer/views/trust/quorum-words.ts';
import { headsOfOtherLogs, trustByLog } from '../../../renderer/views/trust/trust-by-log.ts';
import { readTypedWindow } from '../../../renderer/views/trust/window-fields.tsx';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import { pinned } from '../../support/bundle-builder.ts';
import { twoOfThree } from '../verify/outside-knowledge.ts';

const { origin } = twoOfThree;
const offered = { role: 'packer', origin, publicKey: 'k', fingerprint: 'f' } as const;

/** Only what the lists are made of: a bundle of one log that offers a key. */
function bundleOf(name: string): BundleView {
  return { origin: name, offeredKeys: name === origin ? [offered] : [] } as unknown as BundleView;
}

const head = (name: string) => ({
  origin: name,
  size: 8,
  root: new Uint8Array(32),
  firstSeenAt: 0,
  delivery: '',
  fileName: 'a.evb.zip',
  isCounted: true,
});

const view: CaseView = {
  case: {
    ...{ caseId: 'a', name: 'a', kind: 'own', createdAt: 0, openedAt: 0, bundleCount: 0, entryCount: 0 },
    isEncrypted: false,
  },
  bundles: [bundleOf(origin), bundleOf(origin), bundleOf('other.example/log'), bundleOf('')],
  trustedKeys: [pinned('log', undefined, 'gone.example/log')],
  policies: [twoOfThree],
  authorities: [],
  heads: [head(origin), head('elsewhere.example/log')],
  judgedAt: 0,
};

test('each log of a bundle or of a decision stands once, those of the case first', () => {
  const logs = trustByLog(view);
  expect(logs.map((log) => [log.origin, log.isOfCase])).toEqual([
    [origin, true],
    ['other.example/log', true],
    ['gone.example/log', false],
  ]);
  expect(logs[0]).toMatchObject({ offered: [offered], policy: twoOfThree, keys: [] });
  expect(logs[0]?.heads).toHaveLength(1);
});

test('heads of logs that the case has nothing to do with are listed apart', () => {
  const others = headsOfOtherLogs(view, trustByLog(view));
  expect(others.map((each) => each.origin)).toEqual(['elsewhere.example/log']);
});

test('a policy that asks nobody is no policy on screen', () => {
  const nobody = { ...twoOfThree, witnesses: [], groups: [], quorum: null };
  expect(trustByLog({ ...view, policies: [nobody] })[0]?.policy).toBeNull();
});

test('a quorum is said in words, and a deep one is cut instead of growing without end', () => {
  expect(quorumWords(twoOfThree)).toBe('2 of (A, B, C)');
  expect(quorumWords({ ...twoOfThree, quorum: 'A' })).toBe('A');
  const groups = Array.from({ length: 200 }, (_, index) => ({
    name: `g${index}`,
    threshold: 1,
    members: [index === 0 ? 'A' : `g${index - 1}`],
  }));
  expect(quorumWords({ ...twoOfThree, groups, quorum: 'g199' })).toBe(
    'all of (all of (all of (all of (g195))))',
  );
});

test('a typed window is read only when both bounds are times in their order', () => {
  expect(readTypedWindow({ from: '', until: ' ' })).toEqual({ validAfter: null, validBefore: null });
  expect(readTypedWindow({ from: '2026-07-01', until: '2026-07-01' })).toEqual({
    validAfter: Date.UTC(2026, 6, 1),
    validBefore: Date.UTC(2026, 6, 2) - 1,
  });
  expect(readTypedWindow({ from: '2026-07-02', until: '2026-07-01' })).toBeNull();
  expect(readTypedWindow({ from: 'soon', until: '' })).toBeNull();
  expect(readTypedWindow({ from: '', until: '31.12.2026' })).toBeNull();
});

test('a button that adds says how many of each kind, and of what there is none it says nothing', () => {
  expect(additionWords(2, null)).toBe('2 keys');
  expect(additionWords(1, 0)).toBe('1 key and no witness');
  expect(additionWords(0, null, 1)).toBe('1 time authority');
  expect(additionWords(0, null, 3)).toBe('3 time authorities');
  expect(additionWords(0, null)).toBe('');
});
