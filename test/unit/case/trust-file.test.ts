import { describe, expect, test } from 'vitest';
import { readTrustFile, type TrustFile } from '../../../shared/case/trust-file.ts';
import { renderTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import { origin, pinned, strangerKey } from '../../support/bundle-builder.ts';
import { twoOfThree } from '../verify/outside-knowledge.ts';

const log = pinned('log');
const packer = pinned('packer');
const windowFor = { validAfter: 1_000, validBefore: 2_000 };
const order = {
  origin,
  compared: 'read from paper',
  comparedBy: 'A. Auditor',
  pinnedAt: 7,
  window: windowFor,
} as const;

const read = (text: string): TrustFile => readTrustFile(text, order, (wallTime) => wallTime);
const refusedLines = ({ refused }: TrustFile) => refused.map(({ line }) => line);

describe('A file of allowed signers', () => {
  test('gives each key its own window and is pinned for the log that was named', () => {
    const { kind, keys, refused } = read(
      `# packers\n\npacker@x valid-after="20260101Z",valid-before="20260701Z" ${packer.publicKey} a comment\n`,
    );
    expect(kind).toBe('allowed-signers');
    expect(refused).toEqual([]);
    expect(keys).toMatchObject([
      {
        line: 3,
        principals: ['packer@x'],
        key: {
          keyId: packer.keyId,
          publicKey: packer.publicKey,
          validAfter: Date.UTC(2026, 0, 1),
          validBefore: Date.UTC(2026, 6, 1),
          pinnedAt: 7,
        },
      },
    ]);
  });

  test('names every line that cannot be used, and keeps the others', () => {
    const file = read(
      [
        `a cert-authority ${packer.publicKey}`,
        `b namespaces="git" ${packer.publicKey}`,
        `c ${packer.publicKey}`,
        `d ${packer.publicKey}`,
        'e ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==',
        'nonsense',
        `f valid-before="20250230Z" ${packer.publicKey}`,
      ].join('\r\n'),
    );
    expect(file.keys.map(({ line }) => line)).toEqual([3]);
    expect(refusedLines(file)).toEqual([1, 2, 4, 5, 6, 7]);
    expect(file.refused[2]?.statement).toBe('The key stands in line 3 already.');
    for (const { statement } of file.refused) expect(statement).toMatch(/^[A-Z].*\.$/);
  });

  test('may name a person "log" or "quorum"', () => {
    expect(read(`log ${packer.publicKey}`).kind).toBe('allowed-signers');
    expect(read(`quorum ${packer.publicKey}`).keys).toHaveLength(1);
  });
});

describe('A list of verifier keys', () => {
  test('takes the window that the person stated', () => {
    const { kind, keys } = read(`${log.publicKey}\n`);
    expect(kind).toBe('verifier-keys');
    expect(keys).toMatchObject([{ line: 1, key: { keyId: log.keyId, ...windowFor } }]);
  });

  test('refuses the key of another log by its name', () => {
    const other = pinned('log', strangerKey, 'other.example/log');
    const file = read(`${other.publicKey}\n${log.publicKey}\n`);
    expect(refusedLines(file)).toEqual([1]);
    expect(file.refused[0]?.statement).toContain('other.example/log');
    expect(file.keys).toHaveLength(1);
  });
});

describe('A witness policy', () => {
  const { origin: _origin, ...policy } = twoOfThree;

  test('pins its log keys and sets the witnesses of the log', () => {
    const { kind, keys, policy: set, refused } = read(renderTlogPolicy({ logs: [log.publicKey], ...policy }));
    expect(kind).toBe('policy');
    expect(keys).toMatchObject([{ line: 1, key: { keyId: log.keyId } }]);
    expect(set).toEqual(twoOfThree);
    expect(refused).toEqual([]);
  });

  test('with one line that cannot be used counts not at all, and the line is named', () => {
    const text = renderTlogPolicy({ logs: [log.publicKey], ...policy }).replace('group G 2', 'group G 9');
    expect(read(text)).toMatchObject({ keys: [], policy: null, refused: [{ line: 5 }] });
  });

  test('that names the key of another log sets nothing', () => {
    const other = pinned('log', strangerKey, 'other.example/log');
    const text = `# ours\n${renderTlogPolicy({ logs: [other.publicKey], ...policy })}`;
    expect(read(text)).toMatchObject({ keys: [], policy: null, refused: [{ line: 2 }] });
  });

  test('may ask nobody', () => {
    expect(read('quorum none\n').policy).toEqual({ origin, witnesses: [], groups: [], quorum: null });
  });
});

test.each(['', '\n\n', '# nothing here\n'])('an empty file is refused with a sentence: %j', (text) => {
  expect(read(text)).toMatchObject({ keys: [], policy: null, refused: [{ line: 1 }] });
});

test('bytes of any kind end as refused lines, never as an error', () => {
  for (const text of [
    '\u0000\u0001',
    'log',
    'witness',
    'a+b',
    'quorum',
    '"',
    '" "',
    `x ${'A'.repeat(9000)}`,
  ]) {
    const file = read(text);
    expect(file.keys).toEqual([]);
    expect(file.refused.length, JSON.stringify(text)).toBeGreaterThan(0);
  }
});
