import type {
  CaseView,
  JudgedCaseView,
  OpenOrder,
  Progress,
  WireError,
} from '../../shared/contract/case-protocol.ts';
import type { CopyCheck } from './bundle-check.ts';
import type { CaseClient } from './case-client.ts';
import { toWireError } from './case-error.ts';
import { notePrivateCase } from './private-cases.ts';

export type CaseState =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly view: CaseView; readonly check: CopyCheck }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface CaseSnapshot {
  readonly caseId: string | null;
  readonly state: CaseState;
}

export interface CurrentCaseOptions {
  /** Ends when the screen that will show the case can be drawn with what it asks for first, or after a moment. */
  foresee(view: CaseView): Promise<void>;
  /** Ends when the first rows have had the time to come: until then, a check would only hold them up. */
  headStart(): Promise<void>;
}

/** A check that this window has asked for. */
interface Run {
  readonly stop: AbortController;
  /** Another window has changed the trust of the case meanwhile, so the verdicts must be asked for once more. */
  isOutdated: boolean;
}

/**
 * The case that the window looks at: shown at once as it is stored, while its stored copies are checked. An external store
 * in React's sense. No verdict in it comes from anywhere but an answer of the case worker.
 */
export class CurrentCase {
  readonly #client: CaseClient;
  readonly #listeners = new Set<() => void>();
  #snapshot: CaseSnapshot = { caseId: null, state: { kind: 'none' } };
  #run: Run | null = null;
  /** Another window has changed it since it was asked for. */
  #changedWhileOpening = false;
  readonly #options: CurrentCaseOptions;

  constructor(client: CaseClient, options: CurrentCaseOptions) {
    this.#client = client;
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): CaseSnapshot => this.#snapshot;

