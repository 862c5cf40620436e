import { describe, expect, test } from 'vitest';
import { caseHandlers } from '../../../renderer/workers/case-handlers.ts';
import type { JsonObject } from '../../../shared/json/json-value.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';
import { makingRequests, unmaskableRequests } from '../../../shared/lens/lens.ts';
import { maskedRequests } from '../../../shared/lens/mask-answers.ts';
import { sealEvents, zipOf } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** Each of these is personal, and stands in one place of one entry only. */
const personal = {
  actor: 'rosalind.q@example.org',
  target: 'patient-record-8471',
  address: '203.0.113.77',
  session: 'sess-5c1d2b',
  display: 'Rosalind "Q" Quine*',
  number: 447700900123,
};

const entries = [
  {
    ts: '2026-07-01T10:00:00.000Z',
    actor: { id: personal.actor, name: personal.display, phone: personal.number },
    action: 'record.read',
    target: personal.target,
    outcome: 'success',
    service: 'archive',
    ip: personal.address,
    session: personal.session,
  },
  {
    ts: '2026-07-01T10:01:00.000Z',
    actor: { id: 'other@example.org', name: personal.display },
    action: 'record.delete',
    target: 'patient-record-1',
    outcome: 'denied',
    service: 'archive',
    ip: '198.51.100.4',
    session: 'sess-2',
  },
];

async function* asEvents(): AsyncGenerator<JsonObject> {
  for (const entry of entries) {
    const event = parseStrictJson(new TextEncoder().encode(JSON.stringify(entry)));
    if (event instanceof Map) yield event;
  }
}

async function opened() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const bundle = await sealEvents(asEvents(), {});
  const source = fileOf(await zipOf(bundle.members));
  const { bundleId, view } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  const choose = (lens: 'developer' | 'legal-reviewer' | 'auditor') =>
    worker.request('chooseLens', { caseId, lens, by: 'A. Auditor' });
  return { computer, worker, caseId, bundleId, choose };
}

/** Everything that a window asks of a case when a person looks at each screen. */
async function everything(worker: TestWorker, caseId: string, bundleId: string, query = '') {
  const scope = { caseId, bundleIds: [bundleId] };
  const order = {
    ...scope,
    query,
    sort: { by: 'log', isDescending: false },
    fields: ['actor.name', 'actor.phone', 'ip', 'session'],
  };
  const facets = ['actor', 'target', 'ip', 'session', 'actor.name', 'action'].map((field) => ({
    field,
    count: 5,
    containing: null,
  }));
  const result = await worker.request('search', {
    ...order,
    facets,
    buckets: 10,
    rows: { first: 0, count: 10 },
  });
  const actor = result.kind === 'result' ? (result.facets[0]?.values[0]?.text ?? '') : '';
  return {
    result,
    entries: await worker.request('listEntries', { bundleId, first: 0, count: 2 }),
    hits: await worker.request('listHits', { ...order, first: 0, count: 2 }),
    fields: await worker.request('listFields', scope),
    facet: await worker.request('listFacet', {
      ...order,
      facet: { field: 'target', count: 9, containing: null },
    }),
    entry: await worker.request('readEntry', { bundleId, ordinal: 0 }),
    proof: await worker.request('proveEntry', { bundleId, ordinal: 0 }),
    compared: await worker.request('compareResults', {
      caseId,
      left: { bundleIds: [bundleId], query },
      right: { bundleIds: [bundleId], query: 'action:record.delete' },
      fields: ['actor', 'actor.name', 'target'],
      listed: 5,
    }),
    entity: await worker.request('describeEntity', {
      ...scope,
      subject: { field: 'actor', text: actor },
      joins: [],
      listed: 5,
      buckets: 5,
    }),
  };
}

