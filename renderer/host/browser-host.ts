import type { Host } from './host.ts';
import { listenForOpenRequests } from './open-request-input.ts';

/** The browser edition: the same window in a Chromium-family browser, served from a loopback address. */
export function browserHost(appVersion: string): Host {
  let hasUnsavedChanges = false;
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedChanges) event.preventDefault();
  });
  return {
    kind: 'browser',
    appVersion,
    onOpenRequest: listenForOpenRequests,
    async saveFile(name, blob) {
      const address = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      // The browser reads the address after the click returns; it must still be there then.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return true;
    },
    setUnsavedChanges(value) {
      hasUnsavedChanges = value;
    },
  };
}
