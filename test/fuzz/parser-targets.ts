import { gunzipSync, gzipSync } from 'node:zlib';
import { inflateMemberNode } from '../../cli/platform/inflate-member.ts';
import { parseUtcTime, renderUtcTime } from '../../shared/adapters/utc-time.ts';
import { readGzipMembers } from '../../shared/archive/gzip-framing.ts';
import { parseBagManifest } from '../../shared/bundle/bag-manifest.ts';
import { renderBagManifest } from '../../shared/bundle/bag-tags.ts';
import { parseDescriptor } from '../../shared/bundle/parse-descriptor.ts';
import { readLine } from '../../shared/bundle/read-line.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import { frontierLength } from '../../shared/chain/merkle-tree.ts';
import type { JsonValue } from '../../shared/json/json-value.ts';
import { parseStrictJson } from '../../shared/json/parse-json.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { differing, textTarget } from './text-target.ts';

const prev = 'e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd';
const line = `{"seq":7,"prev":"${prev}","ts":"2026-03-01T10:00:00.25Z","actor":{"id":"u-1","email":[{"...":"o7-J1-K_iAolAGJ2zs4WYppIWdQPQsK3byAVd1weolE"}]},"n":-0.5e-3,"t":"\\ud83d\\ude00é"}`;
const descriptor = `{"format":"evb/1","origin":"a.example","title":"T","range":{"start":5,"end":9},"frontier":["${prev}","${prev}"],"mapping":{"actor":"/actor/id"},"offeredLogKey":"x"}`;

/** Containers and plain formats. What is accepted must mean the same to another reader, and survive being written. */
export const parserTargets: readonly FuzzTarget[] = [
  textTarget(
    'json',
    [line, descriptor, '[1,-2.5e3,"\\u0000",{"a":[[]]},null,true]', '"x"', ' 0 '],
    (bytes) => {
      const value = parseStrictJson(bytes);
      const plain: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
      const written = Buffer.from(JSON.stringify(plain));
      return (
        differing('read by JSON.parse', toPlain(value), plain) ??
        differing('written and read again', toPlain(parseStrictJson(written)), JSON.parse(written.toString()))
      );
    },
  ),
  textTarget('line', [line, `#withheld ${prev}`], (bytes) => {
    const { reading, claimedSeq, claimedPrev, claimedTime, claimedTimeText, statedLeaf } = readLine(
      bytes,
      limits,
    );
    if (reading === 'withheld')
      return differing('the leaf', Buffer.from(`#withheld ${hexOf(statedLeaf)}`), Buffer.from(bytes));
    if (reading !== 'entry') return null;
    const { seq, prev: stated, ts } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return (
      differing(
        'what an entry states',
        { claimedSeq, claimedPrev, claimedTimeText },
        { claimedSeq: seq, claimedPrev: stated, claimedTimeText: ts },
      ) ?? differing('the time', claimedTime, Date.parse(String(ts).replace(/(\.\d{3})\d+/, '$1')))
    );
  }),
  textTarget(
    'time',
    ['2026-03-01T10:00:00Z', '2024-02-29T23:59:59.999999999Z', '0000-01-01T00:00:00.5Z'],
    (bytes) => {
      const text = decodeUtf8(bytes);
      const time = parseUtcTime(text);
      if (time === null) return null;
      return (
        differing('the time', time, Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))) ??
        differing('written and read again', time, parseUtcTime(renderUtcTime(time)))
      );
    },
  ),
  textTarget(
    'descriptor',
    [descriptor, descriptor.replace('"start":5', '"start":0').replace(/"frontier":[^\]]*\],/, '')],
    (bytes) => {
      const { range, frontier } = parseDescriptor(bytes);
      const isSound =
        Number.isSafeInteger(range.start) &&
        Number.isSafeInteger(range.end) &&
        range.start <= range.end &&
        range.start >= 0;
      if (!isSound) return `accepted the range ${JSON.stringify(range)}`;
      return differing(
        'the frontier',
        (frontier ?? []).length,
        range.start === 0 ? (frontier ?? []).length : frontierLength(range.start),
      );
    },
  ),
  textTarget('manifest', [`${prev}  data/a\n${prev} *data/b c\n`], (bytes) => {
    const digests = parseBagManifest(bytes, 'm', limits);
    const written = parseBagManifest(Buffer.from(renderBagManifest(digests)), 'm', limits);
    return differing('written and read again', [...digests].toSorted(), [...written].toSorted());
  }),
  textTarget(
    'gzip',
    [gzipSync('first\n'), concatBytes([gzipSync('a'.repeat(500)), gzipSync('b', { level: 0 })])],
    (bytes) => {
      const members = readGzipMembers(bytes, inflateMemberNode, 1_000_000);
      return differing(
        'inflated by zlib',
        concatBytes(members.map(({ plain }) => plain)),
        new Uint8Array(gunzipSync(bytes)),
      );
    },
  ),
];

/** As JSON.parse would have it, apart from the order of names that are numbers, which it puts first. */
function toPlain(value: JsonValue): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, each]) => [name, toPlain(each)]));
  return Array.isArray(value) ? value.map(toPlain) : value;
}

function hexOf(bytes: Uint8Array | null): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
