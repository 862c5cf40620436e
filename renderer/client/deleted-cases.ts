const channelName = 'vouch-deleted-cases';

/** Tells every window that shows the case, this one included: a verdict must not outlive what it speaks of. */
export function announceDeletedCase(caseId: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(caseId);
  channel.close();
}

/** Calls back with the id of each case that any window deletes. Returns the unsubscribe function. */
export function onDeletedCase(listener: (caseId: string) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') listener(data);
  };
  return () => channel.close();
}
