import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { origin, sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const firstSegment = 'data/segments/000000000000.ndjson';

function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

async function importMembers(members: ReadonlyMap<string, Uint8Array>) {
  const worker = await createComputer().startWorker();
  const { bundleId } = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  return { worker, bundleId };
}

function linesOf(members: ReadonlyMap<string, Uint8Array>, path = firstSegment): string[] {
  return Buffer.from(members.get(path) ?? [])
    .toString()
    .split('\n')
    .slice(0, -1);
}

/** Replaces line `index` of the first segment and leaves everything else as it was. */
function withLine(members: ReadonlyMap<string, Uint8Array>, index: number, line: string) {
  const text = `${linesOf(members).with(index, line).join('\n')}\n`;
  return new Map(members).set(firstSegment, new TextEncoder().encode(text));
}

describe('the table', () => {
  test('shows rows across segments, in order, as many as there are', async () => {
    const { members } = await sealSmall({ entries: 11, segmentLines: 4 });
    const { worker, bundleId } = await importMembers(members);
    const rows = await worker.request('listEntries', { bundleId, first: 2, count: 100 });
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rows.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rows[0]).toEqual({
      ordinal: 2,
      seq: 2,
      time: Date.UTC(2025, 10, 20, 0, 2),
      reading: 'entry',
      isDamaged: false,
      fields: {
        actor: { kind: 'text', text: 'u-2' },
        action: { kind: 'text', text: 'db.query' },
        target: { kind: 'text', text: 'orders-prod' },
        outcome: { kind: 'text', text: 'success' },
        service: { kind: 'absent' },
        address: { kind: 'absent' },
        session: { kind: 'absent' },
      },
    });
  });

  test('keeps absent, empty and withheld apart, and marks the line that the checks name', async () => {
    const { members } = await sealSmall({ entries: 4 });
    const leaf = sha256('\0', linesOf(members)[2] ?? '');
    const altered = withLine(withLine(members, 2, `#withheld ${leaf}`), 3, 'not an entry');
    const { worker, bundleId } = await importMembers(altered);
    const rows = await worker.request('listEntries', { bundleId, first: 0, count: 4 });
    expect(rows.map(({ reading }) => reading)).toEqual(['entry', 'entry', 'withheld', 'reject']);
    expect(rows.map(({ fields }) => fields.target.kind)).toEqual(['text', 'empty', 'withheld', 'absent']);
    expect(rows.map(({ fields }) => fields.outcome.kind)).toEqual(['text', 'absent', 'withheld', 'absent']);
    expect(rows.map(({ seq }) => seq)).toEqual([0, 1, null, null]);
    expect(rows.map(({ isDamaged }) => isDamaged)).toEqual([false, false, false, true]);
  });

  test('answers nothing for a place beyond the last row', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 3 })).members);
    expect(await worker.request('listEntries', { bundleId, first: 3, count: 5 })).toEqual([]);
  });
});

