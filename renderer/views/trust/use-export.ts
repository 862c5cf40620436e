import { useState } from 'react';
import type { ExportRequest, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';

export type ExportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: WireError };

/** Asks the case worker for a file and the host for a place to save it. */
export function useExport(saveFile: Host['saveFile']): {
  readonly state: ExportState;
  exportTrust(request: ExportRequest): void;
} {
  const client = useCaseClient();
  const [state, setState] = useState<ExportState>({ kind: 'none' });
  const save = async (request: ExportRequest) => {
    const { fileName, text } = await client.call('exportTrust', request);
    const isSaved = await saveFile(fileName, new Blob([text], { type: 'text/plain' }));
    setState(isSaved ? { kind: 'saved', fileName } : { kind: 'none' });
  };
  return {
    state,
    exportTrust: (request) => {
      save(request).catch((thrown: unknown) => setState({ kind: 'failed', error: toWireError(thrown) }));
    },
  };
}
