import { useEffect, useState } from 'react';
import type { AuthorityFile } from '../../../shared/case/named-authorities.ts';
import type { KeyWindow, TrustFile } from '../../../shared/case/trust-file.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

/** A file that a person chose, as it was at that moment: what is shown of it is what is added. */
export interface ChosenFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export type TrustFileState =
  | { readonly kind: 'none' | 'reading' }
  | { readonly kind: 'shown'; readonly file: TrustFile | AuthorityFile }
  | { readonly kind: 'failed'; readonly error: WireError };

interface TrustFileQuestion {
  readonly caseId: string;
  readonly origin: string;
  readonly chosen: ChosenFile | null;
  readonly window: KeyWindow;
}

/** What the case worker would add of the chosen file; asked again whenever the log or the window changes. */
export function useTrustFile({ caseId, origin, chosen, window }: TrustFileQuestion): TrustFileState {
  const client = useCaseClient();
  const [state, setState] = useState<TrustFileState>({ kind: 'none' });
  const { validAfter, validBefore } = window;
  useEffect(() => {
    if (chosen === null) return;
    let isCurrent = true;
    const { bytes } = chosen;
    setState((before) => (before.kind === 'shown' ? before : { kind: 'reading' }));
    client.call('readTrustFile', { caseId, origin, bytes, window: { validAfter, validBefore } }).then(
      (file) => isCurrent && setState({ kind: 'shown', file }),
      (thrown: unknown) => isCurrent && setState({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, caseId, origin, chosen, validAfter, validBefore]);
  return state;
}
