import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inflateRaw } from '../../../renderer/workers/inflate.ts';
import { readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../../shared/archive/zip-member.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { plainRedactionOrder } from '../../../shared/redaction/order-file.ts';
import { bytesOf, draft, reportCase } from './report-bench.ts';

const reason = { reason: 'Personal data.', privilege: '' };
const email = { pointer: '/actor/email', ...reason };

async function membersOf(pack: DeliveredFile): Promise<ReadonlyMap<string, Uint8Array>> {
  const source = memorySource('pack.zip', await bytesOf(pack));
  const { members } = await readZipLayout(source, limits);
  const read = new Map<string, Uint8Array>();
  for (const member of members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of openZipMember(source, member, inflateRaw)) chunks.push(chunk);
    read.set(member.path, concatBytes(chunks));
  }
  return read;
}

describe('What would leave', () => {
  test('is counted by field, with its exhibits, and whether it can be hidden by itself', async () => {
    const { worker, caseId } = await reportCase();
    const plan = await worker.request('planLeaving', { caseId, draft, at: null });
    if (plan.kind !== 'planned') throw new Error(plan.kind);
    const byName = new Map(plan.fields.map((field) => [field.pointer, field]));
    expect(byName.get('/actor/email')).toMatchObject({
      ...{ entries: 2, exhibits: 1, committed: 2, inClear: 0, isPersonal: true },
    });
    expect(byName.get('/action')).toMatchObject({ entries: 2, committed: 0, inClear: 2, isPersonal: false });
    expect(plan.count).toEqual({ whole: 2, part: 0, withheld: 0, 'came-withheld': 0 });
    expect(plan.hiddenValues).toBe(0);
  });

  test('is shown of one entry beside what the recipient sees, the hidden value under another name', async () => {
    const { worker, caseId, second } = await reportCase();
    const hidden = [{ ...email, pseudonym: 'person' }];
    const { origin, seq, leaf } = second;
    const at = { origin, seq, leaf };
    const plan = await worker.request('planLeaving', { caseId, draft: { ...draft, hidden }, at });
    if (plan.kind !== 'planned') throw new Error(plan.kind);
    expect(plan.count).toMatchObject({ whole: 0, part: 2 });
    expect(plan.entry).toMatchObject({ seq: second.seq, fate: 'part' });
    const row = plan.entry?.rows.find(({ pointer }) => pointer === '/actor/email/0');
    expect(row).toMatchObject({ isShown: false, reason: 'Personal data.' });
    expect(row?.value).toMatch(/@example\.com$/);
    expect(row?.pseudonym).toMatch(/^person-[0-9a-f]{4}$/);
  });

  test('withholds an entry that has a field in clear which nobody let leave, and says that there is nothing else of it', async () => {
    const { worker, caseId } = await reportCase();
    const shownPointers = ['/actor'];
    const plan = await worker.request('planLeaving', {
      ...{ caseId, at: null, draft: { ...draft, shownPointers } },
    });
    if (plan.kind !== 'planned') throw new Error(plan.kind);
    expect(plan.count.withheld).toBe(2);
    expect(plan.entry?.rows.every(({ isShown }) => !isShown)).toBe(true);
  });
});

describe('A pack with other names for hidden values', () => {
  test('has the same name for the same value, and who is who in a file that is in no pack', async () => {
    const { keep, produce } = await reportCase();
    await keep({ hidden: [{ ...email, pseudonym: 'person' }] });
    const produced = await produce();
    const table = new TextDecoder().decode(await bytesOf(produced.pseudonymTable ?? produced.pack));
    const names = [...table.matchAll(/"(person-[0-9a-f]+)","person","([^"]+)"/g)];
    expect(names.length).toBeGreaterThan(0);
    const members = await membersOf(produced.pack);
    const record = new TextDecoder().decode(members.get('data/report/report.json'));
    for (const [, name = '', value = ''] of names) {
      expect(record).toContain(name);
      expect(record).not.toContain(value);
    }
    expect([...members.keys()].some((path) => path.includes('pseudonym'))).toBe(false);
    expect(produced.searched).toMatch(/Values of hidden fields: [1-9]\d* looked for, 0 found\./);
  });
});

