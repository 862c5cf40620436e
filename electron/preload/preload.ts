import { contextBridge, ipcRenderer } from 'electron';
import { appVersionArgument, type HostBridge, hostChannels } from '../../shared/contract/host-bridge.ts';

/**
 * The whole of what the window can reach. Each function names its own channel and passes its own arguments on: a
 * general `invoke(channel, ...)` would let the page choose.
 */
const bridge: HostBridge = {
  appVersion:
    process.argv.find((a) => a.startsWith(appVersionArgument))?.slice(appVersionArgument.length) ?? '',
  platform: process.platform,
  save: (operation) => ipcRenderer.invoke(hostChannels.save, operation),
  setUnsavedChanges: (hasUnsavedChanges) =>
    ipcRenderer.invoke(hostChannels.setUnsavedChanges, hasUnsavedChanges),
  readyForFiles: () => ipcRenderer.invoke(hostChannels.readyForFiles),
  journal: (operation) => ipcRenderer.invoke(hostChannels.journal, operation),
  secrets: (operation) => ipcRenderer.invoke(hostChannels.secrets, operation),
};

contextBridge.exposeInMainWorld('vouchBridge', Object.freeze(bridge));
