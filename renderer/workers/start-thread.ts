import { BugError } from '../../shared/bytes/errors.ts';
import threadUrl from './worker-thread.ts?worker&url';

/**
 * Starts a thread of the case worker. The policy is the one of the window (`renderer/client/worker-url.ts`), and here as
 * well it accepts exactly one address, the one of the built file.
 */
export function startThread(name: string): Worker {
  return new Worker(trustedThreadUrl(), { type: 'module', name });
}

function trustedThreadUrl(): string | URL {
  policy ??= createPolicy();
  return policy.createScriptURL(threadUrl);
}

interface ThreadUrlPolicy {
  createScriptURL(url: string): string | URL;
}

/** The compiler knows trusted types of windows only. */
interface TrustedTypesScope {
  readonly trustedTypes?: { createPolicy(name: string, rules: ThreadUrlPolicy): ThreadUrlPolicy };
}

/** A second policy of the same name would be refused. */
let policy: ThreadUrlPolicy | null = null;

function createPolicy(): ThreadUrlPolicy {
  const rules = {
    createScriptURL: (url: string): string => {
      if (url !== threadUrl) throw new BugError('Only a thread of this worker may be loaded as a script.');
      return url;
    },
  };
  // Absent outside Chromium: the CSP that asks for it is then ignored as well.
  const { trustedTypes } = self as TrustedTypesScope;
  return trustedTypes?.createPolicy('vouch-worker', rules) ?? rules;
}
