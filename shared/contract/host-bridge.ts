import type { JournalAnswer, JournalOperation } from './host-journal.ts';
import type { SaveAnswer, SaveOperation } from './host-save.ts';
import type { SecretAnswer, SecretOperation } from './host-secrets.ts';

/**
 * What the preload exposes as `window.vouchBridge`, the only object that crosses into the window.
 * No path, no evidence byte and no function of Electron goes through it.
 */
export interface HostBridge {
  readonly appVersion: string;
  readonly platform: string;
  /** One step of saving a file, at a place for which the system asks the person. */
  save(operation: SaveOperation): Promise<SaveAnswer>;
  setUnsavedChanges(hasUnsavedChanges: boolean): Promise<void>;
  /** Says that the window listens for files; main hands the waiting ones to the hidden file input. */
  readyForFiles(): Promise<void>;
  /** One operation in the folder of journals. What persons made goes through it, and no byte of evidence. */
  journal(operation: JournalOperation): Promise<JournalAnswer>;
  /** One operation of the operating system's store of secrets: for the key of an identity, where a person wants it there. */
  secrets(operation: SecretOperation): Promise<SecretAnswer>;
}

/** Every channel, with the exact shape of its arguments. Main and preload both import this. */
export const hostChannels = {
  save: 'vouch:save',
  setUnsavedChanges: 'vouch:set-unsaved-changes',
  readyForFiles: 'vouch:ready-for-files',
  journal: 'vouch:journal',
  secrets: 'vouch:secrets',
} as const;

export type HostChannel = (typeof hostChannels)[keyof typeof hostChannels];

/**
 * Main passes the version on the command line of the window's process: the preload is sandboxed, has no `app`,
 * and a channel for one constant would be one more channel to guard.
 */
export const appVersionArgument = '--vouch-version=';

/**
 * Id of the hidden file input of the window. A file that the system asks to open is put into it by the host
 * (through the debugger protocol), because neither Electron nor a browser can hand a `File` to a page.
 */
export const openRequestInputId = 'open-request';

/** The files of the case worker and of its threads, which have a policy of their own. */
export const workerFiles: readonly string[] = ['case-worker.js', 'worker-thread.js'];

/** The production policy. Both hosts send it as a header; nothing in the page may weaken it. */
export const contentSecurityPolicy = policyWithScripts("'self'");

/**
 * The policy of the case worker and its threads, sent with their files alone: a worker is governed by the policy that came with its own
 * script and not by that of the page. It may compile WebAssembly, for the digests of an import, and nothing else
 * more: `eval` stays refused in both, and WebAssembly in the window, where evidence is drawn.
 */
export const caseWorkerPolicy = policyWithScripts("'self' 'wasm-unsafe-eval'");

function policyWithScripts(scripts: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vouch-worker',
  ].join('; ');
}
