import { describe, expect, it } from 'vitest';
import type { CaseClient } from '../../../renderer/client/case-client.ts';
import { CaseError } from '../../../renderer/client/case-error.ts';
import { CurrentCase } from '../../../renderer/client/current-case.ts';
import type { CaseRequestName, CaseRequests, CaseView } from '../../../shared/contract/case-protocol.ts';

type CallOptions = NonNullable<Parameters<CaseClient['call']>[2]>;

interface Call {
  readonly name: CaseRequestName;
  readonly args: unknown;
  readonly options: CallOptions;
  answer(value: unknown): void;
  refuse(kind: 'cancelled' | 'refused' | 'storage'): void;
}

/** A window whose worker the test plays. */
function start({ isHeld = false, foresee = async () => {} } = {}) {
  const calls: Call[] = [];
  const client: CaseClient = {
    call: <Name extends CaseRequestName>(
      name: Name,
      args: CaseRequests[Name]['args'],
      options: CallOptions = {},
    ) =>
      new Promise<CaseRequests[Name]['answer']>((resolve, reject) => {
        calls.push({
          name,
          args,
          options,
          answer: (value) => resolve(value as never),
          refuse: (kind) => reject(new CaseError({ kind, message: kind })),
        });
      }),
    close: () => {},
  };
  let letCheck = () => {};
  const current = new CurrentCase(client, {
    foresee,
    headStart: () =>
      isHeld
        ? new Promise((resolve) => {
            letCheck = resolve;
          })
        : Promise.resolve(),
  });
  /** The last call of this name. */
  const last = (name: CaseRequestName): Call => {
    const call = calls.findLast((each) => each.name === name);
    if (call === undefined) throw new Error(`${name} was not asked`);
    return call;
  };
  /** What stands on screen: the headline or null for each bundle, and how the check stands. */
  const shown = () => {
    const { state } = current.snapshot();
    if (state.kind !== 'open') return state.kind;
    return [state.check.kind, ...state.view.bundles.map(({ verdict }) => verdict?.headline ?? null)];
  };
  return { current, calls, last, shown, letCheck: () => letCheck() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A case with these headlines; null for a bundle without a verdict. */
function viewOf(caseId: string, ...headlines: readonly (string | null)[]): CaseView {
  return {
    case: {
      ...{ caseId, name: caseId, kind: 'own', createdAt: 0, openedAt: 0, bundleCount: 0, entryCount: 0 },
      isEncrypted: false,
    },
    bundles: headlines.map((headline, index) => ({
      bundleId: `${caseId}-${index}`,
      offeredKeys: [],
      verdict: headline === null ? null : { headline },
    })) as unknown as CaseView['bundles'],
    trustedKeys: [],
    policies: [],
    authorities: [],
    heads: [],
    judgedAt: 0,
  };
}

async function openPending() {
  const window = start();
  window.current.open('a');
  window.last('previewCase').answer(viewOf('a', null));
  await settle();
  return window;
}

describe('the case of the window', () => {
  it('is shown once the screen has what it asks for first, and not when the window has left meanwhile', async () => {
    let isReady = () => {};
    const { current, last, shown, calls } = start({
      foresee: () =>
        new Promise((resolve) => {
          isReady = resolve;
        }),
    });
    current.open('a');
    last('previewCase').answer(viewOf('a', null));
    await settle();
    expect(shown()).toBe('opening');
    isReady();
    await settle();
    expect(shown()).toEqual(['running', null]);

    current.open('b');
    last('previewCase').answer(viewOf('b', null));
    await settle();
    current.open(null);
    isReady();
    await settle();
    expect(shown()).toBe('none');
    expect(calls.filter(({ name }) => name === 'openCase')).toHaveLength(1);
  });

  it('is shown also when what the screen asks for first cannot be had', async () => {
    const { current, last, shown } = start({
      foresee: async () => {
        throw new Error('It could not be had.');
      },
    });
    current.open('a');
    last('previewCase').answer(viewOf('a', null));
    await settle();
    expect(shown()).toEqual(['running', null]);
  });

  it('is asked for once more when another window has changed it while it was opened', async () => {
    const { current, last, shown, calls } = start();
    current.open('a');
    current.caseChanged('a');
    last('previewCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(calls.filter(({ name }) => name === 'openCase')).toHaveLength(2);
    last('openCase').answer(viewOf('a', 'NOT VERIFIED'));
    await settle();
    expect(shown()).toEqual(['over', 'NOT VERIFIED']);
  });

  it('is shown as it is stored, without a verdict, while its copy is checked', async () => {
    const { current, last, shown } = start();
    current.open('a');
    expect(shown()).toBe('opening');
    last('previewCase').answer(viewOf('a', null));
    await settle();
    expect(shown()).toEqual(['running', null]);
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(shown()).toEqual(['over', 'VERIFIED']);
  });

  it('is not checked before the first rows have had the time to come, but says already that it will be', async () => {
    const { current, calls, last, shown, letCheck } = start({ isHeld: true });
    current.open('a');
    last('previewCase').answer(viewOf('a', null));
    await settle();
    expect(shown()).toEqual(['running', null]);
    expect(calls.map(({ name }) => name)).toEqual(['previewCase']);
    letCheck();
    await settle();
    expect(calls.map(({ name }) => name)).toEqual(['previewCase', 'openCase']);
  });

  it('is not checked at all when it was left before', async () => {
    const { current, calls, last, letCheck } = start({ isHeld: true });
    current.open('a');
    last('previewCase').answer(viewOf('a', null));
    await settle();
    current.open('b');
    letCheck();
    await settle();
    expect(calls.map(({ name }) => name)).toEqual(['previewCase', 'previewCase']);
  });

  it('stays without a verdict when the person stops the check, until they ask for it again', async () => {
    const { current, last, shown } = await openPending();
    current.stopCheck();
    expect(last('openCase').options.signal?.aborted).toBe(true);
    expect(shown()).toEqual(['stopped', null]);
    last('openCase').refuse('cancelled');
    await settle();
    last('previewCase').answer(viewOf('a', null));
    await settle();
    expect(shown()).toEqual(['stopped', null]);
    current.checkNow();
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(shown()).toEqual(['over', 'VERIFIED']);
  });

  it('shows after a stop what the run had read before it', async () => {
    const { current, last, shown } = start();
    current.open('a');
    last('previewCase').answer(viewOf('a', null, null));
    await settle();
    current.stopCheck();
    last('openCase').refuse('cancelled');
    await settle();
    last('previewCase').answer(viewOf('a', 'BROKEN', null));
    await settle();
    expect(shown()).toEqual(['stopped', 'BROKEN', null]);
  });

  it('says that the check failed, and shows no verdict for it', async () => {
    const { last, shown } = await openPending();
    last('openCase').refuse('storage');
    await settle();
    expect(shown()).toEqual(['failed', null]);
  });

  it('loses its verdict at once when it is verified again', async () => {
    const { current, last, shown } = await openPending();
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    current.verifyAgain('a-0');
    expect(shown()).toEqual(['running', null]);
    expect(last('openCase').args).toEqual({ caseId: 'a', again: 'a-0' });
    last('openCase').answer(viewOf('a', 'LOCAL COPY ALTERED'));
    await settle();
    expect(shown()).toEqual(['over', 'LOCAL COPY ALTERED']);
  });

  it('shows what a decision answered, and not the older answer of a check that comes after it', async () => {
    const { current, last, shown } = await openPending();
    current.show(viewOf('a', 'VERIFIED') as never);
    last('openCase').answer(viewOf('a', 'INTACT, SIGNER NOT TRUSTED'));
    await settle();
    expect(shown()).toEqual(['over', 'VERIFIED']);
  });

  it('asks for the verdicts once more when another window decided during the check', async () => {
    const { calls, current, last, shown } = await openPending();
    current.caseChanged('a');
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(shown()).toEqual(['running', null]);
    last('openCase').answer(viewOf('a', 'INTACT, SIGNER NOT TRUSTED'));
    await settle();
    expect(shown()).toEqual(['over', 'INTACT, SIGNER NOT TRUSTED']);
    expect(calls.filter(({ name }) => name === 'openCase')).toHaveLength(2);
  });

  it('stays stopped when another window decides, and shows the trust of now', async () => {
    const { current, last, shown } = await openPending();
    current.stopCheck();
    last('openCase').refuse('cancelled');
    await settle();
    current.caseChanged('a');
    last('previewCase').answer({ ...viewOf('a', null), judgedAt: 7 });
    await settle();
    expect(shown()).toEqual(['stopped', null]);
    const { state } = current.snapshot();
    expect(state.kind === 'open' && state.view.judgedAt).toBe(7);
  });

  it('is gone with its check when another window deletes it', async () => {
    const { current, last, shown } = await openPending();
    current.caseGone('a', { kind: 'refused', message: 'deleted' });
    expect(shown()).toBe('failed');
    expect(last('openCase').options.signal?.aborted).toBe(true);
    last('openCase').answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(shown()).toBe('failed');
  });

  it('is gone when the worker finds during the check that there is no such case', async () => {
    const { last, shown } = await openPending();
    last('openCase').refuse('refused');
    await settle();
    expect(shown()).toBe('failed');
  });

  it('hears nothing of the case before: its check is stopped, and its answers are not drawn', async () => {
    const { current, last, shown } = await openPending();
    const first = last('openCase');
    current.open('b');
    expect(first.options.signal?.aborted).toBe(true);
    first.answer(viewOf('a', 'VERIFIED'));
    await settle();
    expect(shown()).toBe('opening');
    last('previewCase').answer(viewOf('b', null));
    await settle();
    expect(shown()).toEqual(['running', null]);
  });
});
