import { expect, it } from 'vitest';
import { sealBundle } from '../../../shared/bundle/seal.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { logKey, origin, packerKey } from './sealed.ts';

/** As `PlainLine.readMembers` gives them: what stands behind `prev`, in its final spelling. */
const members = encodeUtf8('"ts":"2026-03-01T10:00:00Z","actor":"u-1"}');

async function* spelled() {
  yield members;
}

function order(committedFields: readonly string[]) {
  const common = {
    origin,
    title: 'A test',
    mapping: {},
    continues: null,
    segmentLines: 4,
    logKey,
    packerKey,
  };
  return { ...common, committedFields, salt: () => new Uint8Array(16) };
}

async function segmentOf(committedFields: readonly string[]): Promise<string> {
  for await (const { path, chunks } of sealBundle(spelled(), order(committedFields))) {
    let text = '';
    for await (const chunk of chunks) text += Buffer.from(chunk).toString();
    if (path.startsWith('data/segments/')) return text;
  }
  return '';
}

it('an event that is spelled already is sealed as it is spelled', async () => {
  expect(await segmentOf([])).toMatch(
    /^\{"seq":0,"prev":"[0-9a-f]{64}","ts":"2026-03-01T10:00:00Z","actor":"u-1"\}\n$/,
  );
});

it('an event that is spelled already is never sealed where fields must be committed', async () => {
  await expect(segmentOf(['/actor'])).rejects.toThrow('Fields of spelled members cannot be committed.');
});