describe('A redacted copy of a bundle', () => {
  const order = { ...plainRedactionOrder, hidden: [{ ...email, pseudonym: '' }] };
  const asked = { order, reason: 'A subject asked.', acknowledgedBy: 'Auditor One' };

  test('has nothing of what was hidden, says who did it, and stands in the log of the case', async () => {
    const { worker, caseId, bundleId, actions } = await reportCase();
    expect(await worker.request('planBundle', { caseId, bundleId, order })).toMatchObject({
      ...{ problems: [], withheldEntries: 0, hidden: [{ pointer: '/actor/email', entries: 5 }] },
    });
    const made = await worker.request('redactBundle', { caseId, bundleId, ...asked });
    const bytes = Buffer.from(await bytesOf(made.bundle)).toString('latin1');
    expect(bytes).not.toContain('@example.com');
    expect(made.searched).toContain('0 found.');
    const members = await membersOf(made.bundle);
    const { derivation } = JSON.parse(new TextDecoder().decode(members.get('data/bundle.json')));
    expect(derivation.steps).toMatchObject([{ by: 'Auditor One', reason: 'A subject asked.' }]);
    expect((await actions()).at(-1)).toBe('bundle-redacted');
    const [log] = made.logs;
    if (log === undefined) throw new Error('There is no log.');
    const rows = new TextDecoder().decode(await bytesOf(log)).split('\r\n');
    expect(rows.filter((row) => row.includes('"field hidden"'))).toHaveLength(5);
    expect(rows[1]).toContain('"Personal data."');
  });

  test('of what a search finds withholds all other entries', async () => {
    const { worker, caseId, bundleId } = await reportCase();
    const keepOnly = ['seq:2'];
    const only = { ...plainRedactionOrder, keepOnly };
    const plan = await worker.request('planBundle', { caseId, bundleId, order: only });
    expect(plan).toMatchObject({ problems: [], withheldEntries: 4 });
    const none = { ...plainRedactionOrder, keepOnly: ['seq:900'] };
    await expect(worker.request('planBundle', { caseId, bundleId, order: none })).rejects.toMatchObject({
      message: 'No entry of this bundle answers the query "seq:900".',
    });
  });

  test('is not made without a reason, of other lines than were named, or of an order that changes nothing', async () => {
    const { worker, caseId, bundleId, first, actions } = await reportCase();
    const redact = (change: object) =>
      worker.request('redactBundle', { caseId, bundleId, ...asked, ...change });
    await expect(redact({ reason: ' ' })).rejects.toMatchObject({ code: 'report-refused' });
    await expect(redact({ acknowledgedBy: '' })).rejects.toMatchObject({ code: 'report-refused' });
    await expect(redact({ order: plainRedactionOrder })).rejects.toMatchObject({
      message: 'No entry is to be withheld: nothing would change.',
    });
    const withheld = [{ origin: first.origin, seq: first.seq, leaf: 'ab'.repeat(32), ...reason }];
    await expect(redact({ order: { ...plainRedactionOrder, withheld } })).rejects.toMatchObject({
      message: expect.stringContaining('and the order names abab'),
    });
    expect(await actions()).not.toContain('bundle-redacted');
  });

  test('is not made through a lens that masks, nor through one that only reads', async () => {
    const { worker, caseId, bundleId } = await reportCase();
    for (const lens of ['developer', 'legal-reviewer'] as const) {
      await worker.request('chooseLens', { caseId, lens, by: 'Auditor One' });
      const redact = worker.request('redactBundle', { caseId, bundleId, ...asked });
      await expect(redact, lens).rejects.toMatchObject({ code: 'lens-refused' });
    }
    await worker.request('chooseLens', { caseId, lens: 'developer', by: 'Auditor One' });
    const looked = worker.request('planLeaving', { caseId, draft, at: null });
    await expect(looked).rejects.toMatchObject({ code: 'lens-refused' });
    const counted = worker.request('planBundle', { caseId, bundleId, order });
    await expect(counted).rejects.toMatchObject({ code: 'lens-refused' });
  });
});

test('the schema of an order on the page is the one that the code reads', async () => {
  const { redactionOrderShape } = await import('../../../shared/redaction/order-file.ts');
  const schema = JSON.parse(readFileSync('docs/redaction-order.schema.json', 'utf8'));
  expect(schema).toMatchObject(JSON.parse(JSON.stringify(redactionOrderShape.schema)));
});
