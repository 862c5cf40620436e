/** One for posting and listening: a channel never hears itself. */
const channel = new BroadcastChannel('vouch-made-in-case');

/** Tells every other window that something was made in a case. */
export function announceMade(caseId: string): void {
  channel.postMessage(caseId);
}

/** Calls back with the id of each case in which another window has made something. Returns the unsubscribe function. */
export function onMade(listener: (caseId: string) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') listener(data);
  };
  channel.addEventListener('message', hear);
  return () => channel.removeEventListener('message', hear);
}
