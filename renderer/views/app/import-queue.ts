import type { JudgedCaseView, Progress, WireError } from '../../../shared/contract/case-protocol.ts';
import type { CaseClient } from '../../client/case-client.ts';
import { toWireError } from '../../client/case-error.ts';

export interface ImportJob {
  readonly id: number;
  readonly what: 'file' | 'sample';
  readonly fileName: string;
  readonly fileBytes: number;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'running'; readonly progress: Progress | null }
    | { readonly kind: 'failed'; readonly error: WireError };
}

export interface ImportOutcome {
  readonly view: JudgedCaseView;
  /** The bundle to look at; null leaves the choice to the screen. */
  readonly bundleId: string | null;
}

const folderSentence = 'This is a folder, not a file.';

/** Files that were handed over together. */
interface Delivery {
  caseId: string | null;
  /** Of the encrypted case that is to be made; forgotten when it is. */
  passphrase: string | null;
}

interface Work {
  readonly file: File | null;
  readonly delivery: Delivery;
  readonly stop: AbortController;
}

/**
 * Opens files one after the other, so that two large ones do not fight for the disk.
 * Jobs that succeed leave the list; jobs that fail stay until they are dismissed. An external store in React's sense.
 */
export class ImportQueue {
  readonly #client: CaseClient;
  readonly #work = new Map<number, Work>();
  readonly #listeners = new Set<() => void>();
  readonly #onImported: (outcome: ImportOutcome) => void;
  #jobs: readonly ImportJob[] = [];
  #lastId = 0;
  #isRunning = false;

  constructor(client: CaseClient, onImported: (outcome: ImportOutcome) => void) {
    this.#client = client;
    this.#onImported = onImported;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly jobs = (): readonly ImportJob[] => this.#jobs;

  /** Whether a file is being read at this moment. */
  readonly hasRunning = (): boolean => this.#jobs.some(({ state }) => state.kind === 'running');

  /** Files that arrive together belong to one case: with null, the first that succeeds makes it. */
  addFiles(files: readonly File[], caseId: string | null, passphrase: string | null = null): void {
    const delivery = { caseId, passphrase };
    for (const file of files) this.#add('file', file, delivery);
    void this.#run();
  }

  /** A drop tells folders from files before anything is read; by reading alone, a folder looks like a changed file. */
  refuseFolders(names: readonly string[]): void {
    for (const fileName of names) {
      const error = { kind: 'format', code: 'is-a-directory', message: folderSentence, place: {} } as const;
      this.#lastId += 1;
      const job: ImportJob = {
        id: this.#lastId,
        what: 'file',
        fileName,
        fileBytes: 0,
        state: { kind: 'failed', error },
      };
      this.#change([...this.#jobs, job]);
    }
  }

  addSample(): void {
    this.#add('sample', null, { caseId: null, passphrase: null });
    void this.#run();
  }

  /** Stops a job, or takes a failed one off the list. */
  remove(id: number): void {
    this.#work.get(id)?.stop.abort();
    const job = this.#jobs.find((candidate) => candidate.id === id);
    // A running job leaves when the worker has stopped, which is when nothing of it is stored.
    if (job?.state.kind !== 'running') this.#forget(id);
  }

  #add(what: ImportJob['what'], file: File | null, delivery: Delivery): void {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#work.set(id, { file, delivery, stop: new AbortController() });
    const job: ImportJob = {
      id,
      what,
      fileName: file?.name ?? '',
      fileBytes: file?.size ?? 0,
      state: { kind: 'waiting' },
    };
    this.#change([...this.#jobs, job]);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (;;) {
      const next = this.#jobs.find((job) => job.state.kind === 'waiting');
      const work = next === undefined ? undefined : this.#work.get(next.id);
      if (next === undefined || work === undefined) break;
      await this.#runOne(next.id, work);
    }
    this.#isRunning = false;
  }

  async #runOne(id: number, work: Work): Promise<void> {
    this.#setState(id, { kind: 'running', progress: null });
    const options = {
      signal: work.stop.signal,
      onProgress: (progress: Progress) => this.#setState(id, { kind: 'running', progress }),
    };
    try {
      const outcome = await this.#request(work, options);
      this.#forget(id);
      this.#onImported(outcome);
    } catch (thrown) {
      const error = toWireError(thrown);
      if (error.kind === 'cancelled') this.#forget(id);
      else this.#setState(id, { kind: 'failed', error });
    }
  }

  async #request(
    work: Work,
    options: { readonly signal: AbortSignal; onProgress(progress: Progress): void },
  ): Promise<ImportOutcome> {
    if (work.file === null) {
      return { view: await this.#client.call('openSampleCase', {}, options), bundleId: null };
    }
    const { caseId, passphrase } = work.delivery;
    const args = { caseId, source: work.file, ...(passphrase === null ? {} : { passphrase }) };
    const answer = await this.#client.call('importBundle', args, options);
    work.delivery.caseId = answer.view.case.caseId;
    work.delivery.passphrase = null;
    return { view: answer.view, bundleId: answer.bundleId };
  }

  #setState(id: number, state: ImportJob['state']): void {
    this.#change(this.#jobs.map((job) => (job.id === id ? { ...job, state } : job)));
  }

  #forget(id: number): void {
    this.#work.delete(id);
    this.#change(this.#jobs.filter((job) => job.id !== id));
  }

  #change(jobs: readonly ImportJob[]): void {
    this.#jobs = jobs;
    for (const listener of this.#listeners) listener();
  }
}
