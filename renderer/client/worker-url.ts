import { BugError } from '../../shared/bytes/errors.ts';
import { printCaseWorkerName } from '../../shared/contract/case-worker-name.ts';
import workerUrl from '../workers/case-worker.ts?worker&url';

/**
 * Starts the case worker.
 *
 * The policy is the only one that the CSP allows (`trusted-types vouch-worker`), and it accepts exactly one
 * address, the one of the built worker: injected script has no way to make another URL loadable.
 */
export function startCaseWorker(): Worker {
  const address = new URLSearchParams(location.hash.split('?')[1]);
  const name = printCaseWorkerName({
    isHosted: 'vouchBridge' in window,
    caseId: address.get('case'),
    bundleId: address.get('bundle'),
  });
  return new Worker(trustedWorkerUrl(), { type: 'module', name });
}

function trustedWorkerUrl(): string | URL {
  const rules = {
    createScriptURL: (url: string): string => {
      if (url !== workerUrl) throw new BugError('Only the case worker may be loaded as a script.');
      return url;
    },
  };
  // Absent outside Chromium: the CSP that asks for it is then ignored as well.
  if (typeof trustedTypes === 'undefined') return rules.createScriptURL(workerUrl);
  return trustedTypes.createPolicy('vouch-worker', rules).createScriptURL(workerUrl);
}
