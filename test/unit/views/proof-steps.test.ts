import { describe, expect, test } from 'vitest';
import { proofText } from '../../../renderer/text/entry-proof.ts';
import { packerSteps } from '../../../renderer/views/explore/entry/packer-steps.ts';
import { proofScript } from '../../../renderer/views/explore/entry/proof-script.ts';
import { proofSteps, proofTone, type StepName } from '../../../renderer/views/explore/entry/proof-steps.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { CheckpointSigner, EntryDetail, EntryProof } from '../../../shared/contract/entry-protocol.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../../../shared/verify/check-result.ts';
import { bothPinned, origin } from '../../support/bundle-builder.ts';
import { bundleView } from '../../support/bundle-view.ts';

const [logKey] = bothPinned;
if (logKey === undefined) throw new Error('the builder pins the key of the log');
const leaf = 'ab'.repeat(32);
const other = 'cd'.repeat(32);

const absent = { kind: 'absent' } as const;
const detail: EntryDetail = {
  row: {
    ordinal: 1,
    seq: 1,
    time: 0,
    reading: 'entry',
    isDamaged: false,
    fields: {
      actor: absent,
      action: absent,
      target: absent,
      outcome: absent,
      service: absent,
      address: absent,
      session: absent,
    },
  },
  member: 'data/segments/000000000000.ndjson',
  line: 2,
  offset: 0,
  isMasked: false,
  raw: new Uint8Array(10),
  leafNow: leaf,
  claimedPrev: other,
  before: {
    kind: 'line',
    leafNow: other,
    place: { member: 'data/segments/000000000000.ndjson', line: 1, isStub: false },
  },
  nextClaimedPrev: leaf,
  claimedTimeText: null,
  readingReason: null,
  mapping: {},
  nullFields: [],
  further: [],
  disclosures: [],
};

const checkpoint = (signer: CheckpointSigner, name = origin): EntryProof['checkpoint'] => ({
  kind: 'found',
  member: 'data/checkpoints/8.note',
  origin: name,
  size: 8,
  root: 'AAAA',
  signer,
});
const whole: EntryProof = {
  index: 1,
  checkpoint: checkpoint({ kind: 'pinned', key: logKey }),
  path: { leaf, steps: [{ side: 'left', digest: other, from: 0, before: 1 }], leadsToRoot: true },
};
const logKeyResult = (outcome: CheckResult['outcome'], statement: string) => ({
  results: [{ code: 'log-key', axis: 'signer', outcome, place: wholeBundle, statement } as const],
});
const good = logKeyResult('pass', '');

const tones = (changed: Partial<EntryDetail>, proof: EntryProof = whole, verdict = good) => {
  const steps = proofSteps({ ...detail, ...changed }, proof, { origin, verdict });
  return Object.fromEntries(steps.map(({ name, tone }) => [name, tone])) as Record<StepName, string>;
};
const toneOf = (proof: EntryProof, changed: Partial<EntryDetail> = {}, verdict = good) =>
  proofTone(proofSteps({ ...detail, ...changed }, proof, { origin, verdict }));

test('a line that is linked, under a root that a pinned key signed, is proven', () => {
  expect(tones({})).toEqual({
    leaf: 'none',
    link: 'good',
    next: 'good',
    tree: 'good',
    checkpoint: 'good',
    signature: 'good',
    pin: 'good',
  });
  expect(toneOf(whole)).toBe('good');
});

describe('nothing is called proven', () => {
  test('while the path was not computed', () => {
    expect(toneOf({ ...whole, path: null })).toBe('none');
  });

  test('by a key that the bundle itself offers, or by nobody that is known', () => {
    const signers: CheckpointSigner[] = [
      { kind: 'offered', publicKey: logKey.publicKey, fingerprint: logKey.fingerprint },
      { kind: 'unknown' },
      { kind: 'unsigned' },
    ];
    for (const signer of signers) expect(toneOf({ ...whole, checkpoint: checkpoint(signer) })).toBe('open');
  });

  test('by a pinned key that does not count, for the reason that the checks give', () => {
    const lapsed = logKeyResult('unknown', 'It is revoked.');
    const steps = proofSteps(detail, whole, { origin, verdict: lapsed });
    expect(steps.at(-1)).toMatchObject({ name: 'pin', tone: 'open', words: 'It is revoked.' });
    expect(proofTone(steps)).toBe('open');
  });

  test('before the checks have said whether the pinned key counts', () => {
    expect(proofTone(proofSteps(detail, whole, { origin, verdict: null }))).toBe('none');
  });

  test.each(['none', 'behind', 'cut-off'] as const)('where the checkpoint is %s', (kind) => {
    expect(toneOf({ index: 1, checkpoint: { kind }, path: null })).toBe('open');
  });
});