/** As text, with bytes as text too: what is anywhere in an answer is found in it. */
function spelled(answer: unknown): string {
  return JSON.stringify(answer, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
}

describe('The lens of a developer', () => {
  test('lets no personal value into any answer that a window gets, and the same values through the lens of an auditor', async () => {
    const { worker, caseId, bundleId, choose } = await opened();
    const plain = spelled(await everything(worker, caseId, bundleId));
    await choose('developer');
    const masked = spelled(await everything(worker, caseId, bundleId));
    for (const value of Object.values(personal)) {
      const text = JSON.stringify(String(value)).slice(1, -1);
      expect(plain, text).toContain(text);
      expect(masked, text).not.toContain(text);
    }
    expect(masked).toContain('record.read');
    expect(masked).toContain('2026-07-01');
  });

  test('gives equal values equal names, by which they are found, included and looked at', async () => {
    const { worker, caseId, bundleId, choose } = await opened();
    await choose('developer');
    const { result, entity } = await everything(worker, caseId, bundleId);
    if (result.kind !== 'result') throw new Error('There is no result.');
    const names = result.rows.map(({ further }) => further[0]?.[0]);
    expect(names[0]).toEqual(names[1]);
    const [, , , , name] = result.facets;
    const value = name?.values[0]?.text ?? '';
    expect(value).toMatch(/^masked-[0-9a-f]{4,}$/);
    expect(name?.values[0]?.count).toBe(2);
    expect(entity.own).toBe(1);
    // The name stands for a text with quotation marks and a star, and asks for exactly that.
    const found = await everything(worker, caseId, bundleId, `actor.name=${value}`);
    if (found.result.kind !== 'result') throw new Error('There is no result.');
    expect(found.result.total).toBe(2);
    expect(found.result.words).toContain(value);
    expect(found.result.words).not.toContain('Rosalind');
  });

  test('shows one line as it is after a reason, which the log keeps before it is shown, and no other line', async () => {
    const { worker, caseId, bundleId, choose } = await opened();
    await choose('developer');
    const unmask = (reason: string) =>
      worker.request('unmaskEntry', { caseId, bundleId, ordinal: 0, reason, by: 'D. Developer' });
    await expect(unmask(' ')).rejects.toMatchObject({ code: 'lens-refused' });
    expect(spelled(await worker.request('readEntry', { bundleId, ordinal: 0 }))).not.toContain(
      personal.actor,
    );
    await unmask('The parser fails on this line');
    const shown = await worker.request('readEntry', { bundleId, ordinal: 0 });
    expect(spelled(shown)).toContain(personal.actor);
    expect(shown.isMasked).toBe(false);
    expect((await worker.request('readEntry', { bundleId, ordinal: 1 })).isMasked).toBe(true);
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)).toMatchObject({
      action: 'unmasked',
      facts: [
        { name: 'line', value: expect.stringMatching(/ #0 [0-9a-f]{16}$/) },
        { name: 'reason', value: 'The parser fails on this line' },
        { name: 'by', value: 'D. Developer' },
      ],
    });
  });

  test('lets nothing out that holds evidence as a whole', async () => {
    const { worker, caseId, choose } = await opened();
    await choose('developer');
    const handOver = { by: 'a', to: 'b', purpose: 'c' };
    await expect(worker.request('saveCaseFile', { caseId, handOver })).rejects.toMatchObject({
      code: 'lens-refused',
    });
  });

  test('stays through a restart, and values have other names in another run', async () => {
    const { computer, caseId, bundleId, choose } = await opened();
    await choose('developer');
    const again = await computer.startWorker();
    const [row] = await again.request('listEntries', { bundleId, first: 0, count: 1 });
    expect(row?.fields.actor).toEqual({ kind: 'text', text: expect.stringMatching(/^masked-/) });
    expect(await again.request('readLens', { caseId })).toEqual({ lens: 'developer', isRecording: true });
  });
});

describe('The lens of a legal reviewer', () => {
  test('refuses everything that makes or decides, and shows everything', async () => {
    const { worker, caseId, bundleId, choose } = await opened();
    await choose('legal-reviewer');
    const content = {
      kind: 'annotation',
      by: 'L. Reviewer',
      targets: [{ kind: 'bundle', origin: 'o', fileSha256: '0'.repeat(64) }],
      note: 'no',
    } as const;
    await expect(worker.request('make', { caseId, content })).rejects.toMatchObject({ code: 'lens-refused' });
    await expect(worker.request('deleteCase', { caseId })).rejects.toMatchObject({ code: 'lens-refused' });
    expect(spelled(await everything(worker, caseId, bundleId))).toContain(personal.actor);
    await choose('auditor');
    await expect(worker.request('make', { caseId, content })).resolves.toMatchObject({ content });
  });
});

describe('What the log keeps of looking', () => {
  test('names each line that was opened, until a person switches that off, which it names too', async () => {
    const { worker, caseId, bundleId } = await opened();
    const view = () =>
      worker.request('recordViewed', {
        caseId,
        lines: [
          { bundleId, ordinal: 0 },
          { bundleId, ordinal: 1 },
        ],
        by: 'A. Auditor',
      });
    const actions = async () =>
      (await worker.request('listCustody', { caseId })).records
        .slice(2)
        .map(({ action, facts }) => [action, facts.filter(({ name }) => name === 'line').length]);
    await view();
    await worker.request('setRecording', { caseId, isRecording: false, by: 'A. Auditor' });
    await view();
    expect(
      await worker.request('recordSearch', { caseId, bundleIds: [bundleId], query: 'alice' }),
    ).toBeNull();
    await worker.request('setRecording', { caseId, isRecording: true, by: 'A. Auditor' });
    await view();
    expect(await actions()).toEqual([
      ['viewed', 2],
      ['recording-changed', 0],
      ['recording-changed', 0],
      ['viewed', 2],
    ]);
  });
});

test('every request of the protocol was thought of: it is masked, refused, or has no value of evidence in its answer', () => {
  const without = new Set([
    ...['listCases', 'previewCase', 'openCase', 'deleteCase', 'importBundle', 'openSampleCase'],
    ...['proveEntry', 'gatherLeaves', 'pinKey', 'unpinKey', 'revokeKey', 'unpinAuthority', 'revokeAuthority'],
    ...['readTrustFile', 'addTrustFile', 'exportTrust', 'stateHead', 'listAlarms', 'nameLines'],
    ...['readIdentity', 'makeIdentity', 'openIdentity', 'lockIdentity', 'importIdentity', 'importPkcs12'],
    ...['exportIdentity', 'openIdentityBySystem', 'keepIdentityInSystem', 'takeIdentityFromSystem'],
    // Files that a person hands in come back with what belongs beside them.
    ...['askStamp', 'takeStamp'],
    ...[
      'deleteIdentity',
      'storageRoom',
      'readLens',
      'chooseLens',
      'setRecording',
      'unmaskEntry',
      'recordViewed',
    ],
    ...['readCaseFile', 'receiveCaseFile', 'unlockCase', 'lockCase', 'changePassphrase', 'recognizeReport'],
    ...['recognizeCaseFile', 'encryptCase'],
    ...['listReports', 'countersignReport', 'withdrawReport', 'planExport'],
    // What persons wrote, searches included, is shown as they wrote it.
    ...['listCustody', 'listMade', 'exportCustody', 'exportOverlay', 'readOverlay', 'mergeOverlay'],
    ...['listSearches', 'saveSearch', 'deleteSearch', 'exportSearches', 'importSearches'],
  ]);
  const decided = (name: string) =>
    name in maskedRequests || [...unmaskableRequests].some((each) => each === name) || without.has(name);
  expect(Object.keys(caseHandlers).filter((name) => !decided(name))).toEqual([]);
  expect([...makingRequests, ...unmaskableRequests].filter((name) => !(name in caseHandlers))).toEqual([]);
});
