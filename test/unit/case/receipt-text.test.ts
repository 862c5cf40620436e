import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toPlainLine } from '../../../shared/case/plain-text.ts';
import { type ReceiptFrame, renderReceipt } from '../../../shared/case/receipt-text.ts';
import type { ImportReceipt } from '../../../shared/contract/case-protocol.ts';

const hasSha256sum = spawnSync('bash', ['-c', 'command -v sha256sum']).status === 0;
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const receipt: ImportReceipt = {
  fileName: 'usb.evb.zip',
  fileBytes: 1_234,
  fileSha256: digestOf('the file'),
  members: [{ path: 'bagit.txt', bytes: 55, sha256: digestOf('the member'), lines: null }],
  entries: 5,
  withheld: 1,
  ambiguous: 2,
  rejects: [
    { member: 'data/segments/000000000000.ndjson', line: 2, offset: 20, reason: 'the line is empty' },
  ],
  rejectCount: 1_001,
  duplicateLines: 3,
  firstTime: Date.UTC(2026, 6, 1),
  lastTime: null,
  busiestDay: { day: '2026-07-01', entries: 4 },
  account: { packedBytes: [1_000], overheadBytes: 234, mapping: { actor: '/actor/id' } },
};
const frame: ReceiptFrame = {
  caseName: 'Gateway',
  origin: 'audit.example.com/prod',
  title: 'November',
  importedAt: Date.UTC(2026, 9, 1, 12),
  copy: 'compared',
  savedBy: 'Vouch 1.0.0',
};

test('a saved receipt accounts for each byte and says whether the sum is the size of the file', () => {
  const text = renderReceipt(receipt, frame);
  expect(text).toMatch(/^Vouch import receipt, form 1\n/);
  expect(text).toContain('Sum                  1,234 (the size of the file)');
  const wrong = { ...receipt, fileBytes: 1_235 };
  expect(renderReceipt(wrong, frame)).toContain('1,234 (NOT the size of the file)');
});

test('a saved receipt lists rejects with their places, and counts those that it does not list', () => {
  const text = renderReceipt(receipt, frame);
  expect(text).toContain('Rejected lines (1,001, the first 1 are listed)');
  expect(text).toContain('  data/segments/000000000000.ndjson, line 2, byte 20: the line is empty\n');
});

test('a saved receipt ends with the digest of all that stands above it', () => {
  const text = renderReceipt(receipt, frame);
  const [, above, stated] = /^([\s\S]*)SHA-256 of all lines above: ([0-9a-f]{64})\n$/.exec(text) ?? [];
  expect(stated).toBe(digestOf(above ?? ''));
});

test.skipIf(!hasSha256sum)(
  'sha256sum checks the delivered file and the files in it by a saved receipt',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-receipt-'));
    try {
      writeFileSync(join(folder, 'usb.evb.zip'), 'the file');
      writeFileSync(join(folder, 'bagit.txt'), 'the member');
      writeFileSync(join(folder, 'receipt.txt'), renderReceipt(receipt, frame));
      const answer = execFileSync('bash', ['-c', 'sha256sum --check receipt.txt'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(answer).toBe('usb.evb.zip: OK\nbagit.txt: OK\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('a name with a line end cannot forge a digest line, and is not looked for under another name', () => {
  const fileName = `a\n${'0'.repeat(64)}  forged.zip`;
  const text = renderReceipt({ ...receipt, fileName }, frame);
  expect(text.split('\n').filter((line) => /^[0-9a-f]{64} {2}/.test(line))).toHaveLength(1);
  expect(text).toContain(`# ${receipt.fileSha256}  written otherwise: a\\u{a}`);
});

test('a minus sign as a name does not make sha256sum read its input', () => {
  expect(renderReceipt({ ...receipt, fileName: '-' }, frame)).toContain(`# ${receipt.fileSha256}  written`);
});

test('names, titles and reasons that turn or hide text are written out', () => {
  const text = renderReceipt(
    { ...receipt, fileName: 'gp\u202Efdp.zip' },
    { ...frame, title: 'A\u200Bb\u001B[2J' },
  );
  expect(text).toContain('gp\\u{202e}fdp.zip');
  expect(text).toContain('A\\u{200b}b\\u{1b}[2J');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e\u200b]/);
});

test('what is written out cannot be confused with text that says the same', () => {
  expect(toPlainLine('\u202E')).toBe('\\u{202e}');
  expect(toPlainLine('\\u{202e}')).toBe('\\\\u{202e}');
  expect(toPlainLine('\uD800')).toBe('\\u{d800}');
});

test('a receipt of an older Vouch says what was not recorded, instead of nothing', () => {
  const { account: _account, ...old } = receipt;
  const text = renderReceipt(old, frame);
  expect(text.match(/not recorded by the version that imported the file/g)).toHaveLength(2);
});

test('a receipt says that its stored copy was altered, or not compared yet', () => {
  expect(renderReceipt(receipt, { ...frame, copy: 'altered' })).toContain('LOCAL COPY ALTERED');
  expect(renderReceipt(receipt, { ...frame, copy: 'not-compared' })).toContain('not compared');
});

test('a receipt says of repeated lines how many are copies, and that event ids are not compared', () => {
  const repeats = { sameBytes: 1, otherContent: 1, notCompared: 1 };
  expect(renderReceipt({ ...receipt, repeats }, frame)).toContain(
    '  Repeated lines     3 with the number of another line: 1 with the same bytes, 1 with other content, 1 not compared\n',
  );
  const { repeats: _repeats, ...old } = { ...receipt, repeats };
  expect(renderReceipt(old, frame)).toContain('not compared by the version that imported the file\n');
  expect(renderReceipt({ ...receipt, duplicateLines: 0 }, frame)).toContain('  Repeated lines     0\n');
  expect(renderReceipt(receipt, frame)).toContain(
    '  Same event id      not compared at import; Explore finds lines by event-id\n',
  );
});

test('a bundle without rejects, mapping or times says so', () => {
  const bare: ImportReceipt = {
    ...receipt,
    rejects: [],
    rejectCount: 0,
    busiestDay: null,
    account: { packedBytes: [1_234], overheadBytes: 0, mapping: {} },
  };
  const text = renderReceipt(bare, frame);
  expect(text).toContain('Rejected lines\n  none\n');
  expect(text).toContain('none: the bundle states no mapping');
  expect(text).toContain('Busiest day        none is readable');
});
