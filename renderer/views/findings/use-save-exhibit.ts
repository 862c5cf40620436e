import { useEffect, useRef, useState } from 'react';
import type { Progress, WireError } from '../../../shared/contract/case-protocol.ts';
import type { SavedExhibit } from '../../../shared/contract/exhibit-file-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';

export type SavingExhibit =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving'; readonly number: string; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly error: WireError }
  /** Made and in the log; kept unless the person closed the dialog of the platform. */
  | { readonly kind: 'saved'; readonly saved: SavedExhibit; readonly isKept: boolean };

/** One exhibit at a time becomes a file. */
export function useSaveExhibit(saveFile: Host['saveFile']) {
  const client = useCaseClient();
  const { caseId, reviewer } = useSharedCaseWork();
  const [state, setState] = useState<SavingExhibit>({ kind: 'idle' });
  const stop = useRef(new AbortController());
  // Whoever leaves the screen does not wait for it any more.
  useEffect(() => () => stop.current.abort(), []);
  const save = async (number: string) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    const onProgress = (progress: Progress) => setState({ kind: 'saving', number, progress });
    setState({ kind: 'saving', number, progress: null });
    try {
      const order = { caseId, number, by: reviewer };
      const saved = await client.call('saveExhibit', order, { signal, onProgress });
      if (!(saved.file instanceof Blob)) return;
      setState({ kind: 'saved', saved, isKept: await saveFile(saved.file.name, saved.file) });
    } catch (thrown) {
      const error = toWireError(thrown);
      setState(error.kind === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', error });
    }
  };
  return { state, save: (number: string) => void save(number), stop: () => stop.current.abort() };
}