describe('a contradiction is never hidden by what holds', () => {
  test.each<[string, Partial<EntryDetail>, EntryProof]>([
    ['a line that continues another one than the one before it', { claimedPrev: leaf }, whole],
    ['a line after it that was linked to other bytes', { nextClaimedPrev: other }, whole],
    ['a path that leads elsewhere', {}, { ...whole, path: { leaf, steps: [], leadsToRoot: false } }],
    ['a path of another leaf', {}, { ...whole, path: { leaf: other, steps: [], leadsToRoot: true } }],
    ['a false signature', {}, { ...whole, checkpoint: checkpoint({ kind: 'false', whose: 'pinned' }) }],
    [
      'a checkpoint of another log',
      {},
      {
        ...whole,
        checkpoint: { ...checkpoint({ kind: 'pinned', key: logKey }), origin: 'elsewhere' } as never,
      },
    ],
    [
      'a checkpoint that cannot be read',
      {},
      { index: 1, checkpoint: { kind: 'unreadable', member: 'm', reason: 'r' }, path: null },
    ],
  ])('%s', (_what, changed, proof) => {
    expect(toneOf(proof, changed)).toBe('bad');
  });
});

describe('what cannot be compared is neither good nor bad', () => {
  test('the link of a line that states none, or whose line before is not in the bundle', () => {
    expect(tones({ claimedPrev: null }).link).toBe('none');
    expect(tones({ before: { kind: 'not-held' } }).link).toBe('none');
  });

  test('the link from a line after it that states none', () => {
    expect(tones({ nextClaimedPrev: null }).next).toBe('none');
  });
});

test('the script has the command of every step that has one, and what it must print', () => {
  const script = proofScript(detail, proofSteps(detail, whole, { origin, verdict: good }));
  for (const title of [proofText.leaf, proofText.link, proofText.tree, proofText.checkpoint, proofText.pin])
    expect(script).toContain(`# ${title}. It must print`);
  expect(script).toContain(`# ${proofText.link}. It must print, twice: ${other}\n`);
  expect(script).toContain('Signature Verified Successfully');
  expect(script.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(7);
});

describe('the way over the packer', () => {
  const { member } = detail;
  const result = (
    code: CheckResult['code'],
    outcome: CheckResult['outcome'],
    place: CheckResult['place'] = wholeBundle,
  ) => ({ code, axis: 'bytes', outcome, place, statement: `${outcome} ${code}` }) as const;
  const sound = [
    result('manifest-digest', 'pass'),
    result('file-digest', 'pass'),
    result('packer-signature', 'pass'),
    result('packer-key', 'pass'),
  ];
  const packerKeys = bothPinned.filter(({ role }) => role === 'packer');
  const bundle = bundleView('a', { origin });
  const judged = (results: readonly CheckResult[], more: Partial<BundleView> = {}): BundleView => {
    const axis = { tone: 'good', words: '' } as const;
    const axes = { bytes: axis, signer: axis, completeness: axis, time: axis };
    return { ...bundle, verdict: { state: 'verified', headline: 'VERIFIED', axes, results }, ...more };
  };
  const tonesOf = (view: BundleView) =>
    packerSteps(member, view, packerKeys).map(({ name, tone, words }) => [name, tone, words]);

  test('says what the checks of file, manifest and signature found', () => {
    expect(tonesOf(judged(sound))).toEqual([
      ['file', 'good', 'pass file-digest'],
      ['manifest', 'good', 'pass manifest-digest'],
      ['packer', 'good', 'pass packer-key'],
    ]);
  });

  test('decides nothing before they have ended', () => {
    expect(tonesOf(bundle).map(([, tone]) => tone)).toEqual(['none', 'none', 'none']);
  });

  test('names the digest of this file as false, and not that of another', () => {
    const other = judged([
      result('file-digest', 'fail', memberPlace('data/attachments/x')),
      ...sound.slice(2),
    ]);
    expect(tonesOf(other)[0]).toEqual(['file', 'open', proofText.packerOpen]);
    const own = judged([result('file-digest', 'fail', memberPlace(member)), ...sound.slice(2)]);
    expect(tonesOf(own)[0]).toEqual(['file', 'bad', 'fail file-digest']);
  });

  test('is open under a packer that nobody pinned, and gives the command that asks for no trust', () => {
    const key = {
      role: 'packer',
      origin,
      publicKey: packerKeys[0]?.publicKey ?? '',
      fingerprint: 'SHA256:x',
    } as const;
    const stranger = judged([...sound.slice(0, 3), result('packer-key', 'unknown')], { offeredKeys: [key] });
    const step = packerSteps(member, stranger, []).at(-1);
    expect(step).toMatchObject({ tone: 'open', words: 'unknown packer-key' });
    expect(step?.command?.text).toMatch(/^ssh-keygen -Y check-novalidate /);
    expect(packerSteps(member, judged(sound), packerKeys).at(-1)?.command?.text).toContain('-Y verify');
  });

  test('has no command for a signature that any of several pinned packers may have made', () => {
    expect(packerSteps(member, judged(sound), [...packerKeys, ...packerKeys]).at(-1)?.command).toBeNull();
  });

  test('compares with the digests that the receipt states, and only where it has them', () => {
    const members = [{ path: member, bytes: 1, sha256: leaf, lines: 2 }];
    const received = judged(sound, { receipt: { ...bundle.receipt, members } });
    const [file, manifest] = packerSteps(member, received, packerKeys);
    expect(file?.command?.prints).toEqual([leaf, leaf]);
    expect(manifest?.command).toBeNull();
  });
});
