import { openRequestInputId } from '../../shared/contract/host-bridge.ts';

/**
 * Calls back with the files that the host puts into the hidden file input. Returns the unsubscribe function.
 * The input is emptied after each delivery, so that the same file can be handed over twice.
 */
export function listenForOpenRequests(listener: (files: readonly File[]) => void): () => void {
  const input = document.getElementById(openRequestInputId);
  if (!(input instanceof HTMLInputElement)) throw new Error(`index.html has no input #${openRequestInputId}`);
  const deliver = () => {
    const files = Array.from(input.files ?? []);
    input.value = '';
    if (files.length > 0) listener(files);
  };
  input.addEventListener('change', deliver);
  // A file may have been handed over before the window was ready to listen.
  deliver();
  return () => input.removeEventListener('change', deliver);
}
