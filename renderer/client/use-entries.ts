import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { BundleView } from '../../shared/contract/case-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { EntryPages } from './entry-pages.ts';

/**
 * The rows of a bundle. The component draws again whenever rows that it looked at have arrived. When the check of the bundle
 * begins or ends, they are asked for anew: only then do they say which lines the checks name.
 */
export function useEntries({ bundleId, verdict }: BundleView, total: number): EntryPages {
  const client = useCaseClient();
  const pages = useMemo(() => new EntryPages(client, bundleId, total), [client, bundleId, total]);
  useSyncExternalStore(pages.subscribe, pages.version);
  const isChecked = verdict !== null;
  const wasChecked = useRef(isChecked);
  useEffect(() => {
    if (wasChecked.current === isChecked) return;
    wasChecked.current = isChecked;
    pages.renew();
  }, [pages, isChecked]);
  return pages;
}
