import type { BareBrowser } from './bare-browser.ts';
import type { Plan, Reached } from './hold-worker.ts';
import { type RowsOfBundles, readRowsOfBundles } from './stored-rows.ts';

/** A bare browser whose page has a case worker, and nothing that draws. */
export interface BareCase {
  readonly browser: BareBrowser;
  /** One request of the protocol; a refusal is thrown. */
  ask<Answer>(name: string, args: unknown): Promise<Answer>;
  /** The same with a delivered file as `source`. */
  askWithFile<Answer>(
    name: string,
    args: object,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<Answer>;
  /** From now on. Answers with what it passed when the moment has come; never, if it does not. */
  reach(plan: Plan): Promise<readonly string[]>;
  /** What it passed since the plan. */
  passed(): Promise<readonly string[]>;
  /** Rows of bundles, read past the application. */
  rows(): Promise<RowsOfBundles>;
  /** Every line of a journal, read past the application. */
  journalOf(caseId: string): Promise<Uint8Array>;
  age(): Promise<Age>;
}

/** How long ago the process began, and what all processors did for it since, in milliseconds. */
export interface Age {
  readonly elapsed: number;
  readonly processor: number;
}

/** `look` is told what is stored before there is a worker, which removes what it finds unfinished. */
export async function openBareCase(
  browser: BareBrowser,
  look?: (left: RowsOfBundles) => void,
): Promise<BareCase> {
  if (look !== undefined) look(await browser.evaluate(readRowsOfBundles, null));
  await browser.evaluate(startWorker, null);
  return {
    browser,
    ask: (name, args) => browser.evaluate(askWorker, { name, args, file: null }) as Promise<never>,
    askWithFile: (name, args, file) => {
      const base64 = Buffer.from(file.bytes).toString('base64');
      return browser.evaluate(askWorker, { name, args, file: { name: file.name, base64 } }) as Promise<never>;
    },
    reach: (plan) => browser.evaluate(reachMoment, plan),
    passed: () => browser.evaluate(reachMoment, null),
    rows: () => browser.evaluate(readRowsOfBundles, null),
    journalOf: async (caseId) => Buffer.from(await browser.evaluate(readJournalFile, caseId), 'base64'),
    age: async () => {
      const elapsed = performance.now() - browser.startedAt;
      return { elapsed, processor: await browser.processorMillis() };
    },
  };
}

// What follows runs in a page, as its own text: it may use nothing from this file.

interface CasePage {
  worker: Worker;
  lastId: number;
}

function startWorker(): void {
  const rules = { createScriptURL: (address: string) => address };
  const { trustedTypes } = window as unknown as {
    trustedTypes: { createPolicy(name: string, given: typeof rules): typeof rules };
  };
  const address = trustedTypes
    .createPolicy('vouch-worker', rules)
    .createScriptURL(new URL('/case-worker.js', location.href).href);
  const worker = new Worker(address, { type: 'module' });
  Object.assign(window, { worker, lastId: 0 });
}

function askWorker({
  name,
  args,
  file,
}: {
  readonly name: string;
  readonly args: unknown;
  readonly file: { readonly name: string; readonly base64: string } | null;
}): Promise<unknown> {
  const page = window as unknown as CasePage;
  page.lastId += 1;
  const id = page.lastId;
  const bytes = Uint8Array.from(atob(file?.base64 ?? ''), (character) => character.charCodeAt(0));
  const source = file === null ? {} : { source: new File([bytes], file.name) };
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent) => {
      if (data.id !== id || data.kind === 'progress') return;
      page.worker.removeEventListener('message', listen);
      if (data.kind === 'answer') resolve(data.value);
      else reject(new Error(data.error.message));
    };
    page.worker.addEventListener('message', listen);
    page.worker.postMessage({ kind: 'request', id, name, args: { ...(args as object), ...source } });
  });
}

/** Without a plan it only asks what was passed. */
function reachMoment(plan: Plan | null): Promise<readonly string[]> {
  const { worker } = window as unknown as CasePage;
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<Reached>) => {
      if (data.kind !== 'reached') return;
      worker.removeEventListener('message', listen);
      resolve(data.moments);
    };
    worker.addEventListener('message', listen);
    worker.postMessage(plan === null ? { kind: 'moments' } : { kind: 'plan', plan });
  });
}

async function readJournalFile(caseId: string): Promise<string> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('journal');
  const file = await (await folder.getFileHandle(`${caseId}.journal`)).getFile();
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(',') + 1);
}
