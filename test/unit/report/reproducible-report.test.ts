import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { ImportReceipt } from '../../../shared/contract/case-protocol.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { renderHtml } from '../../../shared/report/html/render-html.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { toReportDocument } from '../../../shared/report/to-document.ts';
import { smallCase, twoLogCase } from '../../support/report-extract.ts';

let extract: ReportExtract;
let order: ReportOrder;

beforeAll(async () => {
  const small = await twoLogCase();
  extract = small.extract;
  order = small.order;
});

function bytesOf(from: ReportExtract, asked: ReportOrder): Uint8Array {
  const made = makeReport(from, asked);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return renderReport(made.record);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same numbers for the same seed: a case that fails can be made again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<Item>(items: readonly Item[], roll: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, at: roll() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Every list of an extract whose order says nothing, in another order. */
function disordered(from: ReportExtract, roll: () => number): ReportExtract {
  const mix = <Item>(items: readonly Item[]) => shuffled(items, roll);
  const { trust, custody } = from;
  return {
    ...from,
    bundles: mix(from.bundles).map((bundle) => ({
      ...bundle,
      checkpoints: mix(bundle.checkpoints),
      verdict: { ...bundle.verdict, results: mix(bundle.verdict.results) },
      receipt: disorderedReceipt(bundle.receipt, mix),
    })),
    entries: mix(from.entries).map((entry) => ({ ...entry, disclosures: mix(entry.disclosures) })),
    findings: mix(from.findings).map((finding) => ({
      ...finding,
      controls: mix(finding.controls),
      exhibits: mix(finding.exhibits),
    })),
    exhibits: mix(from.exhibits).map((exhibit) => ({ ...exhibit, sources: mix(exhibit.sources) })),
    samples: mix(from.samples),
    searches: mix(from.searches),
    trust: { keys: mix(trust.keys), authorities: mix(trust.authorities), policies: mix(trust.policies) },
    custody: custody === null ? null : { ...custody, actions: mix(custody.actions) },
  };
}

/** The account counts members in their order, so it goes with them. */
function disorderedReceipt(
  receipt: ImportReceipt,
  mix: <Item>(items: readonly Item[]) => readonly Item[],
): ImportReceipt {
  const { members, account } = receipt;
  if (account === undefined) throw new Error('The receipt has an account.');
  const both = mix(members.map((member, index) => ({ member, packed: account.packedBytes[index] ?? 0 })));
  return {
    ...receipt,
    members: both.map(({ member }) => member),
    rejects: mix(receipt.rejects),
    account: { ...account, packedBytes: both.map(({ packed }) => packed) },
  };
}

describe('The same case and the same order', () => {
  it('give the same bytes, in whatever order two hundred imports brought everything', () => {
    const expected = sha256(bytesOf(extract, order));
    for (let seed = 1; seed <= 200; seed++) {
      expect([seed, sha256(bytesOf(disordered(extract, dice(seed)), order))]).toEqual([seed, expected]);
    }
  });

  it('give other bytes when the instant is another one, and only in its member', () => {
    const lines = (bytes: Uint8Array) => decodeUtf8(bytes).split('\n');
    const before = lines(bytesOf(extract, order));
    const after = lines(bytesOf(extract, { ...order, producedAt: order.producedAt + 1 }));
    const changed = after.filter((line, index) => line !== before[index]);
    expect(changed).toEqual(['  "claimedTime": "2026-07-01T09:30:00.001Z"']);
    expect(after).toHaveLength(before.length);
  });

  it('give the same bytes and the same page in Kathmandu and in Turkish', () => {
    const here = run({});
    const there = run({ TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' });
    // It is really another place, a quarter of an hour off, so that the comparison can fail.
    expect(there.place).toBe('-345 tr-TR');
    expect(here.place).toMatch(/^0 /);
    expect([there.record, there.html]).toEqual([here.record, here.html]);
  });
});

function run(environment: Readonly<Record<string, string>>) {
  const script = 'test/support/print-report-digests.ts';
  const child = spawnSync('node', ['scripts/run.mjs', script], {
    env: { ...process.env, TZ: 'UTC', ...environment },
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as {
    readonly place: string;
    readonly record: string;
    readonly html: string;
  };
}

describe('A rendering', () => {
  it('follows from the bytes of report.json alone', async () => {
    const small = await smallCase();
    const bytes = bytesOf(small.extract, small.order);
    const digest = sha256(bytes);
    const made = makeReport(small.extract, small.order);
    if (made.kind === 'refused') throw new Error('The case makes a report.');
    const fromCase = renderHtml(toReportDocument(made.record, digest));
    const fromBytes = renderHtml(toReportDocument(parseReport(bytes), digest));
    expect(sha256(fromBytes)).toBe(sha256(fromCase));
  });

  it('reads no member that a record has not, no clock, no dice and no locale', () => {
    const record = parseReport(bytesOf(extract, order));
    const expected = sha256(renderHtml(toReportDocument(record, '00'.repeat(32))));
    const read = new Set<string>();
    const watched = watch(record, '', read) as ReportRecord;
    const answer = withoutPlatform(() => sha256(renderHtml(toReportDocument(watched, '00'.repeat(32)))));
    expect(answer).toBe(expected);
    // It went through the proxies: every member of the record is read but the format.
    expect([...read].filter((path) => /^\/[a-zA-Z]+$/.test(path)).toSorted()).toEqual(
      Object.keys(record)
        .filter((name) => name !== 'format')
        .map((name) => `/${name}`)
        .toSorted(),
    );
  });
});

/** What a record may leave out: to read that it is not there is no reading of something else. */
const optional = ['rejectedLines'];

/** The value, which throws when a member is read that it has not. */
function watch(value: unknown, path: string, read: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return found;
      if (!Object.hasOwn(target, name) && !optional.includes(name))
        throw new Error(`${path}/${name} was read, and is not in the record.`);
      read.add(`${path}/${name}`);
      return watch(found, `${path}/${name}`, read);
    },
  });
}

/** Runs something while everything that differs between machines and moments throws. */
function withoutPlatform<Answer>(work: () => Answer): Answer {
  const names = ['Date', 'Intl', 'performance', 'crypto', 'fetch', 'setTimeout', 'navigator'] as const;
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  const random = Math.random;
  const locale = String.prototype.localeCompare;
  const refuse = (name: string) => {
    throw new Error(`${name} was asked.`);
  };
  try {
    for (const name of names) {
      Object.defineProperty(globalThis, name, { configurable: true, get: () => refuse(name) });
    }
    Math.random = () => refuse('Math.random');
    String.prototype.localeCompare = () => refuse('localeCompare');
    return work();
  } finally {
    Math.random = random;
    String.prototype.localeCompare = locale;
    for (const [name, descriptor] of kept) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  }
}
