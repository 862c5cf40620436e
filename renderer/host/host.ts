import type { JournalAnswer, JournalOperation } from '../../shared/contract/host-journal.ts';
import type { SecretAnswer, SecretOperation } from '../../shared/contract/host-secrets.ts';

/**
 * What the window may ask of the program around it. Only abilities that both hosts have are required;
 * one that a host lacks is an absent property and visible in the interface, never an empty function.
 */
export interface Host {
  readonly kind: 'desktop' | 'browser';
  readonly appVersion: string;
  /** Calls back with each file that the system, or the command line, asks to open. Returns the unsubscribe function. */
  onOpenRequest(listener: (files: readonly File[]) => void): () => void;
  /** Resolves to false when the person cancels. */
  saveFile(name: string, blob: Blob): Promise<boolean>;
  /** Journals as files of the system; absent where the window has only files of its own profile. */
  journal?(operation: JournalOperation): Promise<JournalAnswer>;
  /** The operating system's store of secrets; absent where the window has no program around it. */
  secrets?(operation: SecretOperation): Promise<SecretAnswer>;
  /** While true, closing the window asks first. */
  setUnsavedChanges(hasUnsavedChanges: boolean): void;
}
