import { BugError } from '../../shared/bytes/errors.ts';

/** What a worker of this program is for, by its name: all of them are the one built file. */
export const indexThreadName = 'vouch index thread';

export function startIndexThread(): Worker {
  return startThread(indexThreadName);
}

/**
 * Starts a thread of the case worker, from the file that the case worker itself was loaded from. The policy is the
 * one of the window (`renderer/client/worker-url.ts`), and accepts no other address here either.
 */
export function startThread(name: string): Worker {
  return new Worker(trustedOwnUrl(), { type: 'module', name });
}

function trustedOwnUrl(): string | URL {
  const ownUrl = self.location.href;
  policy ??= createPolicy(ownUrl);
  return policy.createScriptURL(ownUrl);
}

interface OwnUrlPolicy {
  createScriptURL(url: string): string | URL;
}

/** The compiler knows trusted types of windows only. */
interface TrustedTypesScope {
  readonly trustedTypes?: { createPolicy(name: string, rules: OwnUrlPolicy): OwnUrlPolicy };
}

/** A second policy of the same name would be refused. */
let policy: OwnUrlPolicy | null = null;

function createPolicy(ownUrl: string): OwnUrlPolicy {
  const rules = {
    createScriptURL: (url: string): string => {
      if (url !== ownUrl) throw new BugError('Only this worker may be loaded as a script.');
      return url;
    },
  };
  // Absent outside Chromium: the CSP that asks for it is then ignored as well.
  const { trustedTypes } = self as TrustedTypesScope;
  return trustedTypes?.createPolicy('vouch-worker', rules) ?? rules;
}
