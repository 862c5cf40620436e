import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDescriptor } from '../../shared/bundle/parse-descriptor.ts';
import { sealBundle } from '../../shared/bundle/seal.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { portableDigests } from '../../shared/crypto/digest.ts';
import type { JsonObject, JsonValue } from '../../shared/json/json-value.ts';
import { planRedaction } from '../../shared/redaction/plan-redaction.ts';
import { redactBundle } from '../../shared/redaction/redact-bundle.ts';
import { parsePlace, type RedactionOrder } from '../../shared/redaction/redaction-order.ts';
import { scanWritten, writtenMembers } from '../../shared/redaction/scan-written.ts';
import {
  allLines,
  folderOf,
  logKey,
  type Members,
  origin,
  packerKey,
  pinned,
  verify,
} from '../support/bundle-builder.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-redaction-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fields = ['email', 'note', 'target', 'tags'] as const;
type Field = (typeof fields)[number];

interface Case {
  readonly entries: readonly (readonly Field[])[];
  readonly committed: readonly Field[];
  readonly hidden: readonly Field[];
  readonly withheld: readonly number[];
  readonly shows: boolean;
  readonly segmentLines: number;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  entries: fc.array(fc.subarray([...fields]), { minLength: 1, maxLength: 14 }),
  committed: fc.subarray([...fields]),
  hidden: fc.subarray([...fields]),
  withheld: fc.array(fc.nat({ max: 13 }), { maxLength: 5 }),
  shows: fc.boolean(),
  segmentLines: fc.integer({ min: 1, max: 6 }),
});

/** A text that is nowhere else: where it is found, it has come out. */
const textFor = (seq: number, field: Field) => `val-${field}-${String(seq).padStart(4, '0')}-"q"\\ü`;

async function* eventsOf({ entries }: Case): AsyncGenerator<JsonObject> {
  for (const [seq, own] of entries.entries()) {
    const event = new Map<string, JsonValue>([['ts', '2025-11-20T00:00:00Z']]);
    for (const field of own) {
      const value = textFor(seq, field);
      event.set(field, field === 'tags' ? [value, new Map([['deep', 7_000_000 + seq]])] : value);
    }
    yield event;
  }
}

async function seal(each: Case): Promise<Members> {
  let salts = 0;
  const members = new Map<string, Uint8Array>();
  const sealing = sealBundle(eventsOf(each), {
    ...{ origin, title: 'Gateway', mapping: { action: '/note' }, continues: null, logKey, packerKey },
    committedFields: each.committed.map((field) => `/${field}`),
    segmentLines: each.segmentLines,
    salt: () => new Uint8Array(16).fill(salts++),
  });
  for await (const { path, chunks } of sealing) members.set(path, await whole(chunks));
  return members;
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk.slice());
  return concatBytes(all);
}

const redactorKey = new Uint8Array(32).fill(9);
const step = { onLines: async () => {} };

async function redact(members: Members, each: Case) {
  const source = folderOf(members);
  const descriptor = parseDescriptor(members.get('data/bundle.json') ?? new Uint8Array(0));
  const order: RedactionOrder = {
    ...{ by: 'A. Auditor', reason: 'because', privilege: '', claimedTime: 0, tool: 'test' },
    hidden: each.hidden.map((field) => parsePlace(`/${field}`)),
    shown: each.shows ? [parsePlace('/email'), parsePlace('/target')] : null,
    isWithheld: (ordinal) => each.withheld.includes(ordinal),
    withholdsRest: true,
    keepsAttachments: false,
  };
  const plan = await planRedaction(source, { start: 0, lines: each.entries.length }, order, step);
  if (plan.kind !== 'plan') throw new Error('refused');
  const redacted = new Map<string, Uint8Array>();
  const packing = { ...step, packerKey: redactorKey, digests: portableDigests, onRedaction: () => {} };
  for await (const { path, chunks } of redactBundle({ source, descriptor, plan }, order, packing))
    redacted.set(path, await whole(chunks));
  return { redacted, plan };
}

/** By the words of the order alone, without the code that carries it out. */
function fateOf(
  { entries, committed, hidden, withheld, shows }: Case,
  seq: number,
): 'withheld' | readonly Field[] {
  const own = entries[seq] ?? [];
  const inClear = own.some((field) => hidden.includes(field) && !committed.includes(field));
  const unlisted = own.filter(
    (field) => shows && !['email', 'target'].includes(field) && !hidden.includes(field),
  );
  const isLost = unlisted.some((field) => !committed.includes(field));
  if (withheld.includes(seq) || inClear || isLost) return 'withheld';
  return own.filter((field) => hidden.includes(field) || unlisted.includes(field));
}

