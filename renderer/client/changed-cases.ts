/** One for posting and listening: a channel never hears itself, so a window does not answer its own announcement. */
const channel = new BroadcastChannel('vouch-changed-cases');

/** Tells every other window that the trust of a case has changed: a verdict from before must not go on standing there. */
export function announceChangedCase(caseId: string): void {
  channel.postMessage(caseId);
}

/** Calls back with the id of each case whose trust another window has changed. Returns the unsubscribe function. */
export function onChangedCase(listener: (caseId: string) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') listener(data);
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
