import { describe, expect, test } from 'vitest';
import { encryptedJournalName, lockName } from '../../../renderer/workers/journal/journal-files.ts';
import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import type { JsonObject, JsonValue } from '../../../shared/json/json-value.ts';
import { holdsText, rawTables, storedBytes } from '../../support/stored-bytes.ts';
import { origin, sealEvents, zipOf } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, createComputer, emptyDatabase, countRows, fileOf, type TestWorker } from './worker-bench.ts';

const passphrase = 'seven quiet herons at dusk';
const canary = 'kestrel-9481-canary';

async function* canaryEvents(): AsyncGenerator<JsonObject> {
  for (let seq = 0; seq < 6; seq++) {
    const fields: [string, JsonValue][] = [
      ['ts', new Date(Date.UTC(2025, 10, 20, 0, seq)).toISOString()],
      ['actor', new Map<string, JsonValue>([['id', `actor-${canary}`]])],
      ['action', 'db.query'],
      ['outcome', 'ok'],
      ['comment', `other-${canary}`],
    ];
    yield new Map(fields);
  }
}

/** A case whose evidence, names and notes all hold the canary. */
async function canaryCase(computer: Computer, worker: TestWorker, withPassphrase: boolean) {
  const { members } = await sealEvents(canaryEvents(), { title: `title-${canary}` });
  const source = fileOf(await zipOf(members), `file-${canary}.evb.zip`);
  const { view, bundleId } = await worker.request('importBundle', {
    caseId: null,
    source,
    ...(withPassphrase ? { passphrase } : {}),
  });
  const { caseId } = view.case;
  await worker.request('pinKey', { caseId, ...pinOrder('log') });
  await worker.request('pinKey', { caseId, ...pinOrder('packer') });
  await note(worker, caseId, bundleId);
  await worker.request('saveSearch', {
    caseId,
    searchId: null,
    search: { name: `search-${canary}`, description: '', control: '', query: canary, sort: { by: 'log', isDescending: false } },
  });
  return { computer, worker, caseId, bundleId, source };
}

async function note(worker: TestWorker, caseId: string, bundleId: string) {
  const [named] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal: 2 }] });
  if (named === null || named === undefined) throw new Error('The line has no name.');
  const { seq, leaf } = named;
  const content: AnnotationContent = {
    kind: 'annotation',
    by: 'reviewer 1',
    targets: [{ kind: 'entry', origin, line: { seq, leaf } }],
    note: `note-${canary}`,
  };
  await worker.request('make', { caseId, content });
}

describe('An encrypted case', () => {
  test('leaves nothing of its content in the database or in the journal, where a plain one does', async () => {
    const plain = createComputer();
    await canaryCase(plain, await plain.startWorker(), false);
    expect(holdsText(await storedBytes(plain), canary)).toBe(true);

    const computer = createComputer();
    await canaryCase(computer, await computer.startWorker(), true);
    const stored = await storedBytes(computer);
    expect(holdsText(stored, canary)).toBe(false);
    expect(holdsText(stored, origin)).toBe(false);
    expect(holdsText(stored, 'db.query')).toBe(false);
  });
});