  /** Goes to a case, or to none. What is shown of it already stays. */
  open(caseId: string | null): void {
    if (caseId === this.#snapshot.caseId) return;
    this.#leave();
    if (caseId === null) {
      this.#set({ caseId, state: { kind: 'none' } });
      return;
    }
    const opening: CaseSnapshot = { caseId, state: { kind: 'opening' } };
    this.#changedWhileOpening = false;
    this.#set(opening);
    this.#client.call('previewCase', { caseId }).then(
      async (view) => {
        // Whatever is the matter with it, the screen hears of it when it asks for itself.
        await this.#options.foresee(view).catch(() => {});
        if (this.#snapshot !== opening) return;
        this.#set({ caseId, state: { kind: 'open', view, check: { kind: 'over' } } });
        void this.#checkAfterHeadStart({ caseId });
        if (this.#changedWhileOpening) this.caseChanged(caseId);
      },
      (thrown: unknown) => {
        if (this.#snapshot === opening) this.#fail(caseId, toWireError(thrown));
      },
    );
  }

  /** Draws what a request answered. All of it was verified for that answer, so a check that still runs has no more to say. */
  show(view: JudgedCaseView): void {
    if (this.#snapshot.caseId !== view.case.caseId) this.#leave();
    this.#run = null;
    this.#set({ caseId: view.case.caseId, state: { kind: 'open', view, check: { kind: 'over' } } });
  }

  /** Stops the check, and says so at once. The copies stay unchecked until somebody asks again. */
  stopCheck(): void {
    const { caseId } = this.#snapshot;
    if (caseId === null || this.#run === null) return;
    this.#leave();
    this.#setCheck({ kind: 'stopped' });
    this.#refresh(caseId);
  }

  checkNow(): void {
    const { caseId } = this.#snapshot;
    if (caseId !== null && this.#run === null) this.#check({ caseId });
  }

  /** Reads a bundle again from what is stored now. What was found of it before is taken back at once. */
  verifyAgain(bundleId: string): void {
    const { caseId } = this.#snapshot;
    if (caseId !== null && this.#run === null) this.#check({ caseId, again: bundleId });
  }

  /** Another window has changed the trust of a case. In the background: a dialog here must not lose what was typed. */
  caseChanged(caseId: string): void {
    const { state } = this.#snapshot;
    if (caseId !== this.#snapshot.caseId) return;
    if (state.kind === 'opening') this.#changedWhileOpening = true;
    if (state.kind !== 'open') return;
    if (this.#run !== null) this.#run.isOutdated = true;
    else if (state.check.kind === 'over') this.#askAgain(caseId);
    else this.#refresh(caseId);
  }

  /** A verdict must not outlive what it speaks of: a case that was deleted, or is locked again. */
  caseGone(caseId: string, error: WireError): void {
    if (caseId !== this.#snapshot.caseId) return;
    this.#leave();
    this.#fail(caseId, error);
  }

  /** Asks for the case once more, such as one that was locked and is no more. */
  reopen(): void {
    const { caseId } = this.#snapshot;
    this.#snapshot = { caseId: null, state: { kind: 'none' } };
    this.open(caseId);
  }

  #check(order: OpenOrder): void {
    const run = this.#begin(order);
    if (run !== null) this.#ask(run, order);
  }

  /** As `#check`, once the first rows have had the time to come. */
  async #checkAfterHeadStart(order: OpenOrder): Promise<void> {
    const run = this.#begin(order);
    await this.#options.headStart();
    if (run !== null && this.#run === run) this.#ask(run, order);
  }

  /** From here on it stands there that the copy is being checked. Null when there is nothing to check. */
  #begin({ caseId, again }: OpenOrder): Run | null {
    const { state } = this.#snapshot;
    if (state.kind !== 'open') return null;
    const run: Run = { stop: new AbortController(), isOutdated: false };
    this.#run = run;
    const view = withoutVerdictOf(state.view, again);
    this.#set({ caseId, state: { kind: 'open', view, check: { kind: 'running', progress: null } } });
    return run;
  }

  #ask(run: Run, order: OpenOrder): void {
    const { caseId } = order;
    const onProgress = (progress: Progress) => {
      if (this.#run === run) this.#setCheck({ kind: 'running', progress });
    };
    this.#client.call('openCase', order, { signal: run.stop.signal, onProgress }).then(
      (answer) => {
        if (this.#run !== run) return;
        this.#run = null;
        if (run.isOutdated) this.#check({ caseId });
        else this.show(answer);
      },
      (thrown: unknown) => {
        if (this.#run !== run) return;
        this.#run = null;
        this.#endWithout(caseId, toWireError(thrown));
      },
    );
  }

  #endWithout(caseId: string, error: WireError): void {
    // Refused is what is asked of a case that is gone.
    if (error.kind === 'refused' || error.kind === 'locked') {
      this.#fail(caseId, error);
      return;
    }
    this.#setCheck(error.kind === 'cancelled' ? { kind: 'stopped' } : { kind: 'failed', error });
    this.#refresh(caseId);
  }

  #askAgain(caseId: string): void {
    this.#client.call('openCase', { caseId }).then(
      (view) => {
        if (this.#snapshot.caseId === caseId) this.show(view);
      },
      (thrown: unknown) => {
        if (this.#snapshot.caseId === caseId) this.#fail(caseId, toWireError(thrown));
      },
    );
  }

  /** What is stored now, with the verdicts of what was read; how the check stands does not change by it. */
  #refresh(caseId: string): void {
    const before = this.#snapshot;
    this.#client.call('previewCase', { caseId }).then(
      (view) => {
        if (this.#snapshot === before && before.state.kind === 'open') {
          this.#set({ caseId, state: { ...before.state, view } });
        }
      },
      // What stands there has no verdict that could be wrong; the next check says what is the matter.
      () => {},
    );
  }

  #leave(): void {
    const run = this.#run;
    this.#run = null;
    run?.stop.abort();
  }

  #fail(caseId: string, error: WireError): void {
    this.#run = null;
    this.#set({ caseId, state: { kind: 'failed', error } });
  }

  #setCheck(check: CopyCheck): void {
    const { caseId, state } = this.#snapshot;
    if (state.kind === 'open') this.#set({ caseId, state: { ...state, check } });
  }

  #set(snapshot: CaseSnapshot): void {
    const { state } = snapshot;
    // Before anything of it is drawn: what is drawn from here on writes addresses and choices.
    if (state.kind === 'open' && state.view.case.isEncrypted) notePrivateCase(state.view.case.caseId);
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function withoutVerdictOf(view: CaseView, bundleId: string | undefined): CaseView {
  const bundles = view.bundles.map((bundle) =>
    bundle.bundleId === bundleId ? { ...bundle, verdict: null, offeredKeys: [] } : bundle,
  );
  return { ...view, bundles };
}
