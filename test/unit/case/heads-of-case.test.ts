import { beforeAll, expect, test } from 'vitest';
import { headsOfCase } from '../../../shared/case/heads-of-case.ts';
import type { RememberedHead } from '../../../shared/trust/head-memory.ts';
import { bothPinned, pinned, sealSmall, strangerKey } from '../../support/bundle-builder.ts';
import { cosignatureLine, rememberedFrom } from '../verify/outside-knowledge.ts';

let head: RememberedHead;

beforeAll(async () => {
  head = await rememberedFrom((await sealSmall({ entries: 8 })).members, 5);
});

test('a head counts where its key is pinned, and nowhere else', () => {
  expect(headsOfCase([head], bothPinned)).toEqual([head]);
  expect(headsOfCase([head], [])).toEqual([]);
  expect(headsOfCase([head], [pinned('log', strangerKey)])).toEqual([]);
  expect(headsOfCase([{ ...head, origin: 'another.example/log' }], bothPinned)).toEqual([]);
  expect(headsOfCase([{ ...head, note: new Uint8Array(0) }], bothPinned)).toEqual([]);
});

test('a note under another key at the same size does not keep the true head away', () => {
  const text = Buffer.from(head.note).toString();
  const foreign = { ...head, note: Buffer.from(text.replace(/— .*\n/, '')), firstSeenAt: 1 };
  expect(headsOfCase([foreign, head], bothPinned)).toEqual([head]);
});

test('two notes of one head, one of them cosigned, are one head: the one that was seen first', () => {
  const line = Buffer.from(cosignatureLine(head.note, 'A', 1n));
  const cosigned = { ...head, note: Buffer.concat([head.note, line]), firstSeenAt: 3 };
  expect(headsOfCase([head, cosigned], bothPinned)).toEqual([cosigned]);
});