describe('one entry', () => {
  test('is shown from its stored bytes, digested now, with the digest of the line before it', async () => {
    const { members } = await sealSmall({ entries: 5, segmentLines: 2 });
    const { worker, bundleId } = await importMembers(members);
    const before = linesOf(members)[1] ?? '';
    const [line = ''] = linesOf(members, 'data/segments/000000000002.ndjson');
    const detail = await worker.request('readEntry', { bundleId, ordinal: 2 });
    expect(Buffer.from(detail.raw).toString()).toBe(line);
    expect(detail).toMatchObject({
      member: 'data/segments/000000000002.ndjson',
      line: 1,
      offset: 0,
      leafNow: sha256('\0', line),
      claimedPrev: sha256('\0', before),
      before: {
        kind: 'line',
        leafNow: sha256('\0', before),
        place: { member: firstSegment, line: 2, isStub: false },
      },
      claimedTimeText: '2025-11-20T00:02:00.000Z',
      readingReason: null,
    });
  });

  test('tells what the line after it was linked to, and that nothing follows the last line', async () => {
    const { members } = await sealSmall({ entries: 3 });
    const { worker, bundleId } = await importMembers(members);
    const [, second = ''] = linesOf(members);
    const detail = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(detail.nextClaimedPrev).toBe(sha256('\0', second));
    expect((await worker.request('readEntry', { bundleId, ordinal: 2 })).nextClaimedPrev).toBeNull();
  });

  test('names its byte offset in the segment, counted from 0', async () => {
    const { members } = await sealSmall({ entries: 3 });
    const { worker, bundleId } = await importMembers(members);
    const [first = '', second = ''] = linesOf(members);
    const detail = await worker.request('readEntry', { bundleId, ordinal: 2 });
    expect(detail).toMatchObject({ line: 3, offset: first.length + 1 + second.length + 1 });
  });

  test('at the start of the log is bound to the origin', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 2 })).members);
    const detail = await worker.request('readEntry', { bundleId, ordinal: 0 });
    // The known answer of the format for this origin.
    expect(origin).toBe('audit.example.com/prod-gateway');
    const leafNow = 'e920cf1e349f4bace2fa817eaf91c413056d9b247b99ad088ca160cc436280bd';
    expect(detail.before).toEqual({ kind: 'start-of-log', leafNow, origin });
    expect(detail.claimedPrev).toBe(leafNow);
  });

  test('at the start of a range is compared with the signed frontier where that holds the leaf', async () => {
    const odd = await sealSmall({ entries: 3 });
    const last = linesOf(odd.members).at(-1) ?? '';
    const { worker, bundleId } = await importMembers(
      (await sealSmall({ entries: 2, continues: odd.end })).members,
    );
    const detail = await worker.request('readEntry', { bundleId, ordinal: 0 });
    expect(detail.row.seq).toBe(3);
    expect(detail.before).toEqual({ kind: 'frontier', leafNow: sha256('\0', last) });
  });

  test('at the start of a range after an even number of entries says that the leaf is not at hand', async () => {
    const even = await sealSmall({ entries: 4 });
    const { worker, bundleId } = await importMembers(
      (await sealSmall({ entries: 2, continues: even.end })).members,
    );
    expect((await worker.request('readEntry', { bundleId, ordinal: 0 })).before).toEqual({
      kind: 'not-held',
    });
  });

  test('shows a committed field by its pointer, and says so when its disclosure was removed', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const { worker, bundleId } = await importMembers(members);
    const detail = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(detail.disclosures).toMatchObject([{ pointer: '/actor/email/0', value: 'u-1@example.com' }]);
    expect(detail.further).toEqual([
      { pointer: '/actor/email', value: { kind: 'text', text: 'u-1@example.com' }, isDisclosed: true },
    ]);
    expect(Buffer.from(detail.raw).toString()).toContain(detail.disclosures[0]?.digest);

    const without = new Map(members);
    without.delete('data/disclosures/000000000000.ndjson');
    const redacted = await importMembers(without);
    const hidden = await redacted.worker.request('readEntry', { bundleId: redacted.bundleId, ordinal: 1 });
    expect(hidden.disclosures).toMatchObject([{ pointer: '/actor/email/0', value: null }]);
    expect(hidden.further).toEqual([
      { pointer: '/actor/email', value: { kind: 'withheld' }, isDisclosed: false },
    ]);
  });

  test('says where its fields were looked for', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 2 })).members);
    const { mapping } = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(mapping).toEqual({
      actor: '/actor/id',
      action: '/action',
      target: '/target',
      outcome: '/outcome',
    });
  });

  test('tells a field that holds null from one that is not there', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const line = linesOf(members)[1]?.replace('"target":""', '"target":null') ?? '';
    const { worker, bundleId } = await importMembers(withLine(members, 1, line));
    const { row, nullFields } = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(row.fields.target).toEqual({ kind: 'absent' });
    expect(row.fields.outcome).toEqual({ kind: 'absent' });
    expect(nullFields).toEqual(['target']);
  });

  test('that was withheld has the digest that its stub states', async () => {
    const { members } = await sealSmall({ entries: 2 });
    const leaf = sha256('\0', linesOf(members)[1] ?? '');
    const { worker, bundleId } = await importMembers(withLine(members, 1, `#withheld ${leaf}`));
    const detail = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(detail).toMatchObject({ leafNow: leaf, claimedPrev: null, disclosures: [] });
    expect(detail.row.reading).toBe('withheld');
  });

  test('that does not exist is refused', async () => {
    const { worker, bundleId } = await importMembers((await sealSmall({ entries: 2 })).members);
    await expect(worker.request('readEntry', { bundleId, ordinal: 2 })).rejects.toMatchObject({
      code: 'no-such-entry',
    });
  });
});
