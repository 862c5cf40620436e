import { describe, expect, it } from 'vitest';
import type { CaseClient } from '../../../renderer/client/case-client.ts';
import { CaseError } from '../../../renderer/client/case-error.ts';
import { type ImportOutcome, ImportQueue } from '../../../renderer/views/app/import-queue.ts';
import type { CaseRequestName, CaseRequests, CaseView } from '../../../shared/contract/case-protocol.ts';

type CallOptions = NonNullable<Parameters<CaseClient['call']>[2]>;

interface Call {
  readonly name: CaseRequestName;
  readonly args: unknown;
  readonly options: CallOptions;
  answer(value: unknown): void;
  refuse(error: CaseError): void;
}

/** A client whose answers the test gives by hand. */
function scriptedClient() {
  const calls: Call[] = [];
  const client: CaseClient = {
    call: <Name extends CaseRequestName>(
      name: Name,
      args: CaseRequests[Name]['args'],
      options: CallOptions = {},
    ) =>
      new Promise<CaseRequests[Name]['answer']>((resolve, reject) => {
        calls.push({ name, args, options, answer: (value) => resolve(value as never), refuse: reject });
      }),
    close: () => {},
  };
  return { client, calls };
}

const caseView = (caseId: string): CaseView => ({
  case: {
    ...{ caseId, name: caseId, kind: 'own', createdAt: 0, openedAt: 0, bundleCount: 0, entryCount: 0 },
    isEncrypted: false,
  },
  bundles: [],
  trustedKeys: [],
  policies: [],
  authorities: [],
  heads: [],
  judgedAt: 0,
});
const file = (name: string) => new File(['bytes'], name);
const settle = () => new Promise((resolve) => setTimeout(resolve));

function start() {
  const { client, calls } = scriptedClient();
  const imported: ImportOutcome[] = [];
  const queue = new ImportQueue(client, (outcome) => imported.push(outcome));
  const states = () => queue.jobs().map(({ fileName, state }) => `${fileName} ${state.kind}`);
  return { queue, calls, imported, states };
}

describe('a dropped folder', () => {
  it('is refused by name, whatever its name ends in, and nothing is asked of the worker', () => {
    const { queue, calls } = start();
    queue.refuseFolders(['acme-q3.evb.zip']);
    const [job] = queue.jobs();
    expect(job).toMatchObject({
      fileName: 'acme-q3.evb.zip',
      state: { kind: 'failed', error: { kind: 'format', code: 'is-a-directory' } },
    });
    expect(calls).toEqual([]);
    queue.remove(job?.id ?? 0);
    expect(queue.jobs()).toEqual([]);
  });
});

describe('opening several bundles', () => {
  it('reads one file at a time, and puts files that came together into one case', async () => {
    const { queue, calls, imported, states } = start();
    queue.addFiles([file('a.evb.zip'), file('b.evb.zip')], null);
    expect(states()).toEqual(['a.evb.zip running', 'b.evb.zip waiting']);
    calls[0]?.answer({ bundleId: 'bundle-a', view: caseView('made') });
    await settle();
    expect(states()).toEqual(['b.evb.zip running']);
    expect(calls[1]?.args).toMatchObject({ caseId: 'made', source: { name: 'b.evb.zip' } });
    calls[1]?.answer({ bundleId: 'bundle-b', view: caseView('made') });
    await settle();
    expect(imported.map(({ bundleId }) => bundleId)).toEqual(['bundle-a', 'bundle-b']);
    expect(states()).toEqual([]);
  });

  it('goes on after a bundle that was refused, and keeps its message until it is dismissed', async () => {
    const { queue, calls, states } = start();
    queue.addFiles([file('bad.zip'), file('good.evb.zip')], 'own-case');
    calls[0]?.refuse(
      new CaseError({
        kind: 'format',
        code: 'zip-layout',
        message: 'Found 3 unexplained bytes.',
        place: { offset: 9 },
      }),
    );
    await settle();
    expect(states()).toEqual(['bad.zip failed', 'good.evb.zip running']);
    expect(queue.jobs()[0]?.state).toMatchObject({ error: { code: 'zip-layout', place: { offset: 9 } } });
    queue.remove(queue.jobs()[0]?.id ?? 0);
    expect(states()).toEqual(['good.evb.zip running']);
  });

  it('stops a running bundle and takes it off the list once the worker has stopped', async () => {
    const { queue, calls, states } = start();
    queue.addFiles([file('large.evb.zip')], null);
    queue.remove(queue.jobs()[0]?.id ?? 0);
    expect(calls[0]?.options.signal?.aborted).toBe(true);
    expect(states()).toEqual(['large.evb.zip running']);
    calls[0]?.refuse(new CaseError({ kind: 'cancelled', message: 'Cancelled.' }));
    await settle();
    expect(states()).toEqual([]);
  });

  it('never asks for a bundle that was taken off while it waited', async () => {
    const { queue, calls } = start();
    queue.addFiles([file('a.evb.zip'), file('b.evb.zip')], null);
    queue.remove(queue.jobs()[1]?.id ?? 0);
    calls[0]?.answer({ bundleId: 'bundle-a', view: caseView('made') });
    await settle();
    expect(calls).toHaveLength(1);
  });

  it('shows how far the worker has come', () => {
    const { queue, calls } = start();
    let told = 0;
    queue.subscribe(() => {
      told += 1;
    });
    queue.addSample();
    const progress = { stage: 'making-sample', bytesDone: 1, bytesTotal: 4, entries: 7 } as const;
    calls[0]?.options.onProgress?.(progress);
    expect(queue.jobs()[0]).toMatchObject({ what: 'sample', state: { kind: 'running', progress } });
    expect(told).toBeGreaterThan(0);
  });
});
