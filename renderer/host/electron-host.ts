import type { HostBridge } from '../../shared/contract/host-bridge.ts';
import type { Host } from './host.ts';
import { listenForOpenRequests } from './open-request-input.ts';
import { saveInPieces } from './save-in-pieces.ts';

/** The desktop edition: what the main process offers through the preload's one object. */
export function electronHost(bridge: HostBridge): Host {
  return {
    kind: 'desktop',
    appVersion: bridge.appVersion,
    onOpenRequest(listener) {
      const stop = listenForOpenRequests(listener);
      void bridge.readyForFiles();
      return stop;
    },
    saveFile: (name, blob) => saveInPieces(bridge, name, blob),
    journal: (operation) => bridge.journal(operation),
    secrets: (operation) => bridge.secrets(operation),
    setUnsavedChanges(hasUnsavedChanges) {
      void bridge.setUnsavedChanges(hasUnsavedChanges);
    },
  };
}