/** Everything as text: each member, and each disclosure opened by Node's own base64. */
function textsOf(members: Members): string {
  let text = '';
  for (const [path, bytes] of members) {
    const content = Buffer.from(bytes).toString('utf8');
    text += content;
    if (!path.startsWith('data/disclosures/')) continue;
    for (const line of content.trimEnd().split('\n'))
      for (const disclosure of JSON.parse(line).d)
        text += Buffer.from(disclosure, 'base64url').toString('utf8');
  }
  return text;
}

describe('Any bundle that is redacted in any way', () => {
  const written: string[] = [];

  it('still proves all that is left, and has nothing of what was left out', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (each) => {
        const members = await seal(each);
        const { redacted, plan } = await redact(members, each);
        const { headline } = await verify(redacted, [pinned('log'), pinned('packer', redactorKey)]);
        const before = allLines(members);
        const after = allLines(redacted);
        const text = textsOf(redacted);
        let hides = false;
        for (const [seq, line] of before.entries()) {
          const fate = fateOf(each, seq);
          const stub = `#withheld ${Buffer.from(leafDigest(Buffer.from(line))).toString('hex')}`;
          expect(after[seq]).toBe(fate === 'withheld' ? stub : line);
          const gone = fate === 'withheld' ? (each.entries[seq] ?? []) : fate;
          hides ||= fate === 'withheld' || fate.length > 0;
          for (const field of gone) {
            expect(text).not.toContain(JSON.stringify(textFor(seq, field)).slice(1, -1));
            expect(text).not.toContain(`val-${field}-${String(seq).padStart(4, '0')}`);
            if (field === 'tags') expect(text).not.toContain(String(7_000_000 + seq));
          }
          // And what stays is still to be read.
          for (const field of (each.entries[seq] ?? []).filter((own) => !gone.includes(own)))
            expect(text).toContain(`val-${field}-${String(seq).padStart(4, '0')}`);
        }
        expect(after).toHaveLength(before.length);
        expect(headline).toBe(hides ? 'VERIFIED, PARTS WITHHELD' : 'VERIFIED');
        const scan = await scanWritten(writtenMembers(folderOf(redacted)), plan.values, async () => {});
        expect(scan.found).toEqual([]);
        written.push(writeFolder(redacted, written.length));
      }),
      { numRuns: 100 },
    );
  });

  it('is verified by the second implementation as well, with the keys of the log and of who redacted', () => {
    writeFileSync(join(folder, 'log.vkey'), `${pinned('log').publicKey}\n`);
    writeFileSync(
      join(folder, 'signers'),
      `redactor namespaces="evidence-bundle@v1" ${pinned('packer', redactorKey).publicKey}\n`,
    );
    const keys = ['--vkey', join(folder, 'log.vkey'), '--signers', join(folder, 'signers')];
    const out = execFileSync(process.execPath, ['cli/standalone/verify.mjs', ...written, ...keys], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const states = out.split('\n').filter((line) => line.startsWith('state'));
    expect(states).toHaveLength(written.length);
    expect(states.length).toBeGreaterThanOrEqual(100);
    for (const state of states) expect(state).toMatch(/^state {4}verified(?:, parts withheld)?$/);
  });
});

function writeFolder(members: Members, number: number): string {
  const root = join(folder, String(number));
  for (const [path, bytes] of members) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
}

describe('A hidden value that stays somewhere else', () => {
  it('is found in a field that nobody hid, in a disclosure that stays, and in what the redactor wrote', async () => {
    const members = await seal({
      ...{ entries: [['email'], ['note']], committed: ['email', 'note'], hidden: [], withheld: [] },
      ...{ shows: false, segmentLines: 4 },
    });
    const { values } = (
      await redact(members, {
        ...{ entries: [['email'], ['note']], committed: ['email', 'note'], hidden: ['email', 'note'] },
        ...{ withheld: [], shows: false, segmentLines: 4 },
      })
    ).plan;
    // Of the bundle before, every hidden value is still there.
    const scan = await scanWritten(writtenMembers(folderOf(members)), values, async () => {});
    expect(new Set(scan.found.map(({ text }) => text))).toEqual(
      new Set([textFor(0, 'email'), textFor(1, 'note')]),
    );
    expect(scan.found.some(({ file }) => file === 'data/disclosures/000000000000.ndjson, opened')).toBe(true);
    const leaky = new Map(members).set(
      'data/bundle.json',
      Buffer.from(`{"title":"${'val-email-0000-'}\\u0022q\\"\\\\ü"}`),
    );
    const found = await scanWritten(writtenMembers(folderOf(leaky)), values, async () => {});
    expect(found.found.some(({ file }) => file === 'data/bundle.json')).toBe(true);
    expect(decodeUtf8(leaky.get('data/bundle.json') ?? new Uint8Array(0))).toContain('val-email');
  });
});
